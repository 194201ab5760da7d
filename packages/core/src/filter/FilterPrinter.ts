/**
 * A filter's tree as text, with no more parentheses than the tree needs. Reading it back gives the same tree, apart from
 * positions (RFC 7644 §3.4.2.2). The text is always the RFC's grammar, whatever widening the filter was read with.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */
import type { Filter } from "./Filter.ts"

/** @example print(filter) // userName eq "bjensen" and not (title pr) */
export const print = (filter: Filter): string => {
  switch (filter._tag) {
    case "Or":
      return filter.filters.map((inner) => (inner._tag === "Or" ? group(inner) : print(inner))).join(" or ")
    case "And":
      return filter.filters.map((inner) => (isLogical(inner) ? group(inner) : print(inner))).join(" and ")
    case "Not":
      return `not ${group(filter.filter)}`
    case "Present":
      return `${filter.attribute.text} pr`
    case "Compare":
      // JSON's literals are the filter's literals.
      return `${filter.attribute.text} ${filter.operator} ${JSON.stringify(filter.value)}`
    case "ValuePath":
      return `${filter.attribute.text}[${print(filter.filter)}]`
  }
}

const group = (filter: Filter): string => `(${print(filter)})`

const isLogical = (filter: Filter): boolean => filter._tag === "And" || filter._tag === "Or"
