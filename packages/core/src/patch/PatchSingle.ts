/**
 * Add, remove and replace on an attribute with one value (RFC 7644 §3.5.2). Add and replace do the same here: the value
 * is set, and of a complex value the sub-attributes that are not named stay.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2.3
 */
import { Either } from "effect"
import { isArray, isObject, type Json, type JsonObject, without } from "../Json.ts"
import * as AttributeDecoder from "../resource/AttributeDecoder.ts"
import * as AttributePath from "../schema/AttributePath.ts"
import type { PatchTarget } from "./PatchTarget.ts"

/** The attribute's new value; nothing when it becomes unassigned. */
export const apply = (
  { op, path, at }: PatchTarget,
  before: Json | undefined,
  value: Json,
  reading: AttributeDecoder.Reading
): Either.Either<Json | undefined, AttributeDecoder.ValueError> => {
  const { attribute, subAttribute } = path
  if (op === "remove") {
    return Either.right(
      subAttribute === undefined || !isObject(before) ? undefined : without(before, subAttribute.name)
    )
  }
  const name = AttributePath.print(AttributePath.parent(path))
  if (subAttribute !== undefined) return merge(path, before, { [subAttribute.name]: value }, name, reading)
  if (attribute.type !== "complex") return AttributeDecoder.decode(attribute, value, at, reading)
  if (value === null || (isArray(value) && value.length === 0)) return Either.right(undefined)
  return merge(path, before, value, name, reading)
}

/** The complex value with the sub-attributes that an object names: set where they have a value, gone where not. */
export const merge = (
  { attribute }: AttributePath.AttributePath,
  before: Json | undefined,
  value: Json,
  at: string,
  reading: AttributeDecoder.Reading
): Either.Either<JsonObject, AttributeDecoder.ValueError> =>
  Either.map(AttributeDecoder.decodeParts(attribute, value, at, reading), ({ assigned, cleared }) => {
    const kept = cleared.reduce((object, name) => without(object, name), isObject(before) ? before : {})
    return { ...kept, ...assigned }
  })
