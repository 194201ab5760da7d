/**
 * The values of a multi-valued attribute as a set: no value twice, at most one primary (RFC 7643 §2.4).
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-2.4
 */
import { isObject, type Json, type JsonObject } from "../Json.ts"
import { type AttributeDefinition, find, valueAttribute } from "../schema/AttributeDefinition.ts"
import { prepare } from "./Comparison.ts"

/**
 * What makes a value the same value. For complex values it is `type` and `value`; where there is no `value`, all of it.
 */
const identity = (definition: AttributeDefinition, element: Json): string => {
  if (!isObject(element)) return JSON.stringify(prepare(definition, element) ?? element)
  const value = valueAttribute(definition)
  const prepared = value === undefined ? undefined : prepare(value, element[value.name])
  if (prepared === undefined) return `:${JSON.stringify(Object.entries(element).sort(byName))}`
  const type = find(definition.subAttributes, "type")
  return JSON.stringify([prepared, type === undefined ? null : (prepare(type, element[type.name]) ?? null)])
}

const byName = ([left]: readonly [string, Json], [right]: readonly [string, Json]): number => (left < right ? -1 : 1)

export interface Appended {
  readonly elements: ReadonlyArray<Json>
  /** The places of the values that were added, or that took sub-attributes over from an added one. */
  readonly touched: ReadonlySet<number>
}

/** Adds values at the end. A value that is there already takes the sub-attributes of the added one over. */
export const append = (
  definition: AttributeDefinition,
  existing: ReadonlyArray<Json>,
  added: ReadonlyArray<Json>
): Appended => {
  const elements = [...existing]
  const touched = new Set<number>()
  const places = new Map(existing.map((element, index) => [identity(definition, element), index]))
  for (const element of added) {
    const key = identity(definition, element)
    const place = places.get(key)
    const present = place === undefined ? undefined : elements[place]
    if (place === undefined) {
      places.set(key, elements.length)
      touched.add(elements.length)
      elements.push(element)
    } else {
      touched.add(place)
      if (isObject(present) && isObject(element)) elements[place] = { ...present, ...element }
    }
  }
  return { elements, touched }
}

/** The values without repetitions; of the same value given twice the sub-attributes are joined. */
export const distinct = (definition: AttributeDefinition, elements: ReadonlyArray<Json>): ReadonlyArray<Json> =>
  elements.length < 2 ? elements : append(definition, [], elements).elements

/** The places of the values that are primary. */
export const primaries = (definition: AttributeDefinition, elements: ReadonlyArray<Json>): ReadonlyArray<number> => {
  const primary = primaryAttribute(definition)
  if (primary === undefined) return []
  return elements.flatMap((element, index) => (isObject(element) && element[primary.name] === true ? [index] : []))
}

/** The values with that one primary: every other one that says it is primary now says that it is not. */
export const onePrimary = (
  definition: AttributeDefinition,
  elements: ReadonlyArray<Json>,
  place: number
): ReadonlyArray<Json> => {
  const primary = primaryAttribute(definition)
  if (primary === undefined) return elements
  return elements.map((element, index) =>
    index !== place && isObject(element) && element[primary.name] === true
      ? ({ ...element, [primary.name]: false } satisfies JsonObject)
      : element
  )
}

const primaryAttribute = (definition: AttributeDefinition): AttributeDefinition | undefined => {
  const primary = find(definition.subAttributes, "primary")
  return primary?.type === "boolean" ? primary : undefined
}
