/**
 * The JSON of members → members (RFC 7643 §4.2). A member is the id of a resource and perhaps the name of its type;
 * what else a client sends, its display name or its URI, the server knows better.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-4.2
 */
import { Either } from "effect"
import { isArray, isObject, type Json, kindOf } from "../Json.ts"
import { InvalidValue } from "../protocol/ScimError.ts"
import { type AttributeDefinition, find } from "../schema/AttributeDefinition.ts"
import { isUnassigned, type Reading, twice, unknown, type ValueError } from "./AttributeDecoder.ts"
import * as Findings from "./Findings.ts"
import type { Member } from "./Resource.ts"

/** All members of a body, each once; none for an unassigned value. */
export const decodeAll = (
  definition: AttributeDefinition,
  value: Json,
  at: string,
  reading: Reading
): Either.Either<ReadonlyArray<Member>, ValueError> => {
  if (isUnassigned(value)) return Either.right([])
  if (!isArray(value)) return invalid(at, `${at} is multi-valued and must be an array, but it is ${kindOf(value)}.`)
  const members = new Map<string, Member>()
  for (const [index, element] of value.entries()) {
    if (isUnassigned(element)) continue
    const member = decode(definition, element, `${at}[${index}]`, reading)
    if (Either.isLeft(member)) return Either.left(member.left)
    members.set(member.right.value, { ...members.get(member.right.value), ...member.right })
  }
  return Either.right([...members.values()])
}

const invalid = (attribute: string, detail: string) => Either.left(new InvalidValue({ detail, attribute }))

const decode = (
  definition: AttributeDefinition,
  element: Json,
  at: string,
  reading: Reading
): Either.Either<Member, ValueError> => {
  if (!isObject(element)) {
    return invalid(at, `${at} must be an object such as {"value": "the member's id"}, but it is ${kindOf(element)}.`)
  }
  let id: string | undefined
  let type: string | undefined
  for (const [name, part] of Object.entries(element)) {
    const subAttribute = find(definition.subAttributes, name)
    const path = `${at}.${subAttribute?.name ?? Findings.shorten(name)}`
    if (subAttribute === undefined) {
      const known = unknown(path, "A member has value and type", reading)
      if (Either.isLeft(known)) return Either.left(known.left)
    } else if (part === null || subAttribute.mutability === "readOnly") {
    } else if (typeof part !== "string") {
      return invalid(path, `${path} must be a string, but it is ${kindOf(part)}.`)
    } else if (subAttribute.key === "value") {
      if (id !== undefined && id !== part) return twice(path)
      id = part
    } else if (subAttribute.key === "type") type = canonical(subAttribute, part)
  }
  if (id === undefined || id === "") {
    return invalid(`${at}.value`, `${at}.value is missing: it must be the id of the member.`)
  }
  if (id.length > reading.limits.stringLengthMax) {
    return invalid(`${at}.value`, `${at}.value is longer than any id.`)
  }
  return Either.right({ value: id, ...(type === undefined ? {} : { type }) })
}

/** A type in the spelling of the schema; a type that the schema does not list is not kept. */
const canonical = (definition: AttributeDefinition, type: string): string | undefined => {
  const key = type.toLowerCase()
  return definition.canonicalValues.find((value) => value.toLowerCase() === key)
}
