/**
 * A resource type made up for resources that come without a schema: types follow the values, and what only the filter
 * names follows its literals. Standard attributes keep the letter case rule that the RFC gives them.
 */
import {
  AttributeDefinition,
  Comparison,
  EnterpriseUserSchema,
  type Filter,
  Json,
  ResourceType,
  SchemaRegistry,
  ScimSchema,
  UserSchema
} from "@rollcall/core"

/** What a name holds in one place. */
export type Sample = readonly [name: string, value: Json.Json]

/**
 * The type of these resources; `more` tells of names that they may lack. `caseExact` rules all texts; without it the
 * standard attributes are as the RFC says and all others are not exact.
 */
export const infer = (
  resources: ReadonlyArray<Json.JsonObject>,
  more: ReadonlyArray<Sample> = [],
  caseExact?: boolean
): ResourceType.ResourceType => {
  const samples: ReadonlyArray<Sample> = [...resources.flatMap((resource) => Object.entries(resource)), ...more]
  const attributes = define(
    samples.filter(([name]) => !isUrn(name)),
    caseExact
  )
  const urns = new Set(samples.flatMap(([name, value]) => (isUrn(name) && Json.isObject(value) ? [name] : [])))
  const extensions = [...urns].map((urn) => {
    const parts = samples.flatMap(([name, value]) =>
      name === urn && Json.isObject(value) ? Object.entries(value) : []
    )
    return { schema: schema(urn, define(parts, caseExact)), required: false }
  })
  return {
    ...ResourceType.make({
      id: "Inferred",
      name: "Inferred",
      description: "Made up from values.",
      endpoint: "/Inferred",
      schema: schema(UserSchema.urn, []),
      extensions
    }),
    attributes
  }
}

const isUrn = (name: string): boolean => name.toLowerCase().startsWith("urn:")

const schema = (id: string, attributes: ReadonlyArray<AttributeDefinition.AttributeDefinition>) =>
  ScimSchema.make({ id, name: id, description: id, attributes })

/** The values that a filter compares names with, as if a resource had them. */
export const compared = (filter: Filter.Filter): ReadonlyArray<Sample> => {
  switch (filter._tag) {
    case "And":
    case "Or":
      return filter.filters.flatMap(compared)
    case "Not":
      return compared(filter.filter)
    case "Present":
      return [sample(filter.attribute.text, null)]
    case "Compare":
      return [sample(filter.attribute.text, filter.value)]
    case "ValuePath":
      return [[filter.attribute.text, [Object.fromEntries(compared(filter.filter))]]]
  }
}

/** What a name with a sub-attribute, or with a URN, holds seen from its first part. */
export const sample = (name: string, value: Json.Json): Sample => {
  const colon = name.lastIndexOf(":")
  if (colon > 0) return [name.slice(0, colon), Object.fromEntries([sample(name.slice(colon + 1), value)])]
  const dot = name.indexOf(".")
  return dot < 0 ? [name, value] : [name.slice(0, dot), { [name.slice(dot + 1)]: value }]
}

/** Values of resources come first, so they decide the type where a filter disagrees. */
const define = (
  samples: ReadonlyArray<Sample>,
  caseExact: boolean | undefined
): ReadonlyArray<AttributeDefinition.AttributeDefinition> => {
  const byKey = new Map<string, { readonly name: string; readonly values: Array<Json.Json> }>()
  for (const [name, value] of samples) {
    const known = byKey.get(name.toLowerCase())
    if (known === undefined) byKey.set(name.toLowerCase(), { name, values: [value] })
    else known.values.push(value)
  }
  return [...byKey.values()].map(({ name, values }) => definition(name, values, caseExact))
}

const definition = (
  name: string,
  values: ReadonlyArray<Json.Json>,
  caseExact: boolean | undefined
): AttributeDefinition.AttributeDefinition => {
  const flat = values.flatMap((value) => (Json.isArray(value) ? value : [value])).filter((value) => value !== null)
  const multiValued = Json.isArray(values.find((value) => value !== null))
  const exact = caseExact ?? standard(name)
  if (Json.isObject(flat[0])) {
    const parts = define(flat.filter(Json.isObject).flatMap(Object.entries), caseExact)
    return AttributeDefinition.complex(name, name, parts, { multiValued })
  }
  return AttributeDefinition.make(name, typeOf(flat[0]), name, { multiValued, caseExact: exact })
}

const typeOf = (value: Json.Json | undefined): AttributeDefinition.AttributeType => {
  if (typeof value === "boolean") return "boolean"
  if (typeof value === "number") return "decimal"
  return typeof value === "string" && Comparison.instant(value) !== undefined ? "dateTime" : "string"
}

const standard = (name: string): boolean =>
  AttributeDefinition.find([...SchemaRegistry.user.attributes, ...EnterpriseUserSchema.schema.attributes], name)
    ?.caseExact ?? false
