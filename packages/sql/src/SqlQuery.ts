/**
 * A query as one or two statements: the page, and the number of matches where it is asked for and the page does not tell
 * it. Pages are never made by reading and throwing away what stands before them, unless the client counts from the start.
 */
import type { Resource } from "@rollcall/core"
import type { Page, Query, Source, Start } from "@rollcall/provider"
import { Effect } from "effect"
import type { Scope } from "./AttributeValues.ts"
import type { Database } from "./Database.ts"
import type { Fragment } from "./Dialect.ts"
import * as KeyLookup from "./KeyLookup.ts"
import * as MembershipLists from "./MembershipLists.ts"
import * as ResourceRows from "./ResourceRows.ts"
import * as SqlFilter from "./SqlFilter.ts"
import * as SqlSort from "./SqlSort.ts"

interface Row extends ResourceRows.Row, MembershipLists.HeldRow {
  readonly type: string
  readonly position_key: string | number | boolean | null
}

/** `scopeOf` tells what SQL about the resources of a type needs to know. */
export const run = Effect.fnUntraced(function* (
  database: Database,
  tenant: string,
  query: Query,
  scopeOf: (type: Source["type"]) => Scope
) {
  const { rows, sql } = database
  const { from, limit } = query
  const [first, ...others] = query.sources.map((source) => ({ ...source, scope: scopeOf(source.type) }))
  if (first === undefined) return emptyPage
  const matching = sql`FROM resource AS r WHERE r.tenant = ${tenant} AND ${matches([first, ...others])}`
  const count = rows(sql<{ readonly total: number }>`SELECT COUNT(*) AS total ${matching}`).pipe(
    Effect.map(([row]) => Number(row?.total ?? 0))
  )
  if (limit === 0) return from._tag === "Offset" ? { ...emptyPage, total: yield* count } : emptyPage
  const order = SqlSort.compile([first, ...others], query.order, from._tag === "Before")
  const along = readsAlong(query)
  const held = along ? sql`, ${MembershipLists.direct(database)}` : sql.literal("")
  // One more than asked for shows whether the page is the last one.
  const found = yield* rows(
    sql<Row>`SELECT ${sql.literal(ResourceRows.columns)}, r.type, ${order.key} AS position_key${held} ${matching}
      ${beyond(sql, order, from)} ORDER BY ${order.by} ${database.dialect.limit(limit + 1)} ${offset(sql, from)}`
  )
  const above = along ? { memberships: yield* MembershipLists.above(database, tenant, found.slice(0, limit)) } : {}
  const page: Page = { ...pageOf(query, found), ...above }
  if (from._tag !== "Offset" || query.counted === false) return page
  const isLast = !page.hasMore && (found.length > 0 || from.offset === 0)
  return { ...page, total: isLast ? from.offset + found.length : yield* count }
})

/** A database may work a column out for all that match before it leaves a page of them: only few may match, then. */
const readsAlong = ({ memberships = false, sources }: Query): boolean =>
  memberships && sources.every(({ filter }) => filter !== undefined && KeyLookup.findsFew(filter))

const emptyPage: Page = { resources: [], hasMore: false }

/** The resources of each source, chosen by its own filter. */
const matches = (sources: ReadonlyArray<Source & { readonly scope: Scope }>): Fragment => {
  const conditions = sources.map(({ scope, filter }) => {
    const { sql, type } = scope
    return filter === undefined
      ? sql`r.type = ${type.name}`
      : sql`r.type = ${type.name} AND ${SqlFilter.compile(scope, filter)}`
  })
  const [first] = sources
  const [only] = conditions
  if (first === undefined || only === undefined || conditions.length === 1) return only as Fragment
  const { sql } = first.scope
  return sql`(${sql.join(" OR ", false)(conditions.map((condition) => sql`(${condition})`))})`
}

const beyond = (sql: Database["sql"], order: SqlSort.Order, from: Start): Fragment =>
  from._tag === "Offset" ? sql.literal("") : sql`AND ${order.beyond(from.position)}`

const offset = (sql: Database["sql"], from: Start): Fragment =>
  from._tag === "Offset" ? sql`OFFSET ${from.offset}` : sql.literal("")

const pageOf = ({ sources, from, limit }: Query, found: ReadonlyArray<Row>): Page => {
  const kept = found.slice(0, limit)
  const inOrder = from._tag === "Before" ? kept.reverse() : kept
  const types = new Map(sources.map(({ type }) => [type.name, type]))
  const resources = inOrder.flatMap((row): ReadonlyArray<Resource.Resource> => {
    const type = types.get(row.type)
    return type === undefined ? [] : [ResourceRows.decode(type, row)]
  })
  const [first, last] = [inOrder[0], inOrder.at(-1)]
  return {
    resources,
    ...(first === undefined || last === undefined
      ? {}
      : { ends: { first: positionOf(first), last: positionOf(last) } }),
    hasMore: found.length > limit
  }
}

const positionOf = ({ position_key, id }: Row) => ({ key: position_key, id })
