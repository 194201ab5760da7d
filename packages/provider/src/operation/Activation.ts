/**
 * Whether a resource is active, and nothing else of it. Whatever a tenant demands by now that the resource does not have
 * keeps nobody from being shut out.
 */
import {
  AttributePath,
  MemberChanges,
  type Resource,
  type ResourceType,
  ResourceValidator,
  ScimError
} from "@rollcall/core"
import { Clock, Effect, Either, Option } from "effect"
import * as Authorization from "../Authorization.ts"
import { ResourceStore } from "../port/ResourceStore.ts"
import { recording, type Session } from "../Session.ts"
import * as Span from "../Span.ts"
import { missing } from "./Missing.ts"

/** Answers the resource as it is then; one that was so already has no new version. */
export const setActive = Effect.fnUntraced(function* (
  session: Session,
  type: ResourceType.ResourceType,
  id: string,
  active: boolean
): Effect.fn.Return<Resource.Resource, ScimError.ScimError, ResourceStore> {
  yield* Authorization.check(session, type, "write")
  const attribute = ResourceValidator.activeAttribute(type)
  if (attribute === undefined) {
    const detail = `A ${type.name} is neither active nor inactive: its schema has no such attribute.`
    return yield* new ScimError.InvalidValue({ attribute: "active", detail })
  }
  const decide = ({ document }: Resource.Resource) =>
    Either.right({
      document: AttributePath.write(document, { attribute }, active),
      members: MemberChanges.none,
      unknownMembers: "wait" as const,
      base: session.base,
      ...recording(session)
    })
  const now = yield* Clock.currentTimeMillis
  const outcome = yield* (yield* ResourceStore).update(session.tenant.id, type, id, now, decide)
  return Option.isNone(outcome) ? yield* missing(type, id) : outcome.value.resource
}, Span.within("Activation.setActive"))
