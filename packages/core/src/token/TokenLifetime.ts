/**
 * How long a token lives or overlaps, as people write it: a whole number and a unit, `90d` or `12h`.
 */
import { Either } from "effect"
import { day, hour, standardLifetime } from "./TokenPolicy.ts"

/** What is wrong with a duration, as a sentence that says what to write instead. */
export interface InvalidDuration {
  readonly detail: string
}

/** Milliseconds of each unit. A year is the year of `standardLifetime`, not one of a calendar. */
const units: ReadonlyMap<string, number> = new Map([
  ["m", hour / 60],
  ["h", hour],
  ["d", day],
  ["w", 7 * day],
  ["y", standardLifetime]
])

/** A token that outlives this is one that nobody will remember to revoke. */
export const longest: number = 10 * standardLifetime

const digitsMax = 9

/** The duration in milliseconds, from one minute to `longest`. */
export const parse = (text: string): Either.Either<number, InvalidDuration> => {
  const written = text.trim().toLowerCase()
  const count = wholeNumber(written.slice(0, -1))
  const unit = units.get(written.slice(-1))
  if (count === undefined || unit === undefined || count === 0) {
    return Either.left({
      detail: `${JSON.stringify(text)} is no duration. Write a whole number and a unit (m, h, d, w or y), such as 90d, 12h or 1y.`
    })
  }
  const millis = count * unit
  return millis > longest
    ? Either.left({ detail: `${JSON.stringify(text)} is longer than the longest duration, 10y.` })
    : Either.right(millis)
}

const wholeNumber = (text: string): number | undefined => {
  if (text.length === 0 || text.length > digitsMax) return undefined
  let value = 0
  for (let index = 0; index < text.length; index++) {
    const digit = text.charCodeAt(index) - 48
    if (!(digit >= 0 && digit <= 9)) return undefined
    value = value * 10 + digit
  }
  return value
}
