/**
 * Tells people that a token is going to end, once for each threshold of `ExpiryWarning`, however many processes look:
 * whoever claims the warning gives it, as an event that the claim records and as a line in the log.
 */
import { ExpiryWarning, type Token, TokenPolicy } from "@rollcall/core"
import { Clock, Effect, Schedule, type Scope } from "effect"
import type { StoreError } from "./port/ResourceStore.ts"
import { WarningStore } from "./port/WarningStore.ts"
import * as Span from "./Span.ts"

/** Nobody minds an hour of many days; a process that has just started looks at once. */
const lookMillis = 3_600_000

const daysMax = Math.max(...ExpiryWarning.thresholds)

/** Looks once; answers the warnings that this process gave. */
export const look: Effect.Effect<ReadonlyArray<Token.Token>, StoreError, WarningStore> = Effect.gen(function* () {
  const store = yield* WarningStore
  const now = yield* Clock.currentTimeMillis
  const given: Array<Token.Token> = []
  const ending = yield* store.ending(now, now + daysMax * TokenPolicy.day)
  for (const { token, warned = Number.POSITIVE_INFINITY } of ending) {
    const warning = ExpiryWarning.expiryWarning(token, now)
    if (warning === undefined || warning.days >= warned) continue
    if (!(yield* store.claim(token, warning, now))) continue
    yield* write(token, warning)
    given.push(token)
  }
  return given
}).pipe(Span.within("ExpiryWatch.look"))

const write = ({ id, name, tenant }: Token.Token, { days, expires }: ExpiryWarning.ExpiryWarning) =>
  Effect.annotateLogs(
    Effect.logWarning(
      `A token expires in less than ${days === 1 ? "a day" : `${days} days`}. Replace it with: rollcall token rotate ${id}`
    ),
    { tenant, token: id, name, days, expiresAt: new Date(expires).toISOString() }
  )

/** Looks at once and from time to time, as long as the scope is open. */
export const watch: Effect.Effect<void, never, WarningStore | Scope.Scope> = look.pipe(
  Effect.catchAllCause((cause) => Effect.logError("It could not be looked which tokens expire soon.", cause)),
  Effect.repeat(Schedule.spaced(lookMillis)),
  Effect.forkScoped,
  Effect.asVoid
)
