/**
 * A resource as rows: the resource itself, the keys that find it, and the event that tells of its change. All statements
 * here belong into a transaction; what starts and ends it is the store's matter.
 */
import type { SqlError } from "@effect/sql"
import { Json, type Resource, type ResourceType, ScimError } from "@rollcall/core"
import { Effect, Option } from "effect"
import type { Database } from "./Database.ts"
import type { Dialect, Fragment } from "./Dialect.ts"
import * as SearchDocument from "./SearchDocument.ts"
import * as Statement from "./Statement.ts"

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
  { rows }: Database,
  tenant: string,
  type: ResourceType.ResourceType,
  id: string,
  purpose: "update" | "removal"
): Effect.Effect<Option.Option<Resource.Resource>, SqlError.SqlError> => {
  const locked = purpose === "removal" ? lockedForRemoval : lockedForUpdate
  return Effect.map(rows(locked(tenant, id, type.name)), ([row]) =>
    Option.map(Option.fromNullable(row), (found) => decode(type, found))
  )
}

/** One resource; what ends the statement says what may become of it meanwhile. */
const one = (purpose: (dialect: Dialect) => Fragment | undefined) =>
  Statement.template(({ sql, dialect }, tenant: string, id: string, type: string) => {
    const end = purpose(dialect) ?? sql.literal("")
    return sql<Row>`SELECT ${sql.literal(columns)} FROM resource AS r
      WHERE r.tenant = ${tenant} AND r.id = ${id} AND r.type = ${type} ${end}`
  })

const lockedForUpdate = one(({ forUpdate }) => forUpdate)
const lockedForRemoval = one(({ forRemoval }) => forRemoval)

/** The resource of this tenant, id and type. */
export const byId = one(() => undefined)

type Written<A> = Effect.Effect<A, ScimError.Uniqueness | SqlError.SqlError>

export const insert = Effect.fnUntraced(function* (
  database: Database,
  tenant: string,
  resource: Resource.Resource
): Effect.fn.Return<void, Effect.Effect.Error<Written<void>>> {
  const { type, id, version, created, lastModified, document } = resource
  const { search, keys, display } = SearchDocument.make(type, document)
  const texts = [JSON.stringify(document), JSON.stringify(search)] as const
  yield* database.rows(insertRow(tenant, id, type.name, version, created, lastModified, display, ...texts))
  yield* addKeys(database, tenant, resource, keys)
})

const insertRow = Statement.template(
  (
    { sql, dialect },
    tenant: string,
    id: string,
    type: string,
    version: number,
    created: number,
    lastModified: number,
    display: string | null,
    document: string,
    search: string
  ) => sql`INSERT INTO resource (tenant, id, type, version, created, last_modified, display, document, search)
    VALUES (${tenant}, ${id}, ${type}, ${version}, ${created}, ${lastModified}, ${display}, ${document},
      ${dialect.searchable(sql`${search}`)})`
)

/** Writes the resource over what it was before; of its keys only those that differ. */
export const update = Effect.fnUntraced(function* (
  database: Database,
  tenant: string,
  before: Resource.Resource,
  after: Resource.Resource
): Effect.fn.Return<void, Effect.Effect.Error<Written<void>>> {
  const { type, id, version, lastModified, document } = after
  if (document === before.document) {
    yield* database.rows(updateVersion(version, lastModified, tenant, id))
    return
  }
  const old = SearchDocument.make(before.type, before.document).keys
  const { search, keys, display } = SearchDocument.make(type, document)
  const texts = [JSON.stringify(document), JSON.stringify(search)] as const
  yield* database.rows(updateRow(version, lastModified, display, ...texts, tenant, id))
  yield* removeKeys(database, tenant, after, without(old, keys))
  yield* addKeys(database, tenant, after, without(keys, old))
})

const updateVersion = Statement.template(
  ({ sql }, version: number, lastModified: number, tenant: string, id: string) =>
    sql`UPDATE resource SET version = ${version}, last_modified = ${lastModified} WHERE tenant = ${tenant} AND id = ${id}`
)

const updateRow = Statement.template(
  (
    { sql, dialect },
    version: number,
    lastModified: number,
    display: string | null,
    document: string,
    search: string,
    tenant: string,
    id: string
  ) => sql`UPDATE resource SET version = ${version}, last_modified = ${lastModified}, display = ${display},
      document = ${document}, search = ${dialect.searchable(sql`${search}`)}
    WHERE tenant = ${tenant} AND id = ${id}`
)

const without = (
  keys: ReadonlyArray<SearchDocument.Key>,
  others: ReadonlyArray<SearchDocument.Key>
): ReadonlyArray<SearchDocument.Key> =>
  keys.filter(({ path, value }) => !others.some((other) => other.path === path && other.value === value))

const addKeys = Effect.fnUntraced(function* (
  { rows }: Database,
  tenant: string,
  { type, id }: Resource.Resource,
  keys: ReadonlyArray<SearchDocument.Key>
): Effect.fn.Return<void, Effect.Effect.Error<Written<void>>> {
  if (keys.length === 0) return
  const given = JSON.stringify(keys.map(({ path, value, unique }) => ({ path, value, unique: unique ? 1 : 0 })))
  const taken = yield* rows(insertKeys(tenant, type.name, id, given))
  // A row that the unique index did not let in names the attribute, which the index's own error would not.
  const refused = keys.find(
    ({ path, value, unique }) => unique && !taken.some((row) => row.path === path && row.value === value)
  )
  if (refused !== undefined) return yield* refuse(type, refused.path)
})

const insertKeys = Statement.template(({ sql, dialect }, tenant: string, type: string, id: string, keys: string) => {
  const element = dialect.element("e")
  return sql<Pick<SearchDocument.Key, "path" | "value">>`
    INSERT INTO attribute_key (tenant, type, path, value, resource_id, is_unique)
    SELECT ${tenant}, ${type}, ${dialect.text(element, ["path"])}, ${dialect.text(element, ["value"])}, ${id},
      ${dialect.number(element, ["unique"])}
    FROM ${dialect.elements(sql`${keys}`, [], "e")} WHERE 1 = 1
    ON CONFLICT DO NOTHING RETURNING path, value`
})

const refuse = (type: ResourceType.ResourceType, attribute: string): Effect.Effect<never, ScimError.Uniqueness> =>
  Effect.fail(
    new ScimError.Uniqueness({
      attribute,
      detail: `There is a ${type.name} with this ${attribute} already. Look it up with a filter (${attribute} eq "…") and update that one, or send another ${attribute}.`
    })
  )

const removeKeys = (
  { rows }: Database,
  tenant: string,
  { type, id }: Resource.Resource,
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

/** Takes the resource and its keys away; with `keep` the resource stays readable for people, in a table of its own. */
export const remove = Effect.fnUntraced(function* (
  { rows }: Database,
  tenant: string,
  { type, id, version, created, lastModified, document }: Resource.Resource,
  now: number,
  keep: boolean
): Effect.fn.Return<void, SqlError.SqlError> {
  yield* rows(deleteAllKeys(tenant, id))
  yield* rows(deleteRow(tenant, id))
  if (!keep) return
  const deactivates = type.attributes.some(({ key, type }) => key === "active" && type === "boolean")
  const kept = JSON.stringify(deactivates ? { ...document, active: false } : document)
  yield* rows(keepRow(tenant, id, type.name, version, created, lastModified, now, kept))
})

const deleteAllKeys = Statement.template(
  ({ sql }, tenant: string, id: string) =>
    sql`DELETE FROM attribute_key WHERE tenant = ${tenant} AND resource_id = ${id}`
)

const deleteRow = Statement.template(
  ({ sql }, tenant: string, id: string) => sql`DELETE FROM resource WHERE tenant = ${tenant} AND id = ${id}`
)

const keepRow = Statement.template(
  (
    { sql },
    tenant: string,
    id: string,
    type: string,
    version: number,
    created: number,
    lastModified: number,
    removed: number,
    document: string
  ) => sql`INSERT INTO kept_resource (tenant, id, type, version, created, last_modified, removed, document)
    VALUES (${tenant}, ${id}, ${type}, ${version}, ${created}, ${lastModified}, ${removed}, ${document})`
)

/** What an event tells beside which resource it is about: names and ids, never values. */
export interface Told {
  /** The attributes that differ. */
  readonly attributes?: ReadonlyArray<string>
  readonly membersAdded?: ReadonlyArray<string>
  readonly membersRemoved?: ReadonlyArray<string>
}

export const event = (
  { rows }: Database,
  tenant: string,
  kind: "created" | "updated" | "deleted",
  { type, id, version }: Resource.Resource,
  now: number,
  told: Told
): Effect.Effect<unknown, SqlError.SqlError> =>
  rows(insertEvent(tenant, type.name, id, kind, version, now, JSON.stringify(told)))

const insertEvent = Statement.template(
  ({ sql }, tenant: string, type: string, id: string, kind: string, version: number, at: number, data: string) =>
    sql`INSERT INTO event (tenant, type, id, kind, version, at, data)
      VALUES (${tenant}, ${type}, ${id}, ${kind}, ${version}, ${at}, ${data})`
)

/** A new version of each of these resources, with its event: another resource changed what they show. */
export const touch = Effect.fnUntraced(function* (
  { rows }: Database,
  tenant: string,
  ids: ReadonlyArray<string>,
  now: number,
  told: Told
): Effect.fn.Return<void, SqlError.SqlError> {
  if (ids.length === 0) return
  const touched = JSON.stringify(ids)
  yield* rows(touchRows(now, tenant, touched))
  yield* rows(insertEvents(now, JSON.stringify(told), tenant, touched))
})

/** Whoever locks several resources does so in one order, so that two of them do not wait for each other. */
const touchRows = Statement.template(
  ({ sql, dialect }, now: number, tenant: string, ids: string) =>
    sql`UPDATE resource SET version = version + 1, last_modified = ${now}
      WHERE tenant = ${tenant} AND id IN (SELECT h.id FROM resource AS h
        WHERE h.tenant = ${tenant} AND h.id IN ${dialect.set(sql`${ids}`)} ORDER BY h.id ${dialect.forUpdate})`
)

const insertEvents = Statement.template(
  ({ sql, dialect }, now: number, told: string, tenant: string, ids: string) =>
    sql`INSERT INTO event (tenant, type, id, kind, version, at, data)
      SELECT r.tenant, r.type, r.id, 'updated', r.version, ${now}, ${told}
      FROM resource AS r WHERE r.tenant = ${tenant} AND r.id IN ${dialect.set(sql`${ids}`)}`
)

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
