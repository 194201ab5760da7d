/**
 * Empty text where there is nothing to say: what RFC 7643 §2.5 calls unassigned and writes as null. An element of a
 * multi-valued attribute without its value says nothing at all and is left out.
 */
import { isArray, isObject } from "../../Json.ts"
import * as AttributeDefinition from "../../schema/AttributeDefinition.ts"
import * as AttributePath from "../../schema/AttributePath.ts"
import * as AttributeWalk from "../AttributeWalk.ts"
import * as JsonMap from "../JsonMap.ts"
import type * as Quirk from "../Quirk.ts"
import type { Visit } from "../Visit.ts"

const name = "EmptyString"

const visit: Visit = (value, { level, path, removing }, say) => {
  if (removing || (value !== "" && level !== "element")) return value
  const printed = AttributePath.print(path)
  if (level !== "element") {
    say(`Read the empty text in "${printed}" as unassigned.`)
    return null
  }
  const isEmpty =
    isObject(value) && AttributeDefinition.valueAttribute(path.attribute) !== undefined
      ? JsonMap.get(value, "value") === ""
      : value === ""
  if (isEmpty) {
    say(`Left an element without value out of "${printed}".`)
    return undefined
  }
  if (!isObject(value) || isArray(value)) return value
  const filled = JsonMap.object(value, (part) => (part === "" ? undefined : part))
  if (filled !== value) say(`Left empty parts out of an element of "${printed}".`)
  return filled
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
      userName: "jdoe",
      title: "",
      name: { familyName: "Doe", givenName: "" },
      phoneNumbers: [{ value: "", type: "work" }]
    },
    after: {
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
      userName: "jdoe",
      title: null,
      name: { familyName: "Doe", givenName: null },
      phoneNumbers: []
    }
  },
  source: "onelogin KB0013904; goauthentik/authentik authentik/providers/scim/clients/users.py",
  kind: AttributeWalk.kind(name, visit)
}
