/**
 * Many operations in one request (RFC 7644 §3.7), in one transaction: what succeeds is stored together, and what fails
 * leaves nothing behind and does not stop the rest. They are carried out in the order sent, so the end is that of the
 * order sent; resources are known by their ids before they exist, so a reference may point anywhere.
 *
 * An operation that refers to one that failed fails too. Where that shows only afterwards, because the reference points
 * forward, all is undone and done again without the two.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.7
 */
import { BulkRequest, type Json, Note, type ScimError } from "@rollcall/core"
import { Clock, Effect, Either } from "effect"
import { ResourceStore } from "../port/ResourceStore.ts"
import type { Randomness } from "../Randomness.ts"
import type { Session } from "../Session.ts"
import * as Span from "../Span.ts"
import * as BulkPass from "./BulkPass.ts"
import * as BulkPlan from "./BulkPlan.ts"
import * as BulkReport from "./BulkReport.ts"

export interface Bulked {
  /** The BulkResponse. */
  readonly body: Json.JsonObject
  readonly notes: ReadonlyArray<Note.Note>
}

/**
 * Resources are in the answer where the client selects attributes of them. Fails as a whole only when the body is no bulk
 * request, or the database cannot be used; then nothing is stored.
 */
export const bulk = Effect.fnUntraced(function* (
  session: Session,
  body: Json.Json,
  selection: BulkReport.Selection
): Effect.fn.Return<Bulked, ScimError.ScimError, ResourceStore | Randomness> {
  const request = yield* BulkRequest.decode(body, session.limits)
  const plan = yield* BulkPlan.make(session, request)
  const { results, outcomes } = yield* carryOut(session, plan, selection)
  const notes = [...outcomes].flatMap(([index, outcome]) =>
    outcome._tag === "Done" ? outcome.notes.map((note) => ofOperation(index, note)) : []
  )
  const bulked: Bulked = { body: BulkRequest.render(results), notes }
  return bulked
}, Span.within("Bulk.bulk"))

/** Pass after pass, each with more operations known to fail than the one before, until one can stay. */
const carryOut = Effect.fnUntraced(function* (
  session: Session,
  plan: BulkPlan.BulkPlan,
  selection: BulkReport.Selection
): Effect.fn.Return<Carried, ScimError.ScimError, ResourceStore> {
  const store = yield* ResourceStore
  const now = yield* Clock.currentTimeMillis
  const pass = (known: BulkPass.Known) =>
    Effect.flatMap(BulkPass.run(session, plan, now, known), (outcomes) =>
      Effect.map(BulkReport.make(session, plan, outcomes, selection), (results): Carried => ({ results, outcomes }))
    )
  let known = BulkPass.nothingKnown
  while (true) {
    const passed = yield* Effect.either(store.atomically(pass(known)))
    if (Either.isRight(passed)) return passed.right
    if (passed.left._tag !== "Again") return yield* passed.left
    known = passed.left.known
  }
})

interface Carried {
  readonly results: ReadonlyArray<BulkRequest.Result>
  readonly outcomes: BulkPass.Outcomes
}

const ofOperation = (index: number, { name, text }: Note.Note): Note.Note =>
  Note.make(name, `Operation ${index + 1}: ${text}`)
