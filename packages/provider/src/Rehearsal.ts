/**
 * Operations that are carried out and undone, for whoever wants to know what would come of them. They run in one
 * transaction of the store, which fails on purpose with what they have come to: whatever is written with a change, its
 * event and its history, was never there. Others see nothing of it, and what an operation reads of its own changes is true.
 *
 * The store alone is undone. What a process remembers of a secret that it made meanwhile would outlive the secret, so
 * operations that only read are not rehearsed but run.
 */
import { Data, Effect, type Either } from "effect"
import { ResourceStore, type StoreError } from "./port/ResourceStore.ts"

class Undone<A, E> extends Data.TaggedError("Undone")<{ readonly outcome: Either.Either<A, E> }> {}

/** What the effect comes to, without a trace. It may run several times, as in any transaction of the store. */
export const run = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E | StoreError, R | ResourceStore> =>
  Effect.flatMap(ResourceStore, (store) => {
    const tried = Effect.flatMap(Effect.either(effect), (outcome) => Effect.fail(new Undone({ outcome })))
    return Effect.catchAll(
      store.atomically(tried),
      (error): Effect.Effect<A, E | StoreError> => (error instanceof Undone ? error.outcome : Effect.fail(error))
    )
  })
