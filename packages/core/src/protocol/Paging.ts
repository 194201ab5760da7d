/**
 * Index paging (RFC 7644 §3.4.2.4): counting from 1, forgiving what is below, cutting what is above.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.4
 */
import type { Limits } from "./Limits.ts"

export interface Paging {
  /** The place of the first resource on the page, from 1. */
  readonly startIndex: number
  /** The greatest number of resources on the page; 0 asks for the total alone. */
  readonly count: number
}

/** A startIndex below 1 is read as 1, a negative count as 0, and a count above the page limit as the limit. */
export const make = (
  asked: { readonly startIndex?: number; readonly count?: number },
  limits: Pick<Limits, "pageCountDefault" | "pageCountMax">
): Paging => ({
  startIndex: Math.max(1, asked.startIndex ?? 1),
  count: Math.min(Math.max(0, asked.count ?? limits.pageCountDefault), limits.pageCountMax)
})
