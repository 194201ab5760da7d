/**
 * Resources in a database: the ResourceStore port over @effect/sql. Each change is one short transaction in which the
 * resource, its keys, its memberships and its event come about together or not at all.
 */
import type { SqlClient } from "@effect/sql"
import { Json, type Resource, type ResourceType, SchemaRegistry } from "@rollcall/core"
import { type Change, type Changed, News, type Recording, ResourceStore, Span } from "@rollcall/provider"
import { Effect, type Either, Layer, Option } from "effect"
import * as Adoption from "./Adoption.ts"
import type { Scope } from "./AttributeValues.ts"
import * as Database from "./Database.ts"
import type * as Dialect from "./Dialect.ts"
import * as Events from "./Events.ts"
import * as Insertion from "./Insertion.ts"
import * as KeptRows from "./KeptRows.ts"
import * as Lookup from "./Lookup.ts"
import * as MembershipLists from "./MembershipLists.ts"
import * as MembershipRows from "./MembershipRows.ts"
import * as Memberships from "./Memberships.ts"
import * as ReferenceCheck from "./ReferenceCheck.ts"
import * as ResourceRows from "./ResourceRows.ts"
import * as Restoring from "./Restoring.ts"
import * as SqlQuery from "./SqlQuery.ts"

/** A store whose resources may be of these types: the locations of members and references are made of them. */
export const layerOf = (
  registry: SchemaRegistry.SchemaRegistry
): Layer.Layer<ResourceStore, Dialect.UnsupportedDatabase, SqlClient.SqlClient> =>
  Layer.effect(
    ResourceStore,
    Effect.map(Effect.all([Database.make, News.News]), ([database, news]) =>
      make(telling(database, news), registry.resourceTypes)
    )
  )

export const layer = layerOf(SchemaRegistry.standard)

/** The database, which says after each transaction of a change that there is something new in it. */
const telling = (database: Database.Database, { announce }: News.News["Type"]): Database.Database => ({
  ...database,
  write: (effect) => Effect.zipLeft(database.write(effect), announce)
})

type Types = ReadonlyArray<ResourceType.ResourceType>

const make = (database: Database.Database, types: Types): ResourceStore["Type"] => ({
  insert: Span.named("ResourceStore.insert", (tenant, inserts) =>
    database
      .write(Insertion.insert(database, { tenant, types }, inserts))
      .pipe(Effect.catchTag("NobodyArrived", ({ outcomes }) => Effect.succeed(outcomes)))
  ),
  find: Span.named("ResourceStore.find", (tenant, type, id) => database.read(Lookup.find(database, tenant, type, id))),
  findHeld: Span.named("ResourceStore.findHeld", (tenant, type, id) =>
    database.read(Lookup.findHeld(database, tenant, type, id))
  ),
  update: (tenant, type, id, now, decide) =>
    database
      .write(update(database, scopeOf(database, types, tenant, type, ""), id, now, decide))
      .pipe(Span.within("ResourceStore.update")),
  remove: (tenant, type, id, now, keep, decide, recording = {}) =>
    database
      .write(remove(database, tenant, type, id, now, keep, decide, recording))
      .pipe(Span.within("ResourceStore.remove")),
  kept: Span.named("ResourceStore.kept", (tenant, type, from) =>
    database.read(KeptRows.page(database, tenant, type, from))
  ),
  restore: (tenant, type, id, now, decide) =>
    database
      .write(Restoring.restore(database, tenant, type, id, now, decide))
      .pipe(Span.within("ResourceStore.restore")),
  atomically: (effect) => database.write(effect).pipe(Span.within("ResourceStore.atomically")),
  versions: Span.named("ResourceStore.versions", (tenant, ids) =>
    ids.length === 0 ? nothing : database.read(Lookup.versions(database, tenant, ids))
  ),
  query: Span.named("ResourceStore.query", (tenant, query) =>
    database.read(SqlQuery.run(database, tenant, query, (type) => scopeOf(database, types, tenant, type, query.base)))
  ),
  members: Span.named("ResourceStore.members", (tenant, groups) =>
    groups.length === 0 ? nothing : database.read(MembershipLists.members(database, tenant, groups))
  ),
  memberCounts: Span.named("ResourceStore.memberCounts", (tenant, groups) =>
    groups.length === 0 ? nothing : database.read(MembershipLists.memberCounts(database, tenant, groups))
  ),
  memberPage: Span.named("ResourceStore.memberPage", (tenant, group, from) =>
    database.read(MembershipLists.memberPage(database, tenant, group, from))
  ),
  memberships: Span.named("ResourceStore.memberships", (tenant, ids) =>
    ids.length === 0 ? nothing : database.read(MembershipLists.memberships(database, tenant, ids))
  ),
  census: Span.named("ResourceStore.census", (tenant) => database.read(Lookup.census(database, tenant))),
  references: Span.named("ResourceStore.references", (tenant, ids) =>
    ids.length === 0 ? nothing : database.read(Lookup.references(database, tenant, ids))
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
    yield* Adoption.welcome(database, tenant, [resource], now, change)
  }
  const members = Events.ofMembers(outcome.added, outcome.removed)
  const { told, ...kept } = Events.ofDocuments(type, before.document, document, change)
  const updated: Events.Change = { change: "updated", resource, told: { ...told, ...members }, ...kept }
  yield* Events.tell(database, tenant, [updated], now, change)
  return Option.some<Changed<C>>({ resource, changed, waiting, change })
})

const remove = Effect.fnUntraced(function* <E>(
  database: Database.Database,
  tenant: string,
  type: ResourceType.ResourceType,
  id: string,
  now: number,
  keep: boolean,
  decide: (resource: Resource.Resource) => Either.Either<void, E>,
  recording: Recording
) {
  const locked = yield* ResourceRows.lock(database, tenant, type, id, "removal")
  if (Option.isNone(locked)) return false
  yield* decide(locked.value)
  const holders = yield* MembershipRows.forget(database, tenant, id)
  yield* ResourceRows.remove(database, tenant, locked.value, now, keep)
  const changes = new Map(holders.map((group) => [group, Events.ofMembers([], [id])]))
  yield* Events.touch(database, tenant, changes, now, recording, "memberDeleted")
  const removed = Events.ofRemoved(locked.value, recording)
  yield* Events.tell(database, tenant, [{ change: "deleted", resource: locked.value, ...removed }], now, recording)
  return true
})
