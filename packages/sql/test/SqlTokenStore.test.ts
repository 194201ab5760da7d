import { it } from "@effect/vitest"
import type { Token } from "@rollcall/core"
import { Tenant, TenantStore, TokenStore } from "@rollcall/provider"
import { Effect, Either, Option } from "effect"
import { describe, expect } from "vitest"
import * as Stored from "./Stored.ts"

const acme: Tenant.Tenant = { id: "acme", name: "Acme", settings: Tenant.defaultSettings, created: 7 }

const token = (id: string, given: Partial<Token.Token> = {}): Token.Token => ({
  id,
  tenant: "acme",
  name: `name of ${id}`,
  digest: `digest of ${id}`,
  hint: "rc_1",
  scopes: ["users:read", "groups:write"],
  created: 1,
  expires: 1_000,
  ...given
})

const test = (title: string, body: Effect.Effect<void, unknown, TokenStore | TenantStore>) =>
  it.effect(title, () =>
    Effect.flatMap(TenantStore, (tenants) => tenants.insert(acme)).pipe(
      Effect.zipRight(body),
      Effect.provide(Stored.memory())
    )
  )

describe("SqlTokenStore", () => {
  test(
    "finds a token by its digest, with its tenant, and by its id",
    Effect.gen(function* () {
      const tokens = yield* TokenStore
      const used = token("2", { revoked: 5, lastUsed: 4, tenant: "default" })
      yield* tokens.insert(token("1"))
      yield* tokens.insert(used)
      expect(yield* tokens.findByDigest("digest of 1")).toEqual(Option.some({ token: token("1"), tenant: acme }))
      expect(yield* tokens.find("1")).toEqual(Option.some(token("1")))
      expect(yield* tokens.find("2")).toEqual(Option.some(used))
    })
  )

  test(
    "finds nothing by another digest or id, nor a token whose tenant is not there",
    Effect.gen(function* () {
      const tokens = yield* TokenStore
      yield* tokens.insert(token("1", { tenant: "gone" }))
      for (const digest of ["digest of 1", "digest of 2", "DIGEST OF 1", "digest of %", ""]) {
        expect(yield* tokens.findByDigest(digest), digest).toEqual(Option.none())
      }
      expect(yield* tokens.find("2")).toEqual(Option.none())
    })
  )

  test(
    "lists the tokens of a tenant, or all, in the order in which they were made",
    Effect.gen(function* () {
      const tokens = yield* TokenStore
      const [first, second, other] = [token("b"), token("a", { created: 2 }), token("c", { tenant: "default" })]
      for (const each of [second, other, first]) yield* tokens.insert(each)
      expect(yield* tokens.list("acme")).toEqual([first, second])
      expect(yield* tokens.list()).toEqual([first, other, second])
      expect(yield* tokens.list("nobody")).toEqual([])
    })
  )

  test(
    "writes expiry and revocation, and nothing else",
    Effect.gen(function* () {
      const tokens = yield* TokenStore
      yield* tokens.insert(token("1"))
      yield* tokens.insert(token("2"))
      yield* tokens.update(token("1", { expires: 9, revoked: 8, name: "new", scopes: [] }))
      expect(yield* tokens.list()).toEqual([token("1", { expires: 9, revoked: 8 }), token("2")])
      yield* tokens.update(token("1", { tenant: "default", expires: 2 }))
      expect(yield* tokens.find("1")).toEqual(Option.some(token("1", { expires: 9, revoked: 8 })))
    })
  )

  test(
    "keeps a revocation, whatever is written after it",
    Effect.gen(function* () {
      const tokens = yield* TokenStore
      yield* tokens.insert(token("1", { revoked: 5 }))
      yield* tokens.update(token("1", { expires: 9 }))
      yield* tokens.update(token("1", { expires: 9, revoked: 6 }))
      yield* tokens.rotate(token("1", { expires: 8 }), token("2"))
      expect(yield* tokens.list()).toEqual([token("1", { expires: 8, revoked: 5 }), token("2")])
    })
  )

  test(
    "rotates as a whole: no token is retired without its successor",
    Effect.gen(function* () {
      const tokens = yield* TokenStore
      yield* tokens.insert(token("1"))
      const taken = token("2", { digest: "digest of 1" })
      expect(Either.isLeft(yield* Effect.either(tokens.rotate(token("1", { expires: 2 }), taken)))).toBe(true)
      expect(yield* tokens.list()).toEqual([token("1")])
      yield* tokens.rotate(token("1", { expires: 2 }), token("2"))
      expect(yield* tokens.list()).toEqual([token("1", { expires: 2 }), token("2")])
    })
  )

  test(
    "notes a use at most once a minute",
    Effect.gen(function* () {
      const tokens = yield* TokenStore
      yield* tokens.insert(token("1"))
      const noted: Array<number | undefined> = []
      for (const now of [100, 60_099, 60_100, 60_101]) {
        yield* tokens.touch("1", now)
        noted.push(Option.getOrThrow(yield* tokens.find("1")).lastUsed)
      }
      expect(noted).toEqual([100, 100, 60_100, 60_100])
    })
  )

  test(
    "keeps digests and ids apart from one another",
    Effect.gen(function* () {
      const tokens = yield* TokenStore
      yield* tokens.insert(token("1"))
      for (const again of [token("2", { digest: "digest of 1" }), token("1", { digest: "other", tenant: "default" })]) {
        expect(Either.isLeft(yield* Effect.either(tokens.insert(again)))).toBe(true)
      }
      expect(yield* tokens.list()).toEqual([token("1")])
    })
  )
})
