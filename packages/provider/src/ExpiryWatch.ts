/**
 * Tells people that a token is going to end, once for each threshold of `ExpiryWarning`, however many processes look:
 * whoever claims the warning gives it. What is done beside the line in the log belongs into the transaction of the claim.
 */
import { ExpiryWarning, type Token, TokenPolicy } from "@rollcall/core"
import { Clock, Effect, Schedule, type Scope } from "effect"
import type { StoreError } from "./port/ResourceStore.ts"
import { WarningStore } from "./port/WarningStore.ts"
import * as Span from "./Span.ts"

/** Nobody minds an hour of many days; a process that has just started looks at once. */
const lookMillis = 3_600_000

const daysMax = Math.max(...ExpiryWarning.thresholds)

/** What one newly passed threshold leads to, inside the transaction that claims it. It may run several times. */
export type Told = (token: Token.Token, warning: ExpiryWarning.ExpiryWarning) => Effect.Effect<void, StoreError>

const nothing: Told = () => Effect.void

/** Looks once; answers the warnings that this process gave. */
export const look: (told?: Told) => Effect.Effect<ReadonlyArray<Token.Token>, StoreError, WarningStore> =
  Effect.fnUntraced(function* (told = nothing) {
    const store = yield* WarningStore
    const now = yield* Clock.currentTimeMillis
    const given: Array<Token.Token> = []
    for (const { token, warned = Number.POSITIVE_INFINITY } of yield* store.ending(
      now,
      now + daysMax * TokenPolicy.day
    )) {
      const warning = ExpiryWarning.expiryWarning(token, now)
      if (warning === undefined || warning.days >= warned) continue
      // The line is written when the claim is committed: a transaction that is tried again would write it twice.
      if (!(yield* store.claim(token, warning.days, told(token, warning)))) continue
      yield* write(token, warning)
      given.push(token)
    }
    return given
  }, Span.within("ExpiryWatch.look"))

const write = ({ id, name, tenant }: Token.Token, { days, expires }: ExpiryWarning.ExpiryWarning) =>
  Effect.annotateLogs(
    Effect.logWarning(
      `A token expires in less than ${days === 1 ? "a day" : `${days} days`}. Replace it with: rollcall token rotate ${id}`
    ),
    { tenant, token: id, name, days, expiresAt: new Date(expires).toISOString() }
  )

/** Looks at once and from time to time, as long as the scope is open. */
export const watch = (told?: Told): Effect.Effect<void, never, WarningStore | Scope.Scope> =>
  look(told).pipe(
    Effect.catchAllCause((cause) => Effect.logError("It could not be looked which tokens expire soon.", cause)),
    Effect.repeat(Schedule.spaced(lookMillis)),
    Effect.forkScoped,
    Effect.asVoid
  )
