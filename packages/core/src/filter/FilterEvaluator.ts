/**
 * What a filter means (RFC 7644 §3.4.2.2): whether a resource, or one value of an attribute, matches it. Storage compiles
 * the same filters to SQL and is held to this room by a property test, so the meaning is two-valued and small:
 *
 * - An attribute has elements: none when it is unassigned, one when it is single-valued, those of its array otherwise.
 *   A comparison looks at each element, or at the part of it that the sub-attribute names.
 * - `eq`, `co`, `sw`, `ew`, `gt`, `ge`, `lt`, `le` are true when one element's value satisfies them. A value that is not
 *   there, or is of another type than the schema says, satisfies none.
 * - `ne` is true when the attribute has no element, or when one element's value is not identical. An element without the
 *   sub-attribute is not identical. So `ne` is not the negation of `eq` on several elements; `not (… eq …)` is.
 * - `pr` is true when one element is a non-empty value: not an empty text, and of a complex one some part that is not
 *   empty. `eq null` is the negation of `pr`, and `ne null` is `pr`.
 * - A value path is true when one element satisfies the whole filter in its brackets.
 * - `primary` of an element of a multi-valued attribute is false where it is absent (RFC 7643 §2.4). `pr` still sees that
 *   it is absent.
 * - `not`, `and`, `or` are those of two-valued logic: nothing is unknown.
 * - Text is compared as `Comparison.prepare` makes it, in the order of `Comparison.compareText`; dateTimes are instants.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */
import { isArray, isObject, type Json, type JsonArray, type JsonObject } from "../Json.ts"
import * as Comparison from "../resource/Comparison.ts"
import * as AttributePath from "../schema/AttributePath.ts"
import type { CompareOperator, ResolvedFilter } from "./Filter.ts"

/** Whether a resource matches, given as its full representation: with id, meta, schemas, members and groups. */
export const evaluate = (filter: ResolvedFilter, representation: JsonObject): boolean =>
  judge(filter, (path) => AttributePath.elements(representation, path))

/** Whether one element of a multi-valued attribute, or the value of a single-valued one, matches a value path's filter. */
export const matches = (filter: ResolvedFilter, element: Json): boolean => {
  const elements = [element]
  return judge(filter, () => elements)
}

type Elements = (path: AttributePath.AttributePath) => JsonArray

const judge = (filter: ResolvedFilter, elements: Elements): boolean => {
  switch (filter._tag) {
    case "And":
      return filter.filters.every((inner) => judge(inner, elements))
    case "Or":
      return filter.filters.some((inner) => judge(inner, elements))
    case "Not":
      return !judge(filter.filter, elements)
    case "ValuePath":
      return elements(filter.path).some((element) => matches(filter.filter, element))
    case "Present":
      return isPresentIn(elements(filter.path), filter.path)
    case "Compare": {
      const { path, operator, value } = filter
      if (value === null) return isPresentIn(elements(path), path) === (operator === "ne")
      return compare(elements(path), path, operator, value)
    }
  }
}

const isPresentIn = (elements: JsonArray, path: AttributePath.AttributePath): boolean =>
  elements.some((element) => isPresent(AttributePath.part(element, path)))

const isPresent = (value: Json | undefined): boolean => {
  if (value === undefined || value === null || value === "") return false
  if (isArray(value)) return value.some(isPresent)
  return isObject(value) ? Object.values(value).some(isPresent) : true
}

const compare = (
  elements: JsonArray,
  path: AttributePath.AttributePath,
  operator: CompareOperator,
  operand: string | number | boolean
): boolean => {
  if (elements.length === 0) return operator === "ne"
  const definition = AttributePath.target(path)
  return elements.some((element) =>
    parts(element, path).some((value) => satisfies(Comparison.prepare(definition, value), operator, operand))
  )
}

/** The values that an element brings to a comparison: one, unless the sub-attribute is itself multi-valued. */
const parts = (element: Json, path: AttributePath.AttributePath): ReadonlyArray<Json | undefined> => {
  const value = AttributePath.part(element, path)
  if (isArray(value) && value.length > 0) return value
  return [value === undefined && isPrimary(path) ? false : value]
}

const isPrimary = ({ attribute, subAttribute }: AttributePath.AttributePath): boolean =>
  attribute.multiValued && subAttribute?.key === "primary" && subAttribute.type === "boolean"

const satisfies = (
  value: string | number | boolean | undefined,
  operator: CompareOperator,
  operand: string | number | boolean
): boolean => {
  switch (operator) {
    case "eq":
      return value === operand
    case "ne":
      return value !== operand
    case "co":
      return typeof value === "string" && typeof operand === "string" && value.includes(operand)
    case "sw":
      return typeof value === "string" && typeof operand === "string" && value.startsWith(operand)
    case "ew":
      return typeof value === "string" && typeof operand === "string" && value.endsWith(operand)
    case "gt":
      return order(value, operand) > 0
    case "ge":
      return order(value, operand) >= 0
    case "lt":
      return order(value, operand) < 0
    case "le":
      return order(value, operand) <= 0
  }
}

/** Values that have no order to one another give NaN, which is on no side of zero. */
const order = (value: string | number | boolean | undefined, operand: string | number | boolean): number => {
  if (typeof value === "string" && typeof operand === "string") return Comparison.compareText(value, operand)
  return typeof value === "number" && typeof operand === "number" ? value - operand : Number.NaN
}
