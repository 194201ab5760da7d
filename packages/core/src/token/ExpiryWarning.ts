/**
 * When people are told that a token is going to end: so many days ahead that somebody can still paste a new one into the
 * identity provider, and again when that was not done. Who is told, and by what means, is not known here. Times are
 * milliseconds since 1970.
 */
import type { Token } from "./Token.ts"
import { day, isLive } from "./TokenPolicy.ts"

/** Days ahead, the earliest warning first: a change to be planned, a change to be made, a last week, a last day. */
export const thresholds: ReadonlyArray<number> = [60, 30, 7, 1]

export interface ExpiryWarning {
  /** The last threshold that has been passed. */
  readonly days: number
  readonly expires: number
}

/**
 * The warning that holds now, if any. A token that was made for no longer than a threshold was never ahead of it, so
 * nobody is warned of what they have just asked for; one that has ended needs no warning any more.
 */
export const expiryWarning = (token: Token, now: number): ExpiryWarning | undefined => {
  if (!isLive(token, now)) return undefined
  const { created, expires } = token
  const passed = thresholds.filter((days) => expires - created > days * day && now >= expires - days * day)
  const days = passed.at(-1)
  return days === undefined ? undefined : { days, expires }
}
