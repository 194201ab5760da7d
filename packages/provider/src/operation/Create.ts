/**
 * POST of a new resource (RFC 7644 §3.3).
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.3
 */
import {
  type Json,
  type Note,
  Projection,
  References,
  ResourceDecoder,
  type ResourceType,
  ResourceValidator,
  type ScimError
} from "@rollcall/core"
import { Clock, Effect, Either, Option } from "effect"
import * as Authorization from "../Authorization.ts"
import { type Insert, ResourceStore } from "../port/ResourceStore.ts"
import { identifier, type Randomness } from "../Randomness.ts"
import { recording, type Session } from "../Session.ts"
import * as Span from "../Span.ts"
import * as Answer from "./Answer.ts"
import * as Reactivation from "./Reactivation.ts"
import * as WaitingMembers from "./WaitingMembers.ts"

/** Answers the resource as it was stored, or as it came back where the tenant wants that. Fails with 409 when a unique value is taken; then nothing is stored. */
export const create = Effect.fnUntraced(function* (
  session: Session,
  type: ResourceType.ResourceType,
  body: Json.Json,
  projection: Projection.Projection
): Effect.fn.Return<Answer.Answer, ScimError.ScimError, ResourceStore | Randomness> {
  const { insert, notes } = yield* prepare(session, type, body, {
    id: yield* identifier,
    now: yield* Clock.currentTimeMillis
  })
  const returned = yield* Reactivation.reactivate(session, insert)
  if (Option.isSome(returned)) {
    const shown = Projection.withSent(projection, type, {}, returned.value.document)
    return yield* Answer.full(session, returned.value, shown, [...notes, Reactivation.note])
  }
  const [stored] = yield* (yield* ResourceStore).insert(session.tenant.id, [insert])
  if (stored === undefined)
    return yield* Effect.dieMessage("The store answered nothing of a resource that it was given.")
  const { resource, waiting } = yield* stored
  const shown = Projection.withSent(projection, type, {}, resource.document)
  return yield* Answer.full(session, resource, shown, [...notes, ...WaitingMembers.notes(waiting)])
}, Span.within("Create.create"))

export interface Draft {
  readonly insert: Insert
  readonly notes: ReadonlyArray<Note.Note>
}

/** What is to be stored of the body, once it is allowed and everything about it is right. */
export const prepare = (
  session: Session,
  type: ResourceType.ResourceType,
  body: Json.Json,
  given: Pick<Insert, "id" | "now" | "expected">
): Either.Either<Draft, ScimError.ScimError> =>
  Either.gen(function* () {
    yield* Authorization.check(session, type, "write")
    const { policy } = session.compat
    const rewritten = session.compat.rewrite(body, { type, message: "resource" })
    const decoded = yield* ResourceDecoder.decode(type, rewritten.body, policy, session.limits)
    const valid = yield* ResourceValidator.validate(type, ResourceValidator.create(type, decoded.document), policy)
    const insert: Insert = {
      ...given,
      type,
      document: valid.document,
      members: decoded.members ?? [],
      unknownMembers: policy.unknownMembers,
      references: References.of(type, valid.document, session.registry),
      ...recording(session)
    }
    return { insert, notes: [...rewritten.notes, ...decoded.notes, ...valid.notes] }
  })
