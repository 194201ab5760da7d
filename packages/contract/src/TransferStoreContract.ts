/** What the TransferStore port promises beside a ResourceStore over the same storage, whichever database is below. */
import type { Json } from "@rollcall/core"
import { ResourceStore, type StoredMembership, TransferStore } from "@rollcall/provider"
import { Effect, Either, Option } from "effect"
import { about, type Case } from "./Case.ts"
import { expect } from "./Expectation.ts"
import * as Fixtures from "./Fixtures.ts"

const { group, insertGroup, insertUser, resource, tenant, user } = Fixtures

const history = { version: 7, created: 100, lastModified: 200 }

const restored = (id: string, document: Json.JsonObject, type = user) => ({
  type,
  id,
  document,
  members: [],
  unknownMembers: "wait" as const,
  now: 900,
  history
})

const restore = (...inserts: ReadonlyArray<ReturnType<typeof restored>>) =>
  Effect.flatMap(TransferStore, (store) => store.restore(tenant, inserts))

const enrol = (of: string, members: ReadonlyArray<string>, version?: number) =>
  Effect.flatMap(TransferStore, (store) =>
    store.enrol(tenant, [{ group: of, members, ...(version === undefined ? {} : { version }) }], 900)
  )

/** All memberships, asked for in pages of that size. */
const walk = (limit: number) =>
  Effect.gen(function* () {
    const store = yield* TransferStore
    const found: Array<StoredMembership> = []
    for (;;) {
      const page = yield* store.memberships(tenant, limit, found.at(-1))
      found.push(...page)
      if (page.length < limit) return found
    }
  })

const versionOf = (id: string) =>
  Effect.map(Fixtures.find(group, id), (found) =>
    Option.map(found, ({ version, lastModified }) => [version, lastModified])
  )

export const cases: ReadonlyArray<Case<ResourceStore | TransferStore>> = about("a transfer", {
  "stores a resource with the history that it had elsewhere": Effect.gen(function* () {
    const [first] = yield* restore(restored("u1", { userName: "ada" }))
    yield* expect(first !== undefined && Either.isRight(first), true)
    const stored = resource(user, "u1", { userName: "ada" }, history)
    yield* expect(yield* Fixtures.find(user, "u1"), Option.some(stored))
    yield* expect((yield* Fixtures.query(user, { filter: 'userName eq "ADA"' })).ids, ["u1"])
  }),

  "refuses one whose unique value is taken, and stores the others": Effect.gen(function* () {
    yield* insertUser("u1", { userName: "ada" })
    const results = yield* restore(restored("u2", { userName: "Ada" }), restored("u3", { userName: "bob" }))
    yield* expect(results.map(Either.isRight), [false, true])
    yield* expect((yield* Fixtures.query(user)).ids, ["u1", "u3"])
  }),

  "shows every membership once, those that wait included, whatever the size of pages": Effect.gen(function* () {
    yield* insertUser("u1")
    yield* insertGroup("g1", ["u1", "zoe"])
    yield* insertGroup("g2", ["u1", "g1"])
    const all = [
      { group: "g1", member: "u1", type: "User" },
      { group: "g1", member: "zoe" },
      { group: "g2", member: "g1", type: "Group" },
      { group: "g2", member: "u1", type: "User" }
    ]
    yield* expect(yield* walk(1), all)
    yield* expect(yield* walk(3), all)
    yield* expect(yield* walk(4), all)
  }),

  "fills a group that was moved without a new version": Effect.gen(function* () {
    yield* insertUser("u1")
    yield* restore(restored("g1", { displayName: "Staff" }, group))
    yield* expect(yield* enrol("g1", ["u1", "zoe"], 7), { added: 1, lost: [] })
    yield* expect(yield* Fixtures.members("g1"), ["u1"])
    yield* expect(yield* versionOf("g1"), Option.some([7, 200]))
    yield* insertUser("zoe")
    yield* expect(yield* Fixtures.members("g1"), ["u1", "zoe"])
  }),

  "makes a new version of a group that has another one, and none where nobody is new": Effect.gen(function* () {
    yield* insertUser("u1")
    yield* insertGroup("g1")
    yield* enrol("g1", ["u1"], 7)
    yield* expect(yield* versionOf("g1"), Option.some([2, 900]))
    yield* expect(yield* enrol("g1", ["u1"]), { added: 0, lost: [] })
    yield* expect(yield* versionOf("g1"), Option.some([2, 900]))
  }),

  "names groups that are not there, or are no groups, and fills the others": Effect.gen(function* () {
    const store = yield* TransferStore
    yield* insertUser("u1")
    yield* insertGroup("g1")
    const enrolled = yield* store.enrol(
      tenant,
      ["g0", "g1", "u1"].map((each) => ({ group: each, members: ["u1"] })),
      900
    )
    yield* expect(enrolled, { added: 1, lost: ["g0", "u1"] })
    yield* expect(yield* Fixtures.members("g1"), ["u1"])
  }),

  "is undone with the transaction around it": Effect.gen(function* () {
    yield* insertUser("u1")
    yield* insertGroup("g1")
    const work = Effect.all([restore(restored("u2", { userName: "bob" })), enrol("g1", ["u1"])])
    yield* Effect.ignore((yield* ResourceStore).atomically(Effect.zipRight(work, Effect.fail("no"))))
    yield* expect(yield* Fixtures.members("g1"), [])
    yield* expect(yield* Fixtures.find(user, "u2"), Option.none())
  })
})
