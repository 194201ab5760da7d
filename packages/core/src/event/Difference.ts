/**
 * What differs between two documents of a resource: for each attribute what was there before and what is there after, so
 * that a person sees what a change did and a program can do it again. Values of a multi-valued attribute that came, went
 * or became others are told one by one.
 *
 * What its definition says is never returned, or only written (RFC 7643 §7), is said to differ and never shown. Knows
 * neither who changed something nor where that is kept.
 */
import { equals, isArray, isObject, type Json, type JsonArray, type JsonObject, without } from "../Json.ts"
import * as AttributeDefinition from "../schema/AttributeDefinition.ts"
import type { ResourceType } from "../schema/ResourceType.ts"
import type { ScimSchema } from "../schema/ScimSchema.ts"
import * as ValueChange from "./ValueChange.ts"

/** An attribute whose values differ; absent values were not there. */
export interface Difference {
  /** As `AttributePath.print` has it. */
  readonly path: string
  /** The URN of the extension that it is of. */
  readonly extension?: string
  /** Absent of what no schema defines any more. */
  readonly definition?: AttributeDefinition.AttributeDefinition
  readonly before?: Json
  readonly after?: Json
}

/** What differs between two documents of the type, in their order and that of its extensions. */
export const between = (type: ResourceType, before: JsonObject, after: JsonObject): ReadonlyArray<Difference> => [
  ...differing(type.attributes, before, after).filter(({ definition }) => definition !== undefined),
  ...type.extensions.flatMap(({ schema }) =>
    ofExtension(schema, objectOf(before[schema.id]), objectOf(after[schema.id]))
  )
]

const ofExtension = (schema: ScimSchema, before: JsonObject, after: JsonObject): ReadonlyArray<Difference> =>
  differing(schema.attributes, before, after).map((difference) => ({
    ...difference,
    path: `${schema.id}:${difference.path}`,
    extension: schema.id
  }))

const nothing: JsonObject = {}

const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : nothing)

const differing = (
  definitions: ReadonlyArray<AttributeDefinition.AttributeDefinition>,
  before: JsonObject,
  after: JsonObject
): ReadonlyArray<Difference> => {
  if (before === after) return []
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return Array.from(names).flatMap((name): ReadonlyArray<Difference> => {
    const [old, next] = [before[name], after[name]]
    if (equals(old, next)) return []
    const definition = AttributeDefinition.find(definitions, name)
    return [
      {
        path: name,
        ...(definition?.name === name ? { definition } : {}),
        ...(old === undefined ? {} : { before: old }),
        ...(next === undefined ? {} : { after: next })
      }
    ]
  })
}

/** The values of the differences. What no schema defines any more may have been a secret, so of that none is shown. */
export const values = (differences: ReadonlyArray<Difference>): ReadonlyArray<ValueChange.ValueChange> =>
  differences.flatMap(changesOf)

const changesOf = (difference: Difference): ReadonlyArray<ValueChange.ValueChange> => {
  const { definition, path } = difference
  if (definition === undefined || isSecret(definition)) return [{ path, hidden: true }]
  const secrets = definition.subAttributes.filter(isSecret)
  const shown = secrets.reduce(withoutPart, difference)
  return [
    ...(equals(shown.before, shown.after) ? [] : shownOf(definition, shown)),
    ...secrets
      .filter(({ name }) => differsIn(difference, name))
      .map(({ name }): ValueChange.ValueChange => ({ path: `${path}.${name}`, hidden: true }))
  ]
}

const isSecret = ({ mutability, returned }: AttributeDefinition.AttributeDefinition): boolean =>
  returned === "never" || mutability === "writeOnly"

/** The values on either side, without those of that sub-attribute. */
const withoutPart = (
  { before, after, ...difference }: Difference,
  { name }: AttributeDefinition.AttributeDefinition
): Difference => {
  const strip = (value: Json): Json =>
    isArray(value) ? value.map(strip) : isObject(value) ? without(value, name) : value
  return {
    ...difference,
    ...(before === undefined ? {} : { before: strip(before) }),
    ...(after === undefined ? {} : { after: strip(after) })
  }
}

const differsIn = ({ before, after }: Difference, name: string): boolean =>
  !equals(parts(before, name), parts(after, name))

const parts = (value: Json | undefined, name: string): JsonArray => {
  const elements = value === undefined ? [] : isArray(value) ? value : [value]
  return elements.flatMap((element) => (isObject(element) ? [element[name] ?? null] : []))
}

const shownOf = (
  definition: AttributeDefinition.AttributeDefinition,
  { path, before, after }: Difference
): ReadonlyArray<ValueChange.ValueChange> => {
  if (isArray(before) && isArray(after)) return [ValueChange.ofElements(definition, path, before, after)]
  if (isObject(before) && isObject(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)])
    return Array.from(names).flatMap((name) =>
      equals(before[name], after[name]) ? [] : [ValueChange.ofWhole(`${path}.${name}`, before[name], after[name])]
    )
  }
  return [ValueChange.ofWhole(path, before, after)]
}
