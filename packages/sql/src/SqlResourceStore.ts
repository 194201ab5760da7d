/**
 * Resources in a database: the ResourceStore port over @effect/sql. Each change is one short transaction in which the
 * resource, its keys, its memberships and its event come about together or not at all.
 */
import type { SqlClient } from "@effect/sql"
import { Json, type Resource, type ResourceType, SchemaRegistry } from "@rollcall/core"
import {
  type Change,
  type Changed,
  type Insert,
  type InsertError,
  type Inserted,
  ResourceStore
} from "@rollcall/provider"
import { Effect, Either, Layer, Option } from "effect"
import * as Adoption from "./Adoption.ts"
import type { Scope } from "./AttributeValues.ts"
import * as Database from "./Database.ts"
import type * as Dialect from "./Dialect.ts"
import * as Events from "./Events.ts"
import * as MembershipLists from "./MembershipLists.ts"
import * as Memberships from "./Memberships.ts"
import * as ReferenceCheck from "./ReferenceCheck.ts"
import * as ResourceRows from "./ResourceRows.ts"
import * as SqlQuery from "./SqlQuery.ts"

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
  insert: Effect.fn("ResourceStore.insert")((tenant, inserts) =>
    database.write(insert(database, types, tenant, inserts))
  ),
  find: Effect.fn("ResourceStore.find")((tenant, type, id) => database.read(find(database, tenant, type, id))),
  update: (tenant, type, id, now, decide) =>
    database
      .write(update(database, scopeOf(database, types, tenant, type, ""), id, now, decide))
      .pipe(Effect.withSpan("ResourceStore.update", { captureStackTrace: false })),
  remove: (tenant, type, id, now, keep, decide) =>
    database
      .write(remove(database, tenant, type, id, now, keep, decide))
      .pipe(Effect.withSpan("ResourceStore.remove", { captureStackTrace: false })),
  atomically: (effect) =>
    database.write(effect).pipe(Effect.withSpan("ResourceStore.atomically", { captureStackTrace: false })),
  versions: Effect.fn("ResourceStore.versions")((tenant, ids) =>
    ids.length === 0 ? nothing : database.read(versions(database, tenant, ids))
  ),
  query: Effect.fn("ResourceStore.query")((tenant, query) =>
    database.read(SqlQuery.run(database, tenant, query, (type) => scopeOf(database, types, tenant, type, query.base)))
  ),
  members: Effect.fn("ResourceStore.members")((tenant, groups) =>
    groups.length === 0 ? nothing : database.read(MembershipLists.members(database, tenant, groups))
  ),
  memberships: Effect.fn("ResourceStore.memberships")((tenant, ids) =>
    ids.length === 0 ? nothing : database.read(MembershipLists.memberships(database, tenant, ids))
  ),
  references: Effect.fn("ResourceStore.references")((tenant, ids) =>
    ids.length === 0 ? nothing : database.read(references(database, tenant, ids))
  )
})

const nothing: Effect.Effect<ReadonlyMap<string, never>> = Effect.succeed(new Map<string, never>())

const none: ReadonlyMap<string, string> = new Map()

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
  inserts: ReadonlyArray<Insert>
) {
  const [first] = inserts
  if (first === undefined) return []
  const given = inserts.map((insert) => ({ insert, resource: resourceOf(insert) }))
  const refused = new Map<string, InsertError>(
    yield* ResourceRows.insertAll(
      database,
      tenant,
      given.map(({ resource }) => resource)
    )
  )
  const lost = yield* ReferenceCheck.refusals(
    database,
    tenant,
    inserts.filter(({ id }) => !refused.has(id))
  )
  yield* discard(database, tenant, [...lost.keys()])
  for (const [id, error] of lost) refused.set(id, error)
  const beginnings = inserts
    .filter(({ id, members }) => members.length > 0 && !refused.has(id))
    .map(({ id, ...insert }) => ({ group: id, ...insert }))
  const scope = scopeOf(database, types, tenant, first.type, "")
  const filled = yield* Memberships.fill(database, scope, beginnings)
  yield* discard(database, tenant, [...filled.refused.keys()])
  for (const [id, error] of filled.refused) refused.set(id, error)
  const arrived = given.filter(({ resource }) => !refused.has(resource.id))
  yield* welcome(
    database,
    tenant,
    arrived.map(({ resource }) => resource),
    first.now
  )
  const events = arrived.map(({ resource }): Events.Event => {
    const attributes = Events.changedAttributes(resource.type, {}, resource.document)
    return { kind: "created", resource, told: told(attributes, filled.outcomes.get(resource.id)?.added ?? [], []) }
  })
  yield* Events.tell(database, tenant, events, first.now)
  return given.map(({ resource }): Either.Either<Inserted, InsertError> => {
    const refusal = refused.get(resource.id)
    const waiting = filled.outcomes.get(resource.id)?.waiting ?? []
    return refusal === undefined ? Either.right({ resource, waiting }) : Either.left(refusal)
  })
})

const resourceOf = ({ type, id, document, now }: Insert): Resource.Resource => ({
  type,
  id,
  version: 1,
  created: now,
  lastModified: now,
  document
})

/** Takes away what is there of new groups that cannot stay. */
const discard = Effect.fnUntraced(function* (database: Database.Database, tenant: string, ids: ReadonlyArray<string>) {
  if (ids.length === 0) return
  yield* Memberships.discard(database, tenant, ids)
  yield* ResourceRows.discard(database, tenant, ids)
})

/** The groups that waited for these resources get them as members. */
const welcome = Effect.fnUntraced(function* (
  database: Database.Database,
  tenant: string,
  resources: ReadonlyArray<Resource.Resource>,
  now: number
) {
  const adopted = yield* Adoption.adopt(database, tenant, resources)
  const changes = new Map(Array.from(adopted, ([group, ids]) => [group, told([], ids, [])]))
  yield* Events.touch(database, tenant, changes, now)
})

const told = (
  attributes: ReadonlyArray<string>,
  membersAdded: ReadonlyArray<string>,
  membersRemoved: ReadonlyArray<string>
): Events.Told => ({
  ...(attributes.length > 0 ? { attributes } : {}),
  ...(membersAdded.length > 0 ? { membersAdded } : {}),
  ...(membersRemoved.length > 0 ? { membersRemoved } : {})
})

const find = ({ rows, sql }: Database.Database, tenant: string, type: ResourceType.ResourceType, id: string) =>
  rows(
    sql<ResourceRows.Row>`SELECT ${sql.literal(ResourceRows.columns)} FROM resource AS r
      WHERE r.tenant = ${tenant} AND r.id = ${id} AND r.type = ${type.name}`
  ).pipe(Effect.map(([row]) => Option.map(Option.fromNullable(row), (found) => ResourceRows.decode(type, found))))

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
  const { references = [], expected = none } = change
  for (const error of (yield* ReferenceCheck.refusals(database, tenant, [{ id, references, expected }])).values()) {
    return yield* error
  }
  const outcome = yield* Memberships.apply(database, { ...scope, base: change.base }, id, change.members, change)
  const { waiting } = outcome
  const document =
    change.document === undefined || Json.equals(change.document, before.document) ? before.document : change.document
  const changed = document !== before.document || outcome.added.length + outcome.removed.length > 0
  if (!changed) return Option.some<Changed<C>>({ resource: before, changed, waiting, change })
  const resource: Resource.Resource = { ...before, version: before.version + 1, lastModified: now, document }
  yield* ResourceRows.update(database, tenant, before, resource)
  if (document.externalId !== before.document.externalId) {
    yield* welcome(database, tenant, [resource], now)
  }
  const attributes = Events.changedAttributes(type, before.document, document)
  const difference = told(attributes, outcome.added, outcome.removed)
  yield* Events.tell(database, tenant, [{ kind: "updated", resource, told: difference }], now)
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
  const changes = new Map(holders.map((group) => [group, told([], [], [id])]))
  yield* Events.touch(database, tenant, changes, now)
  yield* Events.tell(database, tenant, [{ kind: "deleted", resource: locked.value, told: {} }], now)
  return true
})

const versions = ({ rows, sql, dialect }: Database.Database, tenant: string, ids: ReadonlyArray<string>) =>
  rows(
    sql<{ readonly id: string; readonly version: number }>`SELECT r.id, r.version FROM resource AS r
      WHERE r.tenant = ${tenant} AND r.id IN ${dialect.set(ids)}`
  ).pipe(
    Effect.map((found): ReadonlyMap<string, number> => new Map(found.map(({ id, version }) => [id, Number(version)])))
  )

const references = ({ rows, sql, dialect }: Database.Database, tenant: string, ids: ReadonlyArray<string>) =>
  rows(
    sql<{ readonly id: string; readonly type: string; readonly name: string | null }>`
      SELECT r.id, r.type, ${dialect.text(sql.literal("r.document"), ["displayName"])} AS name FROM resource AS r
      WHERE r.tenant = ${tenant} AND r.id IN ${dialect.set(ids)}`
  ).pipe(
    Effect.map(
      (found): ReadonlyMap<string, Resource.Referenced> =>
        new Map(found.map(({ id, type, name }) => [id, name === null ? { type } : { type, displayName: name }]))
    )
  )
