import { it } from "@effect/vitest"
import { ScimError, TokenText } from "@rollcall/core"
import { Effect, Either, TestClock } from "effect"
import { describe, expect } from "vitest"
import * as AccessSweep from "../src/AccessSweep.ts"
import * as Authentication from "../src/Authentication.ts"
import * as ClientService from "../src/ClientService.ts"
import * as GrantLimit from "../src/GrantLimit.ts"
import * as TokenGrant from "../src/TokenGrant.ts"
import * as Assertions from "./Assertions.ts"
import { day, run, start } from "./Service.ts"

const hour = 3_600_000

const request = { tenant: "default", name: "Entra" }

const grant = (presented: TokenGrant.Presented, given: Partial<TokenGrant.Request> = {}, limit = GrantLimit.make()) =>
  TokenGrant.grant(
    { presented, audiences: [Assertions.audience, "https://scim.example.com"], from: "", ...given },
    limit
  )

const bySecret = ({ client, secret = "" }: ClientService.Registered, given: Partial<TokenGrant.Request> = {}) =>
  grant({ _tag: "Secret", client: client.id, secret }, given)

const authenticate = (text: string) => Effect.either(Authentication.authenticate(`Bearer ${text}`))

/** What a refused access token is told; nothing where it is let in. */
const refusalOf = (text: string) =>
  Effect.map(authenticate(text), (outcome) => (Either.isLeft(outcome) ? outcome.left.detail : undefined))

/** The code and the detail of what is no token. */
const refused = <A, R>(effect: Effect.Effect<A, { readonly _tag: string; readonly detail: string }, R>) =>
  Effect.map(Effect.flip(effect), (error) => [("code" in error && error.code) || error._tag, error.detail])

const noClient =
  "There is no client with this id and this secret, or it was revoked. Copy both again, or have a new secret made."

describe("a client with a secret", () => {
  it.effect("gets an access token that is its tenant's, in its name, for an hour", () =>
    run(
      Effect.gen(function* () {
        const made = yield* ClientService.create({ ...request, scopes: ["users:write"], identityProvider: "entra" })
        const { expiresInSeconds, scope, text } = yield* bySecret(made)
        expect([expiresInSeconds, scope]).toEqual([3_600, "users:write"])
        expect(TokenText.parse(text, TokenGrant.prefix)).toEqual(Either.right(text))
        const { credential } = yield* Authentication.authenticate(`Bearer ${text}`)
        expect([credential.tenant.id, credential.token.id, credential.token.name]).toEqual([
          "default",
          made.client.id,
          "Entra"
        ])
        expect(credential.token).toMatchObject({ scopes: ["users:write"], identityProvider: "entra" })
        yield* TestClock.adjust(hour - 1)
        expect(yield* refusalOf(text)).toBeUndefined()
        yield* TestClock.adjust(1)
        const expired = Either.getOrThrow(Either.flip(yield* authenticate(text)))
        expect(expired).toEqual(
          new ScimError.Unauthorized({
            detail: "This access token expired on 2025-01-31T10:30:00.000Z. Get a new one from the token endpoint.",
            challenge: 'Bearer realm="rollcall", error="invalid_token"',
            token: { id: made.client.id, tenant: "default", name: "Entra", identityProvider: "entra" }
          })
        )
      })
    )
  )

  it.effect("is told no more than that it is not known, whatever of it is wrong", () =>
    run(
      Effect.gen(function* () {
        const made = yield* ClientService.create(request)
        const other = yield* ClientService.create(request)
        for (const [client, secret] of [
          [made.client.id, other.secret ?? ""],
          [made.client.id, ""],
          ["nobody", made.secret ?? ""]
        ] as const) {
          expect(yield* refused(grant({ _tag: "Secret", client, secret }))).toEqual(["invalid_client", noClient])
        }
      })
    )
  )

  it.effect.each([
    ["users:read", "users:read"],
    ["groups:write  users:read", "users:read groups:write"],
    ["groups:read", "groups:read"],
    ["scim", "scim users:read groups:write"],
    ["", "users:read groups:write"]
  ] as const)("may ask for %j and gets %s", ([scope, expected]) =>
    run(
      Effect.gen(function* () {
        const made = yield* ClientService.create({ ...request, scopes: ["users:read", "groups:write"] })
        expect((yield* bySecret(made, { scope })).scope).toBe(expected)
      })
    )
  )

  it.effect.each(["users:write", "users:read users:write", "users", "everything"])("may not ask for %s", (scope) =>
    run(
      Effect.gen(function* () {
        const made = yield* ClientService.create({ ...request, scopes: ["users:read", "groups:write"] })
        expect((yield* refused(bySecret(made, { scope })))[0]).toBe("invalid_scope")
      })
    )
  )

  it.effect("ends with all its access tokens when it is revoked, with the next request", () =>
    run(
      Effect.gen(function* () {
        const made = yield* ClientService.create(request)
        const [first, second] = [yield* bySecret(made), yield* bySecret(made)]
        expect([yield* refusalOf(first.text), yield* refusalOf(second.text)]).toEqual([undefined, undefined])
        yield* ClientService.revoke(made.client.id)
        const ended =
          "This access token was revoked on 2025-01-31T09:30:00.000Z. Get a new one from the token endpoint."
        expect([yield* refusalOf(first.text), yield* refusalOf(second.text)]).toEqual([ended, ended])
        expect(yield* refused(bySecret(made))).toEqual(["invalid_client", noClient])
        expect((yield* Effect.flip(ClientService.rotate(made.client.id)))._tag).toBe("NotRotated")
      })
    )
  )

  it.effect("has its old secret and what was got by it for as long as was said after a rotation", () =>
    run(
      Effect.gen(function* () {
        const made = yield* ClientService.create({ ...request, tokenMillis: day })
        const before = yield* bySecret(made)
        const rotated = yield* ClientService.rotate(made.client.id, { overlap: 2 * hour })
        const [old, fresh] = [yield* bySecret(made), yield* bySecret(rotated)]
        yield* TestClock.adjust(2 * hour)
        expect(yield* refused(bySecret(made))).toEqual(["invalid_client", noClient])
        const ended = "This access token expired on 2025-01-31T11:30:00.000Z. Get a new one from the token endpoint."
        expect([yield* refusalOf(before.text), yield* refusalOf(old.text)]).toEqual([ended, ended])
        expect(yield* refusalOf(fresh.text)).toBeUndefined()
      })
    )
  )

  it.effect("has nothing left of the secret before the last after a second rotation", () =>
    run(
      Effect.gen(function* () {
        const made = yield* ClientService.create({ ...request, tokenMillis: day })
        const first = yield* bySecret(made)
        const second = yield* ClientService.rotate(made.client.id, { overlap: 0 })
        expect(yield* refusalOf(first.text)).toContain("expired on 2025-01-31T09:30:00.000Z")
        yield* ClientService.rotate(made.client.id)
        expect(yield* refusalOf(first.text)).toContain("was revoked on")
        expect((yield* refused(bySecret(made)))[0]).toBe("invalid_client")
        expect((yield* bySecret(second)).expiresInSeconds).toBe(86_400)
      })
    )
  )

  it.effect.each([4 * 60_000, day + 1])("may not have access tokens of %s ms", (tokenMillis) =>
    run(
      Effect.gen(function* () {
        expect(yield* Effect.flip(ClientService.create({ ...request, tokenMillis }))).toEqual(
          new ClientService.InvalidLifetime({ detail: "Access tokens live 5 minutes to 24 hours." })
        )
      })
    )
  )
})

describe("tries", () => {
  it.effect("are held up where they come from, for that client, and the client elsewhere is not", () =>
    run(
      Effect.gen(function* () {
        const made = yield* ClientService.create(request)
        const limit = GrantLimit.make()
        const client = made.client.id
        const guess = (from: string, secret = "x") =>
          refused(grant({ _tag: "Secret", client, secret }, { from }, limit))
        const codes = yield* Effect.replicateEffect(guess("192.0.2.1"), 11)
        expect(codes.map(([code]) => code)).toEqual([...Array(10).fill("invalid_client"), "TooManyRequests"])
        expect(yield* guess("192.0.2.1", made.secret)).toEqual([
          "TooManyRequests",
          "There were too many wrong tries. Try again in 10 s."
        ])
        expect(
          (yield* grant({ _tag: "Secret", client, secret: made.secret ?? "" }, { from: "192.0.2.2" }, limit)).scope
        ).not.toBe("")
        yield* TestClock.adjust("10 seconds")
        expect(
          (yield* grant({ _tag: "Secret", client, secret: made.secret ?? "" }, { from: "192.0.2.1" }, limit)).scope
        ).not.toBe("")
      })
    )
  )

  it.effect("for clients that nobody knows are counted together", () =>
    run(
      Effect.gen(function* () {
        const limit = GrantLimit.make()
        const codes = yield* Effect.forEach(
          Array.from({ length: 11 }, (_, index) => `${index}`),
          (client) => refused(grant({ _tag: "Secret", client, secret: "x" }, {}, limit))
        )
        expect(codes.map(([code]) => code)).toEqual([...Array(10).fill("invalid_client"), "TooManyRequests"])
      })
    )
  )

  it.effect("that succeed are a minute's worth at once, and then one a second", () =>
    run(
      Effect.gen(function* () {
        const made = yield* ClientService.create(request)
        const limit = GrantLimit.make()
        const ask = Effect.either(
          grant({ _tag: "Secret", client: made.client.id, secret: made.secret ?? "" }, {}, limit)
        )
        const answers = yield* Effect.replicateEffect(ask, 61)
        expect(answers.map(Either.isRight).lastIndexOf(true)).toBe(59)
        yield* TestClock.adjust("1 seconds")
        expect([yield* ask, yield* ask].map(Either.isRight)).toEqual([true, false])
      })
    )
  )
})

describe("AccessSweep", () => {
  it.effect("takes an access token away an hour after it has expired, and not before", () =>
    run(
      Effect.gen(function* () {
        const { text } = yield* bySecret(yield* ClientService.create(request))
        yield* TestClock.setTime(start + 2 * hour)
        yield* AccessSweep.sweep
        expect(yield* refusalOf(text)).toContain("expired on")
        yield* TestClock.adjust(1)
        yield* AccessSweep.sweep
        expect(yield* refusalOf(text)).toBe(
          "This access token is not known, or expired more than an hour ago. Get a new one from the token endpoint."
        )
      })
    )
  )
})

describe("a client with keys", () => {
  const signed = (assertion: string, client?: string) =>
    grant({ _tag: "Assertion", assertion, ...(client === undefined ? {} : { client }) })

  const registered = (keys: string) => ClientService.create({ ...request, keys })

  it.effect.each(["RS256", "PS256", "ES256", "EdDSA"])("is known by what it signs with %s, once", (algorithm) =>
    run(
      Effect.gen(function* () {
        const pair = yield* Effect.promise(() => Assertions.pair(algorithm))
        const keys = algorithm === "PS256" ? pair.pem : `{"keys":[${pair.jwk}]}`
        const { client, secret } = yield* registered(keys)
        expect(secret).toBeUndefined()
        const assertion = yield* Effect.promise(() => pair.sign(Assertions.claims(client.id, start)))
        const { text } = yield* signed(assertion, client.id)
        expect(yield* refusalOf(text)).toBeUndefined()
        expect(yield* refused(signed(assertion))).toEqual([
          "invalid_client",
          "This client_assertion was used before. Make a new one, with a new jti, for each request."
        ])
      })
    )
  )

  it.effect("is refused what is not for this server, not of it, too old, too long or unsigned", () =>
    run(
      Effect.gen(function* () {
        const [pair, stranger] = yield* Effect.promise(() =>
          Promise.all([Assertions.pair("ES256"), Assertions.pair("ES256")])
        )
        const { client } = yield* registered(pair.jwk)
        const now = start / 1_000
        const told = (change: Record<string, unknown>, by = pair, header = {}) =>
          Effect.flatMap(
            Effect.promise(() => by.sign(Assertions.claims(client.id, start, change), header)),
            (assertion) => Effect.map(refused(signed(assertion)), ([code, detail]) => `${code}: ${detail}`)
          )
        const part = (json: unknown) => Buffer.from(JSON.stringify(json)).toString("base64url")
        const unsigned = (alg: string) => `${part({ alg })}.${part(Assertions.claims(client.id, start))}.`
        const audiences = `${Assertions.audience} or https://scim.example.com`
        expect([
          yield* told({ aud: "https://other.example.com" }),
          yield* told({ aud: [Assertions.audience, "https://other.example.com"] }),
          yield* told({ iss: "somebody" }),
          yield* told({ exp: now - 31 }),
          yield* told({ exp: now + 331 }),
          yield* told({ exp: undefined }),
          yield* told({ jti: undefined }),
          yield* told({ jti: "" }),
          yield* told({ nbf: now + 31 }),
          yield* told({}, stranger),
          (yield* refused(signed(unsigned("none"))))[1],
          (yield* refused(signed(unsigned("HS256"))))[1],
          (yield* refused(signed("x.y.z")))[1]
        ]).toEqual([
          `invalid_client: The aud of the client_assertion must be ${audiences}.`,
          "invalid_client: The client_assertion is for other servers as well. Name this one alone as aud.",
          "invalid_client: iss and sub of the client_assertion must both be the id of the client.",
          "invalid_client: The client_assertion has expired. Make a new one for each request.",
          "invalid_client: The client_assertion must expire within 5 minutes.",
          "invalid_client: The claim exp of the client_assertion is missing, or not as it must be.",
          "invalid_client: The claim jti of the client_assertion is missing, or not as it must be.",
          "invalid_client: The jti of the client_assertion must be a text of 1 to 256 characters.",
          "invalid_client: The claim nbf of the client_assertion is missing, or not as it must be.",
          "invalid_client: The signature of the client_assertion is not of a key that the client has here. Register the public key that signs.",
          'The client_assertion is signed with "none"; it must be RS256, PS256, ES256, EdDSA.',
          'The client_assertion is signed with "HS256"; it must be RS256, PS256, ES256, EdDSA.',
          "There is no client of the id that is the sub of the client_assertion, or it was revoked."
        ])
        const latest = Assertions.claims(client.id, start, { exp: now + 330, aud: ["https://scim.example.com"] })
        expect((yield* signed(yield* Effect.promise(() => pair.sign(latest)))).client.name).toBe("Entra")
      })
    )
  )

  it.effect("has the keys before a rotation for the overlap, and no secret", () =>
    run(
      Effect.gen(function* () {
        const [old, fresh] = yield* Effect.promise(() =>
          Promise.all([Assertions.pair("EdDSA"), Assertions.pair("EdDSA")])
        )
        const { client } = yield* registered(old.pem)
        expect((yield* Effect.flip(ClientService.rotate(client.id)))._tag).toBe("InvalidKeys")
        yield* ClientService.rotate(client.id, { keys: fresh.pem, overlap: hour })
        const sign = (by: Assertions.Pair, jti: string, now = start) =>
          Effect.flatMap(
            Effect.promise(() => by.sign(Assertions.claims(client.id, now, { jti }))),
            (assertion) => Effect.map(Effect.either(signed(assertion)), Either.isRight)
          )
        expect([yield* sign(old, "1"), yield* sign(fresh, "2")]).toEqual([true, true])
        yield* TestClock.adjust(hour)
        expect([yield* sign(old, "3", start + hour), yield* sign(fresh, "4", start + hour)]).toEqual([false, true])
        expect((yield* refused(grant({ _tag: "Secret", client: client.id, secret: "x" })))[0]).toBe("invalid_client")
      })
    )
  )

  it.effect.each([
    ["", "There must be public keys for RS256, PS256, ES256, EdDSA, as a JWK set or in PEM, but the text is none."],
    ["[]", "There must be public keys for RS256, PS256, ES256, EdDSA, as a JWK set or in PEM, but the text is none."],
    ['{"keys":[]}', "There must be 1 to 10 keys, but there are 0."],
    [
      '{"kty":"oct","k":"c2VjcmV0"}',
      "This is a private key, which only the client may have. Give the public one, and make a new pair if this one was shown to anybody."
    ],
    [
      '{"kty":"EC","crv":"P-384","x":"a","y":"b"}',
      "There must be public keys for RS256, PS256, ES256, EdDSA, as a JWK set or in PEM; the key of the type EC P-384 is for something else."
    ],
    [
      `{"kty":"RSA","kid":"old","n":"${"a".repeat(171)}","e":"AQAB"}`,
      'An RSA key must have 2048 bits or more; the key "old" of the type RSA has 1024.'
    ]
  ] as const)("cannot be made with %s", ([keys, detail]) =>
    run(
      Effect.gen(function* () {
        const error = yield* Effect.flip(registered(keys))
        expect("detail" in error && error.detail).toBe(detail)
      })
    )
  )
})
