/**
 * Where processes tell one another how much of a budget of requests they have used. It is asked once for many requests
 * and no request waits for it. Where there is none, as with storage that one process has for itself, each process keeps
 * the limits alone.
 */
import { Context, type Effect } from "effect"
import type { StoreError } from "./ResourceStore.ts"

/** What one process has used since it told last. */
export interface Usage {
  readonly tenant: string
  /** The id of the token whose budget it is; empty for that of the tenant as a whole. */
  readonly token: string
  /** In milliseconds of the budget: at ten requests a second, each takes 100. A whole number. */
  readonly millis: number
  /** Milliseconds since 1970. */
  readonly now: number
}

export interface Ledger {
  /** Adds it to what all have used. Answers when, in milliseconds since 1970, the budget will be whole again. */
  readonly add: (usage: Usage) => Effect.Effect<number, StoreError>
}

export class RateLedger extends Context.Reference<RateLedger>()("rollcall/provider/RateLedger", {
  defaultValue: (): Ledger | undefined => undefined
}) {}
