/**
 * Empty text where there is nothing to say: what RFC 7643 §2.5 calls unassigned and writes as null. An element of a
 * multi-valued attribute without its value says nothing at all and is left out.
 */
import { isObject, type Json, type JsonObject } from "../../Json.ts"
import * as AttributeDefinition from "../../schema/AttributeDefinition.ts"
import * as AttributePath from "../../schema/AttributePath.ts"
import * as AttributeWalk from "../AttributeWalk.ts"
import * as JsonMap from "../JsonMap.ts"
import type * as Quirk from "../Quirk.ts"
import type { Place, Visit } from "../Visit.ts"

const name = "EmptyString"

const visit: Visit = (value, { level, path, removing }, say) => {
  if (removing) return value
  if (level === "element" && isEmpty(value, path.attribute)) {
    say(`Left an element without value out of "${AttributePath.print(path)}".`)
    return undefined
  }
  if (value === "" && level !== "element") {
    say(`Read the empty text in "${AttributePath.print(path)}" as unassigned.`)
    return null
  }
  if (!isObject(value) || (level !== "element" && !isReference(value, path.attribute, level))) return value
  const filled = JsonMap.object(value, (part) => (part === "" ? undefined : part))
  if (filled === value) return value
  say(`Left empty parts out of ${level === "element" ? "an element of " : ""}"${AttributePath.print(path)}".`)
  return filled
}

const isEmpty = (element: Json, attribute: AttributeDefinition.AttributeDefinition): boolean =>
  isObject(element) && AttributeDefinition.valueAttribute(attribute) !== undefined
    ? JsonMap.get(element, "value") === ""
    : element === ""

/** What stands beside the id of another resource says nothing of its own, so there is nothing to clear. */
const isReference = (
  value: JsonObject,
  attribute: AttributeDefinition.AttributeDefinition,
  level: Place["level"]
): boolean => {
  const id = JsonMap.get(value, "value")
  return level === "attribute" && attribute.link === "resource" && typeof id === "string" && id !== ""
}

export const quirk: Quirk.Quirk = {
  name,
  sentBy: ["Entra ID", "OneLogin (templates)", "authentik", "Rauthy"],
  summary:
    "Empty text is read as unassigned, and an element of a multi-valued attribute with an empty value is left out.",
  example: {
    _tag: "Body",
    type: "User",
    message: "resource",
    before: {
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
      userName: "jdoe@example.com",
      title: "",
      name: { familyName: "Doe", givenName: "" },
      phoneNumbers: [{ value: "", type: "work" }]
    },
    after: {
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
      userName: "jdoe@example.com",
      title: null,
      name: { familyName: "Doe", givenName: null },
      phoneNumbers: []
    }
  },
  source: "onelogin KB0013904; goauthentik/authentik authentik/providers/scim/clients/users.py",
  kind: AttributeWalk.kind(name, visit)
}
