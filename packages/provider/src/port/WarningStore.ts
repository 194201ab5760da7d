/**
 * What storage must do so that people are warned of the end of a token once, however many processes look after it. A
 * service provider that warns nobody needs none.
 */
import type { ExpiryWarning, Token } from "@rollcall/core"
import { Context, type Effect } from "effect"
import type { StoreError } from "./ResourceStore.ts"

/** A token that ends soon, with the warning that was given last, in days ahead. */
export interface Ending {
  readonly token: Token.Token
  readonly warned?: number
}

export class WarningStore extends Context.Tag("rollcall/provider/WarningStore")<
  WarningStore,
  {
    /** The tokens that expire after `from` and by `to` and are not revoked, the first to end first. */
    readonly ending: (from: number, to: number) => Effect.Effect<ReadonlyArray<Ending>, StoreError>
    /**
     * Notes that the warning is given, and records it as an event of that time. False, with nothing done, where that
     * warning or a later one was given before, or where the token no longer ends when it says.
     */
    readonly claim: (
      token: Token.Token,
      warning: ExpiryWarning.ExpiryWarning,
      now: number
    ) => Effect.Effect<boolean, StoreError>
  }
>() {}
