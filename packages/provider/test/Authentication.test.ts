import { it } from "@effect/vitest"
import { ScimError, type Token, TokenText } from "@rollcall/core"
import { Effect, Either, Option, Schedule, TestClock } from "effect"
import { describe, expect } from "vitest"
import * as Authentication from "../src/Authentication.ts"
import { TokenStore } from "../src/port/TokenStore.ts"
import * as TokenService from "../src/TokenService.ts"
import { day, run, start } from "./Service.ts"

const issued = TokenService.issue({ tenant: "default", name: "Okta" })
const authenticate = (header: string | undefined) => Effect.either(Authentication.authenticate(header))

const bearer = 'Bearer realm="rollcall"'
const unauthorized = (detail: string, challenge = `${bearer}, error="invalid_token"`) =>
  Either.left(new ScimError.Unauthorized({ detail, challenge }))

/** The same for a token that has ended: the log is told whose it was. */
const ended = ({ id, tenant, name }: Token.Token, detail: string) =>
  Either.left(
    new ScimError.Unauthorized({
      detail,
      challenge: `${bearer}, error="invalid_token"`,
      token: { id, tenant, name }
    })
  )

const noHeader = unauthorized(
  "The request has no Authorization header. Send: Authorization: Bearer followed by the token.",
  bearer
)
const otherScheme = unauthorized(
  "The Authorization header must be of the scheme Bearer: Authorization: Bearer followed by the token.",
  `${bearer}, error="invalid_request"`
)
const malformed = unauthorized(
  "This is no token of this service: it is cut off, mistyped, or of another service. Paste the whole token."
)
const unknown = unauthorized("This token is not known. Generate a new one and give it to the identity provider.")

describe("Authentication.authenticate", () => {
  it.effect.each([
    ["Bearer and the token", (text: string) => `Bearer ${text}`],
    ["the scheme in any letter case", (text: string) => `bEARER ${text}`],
    ["blanks around the token", (text: string) => `  Bearer   ${text} `]
  ] as const)("knows the token and its tenant by %s", ([, header]) =>
    run(
      Effect.gen(function* () {
        const { text, token } = yield* issued
        const { credential, notes } = yield* Authentication.authenticate(header(text))
        expect([credential.token, credential.tenant.id, notes]).toEqual([token, "default", []])
      })
    )
  )

  it.effect("knows a token without the word Bearer, and notes that", () =>
    run(
      Effect.gen(function* () {
        const { text, token } = yield* issued
        const { credential, notes } = yield* Authentication.authenticate(text)
        expect(credential.token).toEqual(token)
        expect(notes).toEqual([
          { name: "BareToken", text: "Took an Authorization header without the word Bearer as a bearer token." }
        ])
      })
    )
  )

  it.effect.each([
    ["no header", undefined, noHeader],
    ["an empty header", " ", noHeader],
    ["another scheme", "Basic cm9sbGNhbGw6c2VjcmV0", otherScheme],
    ["the scheme alone", "Bearer", malformed],
    ["a token of another service", "Bearer ghp_16C7e42F292c6912E7710c838347Ae178B4a", malformed],
    ["a token with a wrong checksum", `Bearer ${TokenText.print(new Uint8Array(32)).slice(0, -1)}Z`, malformed],
    ["a token that nobody issued", `Bearer ${TokenText.print(new Uint8Array(32))}`, unknown]
  ] as const)("refuses %s", ([, header, expected]) =>
    run(
      Effect.gen(function* () {
        yield* issued
        expect(yield* authenticate(header)).toEqual(expected)
      })
    )
  )

  it.effect("refuses a token from the instant of its expiry, and says when that was", () =>
    run(
      Effect.gen(function* () {
        const { text, token } = yield* issued
        yield* TestClock.setTime(start + 365 * day - 1)
        expect(Either.isRight(yield* authenticate(text))).toBe(true)
        yield* TestClock.adjust(1)
        expect(yield* authenticate(text)).toEqual(
          ended(
            token,
            "This token expired on 2026-01-31T09:30:00.000Z. Generate a new one and give it to the identity provider."
          )
        )
      })
    )
  )

  it.effect("refuses a revoked token with the next request, and says since when", () =>
    run(
      Effect.gen(function* () {
        const { text, token } = yield* issued
        expect(Either.isRight(yield* authenticate(text))).toBe(true)
        yield* TokenService.revoke(token.id)
        expect(yield* authenticate(text)).toEqual(
          ended(
            token,
            "This token was revoked on 2025-01-31T09:30:00.000Z. Generate a new one and give it to the identity provider."
          )
        )
      })
    )
  )

  it.effect("notes when a token was last used, at most once a minute", () =>
    run(
      Effect.gen(function* () {
        const { text, token } = yield* issued
        const store = yield* TokenStore
        const lastUsedAfter = (millis: number) =>
          Effect.gen(function* () {
            yield* TestClock.setTime(start + millis)
            yield* Authentication.authenticate(text)
            // No request waits for the note, so it may come a moment later.
            yield* Effect.repeat(Effect.yieldNow(), Schedule.recurs(100))
            return Option.map(yield* store.find(token.id), ({ lastUsed }) => lastUsed)
          })
        expect(yield* lastUsedAfter(0)).toEqual(Option.some(start))
        expect(yield* lastUsedAfter(59_999)).toEqual(Option.some(start))
        expect(yield* lastUsedAfter(60_000)).toEqual(Option.some(start + 60_000))
      })
    )
  )

  const down = new ScimError.ServiceUnavailable({ detail: "The database cannot be used.", retryAfterSeconds: 10 })

  it.effect("lets a token in although its use cannot be noted", () =>
    run(
      Effect.gen(function* () {
        const { text, token } = yield* issued
        const store = yield* TokenStore
        const { credential } = yield* Authentication.authenticate(text).pipe(
          Effect.provideService(TokenStore, { ...store, touch: () => Effect.fail(down) })
        )
        expect(credential.token).toEqual(token)
      })
    )
  )

  it.effect("answers that the service is unavailable, not that the token is wrong, while the database is down", () =>
    run(
      Effect.gen(function* () {
        const { text } = yield* issued
        const store = yield* TokenStore
        const answered = yield* authenticate(text).pipe(
          Effect.provideService(TokenStore, { ...store, findByDigest: () => Effect.fail(down) })
        )
        expect(answered).toEqual(Either.left(down))
      })
    )
  )
})
