/**
 * A resource as rows: the resource itself and the keys that find it. All statements here belong into a transaction; what
 * starts and ends it is the store's matter, and who is told of a change that of `Events`.
 */
import type { SqlError } from "@effect/sql"
import type { Resource, ResourceType, ScimError } from "@rollcall/core"
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

/**
 * Writes new resources, each by itself, in a number of statements that does not depend on how many there are. Answers those
 * that were refused, by id: a unique value of theirs is taken. Nothing of them is left.
 */
export const insertAll = Effect.fnUntraced(function* (
  database: Database,
  tenant: string,
  resources: ReadonlyArray<Resource.Resource>
): Effect.fn.Return<ReadonlyMap<string, ScimError.Uniqueness>, SqlError.SqlError> {
  const refused = new Map<string, ScimError.Uniqueness>()
  const drafts = resources.map((resource) => ({
    resource,
    mirror: SearchDocument.make(resource.type, resource.document)
  }))
  for (const round of rounds(drafts)) {
    const keyed = round.map(({ resource, mirror }) => ({ resource, keys: mirror.keys }))
    const found = yield* addKeys(database, tenant, keyed)
    for (const [id, error] of found) refused.set(id, error)
    if (found.size > 0) yield* forgetKeys(database, tenant, [...found.keys()])
    yield* addRows(
      database,
      tenant,
      round.filter(({ resource }) => !found.has(resource.id))
    )
  }
  return refused
})

interface Draft {
  readonly resource: Resource.Resource
  readonly mirror: SearchDocument.SearchDocument
}

/**
 * Those who want the same unique value stand in different rounds, in their order: the second one is refused when the
 * first one was written, and written when the first one was refused for another reason.
 */
const rounds = (drafts: ReadonlyArray<Draft>): ReadonlyArray<ReadonlyArray<Draft>> => {
  const made: Array<Array<Draft>> = []
  const wanted = new Map<string, number>()
  for (const draft of drafts) {
    const { resource, mirror } = draft
    const unique = mirror.keys.flatMap(({ path, value, unique }) =>
      unique ? [JSON.stringify([resource.type.name, path, value])] : []
    )
    const place = Math.max(0, ...unique.map((key) => wanted.get(key) ?? 0))
    for (const key of unique) wanted.set(key, place + 1)
    const round = made[place]
    if (round === undefined) made.push([draft])
    else round.push(draft)
  }
  return made
}

/** A statement takes so many rows at most: each has several values, and databases bound how many can be bound. */
export const rowsMax = 500

const addRows = Effect.fnUntraced(function* (
  { rows, sql, dialect }: Database,
  tenant: string,
  drafts: ReadonlyArray<Draft>
): Effect.fn.Return<void, SqlError.SqlError> {
  for (let start = 0; start < drafts.length; start += rowsMax) {
    const values = drafts.slice(start, start + rowsMax).map(({ resource, mirror }) => {
      const { type, id, version, created, lastModified, document } = resource
      return sql`(${tenant}, ${id}, ${type.name}, ${version}, ${created}, ${lastModified}, ${mirror.display},
        ${JSON.stringify(document)}, ${dialect.searchable(JSON.stringify(mirror.search))})`
    })
    yield* rows(
      sql`INSERT INTO resource (tenant, id, type, version, created, last_modified, display, document, search)
        VALUES ${sql.join(", ", false)(values)}`
    )
  }
})

/** Writes the resource over what it was before; of its keys only those that differ. */
export const update = Effect.fnUntraced(function* (
  database: Database,
  tenant: string,
  before: Resource.Resource,
  after: Resource.Resource
): Effect.fn.Return<void, ScimError.Uniqueness | SqlError.SqlError> {
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
  const refused = yield* addKeys(database, tenant, [{ resource: after, keys: without(keys, old) }])
  for (const error of refused.values()) return yield* error
})

const without = (
  keys: ReadonlyArray<SearchDocument.Key>,
  others: ReadonlyArray<SearchDocument.Key>
): ReadonlyArray<SearchDocument.Key> =>
  keys.filter(({ path, value }) => !others.some((other) => other.path === path && other.value === value))

interface Keyed {
  readonly resource: Pick<Resource.Resource, "type" | "id">
  readonly keys: ReadonlyArray<SearchDocument.Key>
}

/** Adds keys of resources; answers those resources, by id, of which a unique value is taken. */
const addKeys = Effect.fnUntraced(function* (
  { rows, sql, dialect }: Database,
  tenant: string,
  keyed: ReadonlyArray<Keyed>
): Effect.fn.Return<ReadonlyMap<string, ScimError.Uniqueness>, SqlError.SqlError> {
  const refused = new Map<string, ScimError.Uniqueness>()
  const given = keyed.flatMap(({ resource: { type, id }, keys }) =>
    keys.map(({ path, value, unique }) => ({ type: type.name, id, path, value, unique: unique ? 1 : 0 }))
  )
  if (given.length === 0) return refused
  const element = dialect.element("e")
  const taken = yield* rows(
    sql<{ readonly resource_id: string; readonly path: string; readonly value: string }>`
      INSERT INTO attribute_key (tenant, type, path, value, resource_id, is_unique)
      SELECT ${tenant}, ${dialect.text(element, ["type"])}, ${dialect.text(element, ["path"])},
        ${dialect.text(element, ["value"])}, ${dialect.text(element, ["id"])}, ${dialect.number(element, ["unique"])}
      FROM ${dialect.elements(sql`${JSON.stringify(given)}`, [], "e")} WHERE 1 = 1
      ON CONFLICT DO NOTHING RETURNING resource_id, path, value`
  )
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

const forgetKeys = (
  { rows, sql, dialect }: Database,
  tenant: string,
  ids: ReadonlyArray<string>
): Effect.Effect<unknown, SqlError.SqlError> =>
  rows(sql`DELETE FROM attribute_key WHERE tenant = ${tenant} AND resource_id IN ${dialect.set(ids)}`)

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

/** Takes new resources away, of which nobody has heard. */
export const discard = (
  database: Database,
  tenant: string,
  ids: ReadonlyArray<string>
): Effect.Effect<unknown, SqlError.SqlError> => {
  const { rows, sql, dialect } = database
  return Effect.zipRight(
    forgetKeys(database, tenant, ids),
    rows(sql`DELETE FROM resource WHERE tenant = ${tenant} AND id IN ${dialect.set(ids)}`)
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
