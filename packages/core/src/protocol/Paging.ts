/**
 * Which part of a query's matches an answer holds. By index (RFC 7644 §3.4.2.4): counting from 1, forgiving what is
 * below, cutting what is above. By cursor (RFC 9865): from where the page before ended.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9865#section-2
 */
import { Either } from "effect"
import type { Limits } from "./Limits.ts"
import { InvalidCount } from "./ScimError.ts"

export interface IndexPaging {
  readonly _tag: "Index"
  /** The place of the first resource on the page, from 1. */
  readonly startIndex: number
  /** The greatest number of resources on the page; 0 asks for the total alone. */
  readonly count: number
}

export interface CursorPaging {
  readonly _tag: "Cursor"
  /** As the client sent it; empty for the first page. */
  readonly cursor: string
  /** Absent where the client leaves it to the cursor, or for the first page to the server. */
  readonly count?: number
}

export type Paging = IndexPaging | CursorPaging

export interface Asked {
  readonly startIndex?: number
  readonly count?: number
  /** Present where the client wants cursors, be it as an empty text. */
  readonly cursor?: string
}

/**
 * A startIndex below 1 is read as 1 and a negative count as 0. A count above the page limit is cut to it, but for
 * cursors refused with invalidCount: their pages have the size that was asked for.
 */
export const make = (
  { startIndex, count, cursor }: Asked,
  { pageCountDefault, pageCountMax }: Pick<Limits, "pageCountDefault" | "pageCountMax">
): Either.Either<Paging, InvalidCount> => {
  const wanted = count === undefined ? undefined : Math.max(0, count)
  if (cursor === undefined) {
    return Either.right({
      _tag: "Index",
      startIndex: Math.max(1, startIndex ?? 1),
      count: Math.min(wanted ?? pageCountDefault, pageCountMax)
    })
  }
  if (wanted !== undefined && wanted > pageCountMax) {
    const detail = `count is ${wanted}; a page by cursor holds at most ${pageCountMax} resources. Send a smaller count.`
    return Either.left(new InvalidCount({ detail }))
  }
  return Either.right({ _tag: "Cursor", cursor, ...(wanted === undefined ? {} : { count: wanted }) })
}
