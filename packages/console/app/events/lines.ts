/** Events as lines: each once, newest first, and of a change with many members as few as anybody reads. Pure. */
import type { Event } from "../api/events.ts"

/** What has come stands before what was there, and a change that is in both is shown once. */
export const merged = (
  arrived: ReadonlyArray<Event>,
  pages: ReadonlyArray<{ readonly items: ReadonlyArray<Event> }>
): ReadonlyArray<Event> => {
  const all = new Map(
    [...arrived.toReversed(), ...pages.flatMap(({ items }) => items)].map((event) => [event.id, event])
  )
  return [...all.values()]
}

export interface Line {
  readonly event: Event
  /** How many of the same kind and change are not shown. */
  readonly more: number
}

/** So many of one kind and change are told one by one. */
const shownMax = 3

export const folded = (events: ReadonlyArray<Event>): ReadonlyArray<Line> => {
  const lines: Array<{ readonly event: Event; more: number }> = []
  let same = 0
  for (const event of events) {
    const before = lines.at(-1)
    const isSame = before !== undefined && before.event.data.seq === event.data.seq && before.event.type === event.type
    same = isSame ? same + 1 : 1
    if (isSame && same > shownMax) before.more++
    else lines.push({ event, more: 0 })
  }
  return lines
}
