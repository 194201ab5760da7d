/**
 * PATCH of a resource (RFC 7644 §3.5.2): all operations or none, in one short transaction.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 */
import {
  type Json,
  PatchEngine,
  PatchOperation,
  Projection,
  References,
  type Resource,
  type ResourceType,
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

/** Answers no body where the client did not select attributes and the resource may be large: `asked` says it did. */
export const patch = Effect.fnUntraced(function* (
  session: Session,
  type: ResourceType.ResourceType,
  id: string,
  body: Json.Json,
  projection: Projection.Projection,
  asked: boolean,
  precondition: Precondition.Precondition = {}
): Effect.fn.Return<Answer.Answer, ScimError.ScimError, ResourceStore> {
  const { resource, before, notes } = yield* change(session, type, id, body, precondition)
  const shown = Projection.withSent(projection, type, before, resource.document)
  return asked || answersBody(session, type)
    ? yield* Answer.full(session, resource, shown, notes)
    : Answer.bare(session, resource, notes)
}, Span.within("Patch.patch"))

/** The patch without its answer. */
export const change = Effect.fnUntraced(function* (
  session: Session,
  type: ResourceType.ResourceType,
  id: string,
  body: Json.Json,
  { expected, ...precondition }: Answer.Condition
): Effect.fn.Return<Answer.Stored, ScimError.ScimError, ResourceStore> {
  yield* Authorization.check(session, type, "write")
  const { compat, limits } = session
  const { policy, grammar } = compat
  const rewritten = compat.rewrite(body, { type, message: "patch" })
  const operations = yield* PatchOperation.decode(rewritten.body, limits)
  const unknown = { unknownMembers: policy.unknownMembers, ...(expected === undefined ? {} : { expected }) }
  const referencesOf = (document: Json.JsonObject) => References.of(type, document, session.registry)
  const decide = (resource: Resource.Resource) =>
    Either.gen(function* () {
      yield* Precondition.check(session, precondition, resource)
      const { document } = resource
      const patched = yield* PatchEngine.apply({ type, id, document, operations, policy, grammar, limits })
      const valid = yield* ResourceValidator.validate(type, patched.document, policy)
      return {
        document: valid.document,
        members: patched.members,
        references: References.added(referencesOf(document), referencesOf(valid.document)),
        ...unknown,
        ...recording(session),
        base: session.base,
        before: document,
        notes: [...patched.notes, ...valid.notes]
      }
    })
  const now = yield* Clock.currentTimeMillis
  const outcome = yield* (yield* ResourceStore).update(session.tenant.id, type, id, now, decide)
  if (Option.isNone(outcome)) return yield* missing(type, id)
  const { resource, waiting, change } = outcome.value
  const notes = [...rewritten.notes, ...change.notes, ...WaitingMembers.notes(waiting)]
  return { resource, before: change.before, notes }
})

/** A group may be large and its client knows what it sent, so only other types come back unasked, or where the tenant wants it. */
const answersBody = ({ tenant }: Session, type: ResourceType.ResourceType): boolean =>
  tenant.settings.patchAnswers === "resource" ||
  type.schema.attributes.every((definition) => definition.link !== "members")
