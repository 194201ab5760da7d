/**
 * Schemas and resource types of one's own, as JSON in the standard form of `/Schemas` and `/ResourceTypes` → a registry in
 * which they stand beside the standard ones. A document of a type that is there already, such as User, says which
 * extensions that type has.
 *
 * Everything that is wrong is told at once, each with the name of its document, for whoever starts the server.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-6
 */
import { Either } from "effect"
import { equals, isArray, isObject, type Json, type JsonObject, kindOf } from "../Json.ts"
import * as EnterpriseUserSchema from "./EnterpriseUserSchema.ts"
import * as ResourceType from "./ResourceType.ts"
import * as ResourceTypeSchema from "./ResourceTypeSchema.ts"
import * as SchemaDocument from "./SchemaDocument.ts"
import * as SchemaRegistry from "./SchemaRegistry.ts"
import * as SchemaSchema from "./SchemaSchema.ts"
import * as ScimSchema from "./ScimSchema.ts"

/** What one file or one answer holds: a Schema, a ResourceType, an array of such, or a list of them. */
export interface Document {
  /** For the sentences about it: the name of the file. */
  readonly name: string
  readonly body: Json
}

type Problems = SchemaDocument.Problems

/** The registry with what the documents say, or what is wrong with them, one sentence each. */
export const parse = (
  documents: ReadonlyArray<Document>,
  base: SchemaRegistry.SchemaRegistry = SchemaRegistry.standard
): Either.Either<SchemaRegistry.SchemaRegistry, Problems> => {
  const parts = documents.flatMap(({ name, body }) => partsOf(name, body))
  const wrong = parts.flatMap((part) => (part._tag === "Wrong" ? [part.problem] : []))
  const typeParts = parts.filter((part) => part._tag === "Type")
  const typeNames = new Set([
    ...base.resourceTypes.map(({ name }) => name),
    ...typeParts.flatMap(({ body }) => (typeof body.name === "string" ? [body.name] : []))
  ])
  const schemas = new Map(base.schemas.map((schema) => [schema.key, schema]))
  for (const { name, body } of parts.filter((part) => part._tag === "Schema")) {
    wrong.push(...addSchema(schemas, SchemaDocument.parse(body, typeNames), name))
  }
  const types = new Map(base.resourceTypes.map((type) => [type.id.toLowerCase(), type]))
  for (const { name, body } of typeParts) wrong.push(...addType(types, schemas, body, name))
  if (wrong.length > 0) return Either.left(wrong)
  return Either.flatMap(SchemaRegistry.make([...types.values()]), (registry) => {
    // A standard type may do without its standard extension.
    const unused = [...schemas.values()].filter(
      ({ id, key }) => key !== EnterpriseUserSchema.schema.key && SchemaRegistry.schemaById(registry, id) === undefined
    )
    return unused.length === 0 ? Either.right(registry) : Either.left(unused.map(({ id }) => belongsNowhere(id)))
  })
}

const belongsNowhere = (urn: string): string =>
  `No resource type has the schema ${urn}. Add a ResourceType document that names it as its schema, or among the schemaExtensions of a type such as User.`

type Part =
  | { readonly _tag: "Schema"; readonly name: string; readonly body: JsonObject }
  | { readonly _tag: "Type"; readonly name: string; readonly body: JsonObject }
  | { readonly _tag: "Wrong"; readonly problem: string }

const partsOf = (name: string, body: Json): ReadonlyArray<Part> => {
  if (isArray(body)) return body.flatMap((element) => partsOf(name, element))
  if (!isObject(body)) {
    return [{ _tag: "Wrong", problem: `${name} must hold a Schema or a ResourceType, but it holds ${kindOf(body)}.` }]
  }
  if (isArray(body.Resources)) return partsOf(name, body.Resources)
  const schemas = isArray(body.schemas) ? body.schemas : []
  if (schemas.includes(SchemaSchema.urn) || isArray(body.attributes)) return [{ _tag: "Schema", name, body }]
  if (schemas.includes(ResourceTypeSchema.urn) || body.endpoint !== undefined) return [{ _tag: "Type", name, body }]
  return [
    {
      _tag: "Wrong",
      problem: `${name} must say what it is: "schemas": ["${SchemaSchema.urn}"] for a Schema, or ["${ResourceTypeSchema.urn}"] for a ResourceType.`
    }
  ]
}

const addSchema = (
  schemas: Map<string, ScimSchema.ScimSchema>,
  parsed: Either.Either<ScimSchema.ScimSchema, Problems>,
  name: string
): Problems => {
  if (Either.isLeft(parsed)) return parsed.left.map((problem) => `${name}: ${problem}`)
  const schema = parsed.right
  const known = schemas.get(schema.key)
  if (known === undefined) {
    schemas.set(schema.key, schema)
    return []
  }
  // What `/Schemas` answers can be given back, the schemas that are there already included.
  if (equals(ScimSchema.render(known), ScimSchema.render(schema))) return []
  return [
    `${name}: The schema ${schema.id} is defined already, and otherwise. Put attributes of your own into an extension.`
  ]
}

const addType = (
  types: Map<string, ResourceType.ResourceType>,
  schemas: ReadonlyMap<string, ScimSchema.ScimSchema>,
  body: JsonObject,
  document: string
): Problems => {
  const problems: Array<string> = []
  const say = (problem: string) => problems.push(`${document}: ${problem}`)
  const text = (name: string): string => {
    const value = body[name]
    if (typeof value === "string" && value !== "") return value
    say(`The resource type must have the text "${name}".`)
    return ""
  }
  const name = text("name")
  const id = typeof body.id === "string" ? body.id : name
  const endpoint = text("endpoint")
  const urn = text("schema")
  const schema = schemas.get(urn.toLowerCase())
  if (schema === undefined && urn !== "") say(`${name} has the schema ${urn}, which no document defines.`)
  const extensions = extensionsOf(body, name, schemas, say)
  const known = types.get(id.toLowerCase())
  if (known !== undefined && (known.schema.key !== urn.toLowerCase() || known.endpoint !== endpoint)) {
    say(`${known.name} is a standard type: its schema must be ${known.schema.id} and its endpoint ${known.endpoint}.`)
  }
  if (problems.length > 0 || schema === undefined) return problems
  const description = typeof body.description === "string" ? body.description : (known?.description ?? "")
  const made = { id, name, description, endpoint, schema, extensions }
  types.set(id.toLowerCase(), ResourceType.make(known === undefined ? made : { ...known, description, extensions }))
  return []
}

const extensionsOf = (
  body: JsonObject,
  type: string,
  schemas: ReadonlyMap<string, ScimSchema.ScimSchema>,
  say: (problem: string) => void
): ReadonlyArray<ResourceType.SchemaExtension> => {
  const { schemaExtensions = [] } = body
  if (!isArray(schemaExtensions)) {
    say(`schemaExtensions of ${type} must be an array, but it is ${kindOf(schemaExtensions)}.`)
    return []
  }
  return schemaExtensions.flatMap((extension) => {
    if (!isObject(extension) || typeof extension.schema !== "string") {
      say(`schemaExtensions of ${type} must hold objects such as {"schema": "urn:…", "required": false}.`)
      return []
    }
    const schema = schemas.get(extension.schema.toLowerCase())
    if (schema === undefined) {
      say(`${type} has the extension ${extension.schema}, which no document defines.`)
      return []
    }
    return [{ schema, required: extension.required === true }]
  })
}
