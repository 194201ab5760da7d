/** What storage says of itself, for those who run the server. A service provider works without it. */
import { Context, type Effect } from "effect"
import type { StoreError } from "./ResourceStore.ts"

export interface Status {
  /** `SQLite` or `PostgreSQL`. */
  readonly product: string
  readonly version: string
  /** The steps to the tables of this release that the database has not taken. */
  readonly pending: ReadonlyArray<string>
}

export class StorageStatus extends Context.Tag("rollcall/provider/StorageStatus")<
  StorageStatus,
  {
    /** Asks the database, so that how long it takes tells something too. */
    readonly status: Effect.Effect<Status, StoreError>
  }
>() {}
