/**
 * Effects that are given up when they take too long. Most requests are answered without waiting for anything, and cost
 * neither a timer nor a race: only what is still under way when its first run comes to a halt gets a timer.
 */
import { Effect, Fiber, Runtime } from "effect"

/** The effect, on the runtime; or, when the time is up before it ends, what `late` says once it has been interrupted. */
export type Within<R> = <A, E>(effect: Effect.Effect<A, E, R>, late: () => E) => Effect.Effect<A, E>

export const within = <R>(runtime: Runtime.Runtime<R>, millisMax: number): Within<R> => {
  const run = Runtime.runFork(runtime)
  return (effect, late) =>
    Effect.suspend(() => {
      const fiber = run(effect)
      return fiber.unsafePoll() ?? wait(fiber, millisMax, late)
    })
}

const wait = <A, E>(fiber: Fiber.RuntimeFiber<A, E>, millisMax: number, late: () => E): Effect.Effect<A, E> =>
  Effect.async((resume) => {
    const timer = setTimeout(() => resume(Effect.zipRight(Fiber.interrupt(fiber), Effect.failSync(late))), millisMax)
    fiber.addObserver((exit) => {
      clearTimeout(timer)
      resume(exit)
    })
    return Effect.suspend(() => {
      clearTimeout(timer)
      return Fiber.interrupt(fiber)
    })
  })
