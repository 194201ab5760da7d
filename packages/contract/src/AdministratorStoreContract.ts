/** What the AdministratorStore port promises, whichever database is below. */
import { Administrator, AdministratorStore } from "@rollcall/provider"
import { Effect, Option, Random } from "effect"
import { about, type Case } from "./Case.ts"
import { expect } from "./Expectation.ts"

/** What no other run of a case has in its names, ids and digests. */
const mark = Effect.map(Random.nextIntBetween(0, Number.MAX_SAFE_INTEGER), (number) => number.toString(16))

const administrator = (id: string, given: Partial<Administrator.Administrator> = {}): Administrator.Administrator => ({
  id,
  name: `${id}@example.com`,
  password: `password of ${id}`,
  created: 1,
  failures: 0,
  waitsUntil: 0,
  ...given
})

const access = (
  of: Administrator.Administrator,
  id: string,
  given: Partial<Administrator.Access> = {}
): Administrator.Access => ({
  id,
  administrator: of.id,
  kind: "session",
  name: `name of ${id}`,
  digest: `digest of ${id}`,
  created: 1,
  expires: 1_000,
  ...given
})

export const cases: ReadonlyArray<Case<AdministratorStore>> = about("an administrator", {
  "is found by id and by name, and is one only": Effect.gen(function* () {
    const [store, own] = [yield* AdministratorStore, yield* mark]
    const [ada, bob] = [administrator(`${own}a`), administrator(`${own}b`, { tenant: `${own}acme`, disabled: 7 })]
    yield* expect([yield* store.insert(ada), yield* store.insert(bob)], [true, true])
    yield* expect(yield* store.find(ada.id), Option.some(ada))
    yield* expect(yield* store.findByName(bob.name), Option.some(bob))
    yield* expect(yield* store.find(`${own}c`), Option.none())
    yield* expect(yield* store.findByName(ada.name.toUpperCase()), Option.none())
    yield* expect(yield* store.insert(administrator(`${own}c`, { name: ada.name, tenant: `${own}acme` })), false)
    yield* expect(yield* store.find(`${own}c`), Option.none())
  }),

  "is listed with those of the tenant, in the order in which they were made": Effect.gen(function* () {
    const [store, own] = [yield* AdministratorStore, yield* mark]
    const tenant = `${own}acme`
    const second = administrator(`${own}a`, { tenant, created: 2 })
    const first = administrator(`${own}b`, { tenant })
    for (const each of [second, first, administrator(`${own}c`)]) yield* store.insert(each)
    yield* expect(yield* store.list(tenant), [first, second])
    const all = (yield* store.list()).filter(({ id }) => id.startsWith(own))
    yield* expect(all.length, 3)
  }),

  "gets another password, with which the tries are forgotten": Effect.gen(function* () {
    const [store, own] = [yield* AdministratorStore, yield* mark]
    const [ada, bob] = [administrator(`${own}a`), administrator(`${own}b`)]
    for (const each of [ada, bob]) yield* store.insert(each)
    yield* store.countTry(ada.id, 100)
    yield* store.setPassword(ada.id, "another")
    yield* expect(yield* store.find(ada.id), Option.some({ ...ada, password: "another" }))
    yield* expect(yield* store.find(bob.id), Option.some(bob))
  }),

  "is disabled, and is not": Effect.gen(function* () {
    const [store, own] = [yield* AdministratorStore, yield* mark]
    const ada = administrator(`${own}a`)
    yield* store.insert(ada)
    yield* store.setDisabled(ada.id, 5)
    yield* expect(yield* store.find(ada.id), Option.some({ ...ada, disabled: 5 }))
    yield* store.setDisabled(ada.id, undefined)
    yield* expect(yield* store.find(ada.id), Option.some(ada))
  }),

  "has each of many tries at once counted, until there are too many": Effect.gen(function* () {
    const [store, own] = [yield* AdministratorStore, yield* mark]
    const ada = administrator(`${own}a`)
    yield* store.insert(ada)
    const tries = Array.from({ length: 12 }, () => store.countTry(ada.id, 100))
    const before = yield* Effect.all(tries, { concurrency: "unbounded" })
    const passed = before.filter((found) => Option.isSome(found) && found.value.waitsUntil <= 100)
    const after = Option.getOrThrow(yield* store.find(ada.id))
    yield* expect([passed.length, after.failures], [5, 5])
    yield* expect(after, Administrator.failed({ ...ada, failures: 4 }, 100))
    yield* expect(yield* store.countTry(`${own}b`, 100), Option.none())
    yield* store.forgetTries(ada.id)
    yield* expect(yield* store.find(ada.id), Option.some(ada))
  }),

  "is bound to one identity of an OpenID provider, which is nobody else's": Effect.gen(function* () {
    const [store, own] = [yield* AdministratorStore, yield* mark]
    const [ada, bob] = [administrator(`${own}a`), administrator(`${own}b`, { tenant: `${own}acme` })]
    for (const each of [ada, bob]) yield* store.insert(each)
    const [first, second] = [
      { issuer: "https://id.example.com", subject: own },
      { issuer: "https://other.example.com", subject: own }
    ]
    yield* expect(yield* store.bind(ada.id, first), true)
    yield* expect(yield* store.findByIdentity(first), Option.some(ada))
    yield* expect(yield* store.identityOf(ada.id), Option.some(first))
    yield* expect([yield* store.bind(bob.id, first), yield* store.bind(ada.id, second)], [false, false])
    yield* expect(yield* store.findByIdentity(second), Option.none())
    yield* expect(yield* store.bind(bob.id, second), true)
    yield* store.unbind(ada.id)
    yield* expect([yield* store.findByIdentity(first), yield* store.identityOf(ada.id)], [Option.none(), Option.none()])
    yield* expect(yield* store.findByIdentity(second), Option.some(bob))
  }),

  "is let in by sessions and keys, which end alone or with all of their kind": Effect.gen(function* () {
    const [store, own] = [yield* AdministratorStore, yield* mark]
    const [ada, bob] = [administrator(`${own}a`), administrator(`${own}b`, { tenant: `${own}acme` })]
    for (const each of [ada, bob]) yield* store.insert(each)
    yield* expect(yield* store.hasOperator(), true)
    const [first, second] = [access(ada, `${own}1`), access(ada, `${own}2`, { created: 2, revoked: 3 })]
    const [key, other] = [access(ada, `${own}3`, { created: 3, kind: "key" }), access(bob, `${own}4`)]
    for (const each of [first, second, key, other]) yield* store.admit(each)
    yield* expect(yield* store.findAccess(key.digest), Option.some({ access: key, administrator: ada }))
    yield* expect(yield* store.findAccess(`${own}digest`), Option.none())
    yield* store.revoke(bob.id, { id: first.id }, 8)
    yield* store.revoke(ada.id, { kind: "session" }, 9)
    yield* expect(yield* store.accesses(ada.id), [{ ...first, revoked: 9 }, second, key])
    yield* store.revoke(ada.id, { id: key.id }, 10)
    yield* expect(yield* store.accesses(ada.id), [{ ...first, revoked: 9 }, second, { ...key, revoked: 10 }])
    yield* expect(yield* store.accesses(bob.id), [other])
  })
})
