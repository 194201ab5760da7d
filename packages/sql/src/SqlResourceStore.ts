/**
 * Resources in a database: the ResourceStore port over @effect/sql. Each change is one short transaction in which the
 * resource, its keys, its memberships and its event come about together or not at all.
 */
import type { SqlClient } from "@effect/sql"
import { Json, type Resource, type ResourceType, SchemaRegistry } from "@rollcall/core"
import {
  type Change,
  type Changed,
  type Held,
  type Insert,
  type Inserted,
  type Page,
  type Query,
  ResourceStore,
  Span
} from "@rollcall/provider"
import { Effect, type Either, Layer, Option } from "effect"
import type { Scope } from "./AttributeValues.ts"
import * as Database from "./Database.ts"
import type * as Dialect from "./Dialect.ts"
import * as KeyLookup from "./KeyLookup.ts"
import * as MembershipLists from "./MembershipLists.ts"
import * as Memberships from "./Memberships.ts"
import * as ResourceRows from "./ResourceRows.ts"
import * as SqlFilter from "./SqlFilter.ts"
import * as SqlSort from "./SqlSort.ts"
import * as Statement from "./Statement.ts"

/** A store whose resources may be of these types: the locations of members and references are made of them. */
export const layerOf = (
  registry: SchemaRegistry.SchemaRegistry
): Layer.Layer<ResourceStore, Dialect.UnsupportedDatabase, SqlClient.SqlClient> =>
  Layer.effect(
    ResourceStore,
    Effect.map(Database.make, (database) => make(database, registry.resourceTypes))
  )

export const layer = layerOf(SchemaRegistry.standard)

type Types = ReadonlyArray<ResourceType.ResourceType>

const make = (database: Database.Database, types: Types): ResourceStore["Type"] => ({
  insert: Span.named("ResourceStore.insert", (tenant, given) => database.write(insert(database, types, tenant, given))),
  find: Span.named("ResourceStore.find", (tenant, type, id) => database.read(find(database, tenant, type, id))),
  findHeld: Span.named("ResourceStore.findHeld", (tenant, type, id) =>
    database.read(findHeld(database, tenant, type, id))
  ),
  update: (tenant, type, id, now, decide) =>
    database
      .write(update(database, scopeOf(database, types, tenant, type, ""), id, now, decide))
      .pipe(Span.within("ResourceStore.update")),
  remove: (tenant, type, id, now, keep, decide) =>
    database.write(remove(database, tenant, type, id, now, keep, decide)).pipe(Span.within("ResourceStore.remove")),
  query: Span.named("ResourceStore.query", (tenant, asked) => database.read(query(database, types, tenant, asked))),
  members: Span.named("ResourceStore.members", (tenant, groups) =>
    groups.length === 0 ? none : database.read(MembershipLists.members(database, tenant, groups))
  ),
  memberships: Span.named("ResourceStore.memberships", (tenant, ids) =>
    ids.length === 0 ? none : database.read(MembershipLists.memberships(database, tenant, ids))
  ),
  references: Span.named("ResourceStore.references", (tenant, ids) =>
    ids.length === 0 ? none : database.read(references(database, tenant, ids))
  )
})

const none: Effect.Effect<ReadonlyMap<string, never>> = Effect.succeed(new Map<string, never>())

const scopeOf = (
  { sql, dialect }: Database.Database,
  types: Types,
  tenant: string,
  type: ResourceType.ResourceType,
  base: string
): Scope => ({ sql, dialect, tenant, type, base, types })

const insert = Effect.fnUntraced(function* (
  database: Database.Database,
  types: Types,
  tenant: string,
  { type, id, document, members, unknownMembers, now }: Insert
) {
  const resource: Resource.Resource = { type, id, version: 1, created: now, lastModified: now, document }
  yield* ResourceRows.insert(database, tenant, resource)
  const scope = scopeOf(database, types, tenant, type, "")
  const { added, waiting } = yield* Memberships.apply(database, scope, id, members, unknownMembers).pipe(
    // The members of a new group are given and never replaced, so no stage asks for a member that must be there.
    Effect.catchTag("NoTarget", (error) => Effect.die(error))
  )
  const holders = yield* Memberships.adopt(database, tenant, resource)
  yield* ResourceRows.touch(database, tenant, holders, now, { membersAdded: [id] })
  const attributes = ResourceRows.changedAttributes(type, {}, document)
  yield* ResourceRows.event(database, tenant, "created", resource, now, told(attributes, added, []))
  const inserted: Inserted = { resource, waiting }
  return inserted
})

const told = (
  attributes: ReadonlyArray<string>,
  membersAdded: ReadonlyArray<string>,
  membersRemoved: ReadonlyArray<string>
): ResourceRows.Told => ({
  ...(attributes.length > 0 ? { attributes } : {}),
  ...(membersAdded.length > 0 ? { membersAdded } : {}),
  ...(membersRemoved.length > 0 ? { membersRemoved } : {})
})

const find = ({ rows }: Database.Database, tenant: string, type: ResourceType.ResourceType, id: string) =>
  Effect.map(rows(ResourceRows.byId(tenant, id, type.name)), ([row]) =>
    Option.map(Option.fromNullable(row), (found) => ResourceRows.decode(type, found))
  )

const findHeld = Effect.fnUntraced(function* (
  database: Database.Database,
  tenant: string,
  type: ResourceType.ResourceType,
  id: string
) {
  const [row] = yield* database.rows(heldById(tenant, id, type.name))
  if (row === undefined) return Option.none<Held>()
  const memberships = yield* MembershipLists.above(database, tenant, [row])
  return Option.some<Held>({ resource: ResourceRows.decode(type, row), memberships })
})

const heldById = Statement.template((maker, tenant: string, id: string, type: string) => {
  const { sql } = maker
  return sql<ResourceRows.Row & MembershipLists.HeldRow>`
    SELECT ${sql.literal(ResourceRows.columns)}, ${MembershipLists.direct(maker)} FROM resource AS r
    WHERE r.tenant = ${tenant} AND r.id = ${id} AND r.type = ${type}`
})

const update = Effect.fnUntraced(function* <C extends Change, E>(
  database: Database.Database,
  scope: Scope,
  id: string,
  now: number,
  decide: (resource: Resource.Resource) => Either.Either<C, E>
) {
  const { tenant, type } = scope
  const locked = yield* ResourceRows.lock(database, tenant, type, id, "update")
  if (Option.isNone(locked)) return Option.none<Changed<C>>()
  const before = locked.value
  const change = yield* decide(before)
  const outcome = yield* Memberships.apply(
    database,
    { ...scope, base: change.base },
    id,
    change.members,
    change.unknownMembers
  )
  const { waiting } = outcome
  const document =
    change.document === undefined || Json.equals(change.document, before.document) ? before.document : change.document
  const changed = document !== before.document || outcome.added.length + outcome.removed.length > 0
  if (!changed) return Option.some<Changed<C>>({ resource: before, changed, waiting, change })
  const resource: Resource.Resource = { ...before, version: before.version + 1, lastModified: now, document }
  yield* ResourceRows.update(database, tenant, before, resource)
  if (document.externalId !== before.document.externalId) {
    const holders = yield* Memberships.adopt(database, tenant, resource)
    yield* ResourceRows.touch(database, tenant, holders, now, { membersAdded: [id] })
  }
  const attributes = ResourceRows.changedAttributes(type, before.document, document)
  const event = told(attributes, outcome.added, outcome.removed)
  yield* ResourceRows.event(database, tenant, "updated", resource, now, event)
  return Option.some<Changed<C>>({ resource, changed, waiting, change })
})

const remove = Effect.fnUntraced(function* <E>(
  database: Database.Database,
  tenant: string,
  type: ResourceType.ResourceType,
  id: string,
  now: number,
  keep: boolean,
  decide: (resource: Resource.Resource) => Either.Either<void, E>
) {
  const locked = yield* ResourceRows.lock(database, tenant, type, id, "removal")
  if (Option.isNone(locked)) return false
  yield* decide(locked.value)
  const holders = yield* Memberships.forget(database, tenant, id)
  yield* ResourceRows.remove(database, tenant, locked.value, now, keep)
  yield* ResourceRows.touch(database, tenant, holders, now, { membersRemoved: [id] })
  yield* ResourceRows.event(database, tenant, "deleted", locked.value, now, {})
  return true
})

const query = Effect.fnUntraced(function* (
  database: Database.Database,
  types: Types,
  tenant: string,
  { type, filter, sort, offset, limit, base, memberships = false }: Query
) {
  const { rows, sql } = database
  const scope = scopeOf(database, types, tenant, type, base)
  const matching = sql`FROM resource AS r WHERE r.tenant = ${tenant} AND r.type = ${type.name}
    ${filter === undefined ? sql.literal("") : sql`AND ${SqlFilter.compile(scope, filter)}`}`
  const count = rows(sql<{ readonly total: number }>`SELECT COUNT(*) AS total ${matching}`).pipe(
    Effect.map(([row]) => Number(row?.total ?? 0))
  )
  if (limit === 0) return page(yield* count, [])
  // One more than asked for shows whether the page is the last one, and then there is nothing to count.
  // A database may work a column out for all that match before it leaves a page of them: only few may match, then.
  const along = memberships && filter !== undefined && KeyLookup.findsFew(filter)
  const held = along ? sql`, ${MembershipLists.direct(database)}` : sql.literal("")
  const found = yield* rows(
    sql<ResourceRows.Row & MembershipLists.HeldRow>`SELECT ${sql.literal(ResourceRows.columns)}${held} ${matching}
      ORDER BY ${SqlSort.compile(scope, sort)} LIMIT ${limit + 1} OFFSET ${offset}`
  )
  const shown = found.slice(0, limit)
  const resources = shown.map((row) => ResourceRows.decode(type, row))
  const above = along ? { memberships: yield* MembershipLists.above(database, tenant, shown) } : {}
  const isLast = found.length <= limit && (found.length > 0 || offset === 0)
  return { ...page(isLast ? offset + found.length : yield* count, resources), ...above }
})

const page = (total: number, resources: ReadonlyArray<Resource.Resource>): Page => ({ total, resources })

const references = ({ rows }: Database.Database, tenant: string, ids: ReadonlyArray<string>) =>
  Effect.map(
    rows(referenced(tenant, JSON.stringify(ids))),
    (found): ReadonlyMap<string, Resource.Referenced> =>
      new Map(found.map(({ id, type, name }) => [id, name === null ? { type } : { type, displayName: name }]))
  )

interface ReferencedRow {
  readonly id: string
  readonly type: string
  readonly name: string | null
}

const referenced = Statement.template(
  ({ sql, dialect }, tenant: string, ids: string) =>
    sql<ReferencedRow>`
      SELECT r.id, r.type, ${dialect.text(sql.literal("r.document"), ["displayName"])} AS name FROM resource AS r
      WHERE r.tenant = ${tenant} AND r.id IN ${dialect.set(sql`${ids}`)}`
)
