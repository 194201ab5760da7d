/**
 * What storage must do for resources. Every call names its tenant, and nothing of another tenant is ever seen.
 *
 * A filter is answered by the database or refused; a change and its event commit together; the cost of a change is the
 * size of the change. The contract suite of this package holds an implementation to all of it.
 */
import type { Filter, MemberChanges, Resource, ResourceType, ScimError, Sorting } from "@rollcall/core"
import { Context, type Effect, type Either, type Option } from "effect"

/** The database cannot be reached, is too busy, or failed: nothing was changed. Becomes 503, never 404. */
export type StoreError = ScimError.ServiceUnavailable

export interface Insert {
  readonly type: ResourceType.ResourceType
  readonly id: string
  readonly document: Resource.Resource["document"]
  readonly members: MemberChanges.MemberChanges
  /** What to do with members that are not known. */
  readonly unknownMembers: "wait" | "refuse"
  /** Milliseconds since 1970. */
  readonly now: number
}

/** What a change makes of a resource. What makes no difference is not written, and the version stays. */
export interface Change {
  /** The new document; one that equals what is there changes nothing. */
  readonly document?: Resource.Resource["document"]
  readonly members: MemberChanges.MemberChanges
  readonly unknownMembers: "wait" | "refuse"
  /** As in a query: member filters on locations compare with it. */
  readonly base: string
}

export interface Inserted {
  readonly resource: Resource.Resource
  /** The ids of members that are not known yet and wait for their resource. */
  readonly waiting: ReadonlyArray<string>
}

export interface Changed<C extends Change> extends Inserted {
  /** False when the change made no difference. */
  readonly changed: boolean
  /** What `decide` said in the end. */
  readonly change: C
}

export interface Query {
  readonly type: ResourceType.ResourceType
  readonly filter?: Filter.ResolvedFilter
  readonly sort?: Sorting.Sorting
  /** How many matches to pass over. */
  readonly offset: number
  /** How many resources to answer; 0 answers the total alone. */
  readonly limit: number
  /** The absolute URI of the SCIM base, without a slash at the end: filters on locations compare with it. */
  readonly base: string
  /** True where the groups above the resources are wanted as well. */
  readonly memberships?: boolean
}

/** The groups above resources, directly or through others, by the ids of the resources; none for one that is not named. */
export type Memberships = ReadonlyMap<string, ReadonlyArray<Resource.Membership>>

export interface Page {
  readonly total: number
  readonly resources: ReadonlyArray<Resource.Resource>
  /** There when they were wanted and could be read along. */
  readonly memberships?: Memberships
}

export interface Held {
  readonly resource: Resource.Resource
  readonly memberships: Memberships
}

export class ResourceStore extends Context.Tag("rollcall/provider/ResourceStore")<
  ResourceStore,
  {
    /** Fails with uniqueness when a unique value is taken, whoever else is inserting at the same time. */
    readonly insert: (
      tenant: string,
      insert: Insert
    ) => Effect.Effect<Inserted, ScimError.Uniqueness | ScimError.InvalidValue | StoreError>
    readonly find: (
      tenant: string,
      type: ResourceType.ResourceType,
      id: string
    ) => Effect.Effect<Option.Option<Resource.Resource>, StoreError>
    /** The same with the groups above it. */
    readonly findHeld: (
      tenant: string,
      type: ResourceType.ResourceType,
      id: string
    ) => Effect.Effect<Option.Option<Held>, StoreError>
    /**
     * Reads a resource, lets `decide` say what becomes of it, and writes that, while no other writer of the same
     * resource comes between. `decide` is pure and may be called again. None when there is no such resource.
     */
    readonly update: <C extends Change, E>(
      tenant: string,
      type: ResourceType.ResourceType,
      id: string,
      now: number,
      decide: (resource: Resource.Resource) => Either.Either<C, E>
    ) => Effect.Effect<
      Option.Option<Changed<C>>,
      E | ScimError.Uniqueness | ScimError.NoTarget | ScimError.InvalidValue | StoreError
    >
    /**
     * Takes a resource away with its memberships; true when it was there. `decide` may refuse, seeing the resource.
     * With `keep` it is put aside, deactivated, where no query finds it and its unique values are free again.
     */
    readonly remove: <E>(
      tenant: string,
      type: ResourceType.ResourceType,
      id: string,
      now: number,
      keep: boolean,
      decide: (resource: Resource.Resource) => Either.Either<void, E>
    ) => Effect.Effect<boolean, E | StoreError>
    readonly query: (tenant: string, query: Query) => Effect.Effect<Page, StoreError>
    /** The members of each of these groups, in a stable order. One statement. */
    readonly members: (
      tenant: string,
      groups: ReadonlyArray<string>
    ) => Effect.Effect<ReadonlyMap<string, ReadonlyArray<Resource.Member>>, StoreError>
    /** The groups that hold each of these resources, directly or through others. One statement. */
    readonly memberships: (tenant: string, ids: ReadonlyArray<string>) => Effect.Effect<Memberships, StoreError>
    /** What resources of these ids show of themselves; ids that name nothing are left out. One statement. */
    readonly references: (
      tenant: string,
      ids: ReadonlyArray<string>
    ) => Effect.Effect<ReadonlyMap<string, Resource.Referenced>, StoreError>
  }
>() {}
