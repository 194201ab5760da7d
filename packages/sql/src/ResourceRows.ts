/**
 * A resource as rows: the resource itself, the keys that find it, and the event that tells of its change. All statements
 * here belong into a transaction; what starts and ends it is the store's matter.
 */
import type { SqlError } from "@effect/sql"
import { Json, type Resource, type ResourceType, type ScimError } from "@rollcall/core"
import { Refusal } from "@rollcall/provider"
import { Effect, Option } from "effect"
import type { Database } from "./Database.ts"
import * as SearchDocument from "./SearchDocument.ts"

/** The columns that make a resource; the others are for finding it. */
export interface Row {
  readonly id: string
  readonly version: number
  readonly created: number
  readonly last_modified: number
  readonly document: string
}

export const columns = "r.id, r.version, r.created, r.last_modified, r.document"

export const decode = (type: ResourceType.ResourceType, row: Row): Resource.Resource => ({
  type,
  id: row.id,
  version: Number(row.version),
  created: Number(row.created),
  lastModified: Number(row.last_modified),
  document: JSON.parse(row.document)
})

/** Reads a resource that will be written or removed: nobody else writes it until the transaction ends. */
export const lock = (
  { rows, sql, dialect }: Database,
  tenant: string,
  type: ResourceType.ResourceType,
  id: string,
  purpose: "update" | "removal"
): Effect.Effect<Option.Option<Resource.Resource>, SqlError.SqlError> =>
  rows(
    sql<Row>`SELECT ${sql.literal(columns)} FROM resource AS r
      WHERE r.tenant = ${tenant} AND r.id = ${id} AND r.type = ${type.name}
      ${purpose === "removal" ? dialect.forRemoval : dialect.forUpdate}`
  ).pipe(Effect.map(([row]) => Option.map(Option.fromNullable(row), (found) => decode(type, found))))

type Written<A> = Effect.Effect<A, ScimError.Uniqueness | SqlError.SqlError>

export const insert = Effect.fnUntraced(function* (
  database: Database,
  tenant: string,
  resource: Resource.Resource
): Effect.fn.Return<void, Effect.Effect.Error<Written<void>>> {
  const { rows, sql, dialect } = database
  const { type, id, version, created, lastModified, document } = resource
  const { search, keys, display } = SearchDocument.make(type, document)
  yield* rows(
    sql`INSERT INTO resource (tenant, id, type, version, created, last_modified, display, document, search)
      VALUES (${tenant}, ${id}, ${type.name}, ${version}, ${created}, ${lastModified}, ${display},
        ${JSON.stringify(document)}, ${dialect.searchable(JSON.stringify(search))})`
  )
  yield* addKeys(database, tenant, resource, keys)
})

/** Writes the resource over what it was before; of its keys only those that differ. */
export const update = Effect.fnUntraced(function* (
  database: Database,
  tenant: string,
  before: Resource.Resource,
  after: Resource.Resource
): Effect.fn.Return<void, Effect.Effect.Error<Written<void>>> {
  const { rows, sql, dialect } = database
  if (after.document === before.document) {
    yield* rows(
      sql`UPDATE resource SET version = ${after.version}, last_modified = ${after.lastModified}
        WHERE tenant = ${tenant} AND id = ${after.id}`
    )
    return
  }
  const old = SearchDocument.make(before.type, before.document).keys
  const { search, keys, display } = SearchDocument.make(after.type, after.document)
  yield* rows(
    sql`UPDATE resource SET version = ${after.version}, last_modified = ${after.lastModified}, display = ${display},
        document = ${JSON.stringify(after.document)}, search = ${dialect.searchable(JSON.stringify(search))}
      WHERE tenant = ${tenant} AND id = ${after.id}`
  )
  yield* removeKeys(database, tenant, after, without(old, keys))
  yield* addKeys(database, tenant, after, without(keys, old))
})

const without = (
  keys: ReadonlyArray<SearchDocument.Key>,
  others: ReadonlyArray<SearchDocument.Key>
): ReadonlyArray<SearchDocument.Key> =>
  keys.filter(({ path, value }) => !others.some((other) => other.path === path && other.value === value))

const addKeys = Effect.fnUntraced(function* (
  { rows, sql, dialect }: Database,
  tenant: string,
  { type, id }: Resource.Resource,
  keys: ReadonlyArray<SearchDocument.Key>
): Effect.fn.Return<void, Effect.Effect.Error<Written<void>>> {
  if (keys.length === 0) return
  const element = dialect.element("e")
  const given = JSON.stringify(keys.map(({ path, value, unique }) => ({ path, value, unique: unique ? 1 : 0 })))
  const taken = yield* rows(
    sql<Pick<SearchDocument.Key, "path" | "value">>`
      INSERT INTO attribute_key (tenant, type, path, value, resource_id, is_unique)
      SELECT ${tenant}, ${type.name}, ${dialect.text(element, ["path"])}, ${dialect.text(element, ["value"])}, ${id},
        ${dialect.number(element, ["unique"])}
      FROM ${dialect.elements(sql`${given}`, [], "e")} WHERE 1 = 1
      ON CONFLICT DO NOTHING RETURNING path, value`
  )
  // A row that the unique index did not let in names the attribute, which the index's own error would not.
  const refused = keys.find(
    ({ path, value, unique }) => unique && !taken.some((row) => row.path === path && row.value === value)
  )
  if (refused !== undefined) return yield* Refusal.taken(type, refused.path)
})

const removeKeys = (
  { rows, sql, dialect }: Database,
  tenant: string,
  { type, id }: Resource.Resource,
  keys: ReadonlyArray<SearchDocument.Key>
): Effect.Effect<void, SqlError.SqlError> => {
  if (keys.length === 0) return Effect.void
  const element = dialect.element("e")
  const given = JSON.stringify(keys.map(({ path, value }) => ({ path, value })))
  return rows(
    sql`DELETE FROM attribute_key WHERE tenant = ${tenant} AND type = ${type.name} AND resource_id = ${id}
      AND (path, value) IN (SELECT ${dialect.text(element, ["path"])}, ${dialect.text(element, ["value"])}
        FROM ${dialect.elements(sql`${given}`, [], "e")})`
  )
}

/** Takes the resource and its keys away; with `keep` the resource stays readable for people, in a table of its own. */
export const remove = Effect.fnUntraced(function* (
  { rows, sql }: Database,
  tenant: string,
  { type, id, version, created, lastModified, document }: Resource.Resource,
  now: number,
  keep: boolean
): Effect.fn.Return<void, SqlError.SqlError> {
  yield* rows(sql`DELETE FROM attribute_key WHERE tenant = ${tenant} AND resource_id = ${id}`)
  yield* rows(sql`DELETE FROM resource WHERE tenant = ${tenant} AND id = ${id}`)
  if (!keep) return
  const deactivates = type.attributes.some(({ key, type }) => key === "active" && type === "boolean")
  const kept = deactivates ? { ...document, active: false } : document
  yield* rows(
    sql`INSERT INTO kept_resource (tenant, id, type, version, created, last_modified, removed, document)
      VALUES (${tenant}, ${id}, ${type.name}, ${version}, ${created}, ${lastModified}, ${now}, ${JSON.stringify(kept)})`
  )
})

/** What an event tells beside which resource it is about: names and ids, never values. */
export interface Told {
  /** The attributes that differ. */
  readonly attributes?: ReadonlyArray<string>
  readonly membersAdded?: ReadonlyArray<string>
  readonly membersRemoved?: ReadonlyArray<string>
}

export const event = (
  { rows, sql }: Database,
  tenant: string,
  kind: "created" | "updated" | "deleted",
  { type, id, version }: Resource.Resource,
  now: number,
  told: Told
): Effect.Effect<void, SqlError.SqlError> =>
  rows(
    sql`INSERT INTO event (tenant, type, id, kind, version, at, data)
      VALUES (${tenant}, ${type.name}, ${id}, ${kind}, ${version}, ${now}, ${JSON.stringify(told)})`
  )

/** A new version of each of these resources, with its event: another resource changed what they show. */
export const touch = Effect.fnUntraced(function* (
  { rows, sql, dialect }: Database,
  tenant: string,
  ids: ReadonlyArray<string>,
  now: number,
  told: Told
): Effect.fn.Return<void, SqlError.SqlError> {
  if (ids.length === 0) return
  // Whoever locks several resources does so in one order, so that two of them do not wait for each other.
  yield* rows(
    sql`UPDATE resource SET version = version + 1, last_modified = ${now}
      WHERE tenant = ${tenant} AND id IN (SELECT h.id FROM resource AS h
        WHERE h.tenant = ${tenant} AND h.id IN ${dialect.set(ids)} ORDER BY h.id ${dialect.forUpdate})`
  )
  yield* rows(
    sql`INSERT INTO event (tenant, type, id, kind, version, at, data)
      SELECT r.tenant, r.type, r.id, 'updated', r.version, ${now}, ${JSON.stringify(told)}
      FROM resource AS r WHERE r.tenant = ${tenant} AND r.id IN ${dialect.set(ids)}`
  )
})

/** The names of the attributes whose values differ between two documents of the type. */
export const changedAttributes = (
  type: ResourceType.ResourceType,
  before: Json.JsonObject,
  after: Json.JsonObject
): ReadonlyArray<string> => [
  ...differing(before, after).filter((name) => type.attributes.some((definition) => definition.name === name)),
  ...type.extensions.flatMap(({ schema }) =>
    differing(objectOf(before[schema.id]), objectOf(after[schema.id])).map((name) => `${schema.id}:${name}`)
  )
]

const objectOf = (value: Json.Json | undefined): Json.JsonObject => (Json.isObject(value) ? value : {})

const differing = (before: Json.JsonObject, after: Json.JsonObject): ReadonlyArray<string> =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !Json.equals(before[name], after[name])
  )
