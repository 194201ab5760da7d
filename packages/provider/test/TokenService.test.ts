import { it } from "@effect/vitest"
import { TokenText } from "@rollcall/core"
import { Effect, Either, Option, TestClock } from "effect"
import { describe, expect } from "vitest"
import { digest } from "../src/Digest.ts"
import { TokenStore } from "../src/port/TokenStore.ts"
import * as TokenService from "../src/TokenService.ts"
import { day, run, start } from "./Service.ts"

const request = { tenant: "default", name: "Okta" }
const stored = Effect.flatMap(TokenStore, (store) => store.list())

describe("TokenService.issue", () => {
  it.effect("stores a token for one year by its digest, and shows its text this once", () =>
    run(
      Effect.gen(function* () {
        const { token, text } = yield* TokenService.issue(request)
        expect(TokenText.parse(text)).toEqual(Either.right(text))
        expect(token).toEqual({
          id: token.id,
          tenant: "default",
          name: "Okta",
          digest: digest(text),
          hint: text.slice(0, 15),
          scopes: ["users:read", "users:write", "groups:read", "groups:write"],
          created: start,
          expires: start + 365 * day
        })
        const found = yield* (yield* TokenStore).findByDigest(digest(text))
        expect(Option.map(found, (credential) => [credential.token, credential.tenant.id])).toEqual(
          Option.some([token, "default"])
        )
        expect(JSON.stringify(yield* stored)).not.toContain(text.slice(15))
      })
    )
  )

  it.effect("keeps to the scopes and the lifetime that are asked for", () =>
    run(
      Effect.gen(function* () {
        yield* TokenService.issue({ ...request, scopes: ["groups:read"], lifetime: 90 * day })
        const tokens = yield* stored
        expect(tokens.map(({ scopes, expires }) => ({ scopes, expires }))).toEqual([
          { scopes: ["groups:read"], expires: start + 90 * day }
        ])
      })
    )
  )

  it.effect("makes another text and another id each time", () =>
    run(
      Effect.gen(function* () {
        const issued = yield* Effect.all([TokenService.issue(request), TokenService.issue(request)])
        expect(new Set(issued.map(({ text }) => text)).size).toBe(2)
        expect(new Set(issued.map(({ token }) => token.id)).size).toBe(2)
      })
    )
  )

  it.effect("fails for a tenant that is not there, and stores nothing", () =>
    run(
      Effect.gen(function* () {
        const failed = yield* Effect.either(TokenService.issue({ ...request, tenant: "acme" }))
        expect(failed).toEqual(Either.left(new TokenService.UnknownTenant({ id: "acme" })))
        expect(yield* stored).toEqual([])
      })
    )
  )
})

describe("TokenService.rotate", () => {
  it.effect("makes a token of the same name, scopes and lifetime, and leaves the old one a day", () =>
    run(
      Effect.gen(function* () {
        const old = yield* TokenService.issue({ ...request, scopes: ["users:read"], lifetime: 90 * day })
        yield* TestClock.adjust(30 * day)
        const { token, text, retired } = yield* TokenService.rotate(old.token.id)
        expect(retired).toEqual({ ...old.token, expires: start + 31 * day })
        expect(token).toEqual({
          ...old.token,
          id: token.id,
          digest: digest(text),
          hint: token.hint,
          created: start + 30 * day,
          expires: start + 120 * day
        })
        expect(yield* stored).toEqual([retired, token])
      })
    )
  )

  it.effect("leaves the old token the overlap that is asked for", () =>
    run(
      Effect.gen(function* () {
        const { token } = yield* TokenService.issue(request)
        const { retired } = yield* TokenService.rotate(token.id, 0)
        expect(retired.expires).toBe(start)
      })
    )
  )

  it.effect("fails for a token that is not there, and stores nothing", () =>
    run(
      Effect.gen(function* () {
        const failed = yield* Effect.either(TokenService.rotate("none"))
        expect(failed).toEqual(Either.left(new TokenService.UnknownToken({ id: "none" })))
        expect(yield* stored).toEqual([])
      })
    )
  )
})

describe("TokenService.revoke", () => {
  it.effect("marks the token with the time of the first revocation", () =>
    run(
      Effect.gen(function* () {
        const { token } = yield* TokenService.issue(request)
        yield* TestClock.adjust(day)
        expect(yield* TokenService.revoke(token.id)).toEqual({ ...token, revoked: start + day })
        yield* TestClock.adjust(day)
        expect(yield* TokenService.revoke(token.id)).toEqual({ ...token, revoked: start + day })
        expect(yield* stored).toEqual([{ ...token, revoked: start + day }])
      })
    )
  )

  it.effect("fails for a token that is not there", () =>
    run(
      Effect.gen(function* () {
        const failed = yield* Effect.either(TokenService.revoke("none"))
        expect(failed).toEqual(Either.left(new TokenService.UnknownToken({ id: "none" })))
      })
    )
  )
})
