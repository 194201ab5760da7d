/** Short names for what the cases store and ask, always in the tenant `acme`. Times are milliseconds since 1970. */
import {
  EnterpriseUserSchema,
  type Filter,
  FilterParser,
  FilterResolver,
  type Json,
  MemberChanges,
  Policy,
  type Resource,
  type ResourceType,
  SchemaRegistry,
  type ScimError,
  Sorting
} from "@rollcall/core"
import { type Change, type Changed, type Insert, type Query, ResourceStore, type Source } from "@rollcall/provider"
import { Effect, Either, type Option } from "effect"

export const { user, group } = SchemaRegistry

/** What the port is asked to do. */
export type Work = Effect.Effect<unknown, ScimError.ScimError, ResourceStore>

export const tenant = "acme"

export const base = "https://scim.example/v2"

export const membersOf = (...ids: ReadonlyArray<string>): ReadonlyArray<Resource.Member> =>
  ids.map((value) => ({ value }))

/** Where a page begins that nothing stands before. */
export const start = { _tag: "Offset", offset: 0 } as const

export const adding = (...ids: ReadonlyArray<string>): MemberChanges.MemberChanges =>
  MemberChanges.add(MemberChanges.none, membersOf(...ids))

/** A resource as it is after its insertion, at the time 1. */
export const resource = (
  type: ResourceType.ResourceType,
  id: string,
  document: Json.JsonObject,
  later: Partial<Resource.Resource> = {}
): Resource.Resource => ({ type, id, version: 1, created: 1, lastModified: 1, document, ...later })

export const insert = (given: Pick<Insert, "type" | "id"> & Partial<Insert>, into = tenant) =>
  Effect.flatMap(ResourceStore, (store) =>
    store.insert(into, [{ document: {}, members: [], unknownMembers: "wait", now: 1, ...given } as const])
  ).pipe(Effect.flatMap(([inserted]) => inserted ?? Effect.dieMessage("The store answered nothing.")))

export const insertUser = (id: string, document: Json.JsonObject = { userName: id }) =>
  insert({ type: user, id, document })

export const insertGroup = (id: string, members: ReadonlyArray<string> = [], document: Json.JsonObject = {}) =>
  insert({ type: group, id, document: { displayName: id, ...document }, members: membersOf(...members) })

/** Changes the resource at the time 2. */
export const update = (
  type: ResourceType.ResourceType,
  id: string,
  change: Partial<Change>
): Effect.Effect<Option.Option<Changed<Change>>, ScimError.ScimError, ResourceStore> =>
  Effect.flatMap(ResourceStore, (store) =>
    store.update(tenant, type, id, 2, () =>
      Either.right({ members: MemberChanges.none, unknownMembers: "wait", base: "", ...change } as const)
    )
  )

/** Takes the resource away at the time 3. */
export const remove = (type: ResourceType.ResourceType, id: string, keep = false) =>
  Effect.flatMap(ResourceStore, (store) => store.remove(tenant, type, id, 3, keep, () => Either.void))

export const find = (type: ResourceType.ResourceType, id: string) =>
  Effect.flatMap(ResourceStore, (store) => store.find(tenant, type, id))

export const filterOf = (type: ResourceType.ResourceType, text: string): Filter.ResolvedFilter =>
  Either.gen(function* () {
    const { filter } = yield* FilterParser.parse(text)
    return (yield* FilterResolver.resolve(filter, type, Policy.strict)).filter
  }).pipe(Either.getOrThrow)

export interface Asked {
  readonly filter?: string
  readonly sortBy?: string
  readonly sortOrder?: Sorting.Sorting["order"]
  readonly offset?: number
  readonly limit?: number
}

export const queryOf = (
  type: ResourceType.ResourceType,
  { filter, sortBy, sortOrder = "ascending", offset = 0, limit = 100 }: Asked
): Query => {
  const sort = sortBy === undefined ? undefined : Either.getOrThrow(Sorting.resolve(sortBy, sortOrder, type))
  const source: Source = {
    type,
    ...(filter === undefined ? {} : { filter: filterOf(type, filter) }),
    ...(sort === undefined ? {} : { sortBy: sort.path })
  }
  const order = sort === undefined ? {} : { order: sort.order }
  return { sources: [source], ...order, from: { _tag: "Offset", offset }, limit, base }
}

/** The total, and the ids on the page. */
export const query = (type: ResourceType.ResourceType, asked: Asked = {}) =>
  Effect.flatMap(ResourceStore, (store) => store.query(tenant, queryOf(type, asked))).pipe(
    Effect.map(({ total, resources }) => ({ total, ids: resources.map(({ id }) => id) }))
  )

/** The ids of a group's members. */
export const members = (id: string) =>
  Effect.flatMap(ResourceStore, (store) => store.members(tenant, [id])).pipe(
    Effect.map((found) => (found.get(id) ?? []).map(({ value }) => value))
  )

/** The groups above a resource, each as `direct g1`. */
export const memberships = (id: string) =>
  Effect.flatMap(ResourceStore, (store) => store.memberships(tenant, [id])).pipe(
    Effect.map((found) => (found.get(id) ?? []).map(({ type, value }) => `${type} ${value}`))
  )

/** A user's document with a manager. */
export const managedBy = (id: string): Json.JsonObject => ({ [EnterpriseUserSchema.urn]: { manager: { value: id } } })

/** The filter in the brackets behind `members`. */
export const memberFilter = (text: string): Filter.ResolvedFilter =>
  Either.gen(function* () {
    const { filter } = yield* FilterParser.parse(text)
    const members = yield* SchemaRegistry.resolve(group, "members")
    if (members._tag === "Extension") return yield* Either.left(members)
    return (yield* FilterResolver.resolveElement(filter, members.path, Policy.strict)).filter
  }).pipe(Either.getOrThrow)

/** Users, a group around a group, a manager, and members that wait. */
export const populate = (into: string) =>
  Effect.gen(function* () {
    const document = { userName: "u1", externalId: "e1", emails: [{ value: "u1@x.example" }] }
    yield* insert({ type: user, id: "u1", document }, into)
    yield* insert({ type: user, id: "u2", document: { userName: "u2", ...managedBy("u1") } }, into)
    const g1 = { displayName: "g1" }
    yield* insert({ type: group, id: "g1", document: g1, members: membersOf("u1", "u2", "u3", "e2", "g3") }, into)
    yield* insert({ type: group, id: "g2", document: { displayName: "g2" }, members: membersOf("g1") }, into)
  })

/** Every kind of change that the port has, to what `populate` has made. */
export const changes: Readonly<Record<string, Work>> = {
  "inserting a user who was waited for": insertUser("u3"),
  "inserting a user who was waited for under another name": insertUser("u4", { userName: "u4", externalId: "e2" }),
  "inserting a group": insertGroup("g3", ["u1", "u2", "nobody"]),
  "updating a user": update(user, "u1", { document: { userName: "other", externalId: "e2" } }),
  "updating a group": update(group, "g1", { document: { displayName: "changed" } }),
  "adding members": update(group, "g1", { members: adding("g2", "nobody") }),
  "removing members": update(group, "g1", { members: MemberChanges.remove([], ["u1", "u3"]) }),
  "removing members that match": update(group, "g1", {
    members: MemberChanges.removeWhere([], memberFilter('display eq "u1"'))
  }),
  "replacing members": update(group, "g1", { members: MemberChanges.replaceAll([{ value: "g2" }]) }),
  "removing a user": remove(user, "u1"),
  "keeping a user": remove(user, "u1", true),
  "removing a group": remove(group, "g1"),
  "restoring a user": Effect.zipRight(
    remove(user, "u1", true),
    Effect.flatMap(ResourceStore, (store) =>
      store.restore(tenant, user, "u1", 4, ({ resource: { document } }) => Either.right({ document }))
    )
  )
}
