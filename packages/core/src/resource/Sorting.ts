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
): Either.Either<Sorting, Note.Note> => Either.map(resolvePath(sortBy, type), (path) => ({ path, order }))

/**
 * The same for a query on several types: for each of them the path, or nothing where it does not have the attribute and
 * all its resources count as having no value. Fails with a note where no type has it, and where two types have values
 * that stand in no order to one another.
 */
export const resolveAmong = (
  sortBy: string,
  types: ReadonlyArray<ResourceType>
): Either.Either<ReadonlyArray<AttributePath.AttributePath | undefined>, Note.Note> => {
  const resolved = types.map((type) => resolvePath(sortBy, type))
  const paths = resolved.map((path) => Either.getOrUndefined(path))
  const kinds = new Set(paths.flatMap((path) => (path === undefined ? [] : [kindOf(AttributePath.target(path).type)])))
  if (kinds.size === 1) return Either.right(paths)
  const refused = resolved.find(Either.isLeft)
  if (kinds.size === 0 && refused !== undefined) return Either.left(refused.left)
  return Either.left(ignored(sortBy, "its values are of different types in different resource types"))
}

/** Values of one kind stand in an order to one another. */
const kindOf = (type: AttributeDefinition.AttributeType): "text" | "number" | "boolean" => {
  switch (type) {
    case "string":
    case "reference":
    case "binary":
    case "complex":
      return "text"
    case "integer":
    case "decimal":
    case "dateTime":
      return "number"
    case "boolean":
      return "boolean"
  }
}

const ignored = (sortBy: string, reason: string): Note.Note =>
  Note.make("SortByIgnored", `Did not sort by ${sortBy}: ${reason}.`)

const resolvePath = (sortBy: string, type: ResourceType): Either.Either<AttributePath.AttributePath, Note.Note> => {
  const fail = (reason: string) => Either.left(ignored(sortBy, reason))
  const resolved = SchemaRegistry.resolve(type, sortBy)
  if (Either.isLeft(resolved)) return fail(resolved.left.reason)
  if (resolved.right._tag === "Extension") return fail("it is a schema and no attribute")
  const { path } = resolved.right
  const definition = AttributePath.target(path)
  if (path.attribute.returned === "never" || definition.returned === "never") return fail("it is never returned")
  if (definition.type !== "complex") return Either.right(path)
  const value = AttributeDefinition.valueAttribute(definition)
  return value === undefined
    ? fail(`it is complex, with the parts ${definition.subAttributes.map((sub) => sub.name).join(", ")}`)
    : Either.right(AttributePath.child(path, value))
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

export type Key = string | number | boolean | undefined

/**
 * What a resource, given as representation, is sorted by. Of a multi-valued attribute the primary value counts, or the
 * first where none is primary.
 */
export const key = (resource: JsonObject, path: AttributePath.AttributePath): Key => {
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
