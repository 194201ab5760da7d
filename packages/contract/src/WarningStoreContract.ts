/** What the WarningStore port promises, whichever database is below. */
import { Event, type Token, TokenPolicy } from "@rollcall/core"
import { EventStore, type TenantStore, TokenStore, WarningStore } from "@rollcall/provider"
import { Effect, Random } from "effect"
import { about, type Case } from "./Case.ts"
import { expect } from "./Expectation.ts"

/** A token of the tenant that is there, which no other run of a case has. */
const token = (given: Partial<Token.Token> = {}) =>
  Effect.gen(function* () {
    const id = (yield* Random.nextIntBetween(0, Number.MAX_SAFE_INTEGER)).toString(16)
    const made = TokenPolicy.issue({ id, tenant: "default", name: id, digest: id, hint: "", now: 1, lifetime: 999 })
    const all = { ...made, ...given }
    yield* (yield* TokenStore).insert(all)
    return all
  })

/** Whether this call gives the warning of so many days ahead, at the time 500. */
const claim = (given: Token.Token, days: number) =>
  Effect.flatMap(WarningStore, (store) => store.claim(given, { days, expires: given.expires }, 500))

/** What is told of the token. */
const told = ({ id }: Token.Token) =>
  Effect.map(
    Effect.flatMap(EventStore, (store) => store.after("default", 0, 1_000)),
    (found) => found.flatMap(Event.tell).filter(({ resource }) => resource.id === id)
  )

/** Those of these tokens that end then, with the warning that was given last. */
const ending = (tokens: ReadonlyArray<Token.Token>, from: number, to: number) =>
  Effect.map(
    Effect.flatMap(WarningStore, (store) => store.ending(from, to)),
    (found) =>
      found.filter((each) => tokens.some(({ id }) => id === each.token.id)).map((each) => [each.token, each.warned])
  )

export const cases: ReadonlyArray<Case<TenantStore | TokenStore | WarningStore | EventStore>> = about("a warning", {
  "is due of tokens that end between two times and are not revoked, the first to end first": Effect.gen(function* () {
    const [late, soon] = [yield* token({ expires: 900 }), yield* token({ expires: 800 })]
    const all = [late, soon, yield* token({ expires: 700, revoked: 2 }), yield* token({ expires: 1_000 })]
    yield* expect(yield* ending(all, 1, 950), [
      [soon, undefined],
      [late, undefined]
    ])
    yield* expect(yield* ending(all, 800, 900), [[late, undefined]])
  }),

  "is given once, and later ones after it": Effect.gen(function* () {
    const given = yield* token()
    const answers = yield* Effect.forEach([30, 30, 60, 7, 30], (days) => claim(given, days))
    yield* expect(answers, [true, false, false, true, false])
    yield* expect(yield* ending([given], 1, 2_000), [[given, 7]])
  }),

  "is told as an event, each time that it is given": Effect.gen(function* () {
    const given = yield* token({ name: "Okta" })
    for (const days of [30, 30, 7]) yield* claim(given, days)
    yield* expect(
      (yield* told(given)).map(({ kind, at, resource, expiry }) => ({ kind, at, resource, expiry })),
      [30, 7].map((days) => ({
        kind: "token.expiring",
        at: 500,
        resource: { type: "Token", id: given.id, version: 0 },
        expiry: { name: "Okta", days, expires: "1970-01-01T00:00:01.000Z" }
      }))
    )
  }),

  "is given by one of many who would at the same time": Effect.gen(function* () {
    const given = yield* token()
    const answers = yield* Effect.all(
      Array.from({ length: 12 }, () => claim(given, 30)),
      { concurrency: "unbounded" }
    )
    yield* expect(answers.filter((isGiven) => isGiven).length, 1)
    yield* expect((yield* told(given)).length, 1)
  }),

  "is not given of a token that has got another end, or is revoked": Effect.gen(function* () {
    const tokens = yield* TokenStore
    const [retired, revoked] = [yield* token(), yield* token()]
    yield* tokens.update({ ...retired, expires: 500 })
    yield* tokens.update({ ...revoked, revoked: 5 })
    for (const given of [retired, revoked]) yield* expect(yield* claim(given, 30), false, given.name)
    for (const given of [retired, revoked]) yield* expect(yield* told(given), [], given.name)
  })
})
