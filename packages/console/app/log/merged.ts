/** Entries from several places as one list, newest first and each once: what has come may be on a page as well. */
import type { Entry } from "../api/log.ts"

export const merged = (
  arrived: ReadonlyArray<Entry>,
  pages: ReadonlyArray<{ readonly items: ReadonlyArray<Entry> }>
): ReadonlyArray<Entry> => {
  const all = new Map([...pages.flatMap(({ items }) => items), ...arrived].map((entry) => [entry.id, entry]))
  return [...all.values()].sort((a, b) => (a.time === b.time ? b.id - a.id : a.time < b.time ? 1 : -1))
}

const key = new Intl.DateTimeFormat("en-CA", { dateStyle: "short" })

/** The same by days of the reader's zone. */
export const byDay = (entries: ReadonlyArray<Entry>): ReadonlyArray<readonly [string, ReadonlyArray<Entry>]> => {
  const days = new Map<string, Array<Entry>>()
  for (const entry of entries) {
    const day = key.format(new Date(entry.time))
    const same = days.get(day)
    if (same === undefined) days.set(day, [entry])
    else same.push(entry)
  }
  return [...days]
}
