/**
 * URNs in `schemas` that no schema of the resource type has: vendors' own, and those from before RFC 7643. They carry no
 * data, so nothing is lost without them.
 */
import { isArray } from "../../Json.ts"
import * as CommonAttributes from "../../schema/CommonAttributes.ts"
import * as ResourceType from "../../schema/ResourceType.ts"
import * as AttributeWalk from "../AttributeWalk.ts"
import * as JsonMap from "../JsonMap.ts"
import * as Quirk from "../Quirk.ts"
import type { Visit } from "../Visit.ts"

const name = "ForeignSchemaUrn"

const visit: Visit = (value, { level, path, type, removing }, say) => {
  if (removing || level !== "attribute" || path.attribute !== CommonAttributes.schemas || !isArray(value)) return value
  const known = JsonMap.array(value, (urn) => {
    if (typeof urn !== "string" || isKnown(type, urn)) return urn
    say(`Left the schema ${Quirk.quote(urn)} out: ${type.name} has no schema of that name.`)
    return undefined
  })
  if (known === value) return value
  const isBaseNamed = known.some((urn) => typeof urn === "string" && urn.toLowerCase() === type.schema.key)
  return isBaseNamed ? known : [type.schema.id, ...known]
}

const isKnown = (type: ResourceType.ResourceType, urn: string): boolean =>
  urn.toLowerCase() === type.schema.key || ResourceType.extension(type, urn) !== undefined

export const quirk: Quirk.Quirk = {
  name,
  sentBy: ["Entra ID", "OneLogin (templates)"],
  summary: "Schemas that the resource type does not have are left out of the list.",
  example: {
    _tag: "Body",
    type: "Group",
    message: "resource",
    before: {
      schemas: [
        "urn:ietf:params:scim:schemas:core:2.0:Group",
        "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"
      ],
      displayName: "Tour Guides"
    },
    after: { schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"], displayName: "Tour Guides" }
  },
  source: "MicrosoftDocs/entra-docs docs/identity/app-provisioning/use-scim-to-provision-users-and-groups.md",
  kind: AttributeWalk.kind(name, visit)
}
