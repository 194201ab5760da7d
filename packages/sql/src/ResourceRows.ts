/**
 * A resource as rows: the resource itself and the keys that find it. All statements here belong into a transaction; what
 * starts and ends it is the store's matter, and who is told of a change that of `Events`.
 */
import type { SqlError } from "@effect/sql"
import { Event, type Resource, type ResourceType, type ScimError } from "@rollcall/core"
import { Effect, Option } from "effect"
import type { Database } from "./Database.ts"
import type { Dialect, Fragment } from "./Dialect.ts"
import * as KeyRows from "./KeyRows.ts"
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
    const found = yield* KeyRows.add(database, tenant, keyed)
    for (const [id, error] of found) refused.set(id, error)
    if (found.size > 0) yield* KeyRows.discard(database, tenant, [...found.keys()])
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

const addRows = (
  { rows }: Database,
  tenant: string,
  drafts: ReadonlyArray<Draft>
): Effect.Effect<unknown, SqlError.SqlError> => {
  if (drafts.length === 0) return Effect.void
  const given = drafts.map(({ resource: { type, id, version, created, lastModified, document }, mirror }) => ({
    id,
    type: type.name,
    version,
    created,
    lastModified,
    display: mirror.display,
    document: JSON.stringify(document),
    search: JSON.stringify(mirror.search)
  }))
  return rows(insertRows(tenant, JSON.stringify(given)))
}

const insertRows = Statement.template(({ sql, dialect }, tenant: string, given: string) => {
  const element = dialect.element("e")
  const [text, number] = [
    (name: string) => dialect.text(element, [name]),
    (name: string) => dialect.number(element, [name])
  ]
  return sql`INSERT INTO resource (tenant, id, type, version, created, last_modified, display, document, search)
    SELECT ${tenant}, ${text("id")}, ${text("type")}, ${number("version")}, ${number("created")},
      ${number("lastModified")}, ${text("display")}, ${text("document")}, ${dialect.searchable(text("search"))}
    FROM ${dialect.elements(sql`${given}`, [], "e")} WHERE 1 = 1`
})

/** Writes the resource over what it was before; of its keys only those that differ. */
export const update = Effect.fnUntraced(function* (
  database: Database,
  tenant: string,
  before: Resource.Resource,
  after: Resource.Resource
): Effect.fn.Return<void, ScimError.Uniqueness | SqlError.SqlError> {
  const { type, id, version, lastModified, document } = after
  if (document === before.document) {
    yield* database.rows(updateVersion(version, lastModified, tenant, id))
    return
  }
  const old = SearchDocument.make(before.type, before.document).keys
  const { search, keys, display } = SearchDocument.make(type, document)
  const texts = [JSON.stringify(document), JSON.stringify(search)] as const
  yield* database.rows(updateRow(version, lastModified, display, ...texts, tenant, id))
  yield* KeyRows.replace(database, tenant, after, old, keys)
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

/** Takes new resources away, of which nobody has heard. */
export const discard = (
  database: Database,
  tenant: string,
  ids: ReadonlyArray<string>
): Effect.Effect<unknown, SqlError.SqlError> =>
  Effect.zipRight(KeyRows.discard(database, tenant, ids), database.rows(deleteRows(tenant, JSON.stringify(ids))))

const deleteRows = Statement.template(
  ({ sql, dialect }, tenant: string, ids: string) =>
    sql`DELETE FROM resource WHERE tenant = ${tenant} AND id IN ${dialect.set(sql`${ids}`)}`
)

/** Takes the resource and its keys away; with `keep` the resource stays readable for people, in a table of its own. */
export const remove = Effect.fnUntraced(function* (
  database: Database,
  tenant: string,
  { type, id, version, created, lastModified, document }: Resource.Resource,
  now: number,
  keep: boolean
): Effect.fn.Return<void, SqlError.SqlError> {
  const { rows } = database
  yield* discard(database, tenant, [id])
  if (!keep) return
  const kept = JSON.stringify(Event.hasActivity(type) ? { ...document, active: false } : document)
  yield* rows(keepRow(tenant, id, type.name, version, created, lastModified, now, kept))
})

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
