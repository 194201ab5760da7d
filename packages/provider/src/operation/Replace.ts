/**
 * PUT of a whole resource (RFC 7644 §3.5.1).
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.5.1
 */
import {
  type Json,
  MemberChanges,
  Projection,
  References,
  type Resource,
  ResourceDecoder,
  ResourceType,
  ResourceValidator,
  type ScimError
} from "@rollcall/core"
import { Clock, Effect, Either, Option } from "effect"
import * as Authorization from "../Authorization.ts"
import { ResourceStore } from "../port/ResourceStore.ts"
import { recording, type Session } from "../Session.ts"
import * as Span from "../Span.ts"
import * as Answer from "./Answer.ts"
import { missing } from "./Missing.ts"
import * as Precondition from "./Precondition.ts"
import * as WaitingMembers from "./WaitingMembers.ts"

/** A group whose PUT names no members is left with none; all else that is not named is unassigned, but for `active`. */
export const replace = Effect.fnUntraced(function* (
  session: Session,
  type: ResourceType.ResourceType,
  id: string,
  body: Json.Json,
  projection: Projection.Projection,
  precondition: Precondition.Precondition = {}
): Effect.fn.Return<Answer.Answer, ScimError.ScimError, ResourceStore> {
  const { resource, before, notes } = yield* change(session, type, id, body, precondition)
  const shown = Projection.withSent(projection, type, before, resource.document)
  return yield* Answer.full(session, resource, shown, notes)
}, Span.within("Replace.replace"))

/** The replace without its answer. */
export const change = Effect.fnUntraced(function* (
  session: Session,
  type: ResourceType.ResourceType,
  id: string,
  body: Json.Json,
  { expected, ...precondition }: Answer.Condition
): Effect.fn.Return<Answer.Stored, ScimError.ScimError, ResourceStore> {
  yield* Authorization.check(session, type, "write")
  const { policy } = session.compat
  const rewritten = session.compat.rewrite(body, { type, message: "resource" })
  const decoded = yield* ResourceDecoder.decode(type, rewritten.body, policy, session.limits)
  const members =
    ResourceType.linked(type, "members") === undefined
      ? MemberChanges.none
      : MemberChanges.replaceAll(decoded.members ?? [])
  const unknown = { unknownMembers: policy.unknownMembers, ...(expected === undefined ? {} : { expected }) }
  const referencesOf = (document: Json.JsonObject) => References.of(type, document, session.registry)
  const decide = (resource: Resource.Resource) =>
    Either.gen(function* () {
      yield* Precondition.check(session, precondition, resource)
      const replaced = yield* ResourceValidator.replace(type, resource.document, decoded.document)
      const { document, notes } = yield* ResourceValidator.validate(type, replaced, policy)
      const references = References.added(referencesOf(resource.document), referencesOf(document))
      const { base } = session
      const kept = recording(session)
      return { document, members, references, ...unknown, ...kept, base, before: resource.document, notes }
    })
  const now = yield* Clock.currentTimeMillis
  const outcome = yield* (yield* ResourceStore).update(session.tenant.id, type, id, now, decide)
  if (Option.isNone(outcome)) return yield* missing(type, id)
  const { resource, waiting, change } = outcome.value
  const notes = [...rewritten.notes, ...decoded.notes, ...change.notes, ...WaitingMembers.notes(waiting)]
  return { resource, before: change.before, notes }
})
