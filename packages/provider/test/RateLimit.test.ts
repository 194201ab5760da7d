import { it } from "@effect/vitest"
import { ScimError, TokenPolicy } from "@rollcall/core"
import { Effect, Either } from "effect"
import { describe, expect } from "vitest"
import * as Principal from "../src/Principal.ts"
import * as RateLimit from "../src/RateLimit.ts"
import type { Session } from "../src/Session.ts"
import { session, start } from "./Service.ts"

/** A client of a tenant with these limits. */
const client = (requestsPerSecond: number, tokenRequestsPerSecond: number, token = "1", tenant = "acme"): Session => ({
  ...session,
  tenant: {
    ...session.tenant,
    id: tenant,
    settings: { ...session.tenant.settings, requestsPerSecond, tokenRequestsPerSecond }
  },
  principal: Principal.token(TokenPolicy.issue({ id: token, tenant, name: "", digest: "", hint: "", now: 0 }))
})

/** How many of so many requests at that time are let in. */
const letIn = (limit: RateLimit.RateLimit, from: Session, count: number, now: number) =>
  Effect.gen(function* () {
    let passed = 0
    for (let sent = 0; sent < count; sent++) {
      if (Either.isRight(yield* Effect.either(limit(from, now)))) passed += 1
    }
    return passed
  })

describe("a limit of requests", () => {
  it.effect("lets four seconds' worth in at once, and then as many as it says", () =>
    Effect.gen(function* () {
      const limit = yield* RateLimit.make
      const acme = client(50, 0)
      expect(yield* letIn(limit, acme, 300, start)).toBe(200)
      expect(yield* letIn(limit, acme, 300, start + 1_000)).toBe(50)
      expect(yield* letIn(limit, acme, 300, start + 1_020)).toBe(1)
      expect(yield* letIn(limit, acme, 300, start + 60_000)).toBe(200)
    })
  )

  it.effect("lets exactly its number in over a long time, however the requests come", () =>
    Effect.gen(function* () {
      const limit = yield* RateLimit.make
      const acme = client(30, 0)
      const seconds = [0, 1, 3, 4, 7, 9, 10, 12, 16, 17, 20, 23, 25, 26, 30]
      const passed = yield* Effect.forEach(seconds, (second) => letIn(limit, acme, 150, start + second * 1_000))
      expect(passed.reduce((sum, count) => sum + count, 0)).toBe(30 * 4 + 30 * 30)
    })
  )

  it.effect("says when to come again, what came and how it is changed", () =>
    Effect.gen(function* () {
      const limit = yield* RateLimit.make
      yield* letIn(limit, client(1, 0), 4, start)
      expect(yield* Effect.flip(limit(client(1, 0), start))).toEqual(
        new ScimError.TooManyRequests({
          detail:
            "More than 1 requests a second came for this tenant. Send it again after 1 s, and fewer at a time. Whoever runs this server changes the limit with: rollcall tenant update acme --requests-per-second N",
          retryAfterSeconds: 1
        })
      )
      yield* letIn(limit, client(0, 1, "2"), 4, start)
      const { detail } = yield* Effect.flip(limit(client(0, 1, "2"), start))
      expect(detail).toContain("came with this token.")
      expect(detail).toContain("--token-requests-per-second N")
      expect(yield* Effect.either(limit(client(1, 0), start + 999))).toEqual(Either.left(expect.anything()))
      yield* limit(client(1, 0), start + 1_000)
    })
  )

  it.effect("counts each token by itself, and all of them for their tenant", () =>
    Effect.gen(function* () {
      const limit = yield* RateLimit.make
      const passed = yield* Effect.forEach(["1", "2", "3"], (token) => letIn(limit, client(50, 25, token), 150, start))
      expect(passed).toEqual([100, 100, 0])
    })
  )

  it.effect(
    "takes nothing from the tenant for what a token may not send, nor from the token for what the tenant may not",
    () =>
      Effect.gen(function* () {
        const limit = yield* RateLimit.make
        yield* letIn(limit, client(50, 10, "1"), 500, start)
        expect(yield* letIn(limit, client(50, 0, "2"), 500, start)).toBe(160)
        yield* letIn(limit, client(50, 10, "3"), 500, start)
        expect(yield* letIn(limit, client(0, 10, "3"), 500, start)).toBe(40)
      })
  )

  it.effect("is one tenant's and not another's, and 0 is none", () =>
    Effect.gen(function* () {
      const limit = yield* RateLimit.make
      yield* letIn(limit, client(10, 0, "1", "acme"), 100, start)
      expect(yield* letIn(limit, client(10, 0, "2", "other"), 100, start)).toBe(40)
      expect(yield* letIn(limit, client(0, 0, "3", "free"), 5_000, start)).toBe(5_000)
    })
  )

  it.effect("forgets whom it has not seen for long, and nobody else", () =>
    Effect.gen(function* () {
      const limit = yield* RateLimit.make
      for (let token = 0; token < 1_500; token++) yield* letIn(limit, client(0, 10, `t${token}`), 1, start)
      expect(yield* letIn(limit, client(0, 10, "busy"), 100, start + 60_000)).toBe(40)
      for (let token = 0; token < 5_000; token++) yield* letIn(limit, client(0, 10, `u${token}`), 1, start + 60_001)
      expect(yield* letIn(limit, client(0, 10, "busy"), 100, start + 60_001)).toBe(0)
    })
  )
})
