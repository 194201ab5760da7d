/**
 * One pass over a bulk request inside a transaction: step after step, neighbouring creates in the same statements. A pass
 * stays when no operation that succeeded depends on one that did not; otherwise it fails with what it learnt, for the
 * next one (RFC 7644 §3.7).
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.7.3
 */
import { type Note, type ResourceType, ScimError } from "@rollcall/core"
import { Data, Effect, Either } from "effect"
import { ResourceStore } from "../port/ResourceStore.ts"
import type { Session } from "../Session.ts"
import * as Span from "../Span.ts"
import type { BulkPlan, Task } from "./BulkPlan.ts"
import * as Create from "./Create.ts"
import * as Patch from "./Patch.ts"
import { remove } from "./Remove.ts"
import * as Replace from "./Replace.ts"
import * as WaitingMembers from "./WaitingMembers.ts"

export interface Done {
  readonly _tag: "Done"
  readonly type: ResourceType.ResourceType
  readonly id: string
  readonly notes: ReadonlyArray<Note.Note>
}

export interface Failed {
  readonly _tag: "Failed"
  readonly error: ScimError.ScimError
}

/** What became of the operations that were tried, by their place in the request. */
export type Outcomes = ReadonlyMap<number, Done | Failed>

/** What earlier passes learnt: these operations fail, and only so many of the order are tried. */
export interface Known {
  readonly failed: ReadonlyMap<number, ScimError.ScimError>
  readonly tried: number
}

export const nothingKnown: Known = { failed: new Map(), tried: Number.POSITIVE_INFINITY }

/** This pass cannot stay. Whatever it stored is to be undone. */
export class Again extends Data.TaggedError("Again")<{ readonly known: Known }> {}

type Tried<A> = Effect.Effect<A, Again | ScimError.ServiceUnavailable, ResourceStore>

export const run: (session: Session, plan: BulkPlan, now: number, known: Known) => Tried<Outcomes> = Effect.fnUntraced(
  function* (session, plan, now, known) {
    const outcomes = new Map<number, Done | Failed>()
    const tried = plan.order.slice(0, known.tried)
    for (let place = 0; place < tried.length; ) {
      const batch = batchAt(plan, known, tried, place)
      const found = yield* batch.length > 0
        ? create(session, plan, now, batch)
        : single(session, plan, known, tried[place])
      for (const [index, outcome] of found) outcomes.set(index, outcome)
      place += Math.max(1, batch.length)
      const last = lastAllowed(plan, outcomes)
      if (last === undefined) continue
      // Creates were tried beyond the error that ends the request: they are undone with all the rest.
      if (last < place - 1) return yield* new Again({ known: { failed: failures(known, outcomes), tried: last + 1 } })
      break
    }
    const dependent = dependents(plan, outcomes)
    if (dependent.size === 0) return outcomes
    const failed = new Map([...failures(known, outcomes), ...dependent])
    return yield* new Again({ known: { failed, tried: known.tried } })
  },
  Span.within("BulkPass.run")
)

/** The place in the order of the error that is one too many for the client, where there is one. */
const lastAllowed = ({ order, failOnErrors }: BulkPlan, outcomes: Outcomes): number | undefined => {
  let errors = 0
  for (const [place, index] of order.entries()) {
    if (outcomes.get(index)?._tag === "Failed") errors += 1
    if (errors >= failOnErrors) return place
  }
  return undefined
}

const failures = (known: Known, outcomes: Outcomes): ReadonlyMap<number, ScimError.ScimError> => {
  const failed = new Map(known.failed)
  for (const [index, outcome] of outcomes) if (outcome._tag === "Failed") failed.set(index, outcome.error)
  return failed
}

/** Operations that succeeded although they refer to one that did not, and those that refer to them, and so on. */
const dependents = ({ steps }: BulkPlan, outcomes: Outcomes): ReadonlyMap<number, ScimError.ScimError> => {
  const found = new Map<number, ScimError.ScimError>()
  for (let before = -1; before < found.size; ) {
    before = found.size
    for (const [index, outcome] of outcomes) {
      const task = steps[index]?.task
      if (outcome._tag === "Failed" || found.has(index) || task === undefined || Either.isLeft(task)) continue
      const lost = [...task.right.refersTo].find((other) => outcomes.get(other)?._tag !== "Done" || found.has(other))
      if (lost !== undefined) found.set(index, dependsOn(lost))
    }
  }
  return found
}

const dependsOn = (index: number): ScimError.InvalidValue =>
  new ScimError.InvalidValue({
    detail: `This operation refers to what operation ${index + 1} should have made or changed, and that one did not succeed. Mend it and send both again.`
  })

/** Neighbouring creates from that place on, as many as one call of the store should take. */
const batchMax = 500

const batchAt = (
  { steps }: BulkPlan,
  { failed }: Known,
  order: ReadonlyArray<number>,
  start: number
): ReadonlyArray<readonly [index: number, task: Task]> => {
  const batch: Array<readonly [number, Task]> = []
  for (const index of order.slice(start, start + batchMax)) {
    const task = steps[index]?.task
    if (task === undefined || Either.isLeft(task) || task.right.method !== "POST" || failed.has(index)) break
    batch.push([index, task.right])
  }
  return batch
}

const create = Effect.fnUntraced(function* (
  session: Session,
  { created }: BulkPlan,
  now: number,
  batch: ReadonlyArray<readonly [index: number, task: Task]>
) {
  const outcomes = new Map<number, Done | Failed>()
  const drafts = batch.flatMap(([index, { type, id, data }]) => {
    const draft = Create.prepare(session, type, data, { id, now, expected: created })
    if (Either.isRight(draft)) return [{ index, ...draft.right }]
    outcomes.set(index, { _tag: "Failed", error: draft.left })
    return []
  })
  const stored = yield* (yield* ResourceStore).insert(
    session.tenant.id,
    drafts.map(({ insert }) => insert)
  )
  for (const [place, { index, insert, notes }] of drafts.entries()) {
    const result = stored[place]
    if (result === undefined) continue
    outcomes.set(
      index,
      Either.match(result, {
        onLeft: (error): Failed => ({ _tag: "Failed", error }),
        onRight: ({ waiting }): Done => ({
          _tag: "Done",
          type: insert.type,
          id: insert.id,
          notes: [...notes, ...WaitingMembers.notes(waiting.filter((id) => !created.has(id)))]
        })
      })
    )
  }
  return outcomes
})

const single = Effect.fnUntraced(function* (
  session: Session,
  plan: BulkPlan,
  { failed }: Known,
  index: number | undefined
) {
  const outcomes = new Map<number, Done | Failed>()
  const task = index === undefined ? undefined : plan.steps[index]?.task
  if (index === undefined || task === undefined) return outcomes
  const error = failed.get(index) ?? (Either.isLeft(task) ? task.left : undefined)
  if (error !== undefined || Either.isLeft(task)) {
    return error === undefined ? outcomes : outcomes.set(index, { _tag: "Failed", error })
  }
  const { type, id } = task.right
  const changed = yield* Effect.either(change(session, task.right, plan.created))
  if (Either.isLeft(changed) && changed.left._tag === "ServiceUnavailable") return yield* changed.left
  return outcomes.set(
    index,
    Either.match(changed, {
      onLeft: (error): Failed => ({ _tag: "Failed", error }),
      onRight: (notes): Done => ({ _tag: "Done", type, id, notes })
    })
  )
})

const change = Effect.fnUntraced(function* (
  session: Session,
  { method, type, id, data, version }: Task,
  expected: ReadonlyMap<string, string>
): Effect.fn.Return<ReadonlyArray<Note.Note>, ScimError.ScimError, ResourceStore> {
  const precondition = { ifMatch: version }
  const condition = { ...precondition, expected }
  switch (method) {
    case "PUT":
      return (yield* Replace.change(session, type, id, data, condition)).notes
    case "PATCH":
      return (yield* Patch.change(session, type, id, data, condition)).notes
    case "DELETE":
      yield* remove(session, type, id, precondition)
      return []
    case "POST":
      return yield* Effect.dieMessage("Creates are made together.")
  }
})
