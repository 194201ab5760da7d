/**
 * The way back of a resource that a DELETE has put aside, where the tenant keeps such. It comes as it was put aside:
 * deactivated, and in none of the groups that it was in. Nobody gets in by being restored alone.
 */
import { References, type Resource, type ResourceType, ScimError } from "@rollcall/core"
import { Clock, Effect, Either, Option } from "effect"
import * as Authorization from "../Authorization.ts"
import { type Kept, ResourceStore } from "../port/ResourceStore.ts"
import { recording, type Session } from "../Session.ts"
import * as Span from "../Span.ts"

/** Fails with 409 where another resource has a unique value of this one by now; then it stays where it is. */
export const restore = Effect.fnUntraced(function* (
  session: Session,
  type: ResourceType.ResourceType,
  id: string
): Effect.fn.Return<Resource.Resource, ScimError.ScimError, ResourceStore> {
  yield* Authorization.check(session, type, "write")
  const decide = ({ resource: { document } }: Kept) =>
    Either.right({ document, references: References.of(type, document, session.registry), ...recording(session) })
  const now = yield* Clock.currentTimeMillis
  const restored = yield* (yield* ResourceStore)
    .restore(session.tenant.id, type, id, now, decide)
    .pipe(Effect.catchTag("Uniqueness", ({ attribute }) => taken(type, attribute)))
  return Option.isNone(restored) ? yield* missing(type, id) : restored.value
}, Span.within("Restore.restore"))

const taken = ({ name }: ResourceType.ResourceType, attribute: string): ScimError.Uniqueness =>
  new ScimError.Uniqueness({
    attribute,
    detail: `The ${name} cannot come back: another ${name} has its ${attribute} by now. Give that one another ${attribute}, or delete it, and restore this one again.`
  })

/** Ids come from outside, so a long one is cut before it is shown. */
const shownLengthMax = 80

const missing = ({ name }: ResourceType.ResourceType, id: string): ScimError.NotFound =>
  new ScimError.NotFound({
    detail: `No ${name} with the id "${id.slice(0, shownLengthMax)}" is kept. It was restored already, or the tenant did not keep what was deleted at that time.`
  })
