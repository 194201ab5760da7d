/**
 * Compiles the order of an answer (RFC 7644 §3.4.2.3) for the table `r` of resources, and the condition that a resource
 * stands behind a place in it. Ties are broken by id, so that pages neither repeat nor skip a resource; without a sort
 * the resources come in the order in which they were made.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.3
 */
import { AttributePath, type Cursor } from "@rollcall/core"
import type { Query } from "@rollcall/provider"
import * as AttributeValues from "./AttributeValues.ts"
import type { Fragment } from "./Dialect.ts"

export interface Order {
  /** What resources are sorted by. */
  readonly key: Fragment
  /** What stands behind ORDER BY. */
  readonly by: Fragment
  /** The condition that a resource comes behind that place. */
  readonly beyond: (position: Cursor.Position) => Fragment
}

/** A source of the query with what SQL about its type needs to know; all belong to one statement. */
export interface Sorted {
  readonly scope: AttributeValues.Scope
  readonly sortBy?: AttributePath.AttributePath
}

/**
 * The order of the sources' resources; backwards it is the very opposite. Resources without a value come last in
 * ascending and first in descending order.
 */
export const compile = (
  sources: readonly [Sorted, ...ReadonlyArray<Sorted>],
  order: Query["order"],
  backwards: boolean
): Order => {
  const { sql } = sources[0].scope
  const ids = sql.literal(backwards ? "r.id DESC" : "r.id")
  const further = sql.literal(backwards ? "<" : ">")
  if (order === undefined || sources.every(({ sortBy }) => !isOrdered(sortBy))) {
    const key = sql.literal(order === undefined ? "r.created" : "NULL")
    return order === undefined
      ? {
          key,
          by: sql`${sql.literal(backwards ? "r.created DESC" : "r.created")}, ${ids}`,
          beyond: (position) => sql`(r.created, r.id) ${further} (${position.key}, ${position.id})`
        }
      : { key, by: ids, beyond: (position) => sql`r.id ${further} ${position.id}` }
  }
  const key = keyAmong(sources)
  const upwards = (order === "ascending") !== backwards
  return {
    key,
    by: sql`${key} ${sql.literal(upwards ? "ASC NULLS LAST" : "DESC NULLS FIRST")}, ${ids}`,
    beyond: ({ key: value, id }) => {
      const besides = sql`r.id ${further} ${id}`
      if (value === null)
        return upwards ? sql`(${key} IS NULL AND ${besides})` : sql`(${key} IS NOT NULL OR ${besides})`
      const bound = bind(sources[0].scope, value)
      return upwards
        ? sql`(${key} > ${bound} OR (${key} = ${bound} AND ${besides}) OR ${key} IS NULL)`
        : sql`(${key} < ${bound} OR (${key} = ${bound} AND ${besides}))`
    }
  }
}

/** What resources of several types are sorted by; those of a type without the attribute have no value. */
const keyAmong = (sources: readonly [Sorted, ...ReadonlyArray<Sorted>]): Fragment => {
  const [{ scope, sortBy }, ...others] = sources
  const { sql } = scope
  if (others.length === 0 && sortBy !== undefined) return keyOf(scope, sortBy)
  const cases = sources.flatMap((source) =>
    source.sortBy === undefined || !isOrdered(source.sortBy)
      ? []
      : [sql`WHEN ${source.scope.type.name} THEN ${keyOf(source.scope, source.sortBy)}`]
  )
  return sql`(CASE r.type ${sql.join(" ", false)(cases)} END)`
}

const keyOf = (scope: AttributeValues.Scope, path: AttributePath.AttributePath): Fragment => {
  const values = AttributeValues.of(scope, path)
  const value = values.leading(values.part(path))
  return isText(path) ? scope.dialect.ordered(value) : value
}

/** Not every driver binds booleans. */
const bind = ({ sql, dialect }: AttributeValues.Scope, value: string | number | boolean): Fragment =>
  typeof value === "boolean" ? (value ? dialect.yes : dialect.no) : sql`${value}`

/** A complex value has no order, and a part with several values of its own has none that could stand for it. */
const isOrdered = (path: AttributePath.AttributePath | undefined): boolean =>
  path !== undefined && path.subAttribute?.multiValued !== true && AttributePath.target(path).type !== "complex"

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
