/**
 * The resource type that a PATCH vector is about: the standard one, widened by what only the vector knows. Names that
 * no standard schema has get a definition after the values that they have in the vector.
 */
import { AttributeDefinition, Json, ResourceType, SchemaRegistry, ScimSchema } from "@rollcall/core"
import * as InferredType from "./InferredType.ts"

export interface Vector {
  readonly resourceType: string
  readonly schemaMode: string
  readonly before?: Json.JsonObject
  readonly after?: Json.JsonObject
  readonly ops?: Json.Json
}

export const standard = ({ resourceType, before, ops }: Vector): ResourceType.ResourceType => {
  const isGroup = resourceType === "Group" || (resourceType !== "User" && speaksOfMembers(before, ops))
  return isGroup ? SchemaRegistry.group : SchemaRegistry.user
}

const speaksOfMembers = (before: Json.JsonObject | undefined, ops: Json.Json | undefined): boolean =>
  before !== undefined
    ? before.members !== undefined
    : operations(ops).some((operation) => String(operation.path ?? "").startsWith("members"))

/** The standard type with the names of the vector that it lacks. */
export const widened = (vector: Vector): ResourceType.ResourceType => {
  const type = standard(vector)
  const samples = samplesOf(vector)
  const made = inferred(samples)
  const base = { ...type.schema, attributes: widen(type.schema.attributes, unknown(type.attributes, made.attributes)) }
  const known = type.extensions.map(({ schema, required }) => {
    const more = made.extensions.find((extension) => extension.schema.key === schema.key)?.schema.attributes ?? []
    return { required, schema: { ...schema, attributes: widen(schema.attributes, more) } }
  })
  const others = made.extensions.filter(
    ({ schema }) =>
      schema.key !== type.schema.key && !type.extensions.some((extension) => extension.schema.key === schema.key)
  )
  return ResourceType.make({ ...type, schema: base, extensions: [...known, ...others] })
}

/** A type made of the vector's values alone. */
export const free = (vector: Vector): ResourceType.ResourceType => {
  const made = inferred(samplesOf(vector))
  const attributes = made.attributes.filter((attribute) => !common.has(attribute.key))
  const schema = ScimSchema.make({ ...standard(vector).schema, attributes })
  return ResourceType.make({ ...made, name: "User", schema })
}

const common = new Set(["id", "meta", "schemas", "externalid"])

const inferred = (samples: ReadonlyArray<Json.JsonObject>): ResourceType.ResourceType =>
  InferredType.infer(samples, { _tag: "Present", attribute: { text: "id", position: 0 } }, undefined)

/** Those that are not among the common attributes of the type, which no schema of its own may define. */
const unknown = (
  standards: ReadonlyArray<AttributeDefinition.AttributeDefinition>,
  made: ReadonlyArray<AttributeDefinition.AttributeDefinition>
): ReadonlyArray<AttributeDefinition.AttributeDefinition> =>
  made.filter((attribute) => !common.has(attribute.key) || !standards.some(({ key }) => key === attribute.key))

const widen = (
  standards: ReadonlyArray<AttributeDefinition.AttributeDefinition>,
  made: ReadonlyArray<AttributeDefinition.AttributeDefinition>
): ReadonlyArray<AttributeDefinition.AttributeDefinition> => [
  ...standards.map((definition) => {
    const more = AttributeDefinition.find(made, definition.name)?.subAttributes ?? []
    const added = more.filter((sub) => AttributeDefinition.find(definition.subAttributes, sub.name) === undefined)
    return definition.type !== "complex" || added.length === 0 || AttributeDefinition.isMembership(definition)
      ? definition
      : { ...definition, subAttributes: [...definition.subAttributes, ...added] }
  }),
  ...made.filter((definition) => AttributeDefinition.find(standards, definition.name) === undefined)
]

/** Everything that shows what a name holds: the resource before and after, and the values of the operations. */
const samplesOf = ({ before, after, ops }: Vector): ReadonlyArray<Json.JsonObject> => [
  ...(before === undefined ? [] : [before]),
  ...(after === undefined ? [] : [after]),
  ...operations(ops).flatMap(samplesOfOperation)
]

const operations = (ops: Json.Json | undefined): ReadonlyArray<Json.JsonObject> =>
  Json.isArray(ops) ? ops.filter(Json.isObject) : []

const samplesOfOperation = ({ op, path, value }: Json.JsonObject): ReadonlyArray<Json.JsonObject> => {
  if (String(op).toLowerCase() === "remove" || value === undefined) return []
  if (path === undefined) return Json.isObject(value) ? [value] : []
  return typeof path === "string" ? [around(path, value)] : []
}

/** The object in which the path would find the value. */
const around = (path: string, value: Json.Json): Json.JsonObject => {
  const colon = path.split("[")[0]?.lastIndexOf(":") ?? -1
  if (colon > 0) return { [path.slice(0, colon)]: around(path.slice(colon + 1), value) }
  const open = path.indexOf("[")
  const close = path.lastIndexOf("]")
  const head = open < 0 ? path : path.slice(0, open)
  const [name = "", part] = head.split(".")
  const tail = open < 0 ? part : path.slice(close + 2) || undefined
  const inner: Json.Json = tail === undefined ? value : { [tail]: value }
  return { [name]: open >= 0 && !Json.isArray(inner) ? [inner] : inner }
}
