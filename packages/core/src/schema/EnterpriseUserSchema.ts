/**
 * The enterprise extension of the User schema (RFC 7643 §4.3).
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-4.3
 */
import { complex, reference, string } from "./AttributeDefinition.ts"
import * as ScimSchema from "./ScimSchema.ts"

export const urn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

export const schema: ScimSchema.ScimSchema = ScimSchema.make({
  id: urn,
  name: "EnterpriseUser",
  description: "What an organisation says of a user that works for it.",
  attributes: [
    string("employeeNumber", "The number or name that the organisation gave the user."),
    string("costCenter", "The name of a cost centre."),
    string("organization", "The name of an organisation."),
    string("division", "The name of a division."),
    string("department", "The name of a department."),
    complex(
      "manager",
      "The user's manager.",
      [
        string("value", "The id of the managing user.", { caseExact: true }),
        reference("$ref", ["User"], "The URI of the managing user."),
        string("displayName", "The displayName of the managing user.", { mutability: "readOnly" })
      ],
      { link: "resource", mayDangle: true }
    )
  ]
})
