/**
 * A value that changes in transactions: whoever has begun one sees a draft of his own, which counts for others when he
 * comes to the end, and never where he fails. One draft is written at a time.
 */
import { Effect, Either, FiberRef } from "effect"

export interface State<S> {
  readonly get: Effect.Effect<S>
  readonly modify: <A, E>(change: (value: S) => Either.Either<readonly [answer: A, next: S], E>) => Effect.Effect<A, E>
  readonly atomically: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
}

interface Draft<S> {
  value: S
}

export const make = <S>(initial: S): Effect.Effect<State<S>> =>
  Effect.map(Effect.makeSemaphore(1), (turn): State<S> => {
    let stored = initial
    const own = FiberRef.unsafeMake<Draft<S> | undefined>(undefined)
    const outermost = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
      turn.withPermits(1)(
        Effect.suspend(() => {
          const draft: Draft<S> = { value: stored }
          return Effect.tap(Effect.locally(effect, own, draft), () => {
            stored = draft.value
          })
        })
      )
    const inner = <A, E, R>(draft: Draft<S>, effect: Effect.Effect<A, E, R>) =>
      Effect.suspend(() => {
        const before = draft.value
        return Effect.tapErrorCause(effect, () =>
          Effect.sync(() => {
            draft.value = before
          })
        )
      })
    const atomically = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
      Effect.flatMap(FiberRef.get(own), (draft) => (draft === undefined ? outermost(effect) : inner(draft, effect)))
    return {
      get: Effect.map(FiberRef.get(own), (draft) => (draft === undefined ? stored : draft.value)),
      modify: (change) =>
        atomically(
          Effect.flatMap(FiberRef.get(own), (draft) =>
            Either.map(change(draft?.value ?? stored), ([answer, next]) => {
              if (draft !== undefined) draft.value = next
              return answer
            })
          )
        ),
      atomically
    }
  })
