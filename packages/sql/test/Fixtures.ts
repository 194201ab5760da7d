/** Short names for what the tests store and ask. Times are milliseconds since 1970. */
import {
  EnterpriseUserSchema,
  FilterParser,
  FilterResolver,
  type Json,
  MemberChanges,
  Policy,
  type Resource,
  type ResourceType,
  SchemaRegistry,
  Sorting
} from "@rollcall/core"
import { type Change, type Insert, type Query, ResourceStore } from "@rollcall/provider"
import { Effect, Either } from "effect"

export const { user, group } = SchemaRegistry

export const tenant = "acme"

export const base = "https://scim.example/v2"

export const adding = (...ids: ReadonlyArray<string>): MemberChanges.MemberChanges =>
  MemberChanges.add(
    MemberChanges.none,
    ids.map((value) => ({ value }))
  )

/** A resource as it is after its insertion, at the time 1. */
export const resource = (
  type: ResourceType.ResourceType,
  id: string,
  document: Json.JsonObject,
  later: Partial<Resource.Resource> = {}
): Resource.Resource => ({ type, id, version: 1, created: 1, lastModified: 1, document, ...later })

export const insert = (given: Pick<Insert, "type" | "id"> & Partial<Insert>, into = tenant) =>
  Effect.flatMap(ResourceStore, (store) =>
    store.insert(into, { document: {}, members: MemberChanges.none, unknownMembers: "wait", now: 1, ...given })
  )

export const insertUser = (id: string, document: Json.JsonObject = { userName: id }) =>
  insert({ type: user, id, document })

export const insertGroup = (id: string, members: ReadonlyArray<string> = [], document: Json.JsonObject = {}) =>
  insert({ type: group, id, document: { displayName: id, ...document }, members: adding(...members) })

/** Changes the resource at the time 2. */
export const update = (type: ResourceType.ResourceType, id: string, change: Partial<Change>) =>
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

export const filterOf = (type: ResourceType.ResourceType, text: string) =>
  Either.gen(function* () {
    const { filter } = yield* FilterParser.parse(text)
    return (yield* FilterResolver.resolve(filter, type, Policy.strict)).filter
  }).pipe(Either.getOrThrow)

interface Asked extends Partial<Pick<Query, "offset" | "limit">> {
  readonly filter?: string
  readonly sortBy?: string
  readonly sortOrder?: Sorting.Sorting["order"]
}

export const queryOf = (type: ResourceType.ResourceType, { filter, sortBy, sortOrder, ...asked }: Asked): Query => ({
  type,
  ...(filter === undefined ? {} : { filter: filterOf(type, filter) }),
  ...(sortBy === undefined ? {} : { sort: Either.getOrThrow(Sorting.resolve(sortBy, sortOrder ?? "ascending", type)) }),
  offset: 0,
  limit: 100,
  base,
  ...asked
})

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
export const memberFilter = (text: string) =>
  Either.gen(function* () {
    const { filter } = yield* FilterParser.parse(text)
    const members = yield* SchemaRegistry.resolve(group, "members")
    if (members._tag === "Extension") return yield* Either.left(members)
    return (yield* FilterResolver.resolveElement(filter, members.path, Policy.strict)).filter
  }).pipe(Either.getOrThrow)
