/**
 * An OAuth client of a tenant: an identity provider that gets its access tokens itself, by a secret or by a key of its own
 * (RFC 6749 §4.4), and what may be done with it, as pure functions of a client and a time. Times are milliseconds since
 * 1970.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4
 */
import { Token, TokenPolicy } from "@rollcall/core"
import type { PublicKey } from "./PublicKeys.ts"

/** By what a client shows that it is the one: a secret that both sides know, or keys of which only it has the private half. */
export type Credentials =
  | { readonly _tag: "Secret"; readonly digest: string; readonly hint: string }
  | { readonly _tag: "Keys"; readonly keys: ReadonlyArray<PublicKey> }

export interface Client {
  readonly id: string
  readonly tenant: string
  readonly name: string
  readonly scopes: ReadonlyArray<Token.Scope>
  /** How long its access tokens live. */
  readonly tokenMillis: number
  readonly credentials: Credentials
  /** How often the credentials were replaced. */
  readonly generation: number
  /** Those before, where there were any. */
  readonly previous?: Previous
  readonly created: number
  readonly createdBy?: string
  readonly identityProvider?: string
  readonly revoked?: number
  /** When it last got an access token. */
  readonly lastUsed?: number
}

export interface Previous {
  readonly credentials: Credentials
  readonly replaced: number
  /** Until then they do as well. */
  readonly until: number
}

/** What a client has got by its credentials. It lives no longer than they do. */
export interface AccessToken {
  readonly tenant: string
  readonly client: string
  /** SHA-256 of its text, in lower-case hexadecimal. */
  readonly digest: string
  /** Of the credentials that it was got by. */
  readonly generation: number
  readonly scopes: ReadonlyArray<Token.Scope>
  readonly created: number
  readonly expires: number
}

const minute = 60_000

/** Long enough that getting tokens is no traffic, short enough that a lost one is soon worth nothing. */
export const standardTokenMillis: number = 60 * minute

/** A client that needs a new one more often has a clock of its own to blame. */
export const tokenMillisMin: number = 5 * minute

/** A day: whoever wants longer wants a token that does not end by itself. */
export const tokenMillisMax: number = TokenPolicy.day

/** The credentials that let it in now, each with its generation; none once it is revoked. */
export const credentialsAt = (
  { credentials, generation, previous, revoked }: Client,
  now: number
): ReadonlyArray<{ readonly credentials: Credentials; readonly generation: number }> => {
  if (revoked !== undefined) return []
  const current = { credentials, generation }
  if (previous === undefined || now >= previous.until) return [current]
  return [current, { credentials: previous.credentials, generation: generation - 1 }]
}

/** The client with other credentials; the old ones do for the overlap, in milliseconds, and those before them no more. */
export const rotate = (
  client: Client,
  credentials: Credentials,
  now: number,
  overlap: number = TokenPolicy.standardOverlap
): Client => ({
  ...client,
  credentials,
  generation: client.generation + 1,
  previous: { credentials: client.credentials, replaced: now, until: now + Math.max(0, overlap) }
})

/** The scopes that are asked for, where the client has all of them; who may write may read. */
export const narrow = (client: Client, asked: ReadonlyArray<Token.Scope>): ReadonlyArray<Token.Scope> | undefined => {
  const held = Token.allScopes.filter((scope) => asked.includes(scope))
  return held.every((scope) => covers(client, scope)) ? held : undefined
}

const covers = ({ scopes }: Client, scope: Token.Scope): boolean =>
  scopes.includes(scope) || (scope.endsWith(":read") && scopes.includes(writing(scope)))

const writing = (scope: Token.Scope): Token.Scope => (scope.startsWith("users") ? "users:write" : "groups:write")

/**
 * The access token as the service provider knows tokens. Its id and name are those of the client, so that limits and logs
 * are those of the client, whichever token it sends. It ends with the credentials that it was got by, and with the client.
 */
export const tokenOf = (client: Client, access: AccessToken): Token.Token => {
  const { previous } = client
  const age = client.generation - access.generation
  const until = age === 1 && previous !== undefined ? previous.until : access.expires
  const ended = age > 1 ? previous?.replaced : undefined
  const revoked = client.revoked ?? ended
  return {
    id: client.id,
    tenant: client.tenant,
    name: client.name,
    digest: access.digest,
    hint: "",
    scopes: access.scopes,
    ...(client.createdBy === undefined ? {} : { createdBy: client.createdBy }),
    ...(client.identityProvider === undefined ? {} : { identityProvider: client.identityProvider }),
    created: access.created,
    expires: Math.min(access.expires, until),
    ...(revoked === undefined ? {} : { revoked })
  }
}
