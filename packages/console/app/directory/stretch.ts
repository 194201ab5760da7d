/**
 * Which stretch of a long list is laid out. Browsers give no element more than so many pixels, and scroll to nothing beyond:
 * of a list that would be higher a stretch is laid out that fits, and it moves on before its end comes into sight. Pure.
 */

/** Firefox ends at 17,895,697 pixels and the others at twice that; a page has more on it than a list. */
export const heightMax = 16_000_000

/** How many rows of that height can be laid out. */
export const roomFor = (rowHeight: number): number => Math.floor(heightMax / rowHeight)

/** So many rows before its end a stretch moves on: more than any screen has, and than are drawn beyond it. */
const margin = 200

/** Where the stretch begins, of so many rows in all. */
export const clamped = (from: number, count: number, room: number): number => Math.max(Math.min(from, count - room), 0)

/** Where it begins once these rows are seen, the first and the last of them by their places in the whole list. */
export const moved = (from: number, first: number, last: number, count: number, room: number): number => {
  const step = Math.floor(room / 2)
  if (last >= from + room - margin && from + room < count) return clamped(from + step, count, room)
  return first < from + margin && from > 0 ? clamped(from - step, count, room) : from
}

/** Where it begins so that a row is in it. */
export const around = (from: number, index: number, count: number, room: number): number =>
  index >= from && index < from + room ? from : clamped(index - Math.floor(room / 2), count, room)
