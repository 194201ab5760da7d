/**
 * A query over the resources of one type (RFC 7644 §3.4.2). The filter is answered by storage as a whole, so totals
 * and pages are true whatever the filter says.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2
 */
import {
  FilterParser,
  FilterResolver,
  type Json,
  ListResponse,
  type Note,
  Projection,
  type ResourceType,
  type ScimError,
  type SearchRequest,
  Sorting
} from "@rollcall/core"
import { Effect, Either } from "effect"
import * as Authorization from "../Authorization.ts"
import { ResourceStore } from "../port/ResourceStore.ts"
import type { Session } from "../Session.ts"
import * as Span from "../Span.ts"
import { present } from "./Answer.ts"

export interface Found {
  /** The ListResponse. */
  readonly body: Json.JsonObject
  readonly notes: ReadonlyArray<Note.Note>
}

export const search = Effect.fnUntraced(function* (
  session: Session,
  type: ResourceType.ResourceType,
  request: SearchRequest.SearchRequest
): Effect.fn.Return<Found, ScimError.ScimError, ResourceStore> {
  yield* Authorization.check(session, type, "read")
  const filter = yield* resolveFilter(session, type, request.filter)
  const sort = resolveSort(type, request)
  const { startIndex, count } = request.paging
  const projection = Projection.parse(type, request)
  const page = yield* (yield* ResourceStore).query(session.tenant.id, {
    type,
    ...filter.resolved,
    ...sort.resolved,
    offset: startIndex - 1,
    limit: count,
    base: session.base,
    memberships: Projection.shows(projection, type, "memberOf")
  })
  const resources = yield* present(session, type, page.resources, projection, page.memberships)
  const found: Found = {
    body: ListResponse.render({ totalResults: page.total, startIndex, resources }),
    notes: [...filter.notes, ...sort.notes]
  }
  return found
}, Span.within("Search.search"))

const resolveFilter = (session: Session, type: ResourceType.ResourceType, text: string | undefined) =>
  Either.gen(function* () {
    if (text === undefined) return { resolved: {}, notes: [] }
    const { grammar, policy } = session.compat
    const parsed = yield* FilterParser.parse(text, { grammar, limits: session.limits })
    const { filter, notes } = yield* FilterResolver.resolve(parsed.filter, type, policy)
    return { resolved: { filter }, notes: [...parsed.notes, ...notes] }
  })

/** A sortBy that names nothing leaves the order as it is: it does not decide whether a query succeeds. */
const resolveSort = (type: ResourceType.ResourceType, { sortBy, sortOrder }: SearchRequest.SearchRequest) => {
  if (sortBy === undefined) return { resolved: {}, notes: [] }
  const sort = Sorting.resolve(sortBy, sortOrder, type)
  return Either.isRight(sort) ? { resolved: { sort: sort.right }, notes: [] } : { resolved: {}, notes: [sort.left] }
}
