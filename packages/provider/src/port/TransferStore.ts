/**
 * What storage must do so that all that a tenant has can be moved: from one database to another, or to a file and back.
 * A service provider without it serves all the same.
 */
import type { Resource } from "@rollcall/core"
import { Context, type Effect, type Either } from "effect"
import type { Insert, InsertError, Inserted, Recording, StoreError } from "./ResourceStore.ts"

/** A membership by the ids of its two sides: memberships are ordered by the group, and those of a group by the member. */
export interface MembershipPosition {
  readonly group: string
  readonly member: string
}

export interface StoredMembership extends MembershipPosition {
  /** The name of the member's type; absent where the member waits for a resource of its name. */
  readonly type?: string
}

/** When a resource was made and changed, and how often. */
export type History = Pick<Resource.Resource, "version" | "created" | "lastModified">

/** A resource that was somewhere else before, with its history there. */
export interface Restored extends Insert {
  readonly history: History
}

export interface Enrolment {
  readonly group: string
  /** Ids, or the names under which members wait. */
  readonly members: ReadonlyArray<string>
  /** The version of the group that has these members. A group of another version gets a new one, as with any change. */
  readonly version?: number
}

export interface Enrolled {
  /** How many memberships are new; what waits is none yet. */
  readonly added: number
  /** The ids of groups that are not there. Nothing was done for them. */
  readonly lost: ReadonlyArray<string>
}

export class TransferStore extends Context.Tag("rollcall/provider/TransferStore")<
  TransferStore,
  {
    /** The memberships of all groups in their order, those that wait included, at most `limit` behind the place given. */
    readonly memberships: (
      tenant: string,
      limit: number,
      after?: MembershipPosition
    ) => Effect.Effect<ReadonlyArray<StoredMembership>, StoreError>
    /** As `ResourceStore.insert`, with another history than that of something new. */
    readonly restore: (
      tenant: string,
      inserts: ReadonlyArray<Restored>
    ) => Effect.Effect<ReadonlyArray<Either.Either<Inserted, InsertError>>, StoreError>
    /** Adds members to groups that are there, all or none, in a number of statements that does not depend on how many. */
    readonly enrol: (
      tenant: string,
      enrolments: ReadonlyArray<Enrolment>,
      now: number,
      recording?: Recording
    ) => Effect.Effect<Enrolled, StoreError>
  }
>() {}
