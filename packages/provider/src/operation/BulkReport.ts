/**
 * What became of the operations of a bulk request, as its answer says it (RFC 7644 §3.7.3). It is made in the transaction
 * of the request, so that it tells what is stored and nothing else.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.7.3
 */
import {
  type AttributePath,
  type BulkRequest,
  CommonAttributes,
  EntityTag,
  type Filter,
  type Json,
  Projection,
  ScimError
} from "@rollcall/core"
import { Effect } from "effect"
import { ResourceStore, type Source } from "../port/ResourceStore.ts"
import type { Session } from "../Session.ts"
import * as Span from "../Span.ts"
import { location, presentAmong, showsMemberships } from "./Answer.ts"
import type { Done, Failed, Outcomes } from "./BulkPass.ts"
import type { BulkPlan, Step } from "./BulkPlan.ts"

/** What a client wants to see of the resources; nothing for their locations and versions alone. */
export type Selection = Projection.Request | undefined

/** One result for each operation that was tried, in the order of the request. */
export const make = Effect.fnUntraced(function* (
  session: Session,
  plan: BulkPlan,
  outcomes: Outcomes,
  selection: Selection
): Effect.fn.Return<ReadonlyArray<BulkRequest.Result>, ScimError.ScimError, ResourceStore> {
  const done = [...outcomes.values()].filter((outcome) => outcome._tag === "Done")
  // A later operation may have changed what an earlier one made: the version that counts is that of the end.
  const versions = yield* (yield* ResourceStore).versions(session.tenant.id, [...new Set(done.map(({ id }) => id))])
  const bodies = selection === undefined ? nobody : yield* bodiesOf(session, done, selection)
  return plan.steps.flatMap((step, index): ReadonlyArray<BulkRequest.Result> => {
    const outcome = outcomes.get(index)
    if (outcome === undefined) return []
    return outcome._tag === "Failed"
      ? [failure(session, step, outcome)]
      : [success(session, step, outcome, versions.get(outcome.id), bodies.get(outcome.id))]
  })
}, Span.within("BulkReport.make"))

const head = ({ entry: { method, bulkId } }: Step) => ({ method, ...(bulkId === undefined ? {} : { bulkId }) })

const failure = (session: Session, step: Step, { error }: Failed): BulkRequest.Result => {
  const { type, id } = step.target ?? {}
  const isCreate = step.entry.method === "POST"
  return {
    ...head(step),
    ...(isCreate || type === undefined || id === undefined ? {} : { location: location(session, type, id) }),
    status: ScimError.table[error._tag].status,
    response: ScimError.render(error)
  }
}

const success = (
  session: Session,
  step: Step,
  { type, id }: Done,
  version: number | undefined,
  body: Json.JsonObject | undefined
): BulkRequest.Result => ({
  ...head(step),
  location: location(session, type, id),
  ...(version === undefined ? {} : { version: EntityTag.print(version) }),
  status: statusOf(step.entry.method),
  ...(body === undefined || step.entry.method === "DELETE" ? {} : { response: body })
})

const statusOf = (method: string): number => (method === "POST" ? 201 : method === "DELETE" ? 204 : 200)

const nobody: ReadonlyMap<string, Json.JsonObject> = new Map()

/** The resources as they are in the end, by id. */
const bodiesOf = Effect.fnUntraced(function* (
  session: Session,
  done: ReadonlyArray<Done>,
  selection: Projection.Request
) {
  const projections = new Map(done.map(({ type }) => [type, Projection.parse(type, selection)]))
  const sources = Array.from(projections.keys(), (type): Source => {
    const ids = done.filter((one) => one.type === type).map(({ id }) => id)
    return { type, filter: isOneOf(ids) }
  })
  if (sources.length === 0) return nobody
  const from = { _tag: "Offset", offset: 0 } as const
  const memberships = showsMemberships(projections)
  const query = { sources, from, limit: done.length, base: session.base, memberships }
  const { resources, memberships: known } = yield* (yield* ResourceStore).query(session.tenant.id, query)
  const bodies = yield* presentAmong(session, resources, projections, known)
  return new Map(resources.flatMap(({ id }, index) => entry(id, bodies[index])))
})

const entry = (id: string, body: Json.JsonObject | undefined) => (body === undefined ? [] : [[id, body] as const])

const isOneOf = (ids: ReadonlyArray<string>): Filter.ResolvedFilter => {
  const path: AttributePath.AttributePath = { attribute: CommonAttributes.id }
  return { _tag: "Or", filters: ids.map((value) => ({ _tag: "Compare", path, operator: "eq", value })) }
}
