/**
 * An attribute of an extension without the extension's URN: the path `manager`, the name `department` at the top level.
 * RFC 7643 §3.3 puts them into an object under the URN. Read so only where one extension alone has that attribute.
 */
import { type Json, type JsonObject, without } from "../../Json.ts"
import * as AttributeDefinition from "../../schema/AttributeDefinition.ts"
import type { ResourceType } from "../../schema/ResourceType.ts"
import * as Container from "../Container.ts"
import * as JsonMap from "../JsonMap.ts"
import * as Operations from "../Operations.ts"
import * as Quirk from "../Quirk.ts"
import type { Say } from "../Visit.ts"
import * as WrittenPath from "../WrittenPath.ts"

const name = "UnqualifiedExtension"

const change = (body: Json, context: Quirk.Context, say: Say): Json =>
  Operations.map(
    Container.map(body, context, (container) => qualifyNames(container, context.type, say)),
    context,
    (operation) => {
      const { path } = operation
      const qualified = typeof path === "string" ? qualify(context.type, path) : undefined
      if (qualified === undefined) return operation
      say(`Read a path without URN as one in ${qualified.urn}.`)
      return { ...operation, path: qualified.text }
    }
  )

const qualifyNames = (container: JsonObject, type: ResourceType, say: Say): JsonObject => {
  let moved = container
  for (const [written, value] of Object.entries(container)) {
    const qualified = qualify(type, written)
    if (qualified === undefined) continue
    say(`Read the name ${Quirk.quote(written)} as an attribute of ${qualified.urn}.`)
    const { path } = qualified.target
    // A name with a filter cannot stand in an object; it stays a name of its own, with its URN.
    moved =
      qualified.target.written.filter === undefined
        ? Container.place(without(moved, written), path, value)
        : JsonMap.rename(moved, written, qualified.text)
  }
  return moved
}

interface Qualified {
  readonly text: string
  readonly urn: string
  readonly target: Extract<WrittenPath.Target, { readonly _tag: "Attribute" }>
}

const qualify = (type: ResourceType, text: string): Qualified | undefined => {
  const written = WrittenPath.parse(text)
  if (written === undefined || written.head.includes(":")) return undefined
  const dot = written.head.indexOf(".")
  const head = dot < 0 ? written.head : written.head.slice(0, dot)
  if (AttributeDefinition.find(type.attributes, head) !== undefined) return undefined
  const owners = type.extensions.filter(({ schema }) => AttributeDefinition.find(schema.attributes, head) !== undefined)
  const [owner] = owners
  if (owner === undefined || owners.length > 1) return undefined
  const qualified = `${owner.schema.id}:${text}`
  const target = WrittenPath.resolve(type, qualified)
  return target?._tag === "Attribute" ? { text: qualified, urn: owner.schema.id, target } : undefined
}

export const quirk: Quirk.Quirk = {
  name,
  sentBy: ["Entra ID (documentation)", "OneLogin (templates)"],
  summary: "An attribute that only an extension has is found there although its URN was left out.",
  example: {
    _tag: "Body",
    type: "User",
    message: "patch",
    before: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "add", path: "manager", value: { value: "2819c223" } }]
    },
    after: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [
        {
          op: "add",
          path: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager",
          value: { value: "2819c223" }
        }
      ]
    }
  },
  source: "MicrosoftDocs/entra-docs docs/identity/app-provisioning/use-scim-to-provision-users-and-groups.md",
  kind: Quirk.rewrite(name, change)
}
