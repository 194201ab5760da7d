/** What the SecretStore port promises, whichever database is below. */
import { SecretStore } from "@rollcall/provider"
import { Effect, Random } from "effect"
import { about, type Case } from "./Case.ts"
import { expect } from "./Expectation.ts"

const bytes = (...values: ReadonlyArray<number>) => Uint8Array.from(values)

/** A name that no other run of a case has. */
const name = Effect.map(Random.nextIntBetween(0, Number.MAX_SAFE_INTEGER), (number) => `test-${number}`)

const secret = (of: string, proposed: Uint8Array) =>
  Effect.flatMap(SecretStore, (store) => Effect.map(store.secret(of, proposed), (found) => [...found]))

export const cases: ReadonlyArray<Case<SecretStore>> = about("a secret", {
  "is what was proposed first": Effect.gen(function* () {
    const [one, other] = [yield* name, yield* name]
    yield* expect(yield* secret(one, bytes(0, 255, 7)), [0, 255, 7])
    yield* expect(yield* secret(one, bytes(1, 2, 3)), [0, 255, 7])
    yield* expect(yield* secret(other, bytes(1, 2, 3)), [1, 2, 3])
  }),

  "is one for all who ask at the same time": Effect.gen(function* () {
    const of = yield* name
    const asked = Array.from({ length: 20 }, (_, index) => secret(of, bytes(index)))
    const found = yield* Effect.all(asked, { concurrency: "unbounded" })
    yield* expect(new Set(found.map(String)).size, 1)
  })
})
