/**
 * POST of a new resource (RFC 7644 §3.3).
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.3
 */
import {
  type Json,
  MemberChanges,
  type Projection,
  ResourceDecoder,
  type ResourceType,
  ResourceValidator,
  type ScimError
} from "@rollcall/core"
import { Clock, Effect } from "effect"
import * as Authorization from "../Authorization.ts"
import { ResourceStore } from "../port/ResourceStore.ts"
import { identifier, type Randomness } from "../Randomness.ts"
import type { Session } from "../Session.ts"
import * as Span from "../Span.ts"
import * as Answer from "./Answer.ts"
import * as WaitingMembers from "./WaitingMembers.ts"

/** Answers the resource as it was stored. Fails with 409 when a unique value is taken; then nothing is stored. */
export const create = Effect.fnUntraced(function* (
  session: Session,
  type: ResourceType.ResourceType,
  body: Json.Json,
  projection: Projection.Projection
): Effect.fn.Return<Answer.Answer, ScimError.ScimError, ResourceStore | Randomness> {
  yield* Authorization.check(session, type, "write")
  const { policy } = session.compat
  const rewritten = session.compat.rewrite(body, { type, message: "resource" })
  const decoded = yield* ResourceDecoder.decode(type, rewritten.body, policy, session.limits)
  const valid = yield* ResourceValidator.validate(type, ResourceValidator.create(type, decoded.document), policy)
  const { resource, waiting } = yield* (yield* ResourceStore).insert(session.tenant.id, {
    type,
    id: yield* identifier,
    document: valid.document,
    members: decoded.members === undefined ? MemberChanges.none : MemberChanges.replaceAll(decoded.members),
    unknownMembers: policy.unknownMembers,
    now: yield* Clock.currentTimeMillis
  })
  const notes = [...rewritten.notes, ...decoded.notes, ...valid.notes, ...WaitingMembers.notes(waiting)]
  return yield* Answer.full(session, resource, projection, notes)
}, Span.within("Create.create"))
