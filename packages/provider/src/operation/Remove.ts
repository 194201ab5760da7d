/**
 * DELETE of a resource (RFC 7644 §3.6). A tenant may have it kept, deactivated and out of every client's sight.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.6
 */
import type { Resource, ResourceType, ScimError } from "@rollcall/core"
import { Clock, Effect } from "effect"
import * as Authorization from "../Authorization.ts"
import { ResourceStore } from "../port/ResourceStore.ts"
import { recording, type Session } from "../Session.ts"
import * as Span from "../Span.ts"
import { missing } from "./Missing.ts"
import * as Precondition from "./Precondition.ts"

export const remove = Effect.fnUntraced(function* (
  session: Session,
  type: ResourceType.ResourceType,
  id: string,
  precondition: Precondition.Precondition = {}
): Effect.fn.Return<void, ScimError.ScimError, ResourceStore> {
  yield* Authorization.check(session, type, "write")
  const keep = session.tenant.settings.onDelete === "keep"
  const decide = (resource: Resource.Resource) => Precondition.check(session, precondition, resource)
  const now = yield* Clock.currentTimeMillis
  const store = yield* ResourceStore
  const removed = yield* store.remove(session.tenant.id, type, id, now, keep, decide, recording(session))
  if (!removed) return yield* missing(type, id)
}, Span.within("Remove.remove"))
