/**
 * Add, remove and replace on an attribute with one value (RFC 7644 §3.5.2). Add and replace do the same here, the value
 * is set, and of a complex value the sub-attributes that are not named stay; but what is added to a sub-attribute with
 * several values joins those.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2.3
 */
import { Either } from "effect"
import { isArray, isObject, type Json, type JsonObject, without } from "../Json.ts"
import * as AttributeDecoder from "../resource/AttributeDecoder.ts"
import * as MultiValued from "../resource/MultiValued.ts"
import { type AttributeDefinition, find } from "../schema/AttributeDefinition.ts"
import * as AttributePath from "../schema/AttributePath.ts"
import type { PatchTarget } from "./PatchTarget.ts"

/** The attribute's new value; nothing when it becomes unassigned. */
export const apply = (
  target: PatchTarget,
  before: Json | undefined,
  value: Json,
  reading: AttributeDecoder.Reading
): Either.Either<Json | undefined, AttributeDecoder.ValueError> => {
  const { op, path, at } = target
  const { attribute, subAttribute } = path
  if (op === "remove") {
    return Either.right(
      subAttribute === undefined || !isObject(before) ? undefined : without(before, subAttribute.name)
    )
  }
  const name = AttributePath.print(AttributePath.parent(path))
  if (subAttribute === undefined) {
    if (attribute.type !== "complex") return AttributeDecoder.decode(attribute, value, at, reading)
    if (AttributeDecoder.isNothing(value)) return Either.right(undefined)
  }
  const given = subAttribute === undefined ? value : named(subAttribute, value)
  return Either.map(AttributeDecoder.decodeParts(attribute, given, name, reading), (parts) =>
    merge(target, before, parts)
  )
}

/** The object that names one sub-attribute. One of several values often comes without the array around it. */
export const named = (subAttribute: AttributeDefinition, value: Json): JsonObject => {
  const isAlone = subAttribute.multiValued && !isArray(value) && value !== null
  return { [subAttribute.name]: isAlone ? [value] : value }
}

/** The complex value with the sub-attributes that were given: set or added to where they have a value, gone where not. */
export const merge = (
  { op, path }: PatchTarget,
  before: Json | undefined,
  { assigned, cleared }: AttributeDecoder.Parts
): JsonObject => {
  const present = isObject(before) ? before : {}
  const several = op === "add" ? path.attribute.subAttributes.filter(({ multiValued }) => multiValued) : []
  const gone = cleared.filter((name) => find(several, name) === undefined)
  const joined = several.flatMap((subAttribute) => {
    const [old, added] = [present[subAttribute.name], assigned[subAttribute.name]]
    if (!isArray(old) || !isArray(added)) return []
    return [[subAttribute.name, MultiValued.append(subAttribute, old, added).elements] as const]
  })
  return {
    ...gone.reduce((object, name) => without(object, name), present),
    ...assigned,
    ...Object.fromEntries(joined)
  }
}
