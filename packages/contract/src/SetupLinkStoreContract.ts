/**
 * What the SetupLinkStore port promises, whichever database is below. One case makes the first operator of the
 * database.
 */
import { type Administrator, AdministratorStore, type SetupLink, SetupLinkStore } from "@rollcall/provider"
import { Effect, Option, Random } from "effect"
import { about, type Case } from "./Case.ts"
import { expect } from "./Expectation.ts"

/** What no other run of a case has in its names, ids and digests. */
const mark = Effect.map(Random.nextIntBetween(0, Number.MAX_SAFE_INTEGER), (number) => number.toString(16))

const link = (id: string, given: Partial<SetupLink.SetupLink> = {}): SetupLink.SetupLink => ({
  id,
  note: `note of ${id}`,
  digest: `digest of ${id}`,
  created: 1,
  expires: 1_000,
  ...given
})

const administrator = (id: string, given: Partial<Administrator.Administrator> = {}): Administrator.Administrator => ({
  id,
  name: `${id}@example.com`,
  password: `password of ${id}`,
  created: 1,
  failures: 0,
  waitsUntil: 0,
  ...given
})

const session = (of: string): SetupLink.Session => ({ digest: `session of ${of}`, created: 5, expires: 50 })

export const cases: ReadonlyArray<Case<AdministratorStore | SetupLinkStore>> = about("a set-up link", {
  "is found by its id under its tenant, and by its digest": Effect.gen(function* () {
    const [store, own] = [yield* SetupLinkStore, yield* mark]
    const [given, first] = [link(`${own}a`, { tenant: own, maker: `${own}m` }), link(`${own}b`)]
    for (const each of [given, first]) yield* store.insert(each)
    yield* expect(yield* store.find(own, given.id), Option.some(given))
    yield* expect(yield* store.find(`${own}other`, given.id), Option.none())
    yield* expect(yield* store.findByDigest(given.digest), Option.some(given))
    yield* expect(yield* store.findByDigest(first.digest), Option.some(first))
    yield* expect(yield* store.findByDigest(`${own}digest`), Option.none())
  }),

  "is listed with those of its tenant, page by page, from the last one made": Effect.gen(function* () {
    const [store, own] = [yield* SetupLinkStore, yield* mark]
    const links = ["1", "2", "3"].map((id) => link(`${own}${id}`, { tenant: own }))
    for (const each of [...links, link(`${own}4`, { tenant: `${own}other` })]) yield* store.insert(each)
    const [first, second, third] = links
    yield* expect(yield* store.list(own, 2), [third, second])
    yield* expect(yield* store.list(own, 2, second?.id), [first])
  }),

  "is opened once, however many open it at one time": Effect.gen(function* () {
    const [store, own] = [yield* SetupLinkStore, yield* mark]
    const given = link(`${own}a`, { tenant: own })
    yield* store.insert(given)
    const tries = Array.from({ length: 8 }, (_, index) => store.open(given.id, session(`${own}${index}`)))
    const opened = yield* Effect.all(tries, { concurrency: "unbounded" })
    yield* expect(opened.filter((is) => is).length, 1)
    const mine = session(`${own}${opened.indexOf(true)}`)
    yield* expect(yield* store.findBySession(mine.digest), Option.some({ ...given, session: mine }))
    yield* expect(yield* store.findBySession(`${own}session`), Option.none())
  }),

  "is revoked once, and then opens nothing": Effect.gen(function* () {
    const [store, own] = [yield* SetupLinkStore, yield* mark]
    const given = link(`${own}a`, { tenant: own })
    yield* store.insert(given)
    yield* store.revoke(given.id, 7)
    yield* store.revoke(given.id, 8)
    yield* expect(yield* store.open(given.id, session(own)), false)
    yield* expect(yield* store.find(own, given.id), Option.some({ ...given, revoked: 7 }))
  }),

  "counts as revoked while its maker is disabled": Effect.gen(function* () {
    const [store, administrators, own] = [yield* SetupLinkStore, yield* AdministratorStore, yield* mark]
    const maker = administrator(`${own}m`, { tenant: own })
    yield* administrators.insert(maker)
    const given = link(`${own}a`, { tenant: own, maker: maker.id })
    yield* store.insert(given)
    yield* administrators.setDisabled(maker.id, 9)
    yield* expect(yield* store.findByDigest(given.digest), Option.some({ ...given, revoked: 9 }))
    yield* administrators.setDisabled(maker.id, undefined)
    yield* expect(yield* store.findByDigest(given.digest), Option.some(given))
  }),

  "makes the first operator, and no second one": Effect.gen(function* () {
    const [store, administrators, own] = [yield* SetupLinkStore, yield* AdministratorStore, yield* mark]
    const [tenants, first] = [link(`${own}t`, { tenant: own, expires: 1 }), link(`${own}a`)]
    const others = Array.from({ length: 6 }, (_, index) => link(`${own}${index}`))
    for (const each of [tenants, first, ...others, link(`${own}x`, { expires: 5 })]) yield* store.insert(each)
    yield* store.forgetExpired(5)
    yield* expect(yield* store.findByDigest(`digest of ${own}x`), Option.none())
    const bob = administrator(`${own}b`, { tenant: own })
    yield* administrators.insert(bob)
    yield* expect(yield* administrators.hasOperator(), false)
    yield* expect(yield* store.makeFirstOperator(first.id, administrator(`${own}c`, { name: bob.name })), "nameTaken")
    yield* expect(yield* store.makeFirstOperator(tenants.id, administrator(`${own}c`)), "refused")
    yield* expect(yield* store.makeFirstOperator(`${own}y`, administrator(`${own}c`)), "refused")
    yield* expect(yield* administrators.hasOperator(), false)
    const all = [first, ...others]
    const tries = all.map(({ id }) => store.makeFirstOperator(id, administrator(`operator ${id}`)))
    const made = yield* Effect.all(tries, { concurrency: "unbounded" })
    yield* expect(made.toSorted(), ["made", ...others.map(() => "refused")])
    yield* expect(yield* administrators.hasOperator(), true)
    for (const { digest } of all) yield* expect(yield* store.findByDigest(digest), Option.none())
    yield* expect(yield* store.findByDigest(tenants.digest), Option.some(tenants))
  })
})
