/**
 * Compiles the order of an answer (RFC 7644 §3.4.2.3) for the table `r` of resources. Ties are broken by id, so that
 * pages neither repeat nor skip a resource; without a sort the resources come in the order in which they were made.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.3
 */
import { AttributePath, type Sorting } from "@rollcall/core"
import * as AttributeValues from "./AttributeValues.ts"
import type { Fragment } from "./Dialect.ts"

/** What stands behind ORDER BY. Resources without a value come last in ascending and first in descending order. */
export const compile = (scope: AttributeValues.Scope, sort: Sorting.Sorting | undefined): Fragment => {
  const { sql, dialect } = scope
  if (sort === undefined) return sql.literal("r.created, r.id")
  if (!isOrdered(sort.path)) return sql.literal("r.id")
  const values = AttributeValues.of(scope, sort.path)
  const value = values.leading(values.part(sort.path))
  const key = isText(sort.path) ? dialect.ordered(value) : value
  return sort.order === "ascending" ? sql`${key} ASC NULLS LAST, r.id` : sql`${key} DESC NULLS FIRST, r.id`
}

/** A complex value has no order, and a part with several values of its own has none that could stand for it. */
const isOrdered = (path: AttributePath.AttributePath): boolean =>
  path.subAttribute?.multiValued !== true && AttributePath.target(path).type !== "complex"

const isText = (path: AttributePath.AttributePath): boolean => {
  switch (AttributePath.target(path).type) {
    case "string":
    case "reference":
    case "binary":
    case "complex":
      return true
    case "boolean":
    case "integer":
    case "decimal":
    case "dateTime":
      return false
  }
}
