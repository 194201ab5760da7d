/** Whose turn it is to use something that only one can use at a time: one after another, in the order in which they came. */
import { Effect } from "effect"

export class Turn {
  #held = false
  readonly #waiting: Array<() => void> = []

  get isHeld(): boolean {
    return this.#held
  }

  /** Waits until nobody has it. Whoever takes it must not be interruptible, since it is given to who waits no more. */
  readonly take: Effect.Effect<void> = Effect.suspend(() => {
    if (this.#held) return Effect.async<void>((resume) => void this.#waiting.push(() => resume(Effect.void)))
    this.#held = true
    return Effect.void
  })

  /** Gives it to whoever waits longest. */
  give(): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#held = false
    else next()
  }

  /** The effect in turn: at once where nobody has it. */
  readonly during = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.suspend(() =>
      this.#held
        ? Effect.acquireUseRelease(
            this.take,
            () => effect,
            () => Effect.sync(() => this.give())
          )
        : effect
    )
}
