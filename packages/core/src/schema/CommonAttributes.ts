/**
 * The attributes that every resource has whatever its schema says (RFC 7643 §3 and §3.1).
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-3.1
 */
import { type AttributeDefinition, complex, dateTime, reference, string } from "./AttributeDefinition.ts"

export const schemas: AttributeDefinition = reference(
  "schemas",
  ["uri"],
  "The URNs of the schemas whose attributes this resource has.",
  // A client names schemas in its body; which of them hold data is for the server to say.
  { multiValued: true, required: false, returned: "always" }
)

export const id: AttributeDefinition = string("id", "The identifier that the server gave this resource.", {
  caseExact: true,
  mutability: "readOnly",
  returned: "always",
  uniqueness: "server"
})

export const externalId: AttributeDefinition = string(
  "externalId",
  "The identifier that the client, usually an identity provider, keeps for this resource.",
  { caseExact: true }
)

export const meta: AttributeDefinition = complex(
  "meta",
  "What the server knows about this resource itself.",
  [
    string("resourceType", "The name of the resource type.", { caseExact: true, mutability: "readOnly" }),
    dateTime("created", "When the resource was added to the server.", { mutability: "readOnly" }),
    dateTime("lastModified", "When the resource was last changed.", { mutability: "readOnly" }),
    reference("location", ["uri"], "The URI of the resource.", { mutability: "readOnly" }),
    string("version", "The weak entity tag of the resource, as in the ETag header.", {
      caseExact: true,
      mutability: "readOnly"
    })
  ],
  { mutability: "readOnly" }
)

/** The common attributes of a type, in the order in which they are answered. */
export const of = (uniqueExternalId: boolean): ReadonlyArray<AttributeDefinition> => [
  schemas,
  id,
  uniqueExternalId ? { ...externalId, uniqueness: "server" } : externalId,
  meta
]
