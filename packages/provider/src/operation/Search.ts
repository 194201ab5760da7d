/**
 * A query over the resources of one type, or of several at once (RFC 7644 §3.4.2 and §3.4.3). The filter is answered by
 * storage as a whole, so totals and pages are true whatever the filter says.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2
 */
import {
  FilterParser,
  FilterResolver,
  type Json,
  ListResponse,
  type Note,
  type Paging,
  Projection,
  type ResourceType,
  ScimError,
  type SearchRequest,
  Sorting
} from "@rollcall/core"
import { Effect, Either } from "effect"
import * as Authorization from "../Authorization.ts"
import { type Query, ResourceStore, type Source } from "../port/ResourceStore.ts"
import type { SecretStore } from "../port/SecretStore.ts"
import type { Randomness } from "../Randomness.ts"
import type { Session } from "../Session.ts"
import * as Span from "../Span.ts"
import { presentAmong, showsMemberships } from "./Answer.ts"
import * as CursorWalk from "./CursorWalk.ts"

export interface Found {
  /** The ListResponse. */
  readonly body: Json.JsonObject
  readonly notes: ReadonlyArray<Note.Note>
}

export type Services = ResourceStore | SecretStore | Randomness

/** Of several types those are searched that the token may read; fails with 403 where it may read none. */
export const search = Effect.fnUntraced(function* (
  session: Session,
  types: ReadonlyArray<ResourceType.ResourceType>,
  request: SearchRequest.SearchRequest
): Effect.fn.Return<Found, ScimError.ScimError, Services> {
  const readable = yield* Authorization.among(session, types, "read")
  const projections = new Map(readable.map((type) => [type, Projection.parse(type, request)]))
  const { query, notes } = yield* resolve(session, readable, request)
  const { paging } = request
  const question = { ...query, memberships: showsMemberships(projections) }
  const { resources, memberships, ...place } = yield* paging._tag === "Index"
    ? byIndex(session, question, paging)
    : CursorWalk.page(session, question, request, paging)
  const shown = yield* presentAmong(session, resources, projections, memberships)
  const found: Found = { body: ListResponse.render({ ...place, resources: shown }), notes }
  return found
}, Span.within("Search.search"))

/** What a page of a list shows: the resources as they are stored. */
export type Browsed = Pick<CursorWalk.CursorPage, "resources" | "nextCursor">

/**
 * The same for a list that people leaf through: a page costs what is on it, since nobody counts how many match.
 * Fails with invalidValue for a sortBy that names nothing to sort by.
 */
export const browse = Effect.fnUntraced(function* (
  session: Session,
  type: ResourceType.ResourceType,
  request: Asked,
  paging: Paging.CursorPaging
): Effect.fn.Return<Browsed, ScimError.ScimError, Services> {
  yield* Authorization.check(session, type, "read")
  const { query, unsorted } = yield* resolve(session, [type], request)
  if (unsorted !== undefined) {
    return yield* new ScimError.InvalidValue({ attribute: "sortBy", detail: unsorted.text })
  }
  return yield* CursorWalk.page(session, { ...query, counted: false }, request, paging)
}, Span.within("Search.browse"))

const byIndex = Effect.fnUntraced(function* (
  session: Session,
  query: CursorWalk.Question,
  { startIndex, count }: Paging.IndexPaging
) {
  const from = { _tag: "Offset", offset: startIndex - 1 } as const
  const page = yield* (yield* ResourceStore).query(session.tenant.id, { ...query, from, limit: count })
  const { total, resources, memberships } = page
  return { totalResults: total ?? resources.length, startIndex, resources, memberships }
})

type Asked = Pick<SearchRequest.SearchRequest, "filter" | "sortBy" | "sortOrder">

const resolve = (
  session: Session,
  types: ReadonlyArray<ResourceType.ResourceType>,
  { filter, sortBy, sortOrder }: Asked
) =>
  Either.gen(function* () {
    const filters = yield* resolveFilter(session, types, filter)
    const paths = sortBy === undefined ? undefined : Sorting.resolveAmong(sortBy, types)
    const sorted = paths !== undefined && Either.isRight(paths) ? paths.right : undefined
    const sources = types.map((type, index): Source => {
      const [resolved, path] = [filters.resolved[index], sorted?.[index]]
      return {
        type,
        ...(resolved === undefined ? {} : { filter: resolved }),
        ...(path === undefined ? {} : { sortBy: path })
      }
    })
    const query: Pick<Query, "sources" | "order" | "base"> = {
      sources,
      ...(sorted === undefined ? {} : { order: sortOrder }),
      base: session.base
    }
    // A sortBy that names nothing leaves the order as it is: it does not decide whether a query succeeds.
    const unsorted = paths !== undefined && Either.isLeft(paths) ? paths.left : undefined
    return { query, notes: unsorted === undefined ? filters.notes : [...filters.notes, unsorted], unsorted }
  })

const resolveFilter = (session: Session, types: ReadonlyArray<ResourceType.ResourceType>, text: string | undefined) =>
  Either.gen(function* () {
    if (text === undefined) return { resolved: [], notes: [] }
    const { grammar, policy } = session.compat
    const parsed = yield* FilterParser.parse(text, { grammar, limits: session.limits })
    const resolutions = yield* Either.all(
      types.map((type) => {
        const others = types.filter((other) => other !== type)
        return FilterResolver.resolve(parsed.filter, type, policy, others)
      })
    )
    const notes = new Map(
      [...parsed.notes, ...resolutions.flatMap((resolution) => resolution.notes)].map((note) => [note.name, note])
    )
    return { resolved: resolutions.map(({ filter }) => filter), notes: [...notes.values()] }
  })
