/**
 * A walk through the matches of a query, page by page, in which nobody is seen twice or passed over however many others
 * come and go meanwhile (RFC 9865). A cursor says between which two resources the walk stands, so a page at the end
 * costs what the first one costs.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9865#section-2
 */
import { type Cursor, type Paging, type Resource, ScimError, type SearchRequest } from "@rollcall/core"
import { Clock, Effect, Either } from "effect"
import * as CursorSeal from "../CursorSeal.ts"
import { digest } from "../Digest.ts"
import { type Page, type Query, ResourceStore, type Start } from "../port/ResourceStore.ts"
import type { SecretStore } from "../port/SecretStore.ts"
import type { Randomness } from "../Randomness.ts"
import type { Session } from "../Session.ts"
import * as Span from "../Span.ts"

/** A query that does not say yet which of its matches it wants. */
export type Question = Pick<Query, "sources" | "order" | "base" | "memberships" | "counted">

/** Which matches there are and in which order, as it was asked. */
type Asked = Pick<SearchRequest.SearchRequest, "filter" | "sortBy" | "sortOrder">

export interface CursorPage {
  readonly totalResults: number
  readonly nextCursor?: string
  readonly previousCursor?: string
  readonly resources: ReadonlyArray<Resource.Resource>
  readonly memberships: Page["memberships"]
}

type Failure = ScimError.InvalidCursor | ScimError.ExpiredCursor | ScimError.InvalidCount | ScimError.ServiceUnavailable

/**
 * The page that the cursor asks for. The total is that of the walk's beginning.
 * Fails with invalidCursor for a text that is no cursor of this query, with expiredCursor for one that waited too long,
 * and with invalidCount for another count than that of the first page.
 */
export const page = Effect.fnUntraced(function* (
  session: Session,
  question: Question,
  request: Asked,
  { cursor: text, count }: Paging.CursorPaging
): Effect.fn.Return<CursorPage, Failure, ResourceStore | SecretStore | Randomness> {
  const now = yield* Clock.currentTimeMillis
  const store = yield* ResourceStore
  const query = queryDigest(question, request)
  const cursor =
    text === "" ? undefined : yield* check(yield* CursorSeal.open(session.tenant.id, text), query, count, now)
  const limit = cursor?.count ?? count ?? session.limits.pageCountDefault
  const ask = (from: Start) => store.query(session.tenant.id, { ...question, from, limit })
  const asked = yield* ask(startOf(cursor))
  // Whoever walks backwards and finds nobody is at the beginning.
  const isLost = cursor?.direction === "previous" && asked.resources.length === 0
  const found = isLost ? yield* ask(beginning) : asked
  const walk = { query, expires: now + session.limits.cursorMillisMax, count: limit }
  const total = cursor?.total ?? found.total ?? 0
  const seal = (direction: Cursor.Cursor["direction"], position: Cursor.Position) =>
    CursorSeal.seal(session.tenant.id, { ...walk, total, direction, position })
  const ways = waysOn(isLost ? undefined : cursor, found)
  const result: CursorPage = {
    totalResults: total,
    ...(ways.next === undefined ? {} : { nextCursor: yield* seal("next", ways.next) }),
    ...(ways.previous === undefined ? {} : { previousCursor: yield* seal("previous", ways.previous) }),
    resources: found.resources,
    memberships: found.memberships
  }
  return result
}, Span.within("CursorWalk.page"))

const beginning: Start = { _tag: "Offset", offset: 0 }

const startOf = (cursor: Cursor.Cursor | undefined): Start =>
  cursor === undefined
    ? beginning
    : { _tag: cursor.direction === "next" ? "After" : "Before", position: cursor.position }

/** From where the walk can go on. Back to where it came from there is always a way. */
const waysOn = (cursor: Cursor.Cursor | undefined, { ends, hasMore }: Page) => {
  if (ends === undefined) return {}
  const isBack = cursor?.direction === "previous"
  return {
    ...(hasMore || isBack ? { next: ends.last } : {}),
    ...(cursor !== undefined && (hasMore || !isBack) ? { previous: ends.first } : {})
  }
}

const check = (
  cursor: Cursor.Cursor | undefined,
  query: string,
  count: number | undefined,
  now: number
): Either.Either<Cursor.Cursor, Failure> => {
  if (cursor === undefined) {
    const detail = "This is no cursor of this service. Send a cursor as it came, or an empty one for the first page."
    return Either.left(new ScimError.InvalidCursor({ detail }))
  }
  if (cursor.query !== query) {
    const detail =
      "This cursor belongs to another query. Send the same endpoint, filter, sortBy and sortOrder with every page, or an empty cursor for the first page of this query."
    return Either.left(new ScimError.InvalidCursor({ detail }))
  }
  if (now >= cursor.expires) {
    const detail = `This cursor expired on ${new Date(cursor.expires).toISOString()}. Begin again with an empty cursor.`
    return Either.left(new ScimError.ExpiredCursor({ detail }))
  }
  if (count !== undefined && count !== cursor.count) {
    const detail = `count is ${count}, but this walk began with pages of ${cursor.count}. Send the same count with every page, or none.`
    return Either.left(new ScimError.InvalidCount({ detail }))
  }
  return Either.right(cursor)
}

/** Which matches there are and in which order; what is shown of them may differ from page to page. */
const queryDigest = ({ sources }: Question, { filter, sortBy, sortOrder }: Asked): string =>
  digest(JSON.stringify([sources.map(({ type }) => type.name), filter ?? "", sortBy ?? "", sortOrder])).slice(0, 32)
