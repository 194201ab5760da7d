/**
 * A reference to another resource that is not an object with `value`: `manager` as the bare id, as an array with one
 * element, or with an empty id, which says that there is no manager (RFC 7643 §4.3). It holds for every attribute
 * that refers to a resource in this way, whatever schema defines it.
 */
import { isArray, isObject, type Json } from "../../Json.ts"
import * as AttributePath from "../../schema/AttributePath.ts"
import * as AttributeWalk from "../AttributeWalk.ts"
import * as JsonMap from "../JsonMap.ts"
import type * as Quirk from "../Quirk.ts"
import type { Visit } from "../Visit.ts"

const name = "ManagerShape"

const visit: Visit = (value, { level, path, removing }, say) => {
  const { attribute } = path
  if (removing || level !== "attribute" || attribute.link !== "resource" || attribute.multiValued) return value
  const read = referenceOf(value)
  if (read === value) return value
  const printed = AttributePath.print(path)
  say(
    read === null
      ? `Read "${printed}" as unassigned, as its value is empty.`
      : `Read the value of "${printed}" as an object with that value.`
  )
  return read
}

/** The reference as RFC 7643 writes it: an object with the id, or null where there is none. */
const referenceOf = (value: Json): Json => {
  if (typeof value === "number") return { value: String(value) }
  if (typeof value === "string") return value === "" ? null : { value }
  if (isArray(value)) {
    const [only] = value
    // Several managers are no deviation of shape: which one is meant is not ours to guess.
    return only === undefined ? null : value.length > 1 || isArray(only) ? value : referenceOf(only)
  }
  if (!isObject(value)) return value
  const id = JsonMap.get(value, "value")
  return id === "" || id === null ? null : value
}

const path = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager"

export const quirk: Quirk.Quirk = {
  name,
  sentBy: ["Entra ID", "OneLogin (templates)"],
  summary: "A manager given as bare id or as an array with one element is read as an object; an empty one is none.",
  example: {
    _tag: "Body",
    type: "User",
    message: "patch",
    before: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "add", path, value: "2819c223-7f76-453a-919d-413861904646" }]
    },
    after: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "add", path, value: { value: "2819c223-7f76-453a-919d-413861904646" } }]
    }
  },
  source: "Captain-P-Goldfish/SCIM-SDK issue 686; apache/directory-scimple PR 1244",
  kind: AttributeWalk.kind(name, visit)
}
