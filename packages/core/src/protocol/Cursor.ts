/**
 * What a cursor says (RFC 9865 §2): where a walk through the matches of a query stands, as plain data and as compact text.
 * How the text is kept from other eyes and hands is the service provider's matter.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9865#section-2
 */
import { Either } from "effect"
import { isArray, type Json } from "../Json.ts"

/** A place in the order of an answer: what the resource there is sorted by, as storage gave it, and its id. */
export interface Position {
  readonly key: string | number | boolean | null
  readonly id: string
}

export interface Cursor {
  /** A digest of all that makes the query: a cursor continues the query that it came from and no other. */
  readonly query: string
  /** Milliseconds since 1970. */
  readonly expires: number
  /** How many matches there were when the walk began. */
  readonly total: number
  /** The size of the walk's pages. */
  readonly count: number
  readonly direction: "next" | "previous"
  /** The last resource of the page before, or the first of the page behind. */
  readonly position: Position
}

export const print = ({ query, expires, total, count, direction, position }: Cursor): string =>
  JSON.stringify([query, expires, total, count, direction === "next" ? 1 : 0, position.key, position.id])

/** Reads what `print` wrote; nothing for any other text. */
export const parse = (text: string): Cursor | undefined => {
  const read: Json = Either.getOrElse(
    Either.try((): Json => JSON.parse(text)),
    () => null
  )
  if (!isArray(read)) return undefined
  const [query, expires, total, count, direction, key, id] = read
  if (typeof query !== "string" || typeof id !== "string" || !isKey(key)) return undefined
  if (typeof expires !== "number" || typeof total !== "number" || typeof count !== "number") return undefined
  return { query, expires, total, count, direction: direction === 1 ? "next" : "previous", position: { key, id } }
}

const isKey = (value: Json | undefined): value is Position["key"] =>
  value !== undefined && (value === null || typeof value !== "object")
