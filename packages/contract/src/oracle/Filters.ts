/** Random filters on the attributes of a resource type, as a client could write them. */
import {
  type AttributeDefinition,
  AttributePath,
  Comparison,
  type Filter,
  FilterResolver,
  Policy,
  ResourceType,
  SchemaRegistry
} from "@rollcall/core"
import { Either, FastCheck as fc } from "effect"
import * as Types from "./Types.ts"
import * as Values from "./Values.ts"
import * as Worlds from "./Worlds.ts"

/** Where the resources are served from. */
export const base = "https://scim.example/v2"

/** Values that resources have, by the name of the attribute: a comparison with one of them says more. */
type Known = ReadonlyMap<string, ReadonlyArray<Operand>>

type Operand = string | number | boolean

/** Filters on any attribute of the type, with `not`, `and`, `or` and value paths. */
export const onType = (type: ResourceType.ResourceType, known: Known): fc.Arbitrary<Filter.Filter> => {
  const filters = pathsOf(type).flatMap((path) => {
    const parts = path.subAttribute === undefined ? partsOf(path.attribute) : []
    const comparisons = leaf(AttributePath.print(path), AttributePath.target(path), known)
    return parts.length === 0 ? [comparisons] : [comparisons, valuePath(AttributePath.print(path), parts, known)]
  })
  return tree(fc.oneof(...filters))
}

const pathOf = (type: ResourceType.ResourceType, name: string): AttributePath.AttributePath => {
  const resolved = Either.getOrThrow(SchemaRegistry.resolve(type, name))
  if (resolved._tag !== "Attribute") throw new Error(`${name} is a schema.`)
  return resolved.path
}

export const members = pathOf(Types.group, "members")
export const memberValue = pathOf(Types.group, "members.value")

/** Filters on one member, as they stand in the brackets of a PATCH path. */
export const onMember = (known: Known): fc.Arbitrary<Filter.Filter> => element(partsOf(members.attribute), known)

export const resolveMember = (filter: Filter.Filter): Filter.ResolvedFilter =>
  Either.getOrThrow(FilterResolver.resolveElement(filter, members, Policy.strict)).filter

/** Every path of the type whose values are ever shown. */
export const pathsOf = (type: ResourceType.ResourceType): ReadonlyArray<AttributePath.AttributePath> =>
  ResourceType.paths(type).filter(({ attribute }) => attribute.returned !== "never")

export const resolve = (filter: Filter.Filter, type: ResourceType.ResourceType): Filter.ResolvedFilter =>
  Either.getOrThrow(FilterResolver.resolve(filter, type, Policy.strict)).filter

type Part = readonly [name: string, definition: AttributeDefinition.AttributeDefinition]

const partsOf = (attribute: AttributeDefinition.AttributeDefinition): ReadonlyArray<Part> => {
  if (attribute.type === "complex") return attribute.subAttributes.map((part) => [part.name, part])
  return attribute.multiValued ? [["value", attribute]] : []
}

const tree = (leaf: fc.Arbitrary<Filter.Filter>): fc.Arbitrary<Filter.Filter> =>
  fc.letrec<{ readonly tree: Filter.Filter }>((tie) => {
    const several = fc.array(tie("tree"), { minLength: 2, maxLength: 3 })
    return {
      tree: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        { arbitrary: leaf, weight: 3 },
        { arbitrary: several.map((filters) => ({ _tag: "And", filters }) as const), weight: 1 },
        { arbitrary: several.map((filters) => ({ _tag: "Or", filters }) as const), weight: 1 },
        { arbitrary: tie("tree").map((filter) => ({ _tag: "Not", filter }) as const), weight: 1 }
      )
    }
  }).tree

const element = (parts: ReadonlyArray<Part>, known: Known): fc.Arbitrary<Filter.Filter> =>
  tree(fc.oneof(...parts.map(([name, definition]) => leaf(name, definition, known))))

const valuePath = (text: string, parts: ReadonlyArray<Part>, known: Known): fc.Arbitrary<Filter.Filter> =>
  element(parts, known).map((filter) => ({ _tag: "ValuePath", attribute: { text, position: 0 }, filter }))

/** Presence, and comparisons with null and with a value, as far as the attribute's type has them. */
const leaf = (
  text: string,
  definition: AttributeDefinition.AttributeDefinition,
  known: Known
): fc.Arbitrary<Filter.Filter> => {
  const attribute = { text, position: 0 }
  const compared = comparedOf(definition)
  const compare = (operators: ReadonlyArray<Filter.CompareOperator>, value: fc.Arbitrary<Filter.Literal>) =>
    fc.record({
      _tag: fc.constant("Compare" as const),
      attribute: fc.constant(attribute),
      operator: fc.constantFrom(...operators),
      value,
      position: fc.constant(0)
    })
  return fc.oneof(
    { arbitrary: fc.constant({ _tag: "Present", attribute } as const), weight: 1 },
    { arbitrary: compare(["eq", "ne"], fc.constant(null)), weight: 1 },
    ...(compared === undefined
      ? []
      : [{ arbitrary: compare(operatorsOf(compared), literal(compared, known)), weight: 6 }])
  )
}

/** What a comparison with the attribute compares: of a complex one its value. */
const comparedOf = (definition: AttributeDefinition.AttributeDefinition) =>
  definition.type === "complex" ? definition.subAttributes.find(({ key }) => key === "value") : definition

const operatorsOf = ({ type }: AttributeDefinition.AttributeDefinition): ReadonlyArray<Filter.CompareOperator> => {
  switch (type) {
    case "string":
    case "reference":
      return ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"]
    case "binary":
      return ["eq", "ne", "co", "sw", "ew"]
    case "dateTime":
    case "integer":
    case "decimal":
      return ["eq", "ne", "gt", "ge", "lt", "le"]
    case "boolean":
    case "complex":
      return ["eq", "ne"]
  }
}

/** What the attribute is compared with: a value that is there, or begins or ends like it, or any other. */
const literal = (definition: AttributeDefinition.AttributeDefinition, known: Known): fc.Arbitrary<Operand> => {
  const any = Values.ofType(definition) as fc.Arbitrary<Operand>
  const values = [...(known.get(definition.name) ?? []), ...(derived[definition.key] ?? [])].filter(
    (value) => Comparison.prepare(definition, value) !== undefined
  )
  if (values.length === 0) return any
  const present = fc.constantFrom(...values)
  const part = fc.tuple(present, fc.nat(3), fc.nat(3)).map(([value, from, cut]) => sliced(value, from, cut))
  return fc.oneof(any, present, definition.type === "string" ? part : present)
}

const sliced = (value: Operand, from: number, cut: number): string => {
  const characters = [...String(value)]
  return characters.slice(from, Math.max(from, characters.length - cut)).join("")
}

/** What the server itself says of resources, by the name of the attribute that says it. */
const derived: Readonly<Record<string, ReadonlyArray<string>>> = {
  id: Worlds.ids,
  value: Worlds.ids,
  $ref: Worlds.ids.map((id) => `${base}/Users/${id}`),
  location: Worlds.ids.flatMap((id) => [`${base}/Users/${id}`, `${base}/Groups/${id}`]),
  type: ["User", "group", "direct", "Indirect"],
  resourcetype: ["User", "user", "Group"],
  version: ['W/"1"', 'W/"2"', '"1"'],
  created: Worlds.instants.map((instant) => new Date(instant).toISOString()),
  lastmodified: Worlds.instants.map((instant) => new Date(instant).toISOString())
}
