/**
 * A token as the server keeps it: never its text, only its digest.
 * Times are milliseconds since 1970.
 */
export type Scope = "users:read" | "users:write" | "groups:read" | "groups:write"

export const allScopes: ReadonlyArray<Scope> = ["users:read", "users:write", "groups:read", "groups:write"]

export interface Token {
  readonly id: string
  readonly tenant: string
  readonly name: string
  /** SHA-256 of the token's text, in lower-case hexadecimal. */
  readonly digest: string
  /** The first characters of the text, enough for its owner to recognise it. */
  readonly hint: string
  readonly scopes: ReadonlyArray<Scope>
  /** The id of the user that the token stands for, which is who `/Me` is; most stand for an identity provider. */
  readonly user?: string
  /** Who made it, in words: the name of an administrator, that of a key, or `command line`. */
  readonly createdBy?: string
  /** The identity provider that it was made for, as whoever made it calls that. */
  readonly identityProvider?: string
  readonly created: number
  readonly expires: number
  readonly revoked?: number
  readonly lastUsed?: number
}
