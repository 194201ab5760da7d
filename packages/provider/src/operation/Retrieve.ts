/**
 * GET of one resource (RFC 7644 §3.4.1).
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.1
 */
import { EntityTag, Projection, type Resource, type ResourceType, type ScimError } from "@rollcall/core"
import { Effect, Option } from "effect"
import * as Authorization from "../Authorization.ts"
import { type Held, ResourceStore } from "../port/ResourceStore.ts"
import type { Session } from "../Session.ts"
import * as Span from "../Span.ts"
import * as Answer from "./Answer.ts"
import { missing } from "./Missing.ts"

/** The resource as it is stored, for who shows it otherwise. */
export const find = Effect.fnUntraced(function* (
  session: Session,
  type: ResourceType.ResourceType,
  id: string
): Effect.fn.Return<Resource.Resource, ScimError.ScimError, ResourceStore> {
  yield* Authorization.check(session, type, "read")
  const found = yield* (yield* ResourceStore).find(session.tenant.id, type, id)
  return Option.isNone(found) ? yield* missing(type, id) : found.value
}, Span.within("Retrieve.find"))

/** `ifNoneMatch` is the header as sent: where it names the current version the answer has no body. */
export const retrieve = Effect.fnUntraced(function* (
  session: Session,
  type: ResourceType.ResourceType,
  id: string,
  projection: Projection.Projection,
  ifNoneMatch?: string
): Effect.fn.Return<Answer.Answer, ScimError.ScimError, ResourceStore> {
  yield* Authorization.check(session, type, "read")
  const store = yield* ResourceStore
  const tenant = session.tenant.id
  const found: Option.Option<Pick<Held, "resource"> & Partial<Held>> = Projection.shows(projection, type, "memberOf")
    ? yield* store.findHeld(tenant, type, id)
    : Option.map(yield* store.find(tenant, type, id), (resource) => ({ resource }))
  if (Option.isNone(found)) return yield* missing(type, id)
  const { resource, memberships } = found.value
  if (ifNoneMatch !== undefined && EntityTag.matches(ifNoneMatch, resource.version)) {
    return Answer.bare(session, resource, [])
  }
  return yield* Answer.full(session, resource, projection, [], memberships)
}, Span.within("Retrieve.retrieve"))
