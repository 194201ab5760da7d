/**
 * What the box above a list means: a filter where it reads like one, and otherwise what people type who look for
 * somebody. Whether a filter is right, the server says.
 */

export interface Order {
  readonly by: string
  readonly descending: boolean
}

/** A list as the administrator's API is asked for it. */
export interface Asked {
  readonly filter?: string
  readonly search?: string
  readonly sortBy?: string
  readonly sortOrder?: "ascending" | "descending"
}

/** An operator with spaces around it behind a path, `pr` behind one, or the negation of something in brackets. */
const comparison =
  /^[\s(]*[\w$:.-]*\w(?:\[.*?\](?:\.\w+)?)?\s+(?:(?:eq|ne|co|sw|ew|gt|ge|lt|le)\s+(?:["\d-]|true\b|false\b|null\b)|pr\b)/is
const negation = /^\s*not\s*\(/i
const valuePath = /^[\s(]*[\w$:.-]*\w\[[^\]]*\s(?:eq|ne|co|sw|ew|gt|ge|lt|le|pr)\b/is

export const isFilter = (typed: string): boolean =>
  comparison.test(typed) || negation.test(typed) || valuePath.test(typed)

/** What the server takes of a search. */
const searchLengthMax = 200

export const asking = (typed: string, order?: Order): Asked => {
  const text = typed.trim()
  return {
    ...(text === "" ? {} : isFilter(text) ? { filter: text } : { search: text.slice(0, searchLengthMax) }),
    ...(order === undefined ? {} : { sortBy: order.by, sortOrder: order.descending ? "descending" : "ascending" })
  }
}

/** An order as it stands in an address: `displayName`, and `-displayName` the other way round. */
export const parseOrder = (text: string | undefined): Order | undefined =>
  text === undefined || text.replace(/^-/, "") === ""
    ? undefined
    : { by: text.replace(/^-/, ""), descending: text.startsWith("-") }

export const printOrder = ({ by, descending }: Order): string => `${descending ? "-" : ""}${by}`

/** What pressing the head of a column leads to: upwards, downwards, and as it was before. */
export const turned = (order: Order | undefined, by: string): Order | undefined => {
  if (order?.by !== by) return { by, descending: false }
  return order.descending ? undefined : { by, descending: true }
}
