/**
 * What this service provider offers of the protocol, told as it is (RFC 7643 §5): nothing is announced that a client
 * could not use.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-5
 */
import { type Json, type Limits, ServiceProviderConfigSchema } from "@rollcall/core"

/** `hasClients` says whether access tokens can be had from the token endpoint. */
export const render = (base: string, limits: Limits.Limits, hasClients: boolean): Json.JsonObject => ({
  schemas: [ServiceProviderConfigSchema.urn],
  patch: { supported: true },
  bulk: { supported: true, maxOperations: limits.bulkOperationsMax, maxPayloadSize: limits.bodyBytesMax },
  filter: { supported: true, maxResults: limits.pageCountMax },
  changePassword: { supported: false },
  sort: { supported: true },
  etag: { supported: true },
  pagination: {
    cursor: true,
    index: true,
    defaultPaginationMethod: "index",
    defaultPageSize: limits.pageCountDefault,
    maxPageSize: limits.pageCountMax,
    // Seconds (RFC 9865 §4).
    cursorTimeout: limits.cursorMillisMax / 1_000
  },
  authenticationSchemes: [
    {
      type: "oauthbearertoken",
      name: "OAuth Bearer Token",
      description: "A token of this service provider, sent in the Authorization header.",
      specUri: "https://www.rfc-editor.org/info/rfc6750",
      primary: true
    },
    ...(hasClients ? [clientCredentials] : [])
  ],
  meta: { resourceType: "ServiceProviderConfig", location: `${base}/ServiceProviderConfig` }
})

const clientCredentials: Json.JsonObject = {
  type: "oauth2",
  name: "OAuth 2.0 Client Credentials",
  description:
    "An access token that the client gets by its id and secret, or by an assertion that it has signed, from the token endpoint: /oauth/token.",
  specUri: "https://www.rfc-editor.org/info/rfc6749",
  primary: false
}
