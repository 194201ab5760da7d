/**
 * `replace` of `phoneNumbers[type eq "work"].value` with empty text: the client means that there is no such value.
 * Where `value` is cleared the whole element goes, since what remained would be a type without anything of that type.
 */
import * as AttributeDefinition from "../../schema/AttributeDefinition.ts"
import * as AttributePath from "../../schema/AttributePath.ts"
import * as Operations from "../Operations.ts"
import * as Quirk from "../Quirk.ts"
import * as WrittenPath from "../WrittenPath.ts"

const name = "ClearedValuePath"

export const quirk: Quirk.Quirk = {
  name,
  sentBy: ["Entra ID"],
  summary: "Empty text at a path with a value filter removes what the path names, and the element with its value.",
  example: {
    _tag: "Body",
    type: "User",
    message: "patch",
    before: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "replace", path: 'phoneNumbers[type eq "work"].value', value: "" }]
    },
    after: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "remove", path: 'phoneNumbers[type eq "work"]' }]
    }
  },
  source: "ory/polis npm/test/dsync/data/user-requests.ts",
  kind: Quirk.rewrite(name, (body, context, say) =>
    Operations.map(body, context, (operation) => {
      const { op, path, value } = operation
      if (value !== "" || (op !== "add" && op !== "replace") || typeof path !== "string") return operation
      const target = WrittenPath.resolve(context.type, path)
      if (target?._tag !== "Attribute" || target.written.filter === undefined) return operation
      const { attribute, subAttribute } = target.path
      const isWhole = subAttribute !== undefined && subAttribute === AttributeDefinition.valueAttribute(attribute)
      const { value: _, ...rest } = operation
      say(`Read empty text for a chosen "${AttributePath.print(target.path)}" as its removal.`)
      return { ...rest, op: "remove", path: isWhole ? WrittenPath.print({ ...target.written, tail: "" }) : path }
    })
  )
}
