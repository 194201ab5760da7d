/** What the WarningStore port promises, whichever database is below. */
import { ScimError, type Token, TokenPolicy } from "@rollcall/core"
import { type TenantStore, TokenStore, WarningStore } from "@rollcall/provider"
import { Effect, Either, Random } from "effect"
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

/** Those of these tokens that end then, with the warning that was given last. */
const ending = (tokens: ReadonlyArray<Token.Token>, from: number, to: number) =>
  Effect.map(
    Effect.flatMap(WarningStore, (store) => store.ending(from, to)),
    (found) =>
      found.filter((each) => tokens.some(({ id }) => id === each.token.id)).map((each) => [each.token, each.warned])
  )

export const cases: ReadonlyArray<Case<TenantStore | TokenStore | WarningStore>> = about("a warning", {
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
    const store = yield* WarningStore
    const given = yield* token()
    const answers = yield* Effect.forEach([30, 30, 60, 7, 30], (days) => store.claim(given, days, Effect.void))
    yield* expect(answers, [true, false, false, true, false])
    yield* expect(yield* ending([given], 1, 2_000), [[given, 7]])
  }),

  "is given by one of many who would at the same time": Effect.gen(function* () {
    const store = yield* WarningStore
    const given = yield* token()
    const tries = Array.from({ length: 12 }, () => store.claim(given, 30, Effect.void))
    const answers = yield* Effect.all(tries, { concurrency: "unbounded" })
    yield* expect(answers.filter((isGiven) => isGiven).length, 1)
  }),

  "is not given of a token that has got another end, or is revoked": Effect.gen(function* () {
    const [store, tokens] = [yield* WarningStore, yield* TokenStore]
    const [retired, revoked] = [yield* token(), yield* token()]
    yield* tokens.update({ ...retired, expires: 500 })
    yield* tokens.update({ ...revoked, revoked: 5 })
    for (const given of [retired, revoked]) yield* expect(yield* store.claim(given, 30, Effect.void), false, given.name)
  }),

  "is not given where what goes with it fails": Effect.gen(function* () {
    const store = yield* WarningStore
    const given = yield* token()
    const failure = new ScimError.InternalError({ detail: "No." })
    yield* expect(yield* Effect.either(store.claim(given, 30, failure)), Either.left(failure))
    yield* expect(yield* ending([given], 1, 2_000), [[given, undefined]])
    yield* expect(yield* store.claim(given, 30, Effect.void), true)
  })
})
