/** What one check has found, and what to do about it. */

export interface Finding {
  /** What was checked, in a word or two. */
  readonly check: string
  /** Good, to be looked at one day, or in the way of somebody now. */
  readonly state: "ok" | "warn" | "fail"
  readonly found: string
  /** Absent where there is nothing to do. */
  readonly advice?: string
}

export const ok = (check: string, found: string): Finding => ({ check, state: "ok", found })

export const warn = (check: string, found: string, advice: string): Finding => ({ check, state: "warn", found, advice })

export const fail = (check: string, found: string, advice: string): Finding => ({ check, state: "fail", found, advice })

export const dayMillis = 86_400_000

/** A day of the calendar. */
export const day = (millis: number): string => new Date(millis).toISOString().slice(0, 10)

export const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6).toLocaleString("en-US")} MB`
