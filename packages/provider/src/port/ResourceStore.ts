/**
 * What storage must do for resources. Every call names its tenant, and nothing of another tenant is ever seen.
 *
 * A filter is answered by the database or refused; a change and its event commit together; the cost of a change is the
 * size of the change. The cases of `@rollcall/contract` hold an implementation to all of it that an answer shows.
 */
import type {
  AttributePath,
  Cursor,
  Filter,
  MemberChanges,
  References,
  Resource,
  ResourceType,
  ScimError
} from "@rollcall/core"
import { Context, type Effect, type Either, type Option } from "effect"
import type { Origin } from "../Origin.ts"

/** The database cannot be reached, is too busy, or failed: nothing was changed. Becomes 503, never 404. */
export type StoreError = ScimError.ServiceUnavailable

/** What is recorded of a change beside what it changes. */
export interface Recording {
  /** Absent where nobody is to be named. */
  readonly origin?: Origin
  /** False where nothing but the names of attributes is to be recorded; values are where this is absent. */
  readonly values?: boolean
}

export interface Insert extends Recording {
  readonly type: ResourceType.ResourceType
  readonly id: string
  readonly document: Resource.Resource["document"]
  readonly members: ReadonlyArray<Resource.Member>
  /** What to do with members that are not known. */
  readonly unknownMembers: "wait" | "refuse"
  /** What the document refers to and must be there; absent where it refers to nothing. */
  readonly references?: ReadonlyArray<References.Reference>
  /**
   * The ids of resources that come later in the same transaction, each with the name of its type: they count as known, and
   * as members they wait.
   */
  readonly expected?: ReadonlyMap<string, string>
  /** Milliseconds since 1970. */
  readonly now: number
}

/** What a change makes of a resource. What makes no difference is not written, and the version stays. */
export interface Change extends Recording {
  /** The new document; one that equals what is there changes nothing. */
  readonly document?: Resource.Resource["document"]
  readonly members: MemberChanges.MemberChanges
  readonly unknownMembers: "wait" | "refuse"
  /** What the new document refers to that the old one did not. */
  readonly references?: ReadonlyArray<References.Reference>
  readonly expected?: ReadonlyMap<string, string>
  /** As in a query: member filters on locations compare with it. */
  readonly base: string
}

/** Why a new resource is refused. */
export type InsertError = ScimError.Uniqueness | ScimError.InvalidValue

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

/** What is asked of the resources of one type. */
export interface Source {
  readonly type: ResourceType.ResourceType
  readonly filter?: Filter.ResolvedFilter
  /** What they are sorted by; it ends at a simple attribute. Absent: they have no value to be sorted by. */
  readonly sortBy?: AttributePath.AttributePath
}

export interface Query {
  /** At least one; those of one type come from one source. */
  readonly sources: ReadonlyArray<Source>
  /**
   * Which way they are sorted, resources without a value last in ascending and first in descending order, and those of
   * one value by their ids. Absent: in the order in which they were made.
   */
  readonly order?: "ascending" | "descending"
  readonly from: Start
  /** How many resources to answer; 0 answers the total alone. */
  readonly limit: number
  /** False where nobody wants to know how many match. */
  readonly counted?: boolean
  /** The absolute URI of the SCIM base, without a slash at the end: filters on locations compare with it. */
  readonly base: string
  /** True where the groups above the resources are wanted as well. */
  readonly memberships?: boolean
}

/** The query for resources of one type, oldest first: the first thousand where nothing else is asked for. */
export const queryOf = (
  type: ResourceType.ResourceType,
  asked: { readonly filter?: Filter.ResolvedFilter; readonly offset?: number; readonly limit?: number } = {}
): Query => {
  const { filter, offset = 0, limit = 1_000 } = asked
  const source = filter === undefined ? { type } : { type, filter }
  return { sources: [source], from: { _tag: "Offset", offset }, limit, base: "" }
}

/** Where a page begins: behind so many matches, or right behind a place in the order, or right before one, backwards. */
export type Start =
  | { readonly _tag: "Offset"; readonly offset: number }
  | { readonly _tag: "After"; readonly position: Cursor.Position }
  | { readonly _tag: "Before"; readonly position: Cursor.Position }

/** The groups above resources, directly or through others, by the ids of the resources; none for one that is not named. */
export type Memberships = ReadonlyMap<string, ReadonlyArray<Resource.Membership>>

export interface Page {
  /** How many match; counted where the page begins at an offset and the query wants it, and else not asked for. */
  readonly total?: number
  /** In the order of the query, whichever way they were looked for. */
  readonly resources: ReadonlyArray<Resource.Resource>
  /** The places of the first and the last of them; absent where there are none. */
  readonly ends?: { readonly first: Cursor.Position; readonly last: Cursor.Position }
  /** Whether there are more matches in the direction in which these were looked for. */
  readonly hasMore: boolean
  /** There when they were wanted and could be read along. */
  readonly memberships?: Memberships
}

export interface Held {
  readonly resource: Resource.Resource
  readonly memberships: Memberships
}

/** A part of a group's members. */
export interface MemberPage {
  /** In the order of their ids. */
  readonly members: ReadonlyArray<Resource.Member>
  readonly hasMore: boolean
}

/** A resource that was put aside when it was removed. */
export interface Kept {
  /** As it was last, but deactivated. */
  readonly resource: Resource.Resource
  /** Milliseconds since 1970. */
  readonly removed: number
}

/** Where a removal stands among those that were put aside. */
export interface KeptPosition {
  readonly removed: number
  readonly id: string
}

export interface KeptPage {
  /** The latest removal first; those of one instant by their ids, the greatest first. */
  readonly kept: ReadonlyArray<Kept>
  readonly hasMore: boolean
}

/** What a resource is that comes back. */
export interface Restoration extends Recording {
  readonly document: Resource.Resource["document"]
  /** What the document refers to and must be there. */
  readonly references?: ReadonlyArray<References.Reference>
}

/** How many resources of a type there are, and how many of them are inactive. */
export interface Count {
  readonly type: string
  readonly total: number
  readonly inactive: number
}

export class ResourceStore extends Context.Tag("rollcall/provider/ResourceStore")<
  ResourceStore,
  {
    /**
     * Stores new resources, each by itself, in a number of statements that does not depend on how many there are. One is
     * refused with uniqueness when a unique value is taken, be it by an earlier one of the same call or by somebody who
     * inserts at the same time, and with invalidValue for members that are not known and must be, or a reference to nothing;
     * then nothing is left of it. Answers in the order given. A group may have later ones as members.
     */
    readonly insert: (
      tenant: string,
      inserts: ReadonlyArray<Insert>
    ) => Effect.Effect<ReadonlyArray<Either.Either<Inserted, InsertError>>, StoreError>
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
     * The groups that it leaves get a new version by the same recording.
     */
    readonly remove: <E>(
      tenant: string,
      type: ResourceType.ResourceType,
      id: string,
      now: number,
      keep: boolean,
      decide: (resource: Resource.Resource) => Either.Either<void, E>,
      recording?: Recording
    ) => Effect.Effect<boolean, E | StoreError>
    /** What was put aside of a type: the latest removals, or those behind a place among them. */
    readonly kept: (
      tenant: string,
      type: ResourceType.ResourceType,
      from: { readonly after?: KeptPosition; readonly limit: number }
    ) => Effect.Effect<KeptPage, StoreError>
    /**
     * Brings back what was put aside, in the next version; none when nothing of this id is. `decide` says what it is from
     * now on, or refuses. It is a member of the groups that wait for it and of no others. Where a unique value is taken
     * meanwhile, or a reference leads to nothing, it stays where it is.
     */
    readonly restore: <E>(
      tenant: string,
      type: ResourceType.ResourceType,
      id: string,
      now: number,
      decide: (kept: Kept) => Either.Either<Restoration, E>
    ) => Effect.Effect<Option.Option<Resource.Resource>, E | InsertError | StoreError>
    /**
     * Runs operations of this store in one transaction: all of them are stored, or none where the effect fails. An
     * operation that fails leaves nothing behind, and those around it go on. It may run several times, so it does
     * nothing but to use the store and to return a value.
     */
    readonly atomically: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E | StoreError, R>
    /** The versions of resources of these ids; ids that name nothing are left out. One statement. */
    readonly versions: (
      tenant: string,
      ids: ReadonlyArray<string>
    ) => Effect.Effect<ReadonlyMap<string, number>, StoreError>
    readonly query: (tenant: string, query: Query) => Effect.Effect<Page, StoreError>
    /** The members of each of these groups, in a stable order. One statement. */
    readonly members: (
      tenant: string,
      groups: ReadonlyArray<string>
    ) => Effect.Effect<ReadonlyMap<string, ReadonlyArray<Resource.Member>>, StoreError>
    /** How many members each of these groups has; groups without any are left out. One statement, which answers no member. */
    readonly memberCounts: (
      tenant: string,
      groups: ReadonlyArray<string>
    ) => Effect.Effect<ReadonlyMap<string, number>, StoreError>
    /** The first members of a group, or those behind the member of that id. It costs what it answers. */
    readonly memberPage: (
      tenant: string,
      group: string,
      from: { readonly after?: string; readonly limit: number }
    ) => Effect.Effect<MemberPage, StoreError>
    /** The groups that hold each of these resources, directly or through others. One statement. */
    readonly memberships: (tenant: string, ids: ReadonlyArray<string>) => Effect.Effect<Memberships, StoreError>
    /** Counts the resources of each type that there are any of. It reads indexes and no resource. */
    readonly census: (tenant: string) => Effect.Effect<ReadonlyArray<Count>, StoreError>
    /** What resources of these ids show of themselves; ids that name nothing are left out. One statement. */
    readonly references: (
      tenant: string,
      ids: ReadonlyArray<string>
    ) => Effect.Effect<ReadonlyMap<string, Resource.Referenced>, StoreError>
  }
>() {}
