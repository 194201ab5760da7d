import { describe, expect, it } from "@effect/vitest"
import { Context, Deferred, Effect, Exit, Fiber } from "effect"
import * as Deadline from "../src/Deadline.ts"

class Name extends Context.Tag("test/Name")<Name, string>() {}

const within = (millisMax: number) =>
  Effect.map(Effect.runtime<Name>(), (runtime) => Deadline.within(runtime, millisMax)).pipe(
    Effect.provideService(Name, "Ada")
  )

describe("an effect with a deadline", () => {
  it.effect("has the services of its runtime, and ends as it ends", () =>
    Effect.gen(function* () {
      const inTime = yield* within(1_000)
      expect(yield* inTime(Name, () => "late")).toBe("Ada")
      expect(yield* Effect.flip(inTime(Effect.fail("no"), () => "late"))).toBe("no")
      expect(yield* Effect.exit(inTime(Effect.die("broken"), () => "late"))).toEqual(Exit.die("broken"))
    })
  )

  it.live("may wait for as long as it has time", () =>
    Effect.gen(function* () {
      const inTime = yield* within(10_000)
      expect(yield* inTime(Effect.as(Effect.sleep("5 millis"), "done"), () => "late")).toBe("done")
      expect(
        yield* Effect.flip(inTime(Effect.zipRight(Effect.sleep("5 millis"), Effect.fail("no")), () => "late"))
      ).toBe("no")
    })
  )

  it.live("is interrupted, and has ended, before it is said to be late", () =>
    Effect.gen(function* () {
      const inTime = yield* within(5)
      const events: Array<string> = []
      const slow = Effect.onInterrupt(Effect.never, () =>
        Effect.zipRight(
          Effect.sleep("5 millis"),
          Effect.sync(() => events.push("ended"))
        )
      )
      expect(yield* Effect.flip(inTime(slow, () => "late"))).toBe("late")
      expect(events).toEqual(["ended"])
    })
  )

  it.live("is interrupted with whoever waits for it", () =>
    Effect.gen(function* () {
      const inTime = yield* within(10_000)
      const [begun, ended] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
      const slow = Effect.zipRight(Deferred.succeed(begun, undefined), Effect.never).pipe(
        Effect.onInterrupt(() => Deferred.succeed(ended, undefined))
      )
      const waiting = yield* Effect.fork(inTime(slow, () => "late"))
      yield* Deferred.await(begun)
      yield* Fiber.interrupt(waiting)
      yield* Deferred.await(ended)
    })
  )
})
