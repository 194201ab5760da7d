/** What the LogStore port promises, whichever database is below. */
import { LogEntry, type Logged, type LogQuery, LogStore } from "@rollcall/provider"
import { Effect, Option } from "effect"
import { about, type Case } from "./Case.ts"
import { expect } from "./Expectation.ts"

const entry = (time: number, given: Partial<LogEntry.LogEntry> = {}): LogEntry.LogEntry => ({
  tenant: "acme",
  time,
  method: "GET",
  path: `/Users/${time}`,
  status: 200,
  duration: 1,
  notes: [],
  ...given
})

const whole = entry(7, {
  token: { id: "t", name: 'Okta\'s "best"', identityProvider: "okta" },
  method: "POST",
  status: 409,
  error: "Uniqueness",
  scimType: "uniqueness",
  detail: "Taken: é, 👋, \\ and %.",
  attribute: "userName",
  duration: 12,
  resource: "User/7",
  requestId: "3f2a-1",
  notes: ["CapitalisedOperation: Read it.", "two\nlines"],
  request: '{"userName":"***"}',
  response: '{"status":"409"}'
})

const page = (given: Partial<LogQuery> = {}) =>
  Effect.flatMap(LogStore, (log) => log.page({ tenant: "acme", order: "oldest", limit: 100, ...given }))

/** The times of the entries, in which the cases tell them apart. */
const times = (given: Partial<LogQuery> = {}) => Effect.map(page(given), (found) => found.map(({ time }) => time))

const append = (...entries: ReadonlyArray<LogEntry.LogEntry>) => Effect.flatMap(LogStore, (log) => log.append(entries))

const unnumbered = ({ seq: _, ...rest }: Logged): LogEntry.LogEntry => rest

const { request: _, response: __, ...withoutBodies } = whole

const failed = { status: 400, error: "InvalidValue" }

export const cases: ReadonlyArray<Case<LogStore>> = about("a log", {
  "has an entry as it was written, and its bodies where one entry is asked for": Effect.gen(function* () {
    yield* append(whole, entry(8))
    const [first, second] = yield* page()
    if (first === undefined || second === undefined) return yield* expect([first, second], [whole, entry(8)])
    yield* expect([unnumbered(first), unnumbered(second)], [withoutBodies, entry(8)])
    const log = yield* LogStore
    yield* expect(yield* log.find("acme", first.seq), Option.some({ ...whole, seq: first.seq }))
    yield* expect(yield* log.find("acme", second.seq), Option.some({ ...entry(8), seq: second.seq }))
    yield* expect(yield* log.find("acme", second.seq + 1_000_000), Option.none())
  }),

  "takes an empty batch, and one of a thousand": Effect.gen(function* () {
    yield* append()
    yield* append(...Array.from({ length: 1_000 }, (_, index) => entry(index)))
    yield* expect((yield* times({ limit: 2_000 })).length, 1_000)
  }),

  "takes whatever text a client sends": Effect.gen(function* () {
    yield* append(entry(1, { path: "/a\0b\ud800", detail: "'; --", notes: ["\udc00"], request: '{"a":"\\u0000"}' }))
    const [found] = yield* page()
    yield* expect([found?.path, found?.detail, found?.notes], ["/a\ufffdb\ufffd", "'; --", ["\ufffd"]])
    const log = yield* LogStore
    const read = yield* log.find("acme", found?.seq ?? 0)
    yield* expect(
      Option.map(read, ({ request }) => request),
      Option.some('{"a":"\\u0000"}')
    )
  }),

  "keeps the entries of a tenant from every other, and those of nobody": Effect.gen(function* () {
    const nobody = { tenant: LogEntry.nobody }
    yield* append(entry(1), entry(2, { tenant: "other" }), entry(3, nobody))
    yield* expect(yield* times(), [1])
    yield* expect(yield* times({ tenant: "other" }), [2])
    yield* expect(yield* times(nobody), [3])
    const [other] = yield* page({ tenant: "other" })
    yield* expect(yield* (yield* LogStore).find("acme", other?.seq ?? 0), Option.none())
  }),

  "is in the order of time, and within a millisecond in that of its numbers": Effect.gen(function* () {
    const [a, b, c] = [entry(5, { path: "/a" }), entry(5, { path: "/b" }), entry(4, { path: "/c" })]
    yield* append(a, b)
    yield* append(c)
    const paths = (found: ReadonlyArray<Logged>) => found.map(({ path }) => path)
    yield* expect(paths(yield* page()), ["/c", "/a", "/b"])
    yield* expect(paths(yield* page({ order: "newest" })), ["/b", "/a", "/c"])
    yield* expect(paths(yield* page({ order: "newest", limit: 2 })), ["/b", "/a"])
  }),

  "goes on behind an entry, in either order, without repeating or skipping one": Effect.gen(function* () {
    yield* append(...[1, 2, 2, 2, 3].map((time) => entry(time)))
    const all = yield* page()
    const walked: Array<number> = []
    let after: Logged | undefined
    for (;;) {
      const [next] = yield* page({ limit: 1, ...(after === undefined ? {} : { after }) })
      if (next === undefined) break
      walked.push(next.seq)
      after = next
    }
    const numbers = all.map(({ seq }) => seq)
    yield* expect([walked, numbers.length], [numbers, 5])
    const third = all[2] ?? { time: 0, seq: 0 }
    const before = yield* page({ before: third, order: "newest" })
    yield* expect(
      before.map(({ seq }) => seq),
      numbers.slice(0, 2).reverse()
    )
  }),

  "is chosen from by outcome, token, provider, method, resource, request and time, and by all": Effect.gen(
    function* () {
      const token = { id: "t", name: "Okta", identityProvider: "okta" }
      yield* append(
        entry(1, { token }),
        entry(2, { ...failed, token, resource: "User/1" }),
        entry(3, { resource: "User/1", method: "PATCH", requestId: "a-1" }),
        entry(4, failed),
        LogEntry.missing("acme", 3, 5),
        entry(6, { token: { id: "r", name: "Reader" }, resource: "User/1", method: "GET" }),
        entry(7, { token: { id: "r", name: "Reader" }, resource: "User/1", method: "HEAD" })
      )
      yield* expect(yield* times({ outcome: "failed" }), [2, 4, 5])
      yield* expect(yield* times({ outcome: "ok" }), [1, 3, 6, 7])
      yield* expect(yield* times({ token: "t" }), [1, 2])
      yield* expect(yield* times({ identityProvider: "okta" }), [1, 2])
      yield* expect(yield* times({ identityProvider: "entra" }), [])
      yield* expect(yield* times({ resource: "User/1" }), [2, 3])
      yield* expect(yield* times({ token: "r" }), [6, 7])
      yield* expect(yield* times({ method: "PATCH" }), [3])
      yield* expect(yield* times({ request: "a-1" }), [3])
      yield* expect(yield* times({ request: "a" }), [])
      yield* expect(yield* times({ from: 2, to: 4 }), [2, 3])
      yield* expect(
        yield* times({ outcome: "failed", token: "t", method: "GET", resource: "User/1", from: 2, to: 3 }),
        [2]
      )
      yield* expect(yield* times({ token: "T" }), [])
    }
  ),

  "is searched for text in path, detail, resource, notes and token, whatever its case": Effect.gen(function* () {
    yield* append(
      entry(1, { path: "/Users/A%25" }),
      entry(2, { detail: "ÉLAN" }),
      entry(3, { resource: "User/b_c" }),
      entry(4, { notes: ["First: x.", "EmptyString: y."] }),
      entry(5, { token: { id: "needle", name: "Okta" } })
    )
    const found = yield* Effect.forEach(["a%", "élan", "_C", "emptystring", "OKTA", "needle", "%"], (text) =>
      times({ text })
    )
    yield* expect(found, [[1], [2], [3], [4], [5], [], [1]])
  }),

  "is counted in spans of time, by what failed too": Effect.gen(function* () {
    const log = yield* LogStore
    yield* expect(yield* log.count("acme", []), [])
    yield* append(entry(1), entry(2, failed), entry(2), entry(4, failed), entry(2, { tenant: "other" }))
    const spans = [
      { from: 0, to: 2 },
      { from: 2, to: 4 },
      { from: 4, to: 1_900_000_000_000 },
      { from: 1_900_000_000_000, to: 1_900_000_000_001 }
    ]
    const counts = [
      { requests: 1, failed: 0 },
      { requests: 2, failed: 1 },
      { requests: 1, failed: 1 },
      { requests: 0, failed: 0 }
    ]
    yield* expect(
      yield* log.count("acme", spans),
      spans.map((span, index) => ({ ...span, ...counts[index] }))
    )
  }),

  "loses its oldest entries from before a time, as many as it is told": Effect.gen(function* () {
    const log = yield* LogStore
    yield* append(...[1, 2, 3, 4].map((time) => entry(time)), entry(1, { tenant: "other" }))
    yield* expect(yield* log.prune("acme", 4, 2), 2)
    yield* expect(yield* times(), [3, 4])
    yield* expect(yield* log.prune("acme", 4, 2), 1)
    yield* expect(yield* log.prune("acme", 4, 2), 0)
    yield* expect(yield* times(), [4])
    yield* expect(yield* times({ tenant: "other" }), [1])
  }),

  "has the entries of twenty who write at once, each once": Effect.gen(function* () {
    const batch = (at: number) => append(entry(at), entry(at))
    yield* Effect.all(
      Array.from({ length: 20 }, (_, index) => batch(index)),
      { concurrency: "unbounded" }
    )
    const numbers = (yield* page()).map(({ seq }) => seq)
    yield* expect([numbers.length, new Set(numbers).size], [40, 40])
  })
})
