import { it } from "@effect/vitest"
import { SecretStore, SecurityEventKeys } from "@rollcall/provider"
import { Effect, Layer, TestClock } from "effect"
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from "jose"
import { describe, expect } from "vitest"

/** What processes of one service share. */
const shared = () => {
  const known = new Map<string, Uint8Array>()
  return Layer.succeed(SecretStore, {
    secret: (name, proposed) =>
      Effect.sync(() => {
        const secret = known.get(name) ?? proposed
        known.set(name, secret)
        return secret
      })
  })
}

const day = "1 day"

describe("the keys of security event tokens", () => {
  it.effect("are the same for every process, and replaced after 90 days, with a week of overlap on both sides", () =>
    Effect.gen(function* () {
      const [one, other] = [yield* SecurityEventKeys.make, yield* SecurityEventKeys.make]
      const signing: Array<string> = []
      const published: Array<ReadonlyArray<string | undefined>> = []
      for (let passed = 0; passed <= 100; passed++) {
        const token = yield* one.sign({ sub_id: { format: "scim" } })
        const keys = yield* other.published
        const jwks = createLocalJWKSet(keys as JSONWebKeySet)
        yield* Effect.promise(() => jwtVerify(token, jwks, { typ: "secevent+jwt" }))
        signing.push(String(decodeProtectedHeader(token).kid))
        published.push(keys.keys.map(({ kid }) => kid))
        yield* TestClock.adjust(day)
      }
      const [first, second] = [...new Set(signing)]
      expect([signing.indexOf(second ?? ""), new Set(signing).size]).toEqual([90, 2])
      const has = (kid: string | undefined) => published.flatMap((kids, passed) => (kids.includes(kid) ? [passed] : []))
      expect([has(first)[0], has(first).at(-1), has(second)[0]]).toEqual([0, 96, 83])
    }).pipe(Effect.provide(shared()))
  )
})
