/** Runs the cases of a contract over storage, each as a test of its own. */
import type { Case } from "@rollcall/contract"
import { Effect, type Layer, Logger, LogLevel, ManagedRuntime } from "effect"
import { afterAll, it } from "vitest"

/** The storage is made anew for each case. */
export const anew = <R>(cases: ReadonlyArray<Case<R>>, storage: Layer.Layer<R>): void => {
  for (const { name, run } of cases) it(name, () => Effect.runPromise(quiet(Effect.provide(run, storage))))
}

/** The storage is made once, and the cases leave it to one another as it is. */
export const together = <R>(cases: ReadonlyArray<Case<R>>, storage: Layer.Layer<R>): void => {
  const runtime = ManagedRuntime.make(storage)
  afterAll(() => runtime.dispose())
  for (const { name, run } of cases) it(name, () => runtime.runPromise(quiet(run)))
}

/** Some cases have a database refuse what they do, which is no news. */
const quiet = Logger.withMinimumLogLevel(LogLevel.None)
