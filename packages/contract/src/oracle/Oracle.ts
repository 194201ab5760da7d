/** Holds a property of random worlds against a store, and tells the smallest world in which it does not hold. */
import type { ResourceStore } from "@rollcall/provider"
import { Cause, Effect, Exit, FastCheck as fc, Runtime } from "effect"
import * as Apart from "../Apart.ts"
import type { Run } from "../Case.ts"
import { Unmet } from "../Expectation.ts"

export interface Options {
  /** In how many random worlds each property is tried; 100 where it is not given. */
  readonly worlds?: number
  /** How long one property is tried, in milliseconds; a hundred seconds where it is not given. */
  readonly millisMax?: number
  /** Where the random numbers begin. That of a world in which something failed is told with it, and finds it again. */
  readonly seed?: number
}

/** Shows that a property holds of everything that is given. */
export const holds = <A>(
  { worlds = 100, millisMax = 100_000, seed }: Options,
  given: fc.Arbitrary<A>,
  check: (given: A) => Run<ResourceStore>
): Run<ResourceStore> =>
  Effect.gen(function* () {
    const run = Runtime.runPromiseExit(yield* Effect.runtime<ResourceStore>())
    const property = fc.asyncProperty(given, async (each) => {
      const exit = await run(Apart.alone(check(each)))
      if (Exit.isFailure(exit)) throw Cause.squash(exit.cause)
      await Effect.runPromise(breath)
    })
    const details = yield* Effect.promise(() =>
      fc.check(property, {
        numRuns: worlds,
        // A counterexample that has not become small by then is told as it is.
        interruptAfterTimeLimit: millisMax,
        markInterruptAsFailure: true,
        ...(seed === undefined ? {} : { seed })
      })
    )
    if (details.failed) yield* counterexample(details)
  })

/** A store that answers at once would leave a test runner no time to hear of anything else for minutes. */
const breath = Effect.sleep(0)

const counterexample = <A>({ seed, numRuns, counterexample, errorInstance }: fc.RunDetails<A>): Unmet => {
  if (counterexample === null) {
    return new Unmet({ expected: "all worlds in the time that there is", found: `${numRuns} worlds` })
  }
  const told = `World ${numRuns} of seed ${seed}, as small as it could be made: ${fc.stringify(counterexample)}`
  return errorInstance instanceof Unmet
    ? new Unmet({ ...errorInstance, asked: `${told}\n${errorInstance.asked ?? ""}` })
    : new Unmet({ asked: told, expected: "no error", found: errorInstance })
}
