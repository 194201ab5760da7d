/**
 * The JSON of one attribute's value → its canonical form: names as the schema spells them, types checked, unassigned
 * parts left out. It is driven by the definition alone and knows no attribute by name.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-2.3
 */
import { Either } from "effect"
import { equals, isArray, isObject, type Json, type JsonArray, type JsonObject, kindOf } from "../Json.ts"
import type { Limits } from "../protocol/Limits.ts"
import type { Policy } from "../protocol/Policy.ts"
import { InvalidValue, Mutability } from "../protocol/ScimError.ts"
import { type AttributeDefinition, find, valueAttribute } from "../schema/AttributeDefinition.ts"
import * as Comparison from "./Comparison.ts"
import * as Findings from "./Findings.ts"
import * as MultiValued from "./MultiValued.ts"

/** How one body is read. */
export interface Reading {
  readonly policy: Policy
  readonly limits: Limits
  /** What becomes of readOnly attributes in the body. */
  readonly readOnly: "ignore" | "refuse"
  readonly findings: Findings.Findings
}

export type ValueError = InvalidValue | Mutability

const invalid = (attribute: string, detail: string) => Either.left(new InvalidValue({ detail, attribute }))

/** Null and an empty array say that there is no value (RFC 7643 §2.5). */
export const isNothing = (value: Json | undefined): boolean =>
  value === undefined || value === null || (isArray(value) && value.length === 0)

/** A complex value without parts says it as well. */
export const isUnassigned = (value: Json | undefined): boolean =>
  isNothing(value) || (isObject(value) && Object.keys(value).length === 0)

/** Where a simple value is due, an empty object is as wrong as any other. */
export const saysNothing = (definition: AttributeDefinition, value: Json): boolean =>
  definition.type === "complex" ? isUnassigned(value) : isNothing(value)

/**
 * The whole value of an attribute: an array where it is multi-valued, one value where it is not.
 * `at` is the attribute's path for error texts. Nothing stands for an unassigned attribute.
 */
export const decode = (
  definition: AttributeDefinition,
  value: Json,
  at: string,
  reading: Reading
): Either.Either<Json | undefined, ValueError> => {
  if (saysNothing(definition, value)) return Either.right(undefined)
  if (!definition.multiValued) return decodeElement(definition, value, at, reading)
  if (!isArray(value)) {
    return invalid(at, `${at} is multi-valued and must be an array, but it is ${kindOf(value)}.`)
  }
  return Either.flatMap(decodeElements(definition, value, at, reading), (elements) =>
    Either.map(settlePrimary(definition, MultiValued.distinct(definition, elements), at, reading), (settled) =>
      settled.length === 0 ? undefined : settled
    )
  )
}

/** The values of an array, each checked; the unassigned ones are left out. */
export const decodeElements = (
  definition: AttributeDefinition,
  values: JsonArray,
  at: string,
  reading: Reading
): Either.Either<ReadonlyArray<Json>, ValueError> => {
  const elements: Array<Json> = []
  for (const [index, value] of values.entries()) {
    const element = decodeElement(definition, value, `${at}[${index}]`, reading)
    if (Either.isLeft(element)) return Either.left(element.left)
    if (element.right !== undefined) elements.push(element.right)
  }
  return Either.right(elements)
}

/** One value of an attribute, whether or not the attribute may have several. */
export const decodeElement = (
  definition: AttributeDefinition,
  value: Json,
  at: string,
  reading: Reading
): Either.Either<Json | undefined, ValueError> => {
  if (saysNothing(definition, value)) return Either.right(undefined)
  if (definition.type !== "complex") return decodeSimple(definition, value, at, reading)
  return Either.map(decodeParts(definition, value, at, reading), (parts) =>
    isUnassigned(parts.assigned) || isHollow(definition, parts) ? undefined : parts.assigned
  )
}

/**
 * True for the parts of one of several values that give its `value` as null or empty text. Clients clear a value so,
 * and templates without data come out so; a type alone is no value.
 */
export const isHollow = (definition: AttributeDefinition, { assigned, cleared }: Parts): boolean => {
  const value = definition.multiValued ? valueAttribute(definition) : undefined
  if (value === undefined) return false
  return Object.hasOwn(assigned, value.name) ? assigned[value.name] === "" : cleared.includes(value.name)
}

/** The sub-attributes that an object names: those with a value, and those that it takes their value from. */
export interface Parts {
  readonly assigned: JsonObject
  /** The names, as the schema spells them, of the sub-attributes whose value is null or empty. */
  readonly cleared: ReadonlyArray<string>
}

/** The parts of one value of a complex attribute. */
export const decodeParts = (
  definition: AttributeDefinition,
  value: Json,
  at: string,
  reading: Reading
): Either.Either<Parts, ValueError> => {
  if (!isObject(value)) return invalid(at, `${at} must be ${expectedObject(definition)}, but it is ${kindOf(value)}.`)
  const assigned: Record<string, Json> = {}
  const cleared: Array<string> = []
  for (const [name, part] of Object.entries(value)) {
    const subAttribute = find(definition.subAttributes, name)
    const path = `${at}.${subAttribute?.name ?? Findings.shorten(name)}`
    const decoded =
      subAttribute === undefined
        ? Either.map(unknown(path, `${at} has the parts ${names(definition)}`, reading), () => undefined)
        : decodePart(subAttribute, part, path, reading)
    if (Either.isLeft(decoded)) return Either.left(decoded.left)
    if (subAttribute === undefined || decoded.right === passedOver) continue
    if (decoded.right === undefined) cleared.push(subAttribute.name)
    else if (!Object.hasOwn(assigned, subAttribute.name)) assigned[subAttribute.name] = decoded.right
    else if (!equals(assigned[subAttribute.name], decoded.right)) return twice(path)
  }
  return Either.right(definition.link === "resource" ? reference(assigned, cleared) : { assigned, cleared })
}

/** Stands for a part that is passed over, as if it had not been named. */
const passedOver: unique symbol = Symbol("passed over")

const decodePart = (
  subAttribute: AttributeDefinition,
  value: Json,
  at: string,
  reading: Reading
): Either.Either<Json | undefined | typeof passedOver, ValueError> => {
  if (subAttribute.mutability !== "readOnly") return decode(subAttribute, value, at, reading)
  return Either.map(readOnly(at, reading), () => passedOver)
}

/** A readOnly attribute in a body: passed over, or refused. */
export const readOnly = (at: string, reading: Reading): Either.Either<void, Mutability> =>
  reading.readOnly === "ignore"
    ? Either.void
    : Either.left(new Mutability({ detail: `${at} is readOnly: leave it out of the value.`, attribute: at }))

/** An attribute that no schema defines: noted, or refused with what there is instead. */
export const unknown = (at: string, instead: string, reading: Reading): Either.Either<void, InvalidValue> => {
  if (reading.policy.unknownAttributes === "refuse") {
    return invalid(at, `${at} is not defined by a schema of this resource. ${instead}.`)
  }
  reading.findings.unknown.add(at)
  return Either.void
}

/** The same attribute under two spellings of its name, with two values. */
export const twice = (at: string) => invalid(at, `${at} is named twice with different values: send it once.`)

/**
 * Of a link to another resource only its id is kept: the rest is read from that resource when it is asked for.
 * A client that sends the URI alone means the resource at its end.
 */
const reference = (parts: Record<string, Json>, cleared: ReadonlyArray<string>): Parts => {
  const { value, $ref } = parts
  const id = typeof value === "string" ? value : typeof $ref === "string" ? idAtEnd($ref) : ""
  if (id !== "") return { assigned: { value: id }, cleared: [] }
  return { assigned: {}, cleared: value === "" || cleared.includes("value") ? ["value"] : [] }
}

/** The id at the end of a resource's URI. */
const idAtEnd = (uri: string): string => uri.slice(uri.lastIndexOf("/") + 1)

const decodeSimple = (
  definition: AttributeDefinition,
  value: Json,
  at: string,
  { limits, policy }: Reading
): Either.Either<Json, ValueError> => {
  if (!fits(definition, value)) {
    return invalid(at, `${at} must be ${expected(definition)}, but it is ${found(definition, value)}.`)
  }
  if (typeof value === "string" && value.length > limits.stringLengthMax) {
    return invalid(at, `${at} has ${value.length} characters; at most ${limits.stringLengthMax} are kept.`)
  }
  if (policy.canonicalValues === "enforce" && !isCanonical(definition, value)) {
    return invalid(at, `${at} must be one of ${definition.canonicalValues.join(", ")}.`)
  }
  return Either.right(value)
}

/** Whether the schema lists the value, or lists none. */
const isCanonical = (definition: AttributeDefinition, value: Json): boolean =>
  definition.canonicalValues.length === 0 ||
  definition.canonicalValues.some(
    (canonical) => Comparison.prepare(definition, canonical) === Comparison.prepare(definition, value)
  )

const fits = (definition: AttributeDefinition, value: Json): boolean => {
  switch (definition.type) {
    case "string":
    case "reference":
      return typeof value === "string"
    case "boolean":
      return typeof value === "boolean"
    case "integer":
      return typeof value === "number" && Number.isInteger(value)
    case "decimal":
      return typeof value === "number" && Number.isFinite(value)
    case "dateTime":
      return typeof value === "string" && Comparison.instant(value) !== undefined
    case "binary":
      return typeof value === "string" && isBase64(value)
    case "complex":
      return isObject(value)
  }
}

const expected = (definition: AttributeDefinition): string => {
  switch (definition.type) {
    case "string":
      return "a string"
    case "reference":
      return "a string that holds a URI"
    case "boolean":
      return "a boolean, true or false without quotes"
    case "integer":
      return "an integer"
    case "decimal":
      return "a number"
    case "dateTime":
      return "a date and time such as 2025-01-31T09:30:00Z"
    case "binary":
      return "a string in base64"
    case "complex":
      return expectedObject(definition)
  }
}

const expectedObject = (definition: AttributeDefinition): string => `an object with the parts ${names(definition)}`

const found = (definition: AttributeDefinition, value: Json): string => {
  if (definition.type === "integer" && typeof value === "number") return "a number with a fraction"
  if (definition.type === "dateTime" && typeof value === "string") return "another text"
  if (definition.type === "binary" && typeof value === "string") return "another text"
  return kindOf(value)
}

const names = (definition: AttributeDefinition): string =>
  definition.subAttributes.map((subAttribute) => subAttribute.name).join(", ")

/** Base64 in either alphabet of RFC 4648, with its padding or without. */
const isBase64 = (text: string): boolean => {
  let end = text.length
  while (end > 0 && text.length - end < 2 && text[end - 1] === "=") end--
  for (let index = 0; index < end; index++) if (!isBase64Digit(text.charCodeAt(index))) return false
  return end % 4 !== 1 && (end === text.length || text.length % 4 === 0)
}

const isBase64Digit = (code: number): boolean =>
  (code >= 65 && code <= 90) ||
  (code >= 97 && code <= 122) ||
  (code >= 48 && code <= 57) ||
  code === 43 ||
  code === 47 ||
  code === 45 ||
  code === 95

/**
 * At most one value is primary: the first of several that the client makes so, or the body is refused. `given` are the
 * places of the values that come from the client, in its order, or nothing when all do; what was primary before them yields.
 */
export const settlePrimary = (
  definition: AttributeDefinition,
  elements: ReadonlyArray<Json>,
  at: string,
  { policy, findings }: Reading,
  given?: ReadonlySet<number>
): Either.Either<ReadonlyArray<Json>, InvalidValue> => {
  const primaries = MultiValued.primaries(definition, elements)
  const [first, second] = [...(given ?? primaries)].filter((place) => primaries.has(place))
  if (first === undefined) return Either.right(elements)
  if (second !== undefined) {
    if (policy.severalPrimaries === "refuse") {
      return invalid(at, `${at} has several values with "primary": true: at most one may be primary.`)
    }
    Findings.add(findings, "SeveralPrimaries", `${at} had several primary values; the first one stays primary.`)
  }
  return Either.right(MultiValued.onePrimary(definition, elements, first))
}
