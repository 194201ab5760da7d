/**
 * What this service provider offers of the protocol, told as it is (RFC 7643 §5): nothing is announced that a client
 * could not use.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-5
 */
import { type Json, type Limits, ServiceProviderConfigSchema } from "@rollcall/core"

/**
 * `hasClients` says whether access tokens can be had from the token endpoint; `events` are the URIs of the events that
 * receivers can be told of, none where there are no receivers.
 */
export const render = (
  base: string,
  limits: Limits.Limits,
  hasClients: boolean,
  events: ReadonlyArray<string> = []
): Json.JsonObject => ({
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
  // RFC 9967 §4: absent where there are no security events. Every request is answered when it is done.
  ...(events.length === 0 ? {} : { securityEvents: { asyncRequest: "none", eventUris: events } }),
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
