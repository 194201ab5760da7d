/**
 * `"active": "False"`: text where the schema has a boolean, in any letter case and at any place where a value stands.
 */
import * as AttributePath from "../../schema/AttributePath.ts"
import * as AttributeWalk from "../AttributeWalk.ts"
import type * as Quirk from "../Quirk.ts"
import type { Visit } from "../Visit.ts"

const name = "StringBoolean"

const visit: Visit = (value, { path }, say) => {
  if (typeof value !== "string" || AttributePath.target(path).type !== "boolean") return value
  const folded = value.toLowerCase()
  if (folded !== "true" && folded !== "false") return value
  say(`Read the text "${value}" in "${AttributePath.print(path)}" as the boolean ${folded}.`)
  return folded === "true"
}

export const quirk: Quirk.Quirk = {
  name,
  sentBy: ["Entra ID", "mitodl/keycloak-scim", "Microsoft's Postman collection"],
  summary: 'The texts "True" and "False", in any letter case, are read as booleans where the schema has a boolean.',
  example: {
    _tag: "Body",
    type: "User",
    message: "patch",
    before: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "replace", path: "active", value: "False" }]
    },
    after: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "replace", path: "active", value: false }]
    }
  },
  source: "MicrosoftDocs/entra-docs application-provisioning-config-problem-scim-compatibility.md",
  kind: AttributeWalk.kind(name, visit)
}
