/**
 * `roles[primary eq "True"].value`: text where the schema has a boolean, inside a filter.
 */
import type * as Quirk from "../Quirk.ts"

export const quirk: Quirk.Quirk = {
  name: "BooleanText",
  sentBy: ["Entra ID (SingleAppRoleAssignment)"],
  summary:
    'The texts "True" and "False", in any letter case, are read as booleans in filters and in the filters of paths.',
  example: {
    _tag: "Body",
    type: "User",
    message: "patch",
    before: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "add", path: 'roles[primary eq "True"].value', value: "Admin" }]
    }
  },
  source: "MicrosoftDocs/entra-docs customize-application-attributes.md",
  kind: { _tag: "Policy", policy: { booleanText: "read" } }
}
