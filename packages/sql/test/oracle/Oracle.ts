/** Holds properties of random worlds against databases: each world has a tenant of its own in every one of them. */
import type { ResourceStore } from "@rollcall/provider"
import { type Effect, FastCheck as fc, type Layer, ManagedRuntime } from "effect"
import { afterAll } from "vitest"

/** On how many random worlds, shared among the databases, a property is tried. */
const worlds = Number(process.env.ROLLCALL_PROPERTY_RUNS ?? 300)
/** A counterexample that has not become small by then is told as it is. */
const millisMax = 100_000

/** Storage for the types of `Types.registry`, by the name of its database. */
export type Databases = Readonly<Record<string, Layer.Layer<ResourceStore>>>

/** Says that a property holds of what is given, on every database. */
export type Holds = <A>(
  given: fc.Arbitrary<A>,
  check: (given: A, database: string) => Effect.Effect<void, unknown, ResourceStore>
) => Promise<void>

/** The databases go away with the test file. */
export const make = (databases: Databases): Holds => {
  const runtimes = Object.entries(databases).map(([name, storage]) => [name, ManagedRuntime.make(storage)] as const)
  afterAll(() => Promise.all(runtimes.map(([, runtime]) => runtime.dispose())))
  return (given, check) =>
    fc.assert(
      fc.asyncProperty(given, async (each) => {
        await Promise.all(runtimes.map(([name, runtime]) => runtime.runPromise(check(each, name))))
      }),
      { numRuns: Math.ceil(worlds / runtimes.length), interruptAfterTimeLimit: millisMax, markInterruptAsFailure: true }
    )
}
