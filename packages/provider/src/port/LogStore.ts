/**
 * What storage must do for the provisioning log. A service provider without one keeps no such log and works all the same.
 */
import { Context, type Effect, type Option } from "effect"
import type { LogEntry } from "../LogEntry.ts"
import type { StoreError } from "./ResourceStore.ts"

/** An entry with its number, by which people name it. Numbers grow, with gaps, and none comes twice. */
export interface Logged extends LogEntry {
  readonly seq: number
}

/** Where an entry stands: entries are ordered by time, and those of one millisecond by number. */
export type LogPosition = Pick<Logged, "time" | "seq">

/** What is asked of the log of one tenant. All that is given must be true of an entry. */
export interface LogQuery {
  readonly tenant: string
  readonly outcome?: "ok" | "failed"
  /** Stands somewhere in path, detail, resource, notes or the token's name, whatever its case. */
  readonly text?: string
  /** The id of a token. */
  readonly token?: string
  /** As tokens have it: `okta`. */
  readonly identityProvider?: string
  /** In capitals: `PATCH`. */
  readonly method?: string
  /** As entries have it: `User/2819c223`. Its history: what changed it and what failed, and no read that succeeded. */
  readonly resource?: string
  /** As its answer has it: `x-request-id`. Clients name requests too, so that several may have one name. */
  readonly request?: string
  /** Milliseconds since 1970: at that time or later. */
  readonly from?: number
  /** Milliseconds since 1970: before that time. */
  readonly to?: number
  /** Only entries behind this one. */
  readonly after?: LogPosition
  /** Only entries ahead of this one. */
  readonly before?: LogPosition
  readonly order: "newest" | "oldest"
  readonly limit: number
}

/** Which entries, but for how many of them and in which order. */
export type LogFilter = Omit<LogQuery, "order" | "limit" | "after" | "before">

/** From one time to another, which is no part of it. Milliseconds since 1970. */
export interface LogSpan {
  readonly from: number
  readonly to: number
}

export interface LogCount extends LogSpan {
  readonly requests: number
  /** Those that were refused or went wrong. */
  readonly failed: number
}

export class LogStore extends Context.Tag("rollcall/provider/LogStore")<
  LogStore,
  {
    /** Writes all of them, or none, in their order. */
    readonly append: (entries: ReadonlyArray<LogEntry>) => Effect.Effect<void, StoreError>
    /** The first entries of the order that are asked for, without their bodies. */
    readonly page: (query: LogQuery) => Effect.Effect<ReadonlyArray<Logged>, StoreError>
    /** One entry, with its bodies. */
    readonly find: (tenant: string, seq: number) => Effect.Effect<Option.Option<Logged>, StoreError>
    /** How many entries there are in each of these spans. It reads indexes and no entry. One statement. */
    readonly count: (
      tenant: string,
      spans: ReadonlyArray<LogSpan>
    ) => Effect.Effect<ReadonlyArray<LogCount>, StoreError>
    /** Takes away the oldest entries from before that time, at most `limit`; answers how many. */
    readonly prune: (tenant: string, before: number, limit: number) => Effect.Effect<number, StoreError>
  }
>() {}
