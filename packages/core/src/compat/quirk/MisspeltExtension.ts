/**
 * The URN of an extension spelt wrongly, in names, paths and `schemas`: the last colon missing (`…:2.0User`), a dot
 * between URN and attribute (`…:2.0:User.department`), or the name that the extension had before RFC 7643.
 */
import { isArray, isObject, type Json, type JsonObject, without } from "../../Json.ts"
import * as EnterpriseUserSchema from "../../schema/EnterpriseUserSchema.ts"
import type { ResourceType } from "../../schema/ResourceType.ts"
import type { ScimSchema } from "../../schema/ScimSchema.ts"
import * as Container from "../Container.ts"
import * as JsonMap from "../JsonMap.ts"
import * as Operations from "../Operations.ts"
import * as Quirk from "../Quirk.ts"
import type { Say } from "../Visit.ts"
import * as WrittenPath from "../WrittenPath.ts"

const name = "MisspeltExtension"

/** Earlier names that admin-typed templates still hold, in lower case. */
const formerNames: { readonly [urn: string]: ReadonlyArray<string> } = {
  [EnterpriseUserSchema.urn]: ["urn:scim:schemas:extension:enterprise:1.0", "urn:scim:schemas:extension:enterprise:2.0"]
}

const change = (body: Json, context: Quirk.Context, say: Say): Json =>
  Operations.map(
    Container.map(body, context, (container) => respellNames(container, context.type, say)),
    context,
    (operation) => {
      const path = typeof operation.path === "string" ? respell(context.type, operation.path) : undefined
      if (path === undefined) return operation
      say(`Read a path in the misspelt extension of ${path.schema.id}.`)
      return { ...operation, path: path.text }
    }
  )

const respellNames = (container: JsonObject, type: ResourceType, say: Say): JsonObject => {
  let respelt = respellSchemas(container, type, say)
  for (const [written, value] of Object.entries(container)) {
    const right = respell(type, written)
    if (right === undefined) continue
    const moved = move(without(respelt, written), type, right, value)
    if (moved === undefined) continue
    say(`Read the name ${Quirk.quote(written)} as a name in ${right.schema.id}.`)
    respelt = moved
  }
  return respelt
}

/** Puts the value where the right name says; nothing when it cannot stand there. */
const move = (container: JsonObject, type: ResourceType, right: Respelt, value: Json): JsonObject | undefined => {
  const target = WrittenPath.resolve(type, right.text)
  if (target === undefined) return undefined
  if (target._tag === "Attribute") {
    // A name with a filter cannot stand in an object; it stays a name of its own, spelt right.
    if (target.written.filter !== undefined) return { [right.text]: value, ...container }
    return Container.place(container, target.path, value)
  }
  const present = JsonMap.get(container, right.schema.id)
  if (present === undefined || present === null) return { ...container, [right.schema.id]: value }
  if (!isObject(present) || !isObject(value)) return container
  const spelt = JsonMap.nameOf(container, right.schema.id) ?? right.schema.id
  return { ...container, [spelt]: { ...value, ...present } }
}

const respellSchemas = (container: JsonObject, type: ResourceType, say: Say): JsonObject => {
  const { schemas } = container
  if (!isArray(schemas)) return container
  const respelt = JsonMap.array(schemas, (urn) => {
    const right = typeof urn === "string" ? respell(type, urn) : undefined
    if (right === undefined || right.text !== right.schema.id) return urn
    say(`Read the schema ${Quirk.quote(String(urn))} as ${right.schema.id}.`)
    return schemas.includes(right.schema.id) ? undefined : right.schema.id
  })
  return respelt === schemas ? container : { ...container, schemas: respelt }
}

interface Respelt {
  readonly text: string
  readonly schema: ScimSchema
}

/** The text with the URN at its beginning spelt right; nothing for a text that needs no help. */
const respell = (type: ResourceType, text: string): Respelt | undefined => {
  if (!text.includes(":") || WrittenPath.resolve(type, text) !== undefined) return undefined
  for (const { schema } of type.extensions) {
    for (const urn of [schema.key, ...misspellings(schema)]) {
      if (text.slice(0, urn.length).toLowerCase() !== urn) continue
      const rest = text.slice(urn.length)
      if (rest !== "" && rest[0] !== ":" && rest[0] !== ".") continue
      const right = rest === "" ? schema.id : `${schema.id}:${rest.slice(1)}`
      if (WrittenPath.resolve(type, right) !== undefined) return { text: right, schema }
    }
  }
  return undefined
}

const misspellings = (schema: ScimSchema): ReadonlyArray<string> => {
  const colon = schema.key.lastIndexOf(":")
  return [schema.key.slice(0, colon) + schema.key.slice(colon + 1), ...(formerNames[schema.id] ?? [])]
}

export const quirk: Quirk.Quirk = {
  name,
  sentBy: ["Entra ID (jobs from before December 2018)", "OneLogin (templates)"],
  summary: "A misspelt or former URN of an extension is read as the extension's URN.",
  example: {
    _tag: "Body",
    type: "User",
    message: "patch",
    before: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [
        {
          op: "replace",
          path: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.department",
          value: "Tour Operations"
        }
      ]
    },
    after: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [
        {
          op: "replace",
          path: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
          value: "Tour Operations"
        }
      ]
    }
  },
  source: "MicrosoftDocs/entra-docs application-provisioning-config-problem-scim-compatibility.md",
  kind: Quirk.rewrite(name, change)
}
