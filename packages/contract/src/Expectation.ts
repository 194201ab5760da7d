/** What a case says of a value that storage answered, and how it fails. */
import { Data, Effect } from "effect"
import * as Printed from "./Printed.ts"

/** Storage does not do what the port promises. The message shows where the two values differ. */
export class Unmet extends Data.TaggedError("Unmet")<{
  /** What was asked, where the name of the case does not say it. */
  readonly asked?: string
  readonly expected: unknown
  readonly found: unknown
}> {
  override get message(): string {
    const asked = this.asked === undefined ? "" : `${this.asked}\n`
    const difference = Printed.difference(Printed.print(this.expected), Printed.print(this.found))
    return `${asked}- was expected, + was found:\n${difference}`
  }
}

/** Fails unless both values are the same. Names without a value and names that are not there are alike. */
export const expect = (found: unknown, expected: unknown, asked?: string): Effect.Effect<void, Unmet> =>
  Printed.print(found) === Printed.print(expected)
    ? Effect.void
    : Effect.fail(new Unmet({ expected, found, ...(asked === undefined ? {} : { asked }) }))
