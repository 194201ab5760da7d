/**
 * What the authorization server says of itself (RFC 8414): where tokens are to be had, and by what a client shows who it
 * is. It stands under the SCIM base and under the root, so a client that was given either address finds it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8414#section-2
 */
import type { Json } from "@rollcall/core"
import { PublicKeys, TokenGrant } from "@rollcall/provider"
import type { WireResponse } from "../WireResponse.ts"

/** One issuer: the SCIM base, or the root that it stands under. */
export interface Issuer {
  readonly issuer: string
  readonly tokenEndpoint: string
}

export interface Issuers {
  readonly base: Issuer
  readonly root: Issuer
}

/** The path of the token endpoint behind either of them. */
export const tokenPath: ReadonlyArray<string> = ["oauth", "token"]
/** The path of the metadata, before or behind the base. */
export const metadataPath: ReadonlyArray<string> = [".well-known", "oauth-authorization-server"]

/** `base` is the absolute SCIM base, which ends in the base path. */
export const issuersOf = (base: string, basePath: string): Issuers => ({
  base: at(base),
  root: at(base.slice(0, base.length - basePath.length))
})

const at = (issuer: string): Issuer => ({ issuer, tokenEndpoint: `${issuer}/${tokenPath.join("/")}` })

/** What the assertion of a client may be for. */
export const audiences = ({ base, root }: Issuers): ReadonlyArray<string> => [
  base.tokenEndpoint,
  base.issuer,
  root.tokenEndpoint,
  root.issuer,
  `${root.issuer}/`
]

export const metadata = ({ issuer, tokenEndpoint }: Issuer): WireResponse => {
  const body: Json.JsonObject = {
    issuer,
    token_endpoint: tokenEndpoint,
    grant_types_supported: ["client_credentials"],
    // There is no authorization endpoint, and the member must be there.
    response_types_supported: [],
    scopes_supported: TokenGrant.scopes,
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post", "private_key_jwt"],
    token_endpoint_auth_signing_alg_values_supported: PublicKeys.algorithms
  }
  return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(body) }
}
