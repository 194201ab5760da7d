/**
 * Values of multi-valued attributes that are not an array of objects: `emails: ["a@b"]`, `roles: "Admin"`, a single
 * member where an array belongs. RFC 7643 §2.4 has an array whose elements hold their text in `value`.
 */
import { isArray, isObject, type Json } from "../../Json.ts"
import * as AttributeDefinition from "../../schema/AttributeDefinition.ts"
import * as AttributePath from "../../schema/AttributePath.ts"
import * as AttributeWalk from "../AttributeWalk.ts"
import type * as Quirk from "../Quirk.ts"
import type { Visit } from "../Visit.ts"

const name = "ScalarElements"

const visit: Visit = (value, { level, path }, say) => {
  if (!path.attribute.multiValued || level === "part") return value
  if (level === "element") {
    const element = elementOf(value, path.attribute)
    if (element !== value) say(`Read a plain value in "${AttributePath.print(path)}" as an object with that value.`)
    return element
  }
  if (value === null || isArray(value)) return value
  if (!isObject(value) && !isScalar(value, path.attribute)) return value
  say(`Read the single value of "${AttributePath.print(path)}" as an array with one element.`)
  return [value]
}

const elementOf = (value: Json, definition: AttributeDefinition.AttributeDefinition): Json =>
  definition.type === "complex" && isScalar(value, definition) ? { value: String(value) } : value

/** True for what can be the text of an element. Of a complex one it is the `value`, which not all of them have. */
const isScalar = (value: Json, definition: AttributeDefinition.AttributeDefinition): value is string | number => {
  if (typeof value !== "string" && typeof value !== "number") return false
  return definition.type !== "complex" || AttributeDefinition.valueAttribute(definition) !== undefined
}

export const quirk: Quirk.Quirk = {
  name,
  sentBy: ["WSO2 Identity Server", "Microsoft's Postman collection"],
  summary: "Plain values, and a single value without its array, are read as elements of the multi-valued attribute.",
  example: {
    _tag: "Body",
    type: "User",
    message: "patch",
    before: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "replace", path: "emails", value: ["jdoe@example.com"] }]
    },
    after: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "replace", path: "emails", value: [{ value: "jdoe@example.com" }] }]
    }
  },
  source: "wso2-extensions/identity-outbound-provisioning-scim2; AzureAD/SCIMReferenceCode",
  kind: AttributeWalk.kind(name, visit)
}
