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

/** `caseExact` rules all texts; without it the standard attributes are as the RFC says and all others are not exact. */
export const infer = (
  resources: ReadonlyArray<Json.JsonObject>,
  filter: Filter.Filter,
  caseExact: boolean | undefined
): ResourceType.ResourceType => {
  const base = gather(resources.map((resource) => entries(resource, (name) => !isUrn(name))))
  const named = compared(filter).filter(([name]) => !isUrn(name))
  const attributes = define([...base, ...named], caseExact)
  const urns = [...new Set(resources.flatMap((resource) => Object.keys(resource).filter(isUrn)))]
  const extensions = urns.flatMap((urn) => {
    const objects = resources.flatMap((resource) => (Json.isObject(resource[urn]) ? [resource[urn]] : []))
    if (objects.length === 0) return []
    const inner = define(gather(objects.map((object) => entries(object, () => true))), caseExact)
    return [{ schema: schema(urn, inner), required: false }]
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

type Sample = readonly [name: string, value: Json.Json]

const isUrn = (name: string): boolean => name.toLowerCase().startsWith("urn:")

const schema = (id: string, attributes: ReadonlyArray<AttributeDefinition.AttributeDefinition>) =>
  ScimSchema.make({ id, name: id, description: id, attributes })

const entries = (object: Json.JsonObject, keep: (name: string) => boolean): ReadonlyArray<Sample> =>
  Object.entries(object).filter(([name]) => keep(name))

const gather = (samples: ReadonlyArray<ReadonlyArray<Sample>>): ReadonlyArray<Sample> => samples.flat()

/** The values that a filter compares names with, as if a resource had them. */
const compared = (filter: Filter.Filter): ReadonlyArray<Sample> => {
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

const sample = (name: string, value: Json.Json): Sample => {
  const dot = isUrn(name) ? -1 : name.indexOf(".")
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
  const multiValued = values.some(Json.isArray) && Json.isArray(values.find((value) => value !== null) ?? null)
  const exact = caseExact ?? standard(name)
  if (Json.isObject(flat[0])) {
    const inner = flat.flatMap((value) => (Json.isObject(value) ? [entries(value, () => true)] : []))
    const parts = define(gather(inner), caseExact)
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
