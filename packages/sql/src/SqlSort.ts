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
  const { sql } = scope
  if (sort === undefined) return sql.literal("r.created, r.id")
  const key = keyOf(scope, sort.path)
  return sort.order === "ascending" ? sql`${key} ASC NULLS LAST, r.id` : sql`${key} DESC NULLS FIRST, r.id`
}

const keyOf = (scope: AttributeValues.Scope, path: AttributePath.AttributePath): Fragment => {
  // A part with several values of its own has none that could stand for it.
  const isOrdered = path.subAttribute?.multiValued !== true && AttributePath.target(path).type !== "complex"
  if (!isOrdered) return scope.sql.literal("NULL")
  const values = AttributeValues.of(scope, path)
  return values.leading(values.part(path))
}
