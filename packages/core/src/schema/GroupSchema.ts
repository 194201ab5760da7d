/**
 * The Group schema (RFC 7643 §4.2). `displayName` is required as the text of §4.2 says; the listing of §8.7.1 differs.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-4.2
 */
import { complex, reference, string } from "./AttributeDefinition.ts"
import * as ScimSchema from "./ScimSchema.ts"

export const urn = "urn:ietf:params:scim:schemas:core:2.0:Group"

export const schema: ScimSchema.ScimSchema = ScimSchema.make({
  id: urn,
  name: "Group",
  description: "A set of users and of other groups.",
  attributes: [
    string("displayName", "The name of the group that is shown to people.", { required: true }),
    complex(
      "members",
      "The users and groups that this group holds.",
      [
        string("value", "The id of the member.", { required: true, caseExact: true, mutability: "immutable" }),
        reference("$ref", ["User", "Group"], "The URI of the member.", { mutability: "immutable" }),
        string("type", "Whether the member is a User or a Group.", {
          canonicalValues: ["User", "Group"],
          mutability: "immutable"
        }),
        string("display", "The member's displayName, or its userName where it has none.", { mutability: "readOnly" })
      ],
      { multiValued: true, link: "members" }
    )
  ]
})
