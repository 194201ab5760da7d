/**
 * The names under which a trace shows what a request made the service provider do. Where nobody traces there are no
 * spans, and a name costs next to nothing: `Effect.fn` would look at the stack for each call all the same.
 */
import { Effect, FiberRef } from "effect"

/** The effect, in a span of that name where somebody traces. */
export const within =
  (name: string) =>
  <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.withFiberRuntime<A, E, R>((fiber) =>
      fiber.getFiberRef(FiberRef.currentTracerEnabled) ? inSpan(self, name) : self
    )

/** The function, each call in a span of that name where somebody traces. */
export const named =
  <Arguments extends ReadonlyArray<unknown>, A, E, R>(
    name: string,
    call: (...given: Arguments) => Effect.Effect<A, E, R>
  ): ((...given: Arguments) => Effect.Effect<A, E, R>) =>
  (...given) =>
    within(name)(call(...given))

/** No effect of the service provider asks for the span around it, so R is the same inside. */
const inSpan = <A, E, R>(self: Effect.Effect<A, E, R>, name: string): Effect.Effect<A, E, R> =>
  Effect.withSpan(self, name, { captureStackTrace: false }) as Effect.Effect<A, E, R>
