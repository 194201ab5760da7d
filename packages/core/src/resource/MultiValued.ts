/**
 * The values of a multi-valued attribute as a set: no value twice, at most one primary (RFC 7643 §2.4).
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-2.4
 */
import { isObject, type Json, type JsonObject } from "../Json.ts"
import { type AttributeDefinition, find, valueAttribute } from "../schema/AttributeDefinition.ts"
import { prepare } from "./Comparison.ts"

/**
 * What makes a value the same value. For complex values it is `type` and `value`; where there is no `value`, all of it
 * but `primary`, which says how the value stands among the others.
 */
export const identity = (definition: AttributeDefinition, element: Json): string => {
  if (!isObject(element)) return JSON.stringify(prepare(definition, element) ?? element)
  const value = valueAttribute(definition)
  const prepared = value === undefined ? undefined : prepare(value, element[value.name])
  if (prepared === undefined) {
    const primary = primaryAttribute(definition)?.name
    return `:${JSON.stringify(
      Object.entries(element)
        .filter(([name]) => name !== primary)
        .sort(byName)
    )}`
  }
  const type = find(definition.subAttributes, "type")
  return JSON.stringify([prepared, type === undefined ? null : (prepare(type, element[type.name]) ?? null)])
}

const byName = ([left]: readonly [string, Json], [right]: readonly [string, Json]): number => (left < right ? -1 : 1)

export interface United {
  readonly elements: ReadonlyArray<Json>
  /** Where the given values are among the elements, in the order in which they were given. */
  readonly given: ReadonlySet<number>
}

/**
 * The values without repetitions. Of the same value met twice the sub-attributes are joined, and those at the places
 * `given`, which come from the client, have the last word.
 */
export const unite = (
  definition: AttributeDefinition,
  elements: ReadonlyArray<Json>,
  given: ReadonlySet<number>
): United => {
  const united: Array<Json> = []
  const placesGiven = new Set<number>()
  const places = new Map<string, number>()
  for (const [index, element] of elements.entries()) {
    const key = identity(definition, element)
    const place = places.get(key) ?? united.length
    const present = united[place]
    places.set(key, place)
    if (given.has(index)) placesGiven.add(place)
    if (present === undefined) united.push(element)
    else if (isObject(present) && isObject(element)) {
      united[place] = given.has(index) ? { ...present, ...element } : { ...element, ...present }
    }
  }
  return { elements: united, given: placesGiven }
}

/** Adds values at the end. A value that is there already takes the sub-attributes of the added one over. */
export const append = (
  definition: AttributeDefinition,
  existing: ReadonlyArray<Json>,
  added: ReadonlyArray<Json>
): United => unite(definition, [...existing, ...added], new Set(added.map((_, index) => existing.length + index)))

/** The values without repetitions; of the same value given twice the sub-attributes are joined. */
export const distinct = (definition: AttributeDefinition, elements: ReadonlyArray<Json>): ReadonlyArray<Json> =>
  elements.length < 2 ? elements : append(definition, [], elements).elements

/** The places of the values that are primary. */
export const primaries = (definition: AttributeDefinition, elements: ReadonlyArray<Json>): ReadonlySet<number> => {
  const primary = primaryAttribute(definition)
  if (primary === undefined) return new Set()
  return new Set(
    elements.flatMap((element, index) => (isObject(element) && element[primary.name] === true ? [index] : []))
  )
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
