/** Spans of time as people type them: `90d`, `12h`, `1y`. A year has 365 days. */
import { Options } from "@effect/cli"
import { Either } from "effect"
import { CliError } from "./CliError.ts"

const unitMillis: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
  y: 365 * 86_400_000
}

/** Ten years: a token that is to live longer is one that nobody will remember to revoke. */
const lifetimeMillisMax = 10 * 365 * 86_400_000

export const expected = "a whole number and a unit: 45s, 30m, 12h, 90d, 6w or 1y, up to ten years"

/** Milliseconds. The left side is what was expected. */
export const parse = (text: string): Either.Either<number, string> => {
  const unit = unitMillis[text.slice(-1).toLowerCase()]
  const count = wholeNumber(text.slice(0, -1))
  if (unit === undefined || count === undefined) return Either.left(expected)
  const millis = count * unit
  return millis > 0 && millis <= lifetimeMillisMax ? Either.right(millis) : Either.left(expected)
}

/** The same for what an option says, and a sentence where it says nothing of the kind. */
export const read = (option: string, text: string): Either.Either<number, CliError> =>
  Either.mapLeft(
    parse(text),
    (expected) => new CliError({ message: `${option} must be ${expected}, but it is ${JSON.stringify(text)}.` })
  )

/** How long a secret lives that a command makes. */
export const expires = Options.text("expires").pipe(
  Options.withDefault("1y"),
  Options.withDescription("How long it is valid, a year where it is not given: 90d, 12h, 2y.")
)

const wholeNumber = (text: string): number | undefined => {
  if (text === "" || text.length > 9) return undefined
  for (const character of text) if (!"0123456789".includes(character)) return undefined
  return Number(text)
}
