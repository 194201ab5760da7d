/**
 * The schema of ServiceProviderConfig (RFC 7643 §5).
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-5
 */
import { type AttributeDefinition, boolean, complex, integer, reference, string } from "./AttributeDefinition.ts"
import * as ScimSchema from "./ScimSchema.ts"

export const urn = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"

const fixed = { mutability: "readOnly", required: true } as const

const feature = (name: string, description: string, more: ReadonlyArray<AttributeDefinition> = []) =>
  complex(name, description, [boolean("supported", "Whether the service provider offers it.", fixed), ...more], fixed)

export const schema: ScimSchema.ScimSchema = ScimSchema.make({
  id: urn,
  name: "ServiceProviderConfig",
  description: "What this service provider offers of the protocol.",
  attributes: [
    reference("documentationUri", ["external"], "The URI of documentation for people.", { mutability: "readOnly" }),
    feature("patch", "Changes by PATCH."),
    feature("bulk", "Several operations in one request.", [
      integer("maxOperations", "The greatest number of operations in one request.", fixed),
      integer("maxPayloadSize", "The greatest size of a request in bytes.", fixed)
    ]),
    feature("filter", "Filters.", [integer("maxResults", "The greatest number of resources in one response.", fixed)]),
    feature("changePassword", "Changes of a user's password."),
    feature("sort", "Sorted results."),
    feature("etag", "Entity tags."),
    // RFC 9865 §4.
    complex(
      "pagination",
      "How lists are divided into pages.",
      [
        boolean("cursor", "Whether pages can be asked for by cursor.", fixed),
        boolean("index", "Whether pages can be asked for by index.", fixed),
        string("defaultPaginationMethod", "The method where the client asks for none.", {
          mutability: "readOnly",
          canonicalValues: ["cursor", "index"]
        }),
        integer("defaultPageSize", "The number of resources on a page where the client asks for none.", {
          mutability: "readOnly"
        }),
        integer("maxPageSize", "The greatest number of resources on a page.", { mutability: "readOnly" }),
        integer("cursorTimeout", "The number of seconds for which a cursor can be used.", { mutability: "readOnly" })
      ],
      { mutability: "readOnly" }
    ),
    complex(
      "authenticationSchemes",
      "The ways in which a client can authenticate.",
      [
        string("type", "The scheme.", {
          ...fixed,
          canonicalValues: ["oauth", "oauth2", "oauthbearertoken", "httpbasic", "httpdigest"]
        }),
        string("name", "The name of the scheme.", fixed),
        string("description", "What the scheme is.", fixed),
        reference("specUri", ["external"], "The URI of the scheme's specification.", { mutability: "readOnly" }),
        reference("documentationUri", ["external"], "The URI of documentation for people.", {
          mutability: "readOnly"
        }),
        boolean("primary", "True for the preferred scheme.", { mutability: "readOnly" })
      ],
      { ...fixed, multiValued: true }
    ),
    // RFC 9967 §4.
    complex(
      "securityEvents",
      "The security events that receivers can be told of.",
      [
        string("asyncRequest", "Whether requests are answered before they are done.", {
          mutability: "readOnly",
          canonicalValues: ["none", "long", "request"]
        }),
        string("eventUris", "The URIs of the events.", { mutability: "readOnly", multiValued: true })
      ],
      { mutability: "readOnly" }
    )
  ]
})
