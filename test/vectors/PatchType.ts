/**
 * The resource type that a PATCH vector is about: a standard one, one that is widened by what only the vector knows, or
 * one made of the vector alone. Names that no standard schema has get a definition after the values that the vector has
 * for them.
 */
import { AttributeDefinition, FilterParser, Json, ResourceType, SchemaRegistry, type ScimSchema } from "@rollcall/core"
import { Either } from "effect"
import { wideGrammar } from "./FilterVectors.ts"
import * as InferredType from "./InferredType.ts"

export interface Vector {
  readonly resourceType: "User" | "Group" | "free" | "any"
  /** `free-form` where there are attributes that no standard schema has. */
  readonly schemaMode: "core" | "free-form"
  readonly before: Json.JsonObject | null
  readonly after?: Json.JsonObject
  readonly ops: Json.Json
  readonly errorStatus?: number
}

export const make = (vector: Vector): ResourceType.ResourceType => {
  const type = standard(vector)
  if (vector.schemaMode === "core") return type
  return vector.resourceType === "free" ? free(vector, type) : widened(vector, type)
}

const standard = ({ resourceType, before, ops }: Vector): ResourceType.ResourceType => {
  const speaksOfMembers =
    before === null
      ? operations(ops).some(({ path }) => typeof path === "string" && path.startsWith("members"))
      : before.members !== undefined
  const isGroup = resourceType === "Group" || (resourceType !== "User" && speaksOfMembers)
  return isGroup ? SchemaRegistry.group : SchemaRegistry.user
}

/** The standard type with the names of the vector that it lacks. */
const widened = (vector: Vector, type: ResourceType.ResourceType): ResourceType.ResourceType => {
  const made = InferredType.infer(resourcesOf(vector), samplesOf(vector, type))
  const inferred = (key: string) => made.extensions.find(({ schema }) => schema.key === key)?.schema.attributes ?? []
  const own = made.attributes.filter(({ key }) => !common.has(key))
  const known = type.extensions.map(({ schema, required }) => ({
    required,
    schema: widen(schema, inferred(schema.key))
  }))
  const keys = new Set([type.schema, ...known.map(({ schema }) => schema)].map(({ key }) => key))
  const others = made.extensions.filter(({ schema }) => !keys.has(schema.key))
  return ResourceType.make({
    ...type,
    schema: widen(type.schema, [...own, ...inferred(type.schema.key)]),
    extensions: [...known, ...others]
  })
}

/** A type made of the vector's values alone. */
const free = (vector: Vector, type: ResourceType.ResourceType): ResourceType.ResourceType => {
  const made = InferredType.infer(resourcesOf(vector), samplesOf(vector, type))
  const attributes = made.attributes.filter(({ key }) => !common.has(key))
  return ResourceType.make({ ...made, name: "User", schema: { ...type.schema, attributes } })
}

/** The names of common attributes: no schema of a type may define them. */
const common = new Set(["id", "meta", "schemas", "externalid"])

const widen = (
  schema: ScimSchema.ScimSchema,
  made: ReadonlyArray<AttributeDefinition.AttributeDefinition>
): ScimSchema.ScimSchema => ({
  ...schema,
  attributes: [
    ...schema.attributes.map((definition) => {
      const more = AttributeDefinition.find(made, definition.name)?.subAttributes ?? []
      const added = missing(definition.subAttributes, more)
      return definition.type !== "complex" || added.length === 0 || AttributeDefinition.isMembership(definition)
        ? definition
        : { ...definition, subAttributes: [...definition.subAttributes, ...added] }
    }),
    ...missing(schema.attributes, made)
  ]
})

const missing = (
  known: ReadonlyArray<AttributeDefinition.AttributeDefinition>,
  made: ReadonlyArray<AttributeDefinition.AttributeDefinition>
): ReadonlyArray<AttributeDefinition.AttributeDefinition> =>
  made.filter(({ name }) => AttributeDefinition.find(known, name) === undefined)

const resourcesOf = ({ before, after }: Vector): ReadonlyArray<Json.JsonObject> => [
  ...(before === null ? [] : [before]),
  ...(after === undefined ? [] : [after])
]

const operations = (ops: Json.Json): ReadonlyArray<Json.JsonObject> =>
  Json.isArray(ops) ? ops.filter(Json.isObject) : []

/**
 * What the operations set, by name. Where they are to fail that tells nothing, and a name that an extension has without
 * further ado is that attribute.
 */
const samplesOf = (
  { ops, errorStatus }: Vector,
  type: ResourceType.ResourceType
): ReadonlyArray<InferredType.Sample> => {
  if (errorStatus !== undefined) return []
  return operations(ops)
    .filter(({ op }) => String(op).toLowerCase() !== "remove")
    .flatMap(({ path, value = null }): ReadonlyArray<readonly [Json.Json, Json.Json]> => {
      if (path !== undefined) return [[path, value]]
      return Json.isObject(value) ? Object.entries(value) : []
    })
    .flatMap(([path, value]) => (typeof path === "string" ? sampleAt(path, value) : []))
    .filter(
      ([name]) => !type.extensions.some(({ schema }) => AttributeDefinition.find(schema.attributes, name) !== undefined)
    )
}

/** The value, as the attribute holds it that the path begins with; nothing for a path that cannot be read. */
const sampleAt = (path: string, value: Json.Json): ReadonlyArray<InferredType.Sample> => {
  const parsed = FilterParser.parseValuePath(path, { grammar: wideGrammar })
  if (Either.isLeft(parsed)) return []
  const { attribute, filter, subAttribute } = parsed.right
  if (filter === undefined) return [InferredType.sample(attribute.text, value)]
  const element = subAttribute === undefined ? value : { [subAttribute]: value }
  const compared = Object.fromEntries(InferredType.compared(filter))
  return [InferredType.sample(attribute.text, [Json.isObject(element) ? { ...compared, ...element } : element])]
}
