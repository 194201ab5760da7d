/**
 * The schema of ResourceType (RFC 7643 §6).
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-6
 */
import { boolean, complex, reference, string } from "./AttributeDefinition.ts"
import * as ScimSchema from "./ScimSchema.ts"

export const urn = "urn:ietf:params:scim:schemas:core:2.0:ResourceType"

const fixed = { mutability: "readOnly", required: true } as const

export const schema: ScimSchema.ScimSchema = ScimSchema.make({
  id: urn,
  name: "ResourceType",
  description: "A type of resource, its endpoint and its schemas.",
  attributes: [
    string("id", "The identifier of the resource type.", { mutability: "readOnly" }),
    string("name", "The name of the resource type, as in meta.resourceType.", fixed),
    string("description", "What the resource type is.", { mutability: "readOnly" }),
    reference("endpoint", ["uri"], "The endpoint, relative to the base URL.", fixed),
    reference("schema", ["uri"], "The URN of the base schema.", fixed),
    complex(
      "schemaExtensions",
      "The extensions that resources of this type may have.",
      [
        reference("schema", ["uri"], "The URN of the extension.", fixed),
        boolean("required", "Whether each resource must have the extension.", fixed)
      ],
      { mutability: "readOnly", multiValued: true }
    )
  ]
})
