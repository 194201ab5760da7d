/** What the ClientStore port promises, whichever database is below. */
import { type Client, ClientStore } from "@rollcall/provider"
import { Effect, Option, Random } from "effect"
import { about, type Case } from "./Case.ts"
import { expect } from "./Expectation.ts"

/** What no other run of a case has in its ids and digests. */
const mark = Effect.map(Random.nextIntBetween(0, Number.MAX_SAFE_INTEGER), (number) => number.toString(16))

const client = (id: string, given: Partial<Client.Client> = {}): Client.Client => ({
  id,
  tenant: "default",
  name: `name of ${id}`,
  scopes: ["users:read", "groups:write"],
  tokenMillis: 3_600_000,
  credentials: { _tag: "Secret", digest: `digest of ${id}`, hint: "rc_1" },
  generation: 0,
  created: 1,
  ...given
})

const access = (of: Client.Client, digest: string, given: Partial<Client.AccessToken> = {}): Client.AccessToken => ({
  tenant: of.tenant,
  client: of.id,
  digest,
  generation: 0,
  scopes: ["users:read"],
  created: 100,
  expires: 1_000,
  ...given
})

const made = (...clients: ReadonlyArray<Client.Client>) =>
  Effect.flatMap(ClientStore, (store) => Effect.forEach(clients, store.insert, { discard: true }))

export const cases: ReadonlyArray<Case<ClientStore>> = about("a client", {
  "is found by its id, as it was given": Effect.gen(function* () {
    const [store, own] = [yield* ClientStore, yield* mark]
    const keys = [{ kty: "OKP", crv: "Ed25519", x: "abc", kid: "1" }]
    const whole = client(`${own}a`, {
      credentials: { _tag: "Keys", keys },
      generation: 3,
      previous: { credentials: { _tag: "Secret", digest: "d", hint: "h" }, replaced: 4, until: 5 },
      createdBy: "ada@example.com",
      identityProvider: "entra",
      revoked: 7,
      lastUsed: 6
    })
    yield* made(whole, client(`${own}b`))
    yield* expect(yield* store.find(whole.id), Option.some(whole))
    yield* expect(yield* store.find(`${own}b`), Option.some(client(`${own}b`)))
    yield* expect(yield* store.find(`${own}c`), Option.none())
  }),

  "is listed page by page, with those of its tenant or of all, in the order in which they were made": Effect.gen(
    function* () {
      const [store, own] = [yield* ClientStore, yield* mark]
      const tenant = `${own}acme`
      const [first, second, third] = [
        client(`${own}b`, { tenant }),
        client(`${own}c`, { tenant }),
        client(`${own}a`, { tenant, created: 2 })
      ]
      const other = client(`${own}d`, { tenant: `${own}other` })
      yield* made(third, second, other, first)
      yield* expect(yield* store.list({ tenant }), [first, second, third])
      yield* expect(yield* store.list({ tenant, limit: 2 }), [first, second])
      yield* expect(yield* store.list({ tenant, limit: 2, after: second }), [third])
      const all = (yield* store.list({})).filter(({ id }) => id.startsWith(own))
      yield* expect(all, [first, second, other, third])
    }
  ),

  "gets other credentials from one of two who give it some at the same time, and none once it is revoked": Effect.gen(
    function* () {
      const [store, own] = [yield* ClientStore, yield* mark]
      const before = client(`${own}a`)
      const previous = { credentials: before.credentials, replaced: 2, until: 3 }
      const after = (digest: string) =>
        client(before.id, { generation: 1, credentials: { _tag: "Secret", digest, hint: "" }, previous })
      yield* made(before, client(`${own}b`))
      const both = yield* Effect.all([store.rotate(after("1")), store.rotate(after("2"))], { concurrency: 2 })
      yield* expect([...both].sort(), [false, true])
      const found = Option.getOrThrow(yield* store.find(before.id))
      yield* expect(found, after(both[0] ? "1" : "2"))
      yield* store.revoke(before.id, 9)
      yield* expect(yield* store.rotate({ ...found, generation: 2 }), false)
      yield* expect(yield* store.find(`${own}b`), Option.some(client(`${own}b`)))
    }
  ),

  "is revoked once, and its access tokens know it": Effect.gen(function* () {
    const [store, own] = [yield* ClientStore, yield* mark]
    const [one, other] = [client(`${own}a`), client(`${own}b`)]
    yield* made(one, other)
    yield* store.issue(access(one, `${own}1`))
    yield* store.issue(access(other, `${own}2`))
    yield* store.revoke(one.id, 7)
    yield* store.revoke(one.id, 8)
    const revokedOf = (digest: string) =>
      Effect.map(store.findAccess(digest), (found) => Option.getOrThrow(found).client.revoked)
    yield* expect([yield* revokedOf(`${own}1`), yield* revokedOf(`${own}2`)], [7, undefined])
  }),

  "has its access tokens found by their digest, with itself and its tenant": Effect.gen(function* () {
    const [store, own] = [yield* ClientStore, yield* mark]
    const one = client(`${own}a`)
    yield* made(one)
    const given = access(one, `${own}1`, { generation: 2, scopes: ["groups:read"] })
    yield* store.issue(given)
    const found = Option.getOrThrow(yield* store.findAccess(given.digest))
    yield* expect(found.access, given)
    yield* expect(found.client, { ...one, lastUsed: 100 })
    yield* expect(found.tenant.id, "default")
    yield* expect(yield* store.findAccess(`${own}2`), Option.none())
  }),

  "has its use noted at most once a minute": Effect.gen(function* () {
    const [store, own] = [yield* ClientStore, yield* mark]
    const one = client(`${own}a`)
    yield* made(one)
    const noted: Array<number | undefined> = []
    for (const created of [100, 60_099, 60_100]) {
      yield* store.issue(access(one, `${own}${created}`, { created }))
      noted.push(Option.getOrThrow(yield* store.find(one.id)).lastUsed)
    }
    yield* expect(noted, [100, 100, 60_100])
  }),

  "uses each assertion once, however many try at the same time": Effect.gen(function* () {
    const [store, own] = [yield* ClientStore, yield* mark]
    const [one, other] = [client(`${own}a`), client(`${own}b`)]
    yield* made(one, other)
    const tries = Array.from({ length: 12 }, () => store.useAssertion(one, `${own}1`, 5))
    const answers = yield* Effect.all(tries, { concurrency: "unbounded" })
    yield* expect(answers.filter((isFirst) => isFirst).length, 1)
    yield* expect(
      [yield* store.useAssertion(one, `${own}2`, 5), yield* store.useAssertion(other, `${own}1`, 5)],
      [true, true]
    )
  }),

  "loses what has expired, so many at a time, and nothing else": Effect.gen(function* () {
    const [store, own] = [yield* ClientStore, yield* mark]
    const one = client(`${own}a`)
    yield* made(one)
    // Before everything that other runs have left.
    for (const expires of [-30, -29, -28, 2_000]) yield* store.issue(access(one, `${own}${expires}`, { expires }))
    yield* store.useAssertion(one, `${own}x`, -30)
    const left = Effect.map(
      Effect.filter([-30, -29, -28, 2_000], (expires) =>
        Effect.map(store.findAccess(`${own}${expires}`), Option.isSome)
      ),
      (found) => found.length
    )
    yield* expect([yield* store.sweep(-28, 1), yield* left], [1, 3])
    yield* expect([yield* store.sweep(-28, 10), yield* left], [1, 2])
    yield* expect(yield* store.sweep(-28, 10), 0)
    yield* expect(yield* store.useAssertion(one, `${own}x`, 5), true)
  })
})
