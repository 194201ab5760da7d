/**
 * `"op": "Replace"`: the operation in other letter case than RFC 7644 §3.5.2 writes it.
 */
import * as Operations from "../Operations.ts"
import * as Quirk from "../Quirk.ts"

const name = "CapitalisedOperation"

const operations = new Set(["add", "remove", "replace"])

export const quirk: Quirk.Quirk = {
  name,
  sentBy: ["Entra ID"],
  summary: "The op of a PATCH operation is read in any letter case.",
  example: {
    _tag: "Body",
    type: "User",
    message: "patch",
    before: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "Replace", path: "displayName", value: "Pvlo" }]
    },
    after: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "replace", path: "displayName", value: "Pvlo" }]
    }
  },
  source: "MicrosoftDocs/entra-docs docs/identity/app-provisioning/use-scim-to-provision-users-and-groups.md",
  kind: Quirk.rewrite(name, (body, context, say) =>
    Operations.map(body, context, (operation) => {
      const { op } = operation
      if (typeof op !== "string" || operations.has(op)) return operation
      const folded = op.toLowerCase()
      if (!operations.has(folded)) return operation
      say(`Read the op "${op}" as "${folded}".`)
      return { ...operation, op: folded }
    })
  )
}
