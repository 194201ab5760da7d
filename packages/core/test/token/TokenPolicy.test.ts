import { Either, FastCheck as fc } from "effect"
import { describe, expect, it } from "vitest"
import { allScopes, type Scope, type Token } from "../../src/token/Token.ts"
import * as TokenPolicy from "../../src/token/TokenPolicy.ts"

const { day } = TokenPolicy
const now = Date.UTC(2025, 0, 31)
const year = 365 * day

const request: TokenPolicy.Issue = {
  id: "0194b8a4",
  tenant: "default",
  name: "Okta",
  digest: "ab".repeat(32),
  hint: "rollcall_AAAAAA",
  now
}
const token = TokenPolicy.issue(request)

const time = fc.integer({ min: now - 2 * year, max: now + 4 * year })
const scopes = fc.subarray([...allScopes], { minLength: 1 })

/** Tokens of every age and state. */
const anyToken: fc.Arbitrary<Token> = fc
  .record({
    now: time,
    lifetime: fc.integer({ min: 1, max: 10 * year }),
    scopes,
    revoked: fc.option(time, { nil: undefined })
  })
  .map(({ revoked, ...asked }) => {
    const issued = TokenPolicy.issue({ ...request, ...asked })
    return revoked === undefined ? issued : TokenPolicy.revoke(issued, revoked)
  })

describe("TokenPolicy.issue", () => {
  it("makes a token that may do everything for one year", () => {
    expect(token).toEqual({
      id: "0194b8a4",
      tenant: "default",
      name: "Okta",
      digest: "ab".repeat(32),
      hint: "rollcall_AAAAAA",
      scopes: ["users:read", "users:write", "groups:read", "groups:write"],
      created: now,
      expires: now + year
    })
  })

  it("keeps to the lifetime and the scopes that are asked for, each scope once and in one order", () => {
    const asked: ReadonlyArray<Scope> = ["groups:read", "users:read", "groups:read"]
    expect(TokenPolicy.issue({ ...request, lifetime: 90 * day, scopes: asked })).toEqual({
      ...token,
      scopes: ["users:read", "groups:read"],
      expires: now + 90 * day
    })
  })
})

describe("TokenPolicy.verify", () => {
  const revoked = TokenPolicy.revoke(token, now + day)
  it.each<[string, Token, number, Either.Either<Token, TokenPolicy.Rejection>]>([
    ["lets a token in from the start", token, now, Either.right(token)],
    ["lets it in to the last millisecond", token, now + year - 1, Either.right(token)],
    ["refuses it at the instant of its expiry", token, now + year, Either.left({ _tag: "Expired", at: now + year })],
    ["refuses it ever after", token, now + 9 * year, Either.left({ _tag: "Expired", at: now + year })],
    ["refuses a revoked token", revoked, now + day, Either.left({ _tag: "Revoked", at: now + day })],
    ["refuses one that another clock revoked ahead", revoked, now, Either.left({ _tag: "Revoked", at: now + day })],
    ["says of both that it was revoked", revoked, now + 2 * year, Either.left({ _tag: "Revoked", at: now + day })]
  ])("%s", (_, given, at, expected) => {
    expect(TokenPolicy.verify(given, at)).toEqual(expected)
    expect(TokenPolicy.isLive(given, at)).toBe(Either.isRight(expected))
  })

  it("never lets a token in again that it has refused", () => {
    fc.assert(
      fc.property(anyToken, time, fc.nat({ max: year }), (given, at, later) => {
        fc.pre(!TokenPolicy.isLive(given, at))
        expect(TokenPolicy.isLive(given, at + later)).toBe(false)
      })
    )
  })
})

describe("TokenPolicy.allows", () => {
  const granted: Record<Scope, ReadonlyArray<Scope>> = {
    "users:read": ["users:read"],
    "users:write": ["users:read", "users:write"],
    "groups:read": ["groups:read"],
    "groups:write": ["groups:read", "groups:write"]
  }

  it.each(allScopes)("grants with %s what it says, and reading to those who write", (scope) => {
    const limited = TokenPolicy.issue({ ...request, scopes: [scope] })
    const allowed = (["users", "groups"] as const).flatMap((area) =>
      (["read", "write"] as const).flatMap((access) =>
        TokenPolicy.allows(limited, area, access) ? [`${area}:${access}`] : []
      )
    )
    expect(allowed).toEqual(granted[scope])
  })
})

describe("TokenPolicy.rotate", () => {
  it("leaves the old token a day, and asks for a new one of the same name, scopes and lifetime", () => {
    const old = TokenPolicy.issue({ ...request, scopes: ["users:read"], lifetime: 90 * day })
    expect(TokenPolicy.rotate(old, { now: now + 60 * day })).toEqual({
      old: { ...old, expires: now + 61 * day },
      successor: { tenant: "default", name: "Okta", scopes: ["users:read"], lifetime: 90 * day, now: now + 60 * day }
    })
  })

  it.each([
    ["the overlap that is asked for", now + 60 * day, day / 2, now + 60.5 * day],
    ["no overlap", now + 60 * day, 0, now + 60 * day],
    ["no overlap for a negative one", now + 60 * day, -day, now + 60 * day],
    ["its own expiry where that is sooner", now + year - 1_000, undefined, now + year],
    ["its expiry in the past", now + 2 * year, undefined, now + year]
  ])("gives the old token %s", (_, at, overlap, expires) => {
    const { old } = TokenPolicy.rotate(token, { now: at, ...(overlap === undefined ? {} : { overlap }) })
    expect(old).toEqual({ ...token, expires })
  })

  it("never prolongs a token nor revives one", () => {
    fc.assert(
      fc.property(anyToken, time, fc.integer({ min: -year, max: 2 * year }), time, (given, at, overlap, later) => {
        const { old } = TokenPolicy.rotate(given, { now: at, overlap })
        expect(old.expires).toBeLessThanOrEqual(given.expires)
        expect(TokenPolicy.isLive(old, later) && !TokenPolicy.isLive(given, later)).toBe(false)
        expect({ ...old, expires: given.expires }).toEqual(given)
      })
    )
  })
})

describe("TokenPolicy.revoke", () => {
  it("refuses the token from then on, and counts the first time only", () => {
    const once = TokenPolicy.revoke(token, now + day)
    expect(once).toEqual({ ...token, revoked: now + day })
    expect(TokenPolicy.revoke(once, now + 2 * day)).toEqual(once)
    expect(token.revoked).toBeUndefined()
  })
})

describe("TokenPolicy.sameDigest", () => {
  it("is true for equal texts and for no others", () => {
    const digest = fc.hexaString({ maxLength: 6 })
    fc.assert(
      fc.property(digest, digest, (left, right) => {
        expect(TokenPolicy.sameDigest(left, right)).toBe(left === right)
        expect(TokenPolicy.sameDigest(left, left)).toBe(true)
      })
    )
  })
})

describe("TokenPolicy.parseScopes", () => {
  it.each<[ReadonlyArray<string>, ReadonlyArray<Scope>]>([
    [["users:read"], ["users:read"]],
    [["users"], ["users:read", "users:write"]],
    [["groups"], ["groups:read", "groups:write"]],
    [["read"], ["users:read", "groups:read"]],
    [["write"], ["users:write", "groups:write"]],
    [
      ["groups:read", " Users ", "READ"],
      ["users:read", "users:write", "groups:read"]
    ]
  ])("reads %j", (texts, expected) => {
    expect(TokenPolicy.parseScopes(texts)).toEqual(Either.right(expected))
  })

  const known = "users:read, users:write, groups:read, groups:write, users, groups, read, write"
  it.each([
    [["users:delete"], `There is no scope "users:delete". The scopes are ${known}.`],
    [["users", ""], `There is no scope "". The scopes are ${known}.`],
    [[], `A token needs at least one scope. The scopes are ${known}.`]
  ])("refuses %j", (texts, detail) => {
    expect(TokenPolicy.parseScopes(texts)).toEqual(Either.left({ detail }))
  })
})
