/**
 * A schema as JSON in the form in which `/Schemas` answers it (RFC 7643 §7) → its definition. What is not stated has the
 * default of §2.2; what cannot be understood is a sentence for the person who wrote it, with the place.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-7
 */
import { Either } from "effect"
import { isArray, isObject, type Json, type JsonObject, kindOf } from "../Json.ts"
import * as AttributeDefinition from "./AttributeDefinition.ts"
import * as ScimSchema from "./ScimSchema.ts"

/** What is wrong, one sentence each. */
export type Problems = ReadonlyArray<string>

/** `typeNames` are the resource types that there are: an attribute that refers to one of them is a link. */
export const parse = (
  body: JsonObject,
  typeNames: ReadonlySet<string>
): Either.Either<ScimSchema.ScimSchema, Problems> => {
  const problems: Array<string> = []
  const id = textAt(body, "id", "The schema", problems)
  const owner = id === "" ? "The schema" : id
  const name = body.name === undefined ? lastOf(id) : textAt(body, "name", owner, problems)
  const description = optionalText(body, "description", owner, problems)
  const attributes = attributesAt(body, "attributes", owner, { problems, typeNames })
  return problems.length > 0
    ? Either.left(problems)
    : Either.right(ScimSchema.make({ id, name, description, attributes }))
}

interface Reading {
  readonly problems: Array<string>
  readonly typeNames: ReadonlySet<string>
}

const lastOf = (urn: string): string => urn.slice(urn.lastIndexOf(":") + 1)

const textAt = (object: JsonObject, name: string, owner: string, problems: Array<string>): string => {
  const value = object[name]
  if (typeof value === "string" && value !== "") return value
  problems.push(`${owner} must have the text "${name}", but ${found(value)}.`)
  return ""
}

const optionalText = (object: JsonObject, name: string, owner: string, problems: Array<string>): string => {
  const value = object[name]
  if (value === undefined || value === null) return ""
  return typeof value === "string" ? value : textAt(object, name, owner, problems)
}

const found = (value: Json | undefined): string =>
  value === undefined ? "has none" : value === "" ? "it is empty" : `it is ${kindOf(value)}`

const attributesAt = (
  object: JsonObject,
  name: string,
  owner: string,
  reading: Reading
): ReadonlyArray<AttributeDefinition.AttributeDefinition> => {
  const list = object[name]
  if (!isArray(list)) {
    reading.problems.push(`${owner} must have the array "${name}" of attributes, but ${found(list)}.`)
    return []
  }
  return list.flatMap((given, index) => {
    if (isObject(given)) return [attribute(given, owner, index, reading)]
    reading.problems.push(`${owner} has in "${name}", at place ${index + 1}, ${kindOf(given)} instead of an attribute.`)
    return []
  })
}

const types: ReadonlyArray<AttributeDefinition.AttributeType> = [
  "string",
  "boolean",
  "decimal",
  "integer",
  "dateTime",
  "binary",
  "reference",
  "complex"
]
const mutabilities: ReadonlyArray<AttributeDefinition.Mutability> = ["readOnly", "readWrite", "immutable", "writeOnly"]
const returns: ReadonlyArray<AttributeDefinition.Returned> = ["always", "never", "default", "request"]
const uniquenesses: ReadonlyArray<AttributeDefinition.Uniqueness> = ["none", "server", "global"]

const attribute = (
  given: JsonObject,
  owner: string,
  index: number,
  reading: Reading
): AttributeDefinition.AttributeDefinition => {
  const { problems } = reading
  const name = textAt(given, "name", `${owner}, attribute ${index + 1},`, problems)
  const at = `${owner}:${name === "" ? `attribute ${index + 1}` : name}`
  const word = <A extends string>(characteristic: string, words: ReadonlyArray<A>, fallback: A): A =>
    wordAt(given, characteristic, words, fallback, at, problems)
  const type = word("type", types, "string")
  const mutability = word("mutability", mutabilities, "readWrite")
  const made = AttributeDefinition.make(name, type, optionalText(given, "description", at, problems), {
    multiValued: flagAt(given, "multiValued", false, at, problems),
    required: flagAt(given, "required", false, at, problems),
    caseExact: flagAt(given, "caseExact", type === "binary" || type === "reference", at, problems),
    canonicalValues: textsAt(given, "canonicalValues", at, problems),
    referenceTypes: textsAt(given, "referenceTypes", at, problems),
    mutability,
    returned: word("returned", returns, mutability === "writeOnly" ? "never" : "default"),
    uniqueness: word("uniqueness", uniquenesses, "none"),
    subAttributes: type === "complex" ? attributesAt(given, "subAttributes", at, reading) : []
  })
  const link = linkOf(made, reading.typeNames)
  return link === undefined ? made : { ...made, link }
}

/**
 * A complex attribute whose `value` is the id of a resource that is here, of a type that `$ref` names, is a link: one value
 * is that of a resource, and several that nobody can write and that name groups are those that hold the resource.
 */
const linkOf = (
  { type, multiValued, mutability, subAttributes }: AttributeDefinition.AttributeDefinition,
  typeNames: ReadonlySet<string>
): AttributeDefinition.Link | undefined => {
  const target = AttributeDefinition.find(subAttributes, "$ref")
  const value = AttributeDefinition.find(subAttributes, "value")
  if (type !== "complex" || value?.type !== "string" || target?.type !== "reference") return undefined
  const named = target.referenceTypes.filter((referenceType) => typeNames.has(referenceType))
  if (multiValued) return mutability === "readOnly" && named.join() === "Group" ? "memberOf" : undefined
  return named.length > 0 ? "resource" : undefined
}

const wordAt = <A extends string>(
  given: JsonObject,
  characteristic: string,
  words: ReadonlyArray<A>,
  fallback: A,
  at: string,
  problems: Array<string>
): A => {
  const value = given[characteristic]
  if (value === undefined || value === null) return fallback
  const known = words.find((word) => word === value)
  if (known !== undefined) return known
  const shown = typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : kindOf(value)
  problems.push(`${at} must have as ${characteristic} one of ${words.join(", ")}, but it is ${shown}.`)
  return fallback
}

const flagAt = (
  given: JsonObject,
  characteristic: string,
  fallback: boolean,
  at: string,
  problems: Array<string>
): boolean => {
  const value = given[characteristic]
  if (value === undefined || value === null) return fallback
  if (typeof value === "boolean") return value
  problems.push(`${at} must have true or false as ${characteristic}, but it is ${kindOf(value)}.`)
  return fallback
}

const textsAt = (
  given: JsonObject,
  characteristic: string,
  at: string,
  problems: Array<string>
): ReadonlyArray<string> => {
  const value = given[characteristic]
  if (value === undefined || value === null) return []
  const texts = isArray(value) ? value.filter((text) => typeof text === "string") : []
  if (isArray(value) && texts.length === value.length) return texts
  problems.push(`${at} must have an array of texts as ${characteristic}.`)
  return []
}
