/**
 * What may be done with a token and until when: issue, verify, rotate, revoke and scope, as pure functions of a token
 * and a time, and the words in which people ask for them. The clock, the random bits and the digest come from outside.
 * Times are milliseconds since 1970.
 */
import { Either } from "effect"
import { allScopes, type Scope, type Token } from "./Token.ts"

export const day: number = 24 * 3_600_000

/**
 * How long a token lives that nobody asked another lifetime for: long enough that provisioning does not stop within a
 * season, short enough that a forgotten token dies. Identity providers do not renew such tokens themselves.
 */
export const standardLifetime: number = 365 * day

/** How long the old token of a rotation goes on: somebody has to paste the new one into the identity provider. */
export const standardOverlap: number = day

export interface Issue {
  readonly id: string
  readonly tenant: string
  readonly name: string
  /** SHA-256 of the token's text, in lower-case hexadecimal. */
  readonly digest: string
  /** `TokenText.hint` of the text. */
  readonly hint: string
  /** Left out, the token may do everything. */
  readonly scopes?: ReadonlyArray<Scope>
  readonly user?: string
  readonly createdBy?: string
  readonly identityProvider?: string
  readonly now: number
  /** Milliseconds. Left out, it is `standardLifetime`. */
  readonly lifetime?: number
}

/** A new token. Its text is not in it and cannot be had from it. */
export const issue = (request: Issue): Token => {
  const scopes = request.scopes ?? allScopes
  return {
    id: request.id,
    tenant: request.tenant,
    name: request.name,
    digest: request.digest,
    hint: request.hint,
    scopes: allScopes.filter((scope) => scopes.includes(scope)),
    ...(request.user === undefined ? {} : { user: request.user }),
    ...(request.createdBy === undefined ? {} : { createdBy: request.createdBy }),
    ...(request.identityProvider === undefined ? {} : { identityProvider: request.identityProvider }),
    created: request.now,
    expires: request.now + (request.lifetime ?? standardLifetime)
  }
}

/** Why a token opens nothing any more, and since when. */
export type Rejection =
  | { readonly _tag: "Expired"; readonly at: number }
  | { readonly _tag: "Revoked"; readonly at: number }

/**
 * The token, if it may be used now. It expires at the very instant `expires`. A revoked token is refused whatever its
 * date: the clock of the process that revoked it may be ahead of this one's.
 */
export const verify = (token: Token, now: number): Either.Either<Token, Rejection> => {
  if (token.revoked !== undefined) return Either.left({ _tag: "Revoked", at: token.revoked })
  if (now >= token.expires) return Either.left({ _tag: "Expired", at: token.expires })
  return Either.right(token)
}

/** What people are told of a token. */
export type State = "valid" | "expired" | "revoked"

export const stateOf = (token: Token, now: number): State => {
  const verified = verify(token, now)
  if (Either.isRight(verified)) return "valid"
  return verified.left._tag === "Expired" ? "expired" : "revoked"
}

export const isLive = (token: Token, now: number): boolean => Either.isRight(verify(token, now))

/** Whether the token's scopes allow this. Who may write may read: a change is answered with the resource. */
export const allows = (token: Token, area: "users" | "groups", access: "read" | "write"): boolean =>
  token.scopes.includes(`${area}:${access}`) || token.scopes.includes(`${area}:write`)

export interface Rotation {
  /** The old token, which from now on lives for the overlap at most. */
  readonly old: Token
  /** What to issue in its place, once it has an id and a secret. */
  readonly successor: Pick<Issue, "tenant" | "name" | "user" | "identityProvider" | "now"> &
    Required<Pick<Issue, "scopes" | "lifetime">>
}

/**
 * Replaces a token by a new one with the same name and scopes, valid for as long as the old one was issued for.
 * Rotating never prolongs the old token, nor revives one that is expired or revoked.
 */
export const rotate = (
  token: Token,
  { now, overlap }: { readonly now: number; readonly overlap?: number }
): Rotation => ({
  old: retire(token, now, overlap),
  successor: {
    tenant: token.tenant,
    name: token.name,
    scopes: token.scopes,
    ...(token.user === undefined ? {} : { user: token.user }),
    ...(token.identityProvider === undefined ? {} : { identityProvider: token.identityProvider }),
    lifetime: token.expires - token.created,
    now
  }
})

/** The token with no more than the overlap left to live, in milliseconds. */
export const retire = (token: Token, now: number, overlap: number = standardOverlap): Token => ({
  ...token,
  expires: Math.min(token.expires, now + Math.max(0, overlap))
})

/** The token, refused from now on. The first revocation counts. */
export const revoke = (token: Token, now: number): Token =>
  token.revoked === undefined ? { ...token, revoked: now } : token

/** Compares two digests in a time that depends on their lengths only, so that it tells nothing of their characters. */
export const sameDigest = (left: string, right: string): boolean => {
  let difference = left.length ^ right.length
  for (let index = 0; index < left.length; index++) {
    // Beyond the end charCodeAt is NaN, which counts as 0 here; the lengths have already decided then.
    difference |= left.charCodeAt(index) ^ right.charCodeAt(index)
  }
  return difference === 0
}

/** What is wrong with scopes as a person wrote them, and what to write instead: one sentence or two. */
export interface Invalid {
  readonly detail: string
}

const scopeWords: ReadonlyMap<string, ReadonlyArray<Scope>> = new Map<string, ReadonlyArray<Scope>>([
  ...allScopes.map((scope): [string, ReadonlyArray<Scope>] => [scope, [scope]]),
  ["users", ["users:read", "users:write"]],
  ["groups", ["groups:read", "groups:write"]],
  ["read", ["users:read", "groups:read"]],
  ["write", ["users:write", "groups:write"]]
])

/**
 * Reads scopes: `users:read`, `groups` for everything with groups, `read` for reading everything. Several words mean
 * all of them together; the answer has each scope once, in the order of `allScopes`. Letter case and blanks around a
 * word do not matter. An empty list is refused: a token that may do nothing is a slip.
 */
export const parseScopes = (texts: ReadonlyArray<string>): Either.Either<ReadonlyArray<Scope>, Invalid> => {
  const named = new Set<Scope>()
  const known = [...scopeWords.keys()].join(", ")
  for (const text of texts) {
    const scopes = scopeWords.get(text.trim().toLowerCase())
    if (scopes === undefined) {
      return Either.left({ detail: `There is no scope ${JSON.stringify(text)}. The scopes are ${known}.` })
    }
    for (const scope of scopes) named.add(scope)
  }
  if (named.size === 0) return Either.left({ detail: `A token needs at least one scope. The scopes are ${known}.` })
  return Either.right(allScopes.filter((scope) => named.has(scope)))
}
