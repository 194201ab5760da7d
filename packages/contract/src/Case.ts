/**
 * A case of a contract as data: one sentence about a port, and the effect that shows whether it is true of an
 * implementation. Which test runner runs it, and over what, is for others to say.
 */
import type { ScimError } from "@rollcall/core"
import { Effect } from "effect"
import type { Unmet } from "./Expectation.ts"

export interface Case<R> {
  /** What the sentence is about, such as "a query". */
  readonly group: string
  /** The whole sentence, such as "a query sorts descending". No other case of the contract has it. */
  readonly name: string
  /** Fails with what was expected and what was found, or with the error of the port where there should be none. */
  readonly run: Run<R>
}

export type Run<R> = Effect.Effect<void, Unmet | ScimError.ScimError, R>

/** The cases about one thing, each under the rest of its sentence. */
export const about = <R>(group: string, runs: Readonly<Record<string, Run<R>>>): ReadonlyArray<Case<R>> =>
  Object.entries(runs).map(([rest, run]) => ({ group, name: `${group} ${rest}`, run }))

/** The case with something done before it and something shown after it. */
export const between =
  <R>(before: Effect.Effect<unknown, Effect.Effect.Error<Run<R>>, R>, after: Run<R>) =>
  (given: Case<R>): Case<R> => ({ ...given, run: before.pipe(Effect.zipRight(given.run), Effect.zipRight(after)) })
