/**
 * The order of the resources in an answer (RFC 7644 §3.4.2.3): by which attribute, which way round, and which of two
 * resources comes first. Storage sorts in the same order.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.3
 */
import { Either } from "effect"
import { isObject, type JsonObject } from "../Json.ts"
import * as Note from "../protocol/Note.ts"
import * as AttributeDefinition from "../schema/AttributeDefinition.ts"
import * as AttributePath from "../schema/AttributePath.ts"
import type { ResourceType } from "../schema/ResourceType.ts"
import * as SchemaRegistry from "../schema/SchemaRegistry.ts"
import * as Comparison from "./Comparison.ts"

export interface Sorting {
  /** Ends at a simple attribute. */
  readonly path: AttributePath.AttributePath
  readonly order: "ascending" | "descending"
}

/**
 * What `sortBy` names. A complex attribute is sorted by its `value`.
 * The note says why resources cannot be sorted that way; they are then answered in the order that they have anyway,
 * because a wrong order is no reason to refuse a query.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.3
 */
export const resolve = (
  sortBy: string,
  order: Sorting["order"],
  type: ResourceType
): Either.Either<Sorting, Note.Note> => {
  const ignored = (reason: string) => Either.left(Note.make("SortByIgnored", `Did not sort by ${sortBy}: ${reason}.`))
  const resolved = SchemaRegistry.resolve(type, sortBy)
  if (Either.isLeft(resolved)) return ignored(resolved.left.reason)
  if (resolved.right._tag === "Extension") return ignored("it is a schema and no attribute")
  const { path } = resolved.right
  const definition = AttributePath.target(path)
  if (path.attribute.returned === "never" || definition.returned === "never") return ignored("it is never returned")
  if (definition.type !== "complex") return Either.right({ path, order })
  const value = AttributeDefinition.valueAttribute(definition)
  return value === undefined
    ? ignored(`it is complex, with the parts ${definition.subAttributes.map((sub) => sub.name).join(", ")}`)
    : Either.right({ path: AttributePath.child(path, value), order })
}

/**
 * Compares two resources, given as representations: negative when the left one comes first, 0 when the order does not
 * tell them apart. A resource without a value comes last in ascending and first in descending order.
 */
export const compare =
  ({ path, order }: Sorting) =>
  (left: JsonObject, right: JsonObject): number => {
    const difference = ascending(key(left, path), key(right, path))
    return order === "ascending" ? difference : 0 - difference
  }

type Key = string | number | boolean | undefined

/** Of a multi-valued attribute the primary value counts, or the first where none is primary. */
const key = (resource: JsonObject, path: AttributePath.AttributePath): Key => {
  const elements = AttributePath.elements(resource, path)
  const element = elements.find((candidate) => isObject(candidate) && candidate.primary === true) ?? elements[0]
  if (element === undefined) return undefined
  return Comparison.prepare(AttributePath.target(path), AttributePath.part(element, path))
}

const ascending = (left: Key, right: Key): number => {
  if (left === right) return 0
  if (left === undefined) return 1
  if (right === undefined) return -1
  if (typeof left === "string" && typeof right === "string") return Comparison.compareText(left, right)
  return Number(left) - Number(right)
}
