/** What an entry of the history says to somebody who reads it: its title, and each value as it was and as it is. */
import type { HistoryEntry } from "../api/directory.ts"
import { printed } from "./attributes.ts"

type ValueChange = NonNullable<HistoryEntry["values"]>[number]

export type Title = "created" | "updated" | "deleted" | "deactivated" | "reactivated"

export const titleOf = ({ activity, change }: HistoryEntry): Title => activity ?? change

/** A value on its way: without `before` it came, without `after` it went. */
export interface Step {
  readonly before?: string
  readonly after?: string
  /** Whether it came to others, or went from them. */
  readonly among?: true
}

export const stepsOf = (change: ValueChange): ReadonlyArray<Step> => {
  const { added = [], after, before, changed = [], removed = [] } = change
  return [
    ...(Array.isArray(before) || Array.isArray(after) ? each(before, after) : [step(before, after)]),
    ...changed.map((pair) => step(pair.before, pair.after)),
    ...removed.map((value) => ({ ...step(value, undefined), among: true as const })),
    ...added.map((value) => ({ ...step(undefined, value), among: true as const }))
  ].filter(({ after, before }) => before !== undefined || after !== undefined)
}

/** All values that were there, and all that are. */
const each = (before: unknown, after: unknown): ReadonlyArray<Step> => [
  ...listed(before).map((value) => step(value, undefined)),
  ...listed(after).map((value) => step(undefined, value))
]

const listed = (value: unknown): ReadonlyArray<unknown> =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

const step = (before: unknown, after: unknown): Step => ({
  ...(before === undefined ? {} : { before: shown(before) }),
  ...(after === undefined ? {} : { after: shown(after) })
})

/** A value of several parts by what it is, with the rest of it behind: `ada@example.com (work, primary)`. */
const shown = (value: unknown): string => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return printed(value)
  const { display, primary, type, value: main, ...rest } = value as Record<string, unknown>
  const words = [
    ...(typeof display === "string" && display !== main ? [display] : []),
    ...(typeof type === "string" ? [type] : []),
    ...(primary === true ? ["primary"] : []),
    ...Object.entries(rest).map(([name, part]) => `${name}: ${printed(part)}`)
  ].join(", ")
  if (typeof main !== "string") return words
  return words === "" ? main : `${main} (${words})`
}
