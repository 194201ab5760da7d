/**
 * Resources that were put aside when they were removed, as rows of a table of their own. No filter reads it, and no unique
 * value is in its way: it is there for people who want to see what went, and to take it back.
 */
import type { SqlError } from "@effect/sql"
import type { ResourceType } from "@rollcall/core"
import type { Kept, KeptPage, KeptPosition } from "@rollcall/provider"
import { Effect, Option } from "effect"
import type { Database } from "./Database.ts"
import * as ResourceRows from "./ResourceRows.ts"
import * as Statement from "./Statement.ts"

interface Row extends ResourceRows.Row {
  readonly removed: number
}

const columns = "id, version, created, last_modified, removed, document"

const decode = (type: ResourceType.ResourceType, row: Row): Kept => ({
  resource: ResourceRows.decode(type, row),
  removed: Number(row.removed)
})

/** The latest removals of a type, or those behind a place among them. */
export const page = (
  { rows }: Database,
  tenant: string,
  type: ResourceType.ResourceType,
  { after, limit }: { readonly after?: KeptPosition; readonly limit: number }
): Effect.Effect<KeptPage, SqlError.SqlError> => {
  // One more than asked for shows whether the page is the last one.
  const statement =
    after === undefined
      ? latest(tenant, type.name, limit + 1)
      : behind(tenant, type.name, after.removed, after.id, limit + 1)
  return Effect.map(rows(statement), (found) => ({
    kept: found.slice(0, limit).map((row) => decode(type, row)),
    hasMore: found.length > limit
  }))
}

const latest = Statement.template(
  ({ sql, dialect }, tenant: string, type: string, limit: number) =>
    sql<Row>`SELECT ${sql.literal(columns)} FROM kept_resource WHERE tenant = ${tenant} AND type = ${type}
      ORDER BY removed DESC, id DESC ${dialect.limit(limit)}`
)

const behind = Statement.template(
  ({ sql, dialect }, tenant: string, type: string, removed: number, id: string, limit: number) =>
    sql<Row>`SELECT ${sql.literal(columns)} FROM kept_resource WHERE tenant = ${tenant} AND type = ${type}
      AND (removed, id) < (${removed}, ${id}) ORDER BY removed DESC, id DESC ${dialect.limit(limit)}`
)

/** Takes one out; whoever wants the same one at the same time gets none. Belongs into a transaction. */
export const take = (
  { rows }: Database,
  tenant: string,
  type: ResourceType.ResourceType,
  id: string
): Effect.Effect<Option.Option<Kept>, SqlError.SqlError> =>
  Effect.map(rows(deleteRow(tenant, type.name, id)), ([row]) =>
    Option.map(Option.fromNullable(row), (found) => decode(type, found))
  )

const deleteRow = Statement.template(
  ({ sql }, tenant: string, type: string, id: string) =>
    sql<Row>`DELETE FROM kept_resource WHERE tenant = ${tenant} AND id = ${id} AND type = ${type}
      RETURNING ${sql.literal(columns)}`
)
