/** Points in time as people type them: a time, a day, or how long ago. */
import { Comparison } from "@rollcall/core"
import { Either, Option } from "effect"
import { CliError } from "./CliError.ts"
import * as Lifetime from "./Lifetime.ts"

/** For the description of an option. */
export const examples = "2026-01-31, 2026-01-31T12:00:00Z, or so long ago, as 2h or 7d"

/** What an option says, in milliseconds since 1970: a day begins at midnight in UTC, and a span ends `now`. */
export const read = (option: string, text: string, now: number): Either.Either<number, CliError> => {
  const time =
    Comparison.instant(text) ??
    Comparison.instant(`${text}T00:00:00Z`) ??
    Option.getOrUndefined(Option.map(Either.getRight(Lifetime.parse(text)), (span) => now - span))
  return time === undefined
    ? Either.left(
        new CliError({
          message: `${option} must be a time such as 2026-01-31 or 2026-01-31T12:00:00Z, or how long ago: ${Lifetime.expected}.`
        })
      )
    : Either.right(time)
}
