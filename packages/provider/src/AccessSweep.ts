/**
 * Takes away the access tokens and the memory of assertions that have expired, so that their tables stay as large as what
 * clients use. Several processes may do it at the same time.
 */
import { Clock, Effect, Schedule, type Scope } from "effect"
import { ClientStore } from "./port/ClientStore.ts"
import type { StoreError } from "./port/ResourceStore.ts"

/** Tokens live for minutes or hours; looking for them costs a statement. */
const sweepMillis = 10 * 60_000

/** For so long whoever sends one is still told that it has expired, and when. */
export const keptMillis: number = 3_600_000

/** SQLite deletes on the thread that answers requests: so many at once, and then others have their turn. */
const entriesMax = 500
const roundsMax = 2_000
const pauseMillis = 20

export const sweep: Effect.Effect<void, StoreError, ClientStore> = Effect.gen(function* () {
  const store = yield* ClientStore
  const before = (yield* Clock.currentTimeMillis) - keptMillis
  for (let round = 0; round < roundsMax; round++) {
    if ((yield* store.sweep(before, entriesMax)) < entriesMax) return
    yield* Effect.sleep(pauseMillis)
  }
})

/** Sweeps at once and from time to time, as long as the scope is open. */
export const repeatedly: Effect.Effect<void, never, ClientStore | Scope.Scope> = sweep.pipe(
  Effect.catchAllCause((cause) => Effect.logError("Expired access tokens could not be taken away.", cause)),
  Effect.repeat(Schedule.spaced(sweepMillis)),
  Effect.forkScoped,
  Effect.asVoid
)
