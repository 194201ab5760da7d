/** Holds properties of random worlds against one database; each world has a tenant of its own in it. */
import type { ResourceStore } from "@rollcall/provider"
import { type Effect, FastCheck as fc, ManagedRuntime } from "effect"
import { afterAll } from "vitest"
import * as Stored from "../Stored.ts"
import * as Types from "./Types.ts"

/** How many random worlds a property is tried on. */
const numRuns = Number(process.env.ROLLCALL_PROPERTY_RUNS ?? 300)

/** What says that a property holds of everything that is given; the database goes away with the test file. */
export const make = () => {
  const runtime = ManagedRuntime.make(Stored.memory(Types.registry))
  afterAll(() => runtime.dispose())
  return <A>(given: fc.Arbitrary<A>, check: (given: A) => Effect.Effect<void, unknown, ResourceStore>) =>
    fc.assert(
      fc.asyncProperty(given, (each) => runtime.runPromise(check(each))),
      { numRuns }
    )
}
