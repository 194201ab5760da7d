/**
 * `"path": null` or `"path": ""` in an operation that speaks of the resource itself. RFC 7644 §3.5.2 has no path there.
 */
import { without } from "../../Json.ts"
import * as Operations from "../Operations.ts"
import * as Quirk from "../Quirk.ts"

const name = "EmptyPath"

export const quirk: Quirk.Quirk = {
  name,
  sentBy: ["clients whose serializer writes every name"],
  summary: "An operation whose path is null or empty is read as one without a path.",
  example: {
    _tag: "Body",
    type: "User",
    message: "patch",
    before: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "replace", path: null, value: { active: false } }]
    },
    after: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "replace", value: { active: false } }]
    }
  },
  source: "https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2",
  kind: Quirk.rewrite(name, (body, context, say) =>
    Operations.map(body, context, (operation) => {
      const { path } = operation
      if (path !== null && (typeof path !== "string" || path.trim() !== "")) return operation
      say("Read an operation with an empty path as one without a path.")
      return without(operation, "path")
    })
  )
}
