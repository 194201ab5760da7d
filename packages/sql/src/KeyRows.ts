/**
 * The keys of resources as rows: the values by which an index finds them, and those that no two resources of a type may
 * share.
 */
import type { SqlError } from "@effect/sql"
import type { Resource, ScimError } from "@rollcall/core"
import { Refusal } from "@rollcall/provider"
import { Effect } from "effect"
import type { Database } from "./Database.ts"
import type * as SearchDocument from "./SearchDocument.ts"
import * as Statement from "./Statement.ts"

export interface Keyed {
  readonly resource: Pick<Resource.Resource, "type" | "id">
  readonly keys: ReadonlyArray<SearchDocument.Key>
}

/** Adds keys of resources; answers those resources, by id, of which a unique value is taken. */
export const add = Effect.fnUntraced(function* (
  { rows }: Database,
  tenant: string,
  keyed: ReadonlyArray<Keyed>
): Effect.fn.Return<ReadonlyMap<string, ScimError.Uniqueness>, SqlError.SqlError> {
  const refused = new Map<string, ScimError.Uniqueness>()
  const given = keyed.flatMap(({ resource: { type, id }, keys }) =>
    keys.map(({ path, value, unique }) => ({ type: type.name, id, path, value, unique: unique ? 1 : 0 }))
  )
  if (given.length === 0) return refused
  const taken = yield* rows(insertKeys(tenant, JSON.stringify(given)))
  // A row that the unique index did not let in names the attribute, which the index's own error would not.
  const written = new Set(taken.map(({ resource_id, path, value }) => JSON.stringify([resource_id, path, value])))
  for (const { resource, keys } of keyed) {
    const missing = keys.find(
      ({ path, value, unique }) => unique && !written.has(JSON.stringify([resource.id, path, value]))
    )
    if (missing !== undefined) refused.set(resource.id, Refusal.taken(resource.type, missing.path))
  }
  return refused
})

interface KeyRow {
  readonly resource_id: string
  readonly path: string
  readonly value: string
}

const insertKeys = Statement.template(({ sql, dialect }, tenant: string, keys: string) => {
  const element = dialect.element("e")
  return sql<KeyRow>`INSERT INTO attribute_key (tenant, type, path, value, resource_id, is_unique)
    SELECT ${tenant}, ${dialect.text(element, ["type"])}, ${dialect.text(element, ["path"])},
      ${dialect.text(element, ["value"])}, ${dialect.text(element, ["id"])}, ${dialect.number(element, ["unique"])}
    FROM ${dialect.elements(sql`${keys}`, [], "e")} WHERE 1 = 1
    ON CONFLICT DO NOTHING RETURNING resource_id, path, value`
})

/** Makes the keys of one resource those given; answers the error where a unique value among them is taken. */
export const replace = Effect.fnUntraced(function* (
  database: Database,
  tenant: string,
  resource: Keyed["resource"],
  before: Keyed["keys"],
  after: Keyed["keys"]
): Effect.fn.Return<void, ScimError.Uniqueness | SqlError.SqlError> {
  yield* remove(database, tenant, resource, without(before, after))
  const refused = yield* add(database, tenant, [{ resource, keys: without(after, before) }])
  for (const error of refused.values()) return yield* error
})

const without = (
  keys: ReadonlyArray<SearchDocument.Key>,
  others: ReadonlyArray<SearchDocument.Key>
): ReadonlyArray<SearchDocument.Key> =>
  keys.filter(({ path, value }) => !others.some((other) => other.path === path && other.value === value))

const remove = (
  { rows }: Database,
  tenant: string,
  { type, id }: Keyed["resource"],
  keys: ReadonlyArray<SearchDocument.Key>
): Effect.Effect<unknown, SqlError.SqlError> => {
  if (keys.length === 0) return Effect.void
  return rows(deleteKeys(tenant, type.name, id, JSON.stringify(keys.map(({ path, value }) => ({ path, value })))))
}

const deleteKeys = Statement.template(({ sql, dialect }, tenant: string, type: string, id: string, keys: string) => {
  const element = dialect.element("e")
  return sql`DELETE FROM attribute_key WHERE tenant = ${tenant} AND type = ${type} AND resource_id = ${id}
    AND (path, value) IN (SELECT ${dialect.text(element, ["path"])}, ${dialect.text(element, ["value"])}
      FROM ${dialect.elements(sql`${keys}`, [], "e")})`
})

/** Takes all keys of these resources away. */
export const discard = (
  { rows }: Database,
  tenant: string,
  ids: ReadonlyArray<string>
): Effect.Effect<unknown, SqlError.SqlError> => rows(deleteKeysOf(tenant, JSON.stringify(ids)))

const deleteKeysOf = Statement.template(
  ({ sql, dialect }, tenant: string, ids: string) =>
    sql`DELETE FROM attribute_key WHERE tenant = ${tenant} AND resource_id IN ${dialect.set(sql`${ids}`)}`
)
