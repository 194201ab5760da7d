/**
 * One change in the history of a resource, for the administrator of a tenant: what happened, who did it, by which request,
 * and the values before and after for as long as the tenant keeps them.
 */
import type { Event, ValueChange } from "@rollcall/core"
import type { Actor } from "./Origin.ts"

export interface HistoryEntry extends Event.Told {
  /** The number of the change, as its events have it. */
  readonly seq: number
  readonly change: Event.Change
  /** The version that the change made; of what was deleted the last one. */
  readonly version: number
  /** Milliseconds since 1970. */
  readonly at: number
  /** Absent where nobody said who it was: an older server, or a program that writes by the port itself. */
  readonly actor?: Actor
  readonly request?: string
  /** Why a group changed that nobody asked to change: who it holds came, or went. */
  readonly because?: Cause
  /** Absent where they were never kept, or are forgotten. */
  readonly values?: ReadonlyArray<ValueChange.ValueChange>
}

/** The resource that joined had been waited for, or the one that left was deleted. */
export type Cause = "memberArrived" | "memberDeleted"
