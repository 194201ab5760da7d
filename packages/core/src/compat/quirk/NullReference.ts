/**
 * `{"value": "…", "$ref": null}`: null for a part of an element. RFC 7643 §2.5 takes null and absence for the same, so
 * the part is left out; a part of an attribute that is no element, where null clears something, is not touched.
 */
import { isObject, type JsonObject } from "../../Json.ts"
import * as AttributePath from "../../schema/AttributePath.ts"
import * as AttributeWalk from "../AttributeWalk.ts"
import * as JsonMap from "../JsonMap.ts"
import type * as Quirk from "../Quirk.ts"
import type { Visit } from "../Visit.ts"

const name = "NullReference"

const visit: Visit = (value, { level, path }, say) => {
  if (!isObject(value)) return value
  const isReference = level === "attribute" && path.attribute.link === "resource" && hasValue(value)
  if (level !== "element" && !isReference) return value
  return JsonMap.object(value, (part, key) => {
    if (part !== null) return part
    const known = path.attribute.subAttributes.find((definition) => definition.key === key.toLowerCase())
    say(`Left a null ${known === undefined ? "part" : `"${known.name}"`} out of "${AttributePath.print(path)}".`)
    return undefined
  })
}

const hasValue = (value: JsonObject): boolean => typeof JsonMap.get(value, "value") === "string"

export const quirk: Quirk.Quirk = {
  name,
  sentBy: ["Entra ID"],
  summary: "Parts of an element that are null, such as the $ref of a member, are left out.",
  example: {
    _tag: "Body",
    type: "Group",
    message: "patch",
    before: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "add", path: "members", value: [{ $ref: null, value: "2819c223" }] }]
    },
    after: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "add", path: "members", value: [{ value: "2819c223" }] }]
    }
  },
  source: "MicrosoftDocs/entra-docs docs/identity/app-provisioning/use-scim-to-provision-users-and-groups.md",
  kind: AttributeWalk.kind(name, visit)
}
