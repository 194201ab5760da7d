/**
 * What storage must do for those who want to hear of changes, and for those who ask later who made them. Changes are
 * recorded by the ResourceStore, each with what it changes; here they are read.
 */
import type { Event } from "@rollcall/core"
import { Context, type Effect } from "effect"
import type { HistoryEntry } from "../HistoryEntry.ts"
import type { StoreError } from "./ResourceStore.ts"

/** Whose history is asked for, and which part of it. */
export interface HistoryQuery {
  /** The name of the type, and the id. */
  readonly type: string
  readonly id: string
  readonly before?: number
  readonly limit: number
}

/** Which changes are asked for from the newest on. */
export interface NewestQuery {
  readonly before: number
  readonly limit: number
  /** Those of one resource alone. */
  readonly resource?: Pick<Event.Recorded["resource"], "type" | "id">
}

export class EventStore extends Context.Tag("rollcall/provider/EventStore")<
  EventStore,
  {
    /**
     * At most `limit` changes of the tenant behind that number, in their order. None is ever passed over: one that is not
     * committed yet is waited for before any is answered that counts higher.
     */
    readonly after: (
      tenant: string,
      seq: number,
      limit: number
    ) => Effect.Effect<ReadonlyArray<Event.Recorded>, StoreError>
    /** The number behind which changes of the tenant are still to come; 0 before the first one. */
    readonly end: (tenant: string) => Effect.Effect<number, StoreError>
    /** The changes of the tenant that count lower than that number, newest first. */
    readonly newest: (tenant: string, query: NewestQuery) => Effect.Effect<ReadonlyArray<Event.Recorded>, StoreError>
    /** The changes of one resource, newest first, whether it is still there or not; those before that number, where it is given. */
    readonly history: (tenant: string, query: HistoryQuery) => Effect.Effect<ReadonlyArray<HistoryEntry>, StoreError>
    /** Forgets the tenant's changes before that time, in milliseconds since 1970; answers how many. */
    readonly prune: (tenant: string, before: number) => Effect.Effect<number, StoreError>
    /** Forgets the values of the tenant's changes before that time, and keeps what happened and who did it; answers of how many. */
    readonly forget: (tenant: string, before: number) => Effect.Effect<number, StoreError>
  }
>() {}
