import { describe, expect, it } from "@effect/vitest"
import { Randomness } from "@rollcall/provider"
import { Effect } from "effect"
import * as RequestId from "../src/RequestId.ts"
import { request } from "./wire.ts"

const named = (...given: ReadonlyArray<string | undefined>) =>
  Effect.map(RequestId.make, (idOf) =>
    given.map((id) => idOf(request(id === undefined ? {} : { headers: { "x-request-id": id } })))
  ).pipe(Effect.provide(Randomness.layer))

describe("the id of a request", () => {
  it.effect("is the one that it has", () =>
    Effect.gen(function* () {
      const given = ["1", "01a215bc-bcbc-7368-8c06-d4ef4ca0e727", "Root=1-67891233:Self~a_b.c+d/e=@", "x".repeat(128)]
      expect(yield* named(...given)).toEqual(given)
    })
  )

  it.effect("is made where it has none, or one that is no plain word", () =>
    Effect.gen(function* () {
      const given = [undefined, "", "x".repeat(129), "a b", "a\nb", 'a"b', "ü", "a;b", "<a>", "\u0000"]
      const ids = yield* named(...given)
      expect(new Set(ids).size).toBe(given.length)
      for (const id of ids) expect(id).toMatch(/^[0-9a-f]{16}-[0-9a-z]+$/)
    })
  )

  it.effect("is not made twice, by whatever process", () =>
    Effect.gen(function* () {
      const [one, other] = [yield* named(undefined, undefined), yield* named(undefined, undefined)]
      expect(new Set([...one, ...other]).size).toBe(4)
    })
  )
})
