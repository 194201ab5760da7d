/**
 * A resource whose `schemas` is missing or does not name the schema of the resource type. RFC 7643 §3 wants it there,
 * but the endpoint has already said what the body is.
 */
import { isArray, isObject, type Json } from "../../Json.ts"
import * as JsonMap from "../JsonMap.ts"
import * as Quirk from "../Quirk.ts"
import type { Say } from "../Visit.ts"

const name = "MissingSchemas"

const change = (body: Json, { type, message }: Quirk.Context, say: Say): Json => {
  if (message !== "resource" || !isObject(body)) return body
  const spelt = JsonMap.nameOf(body, "schemas") ?? "schemas"
  const named = Object.hasOwn(body, spelt) ? (body[spelt] ?? []) : []
  if (!isArray(named) || !named.every((urn) => typeof urn === "string")) return body
  if (named.some((urn) => urn.toLowerCase() === type.schema.key)) return body
  say(`Read the body as a ${type.name} although its schemas do not name ${type.schema.id}.`)
  const schemas = [type.schema.id, ...named]
  return Object.hasOwn(body, spelt) ? { ...body, [spelt]: schemas } : { schemas, ...body }
}

export const quirk: Quirk.Quirk = {
  name,
  sentBy: ["idp-scim-sync", "midPoint", "OneLogin (templates)"],
  summary: "A resource whose schemas are missing or name others only is read as one of the endpoint's resource type.",
  example: {
    _tag: "Body",
    type: "User",
    message: "resource",
    before: { userName: "u@example.com", active: true },
    after: {
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
      userName: "u@example.com",
      active: true
    }
  },
  source: "slashdevops/idp-scim-sync pkg/aws/scim.go; openstandia/connector-scim2",
  kind: Quirk.rewrite(name, change)
}
