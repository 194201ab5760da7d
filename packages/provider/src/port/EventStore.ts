/**
 * What storage must do for those who want to hear of changes. Changes are recorded by the ResourceStore, each with what it
 * changes; here they are read.
 */
import type { Event } from "@rollcall/core"
import { Context, type Effect } from "effect"
import type { StoreError } from "./ResourceStore.ts"

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
    /** Forgets the tenant's changes before that time, in milliseconds since 1970; answers how many. */
    readonly prune: (tenant: string, before: number) => Effect.Effect<number, StoreError>
  }
>() {}
