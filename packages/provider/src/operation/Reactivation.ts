/**
 * A create of somebody who is there already, deactivated, where the tenant wants that one back instead of a 409: the
 * stored resource takes the new values and keeps its id. What a tenant keeps of deleted resources stays out of it, since
 * no query finds it.
 */
import {
  AttributePath,
  CommonAttributes,
  Comparison,
  type Filter,
  MemberChanges,
  Note,
  type Resource,
  ResourceValidator,
  type ScimError,
  UniqueValues
} from "@rollcall/core"
import { Effect, Either, Option } from "effect"
import * as Refusal from "../port/Refusal.ts"
import { type Insert, queryOf, ResourceStore } from "../port/ResourceStore.ts"
import { recording, type Session } from "../Session.ts"
import * as Span from "../Span.ts"

/** The resource that came back; none where nobody inactive is meant, so that the create goes on as any other. */
export const reactivate = Effect.fnUntraced(function* (
  session: Session,
  insert: Insert
): Effect.fn.Return<Option.Option<Resource.Resource>, ScimError.ScimError, ResourceStore> {
  const { type, document } = insert
  const active = ResourceValidator.activeAttribute(type)
  if (session.tenant.settings.inactiveUsers === "refuse" || active === undefined) return Option.none()
  // Whoever is made inactive does not come back.
  if (document[active.name] !== true) return Option.none()
  const isInactive: Filter.ResolvedFilter = {
    _tag: "Compare",
    path: { attribute: active },
    operator: "eq",
    value: false
  }
  for (const { path, value } of identities(insert)) {
    const isNamed: Filter.ResolvedFilter = { _tag: "Compare", path, operator: "eq", value }
    const filter: Filter.ResolvedFilter = { _tag: "And", filters: [isNamed, isInactive] }
    const { resources } = yield* (yield* ResourceStore).query(session.tenant.id, queryOf(type, { filter, limit: 2 }))
    const [found, another] = resources
    // An identifier of the client's own may be several people's; then nobody knows which of them is meant.
    if (found === undefined || another !== undefined) continue
    const changed = yield* comeBack(session, insert, found.id, path)
    if (Option.isSome(changed)) return Option.some(changed.value.resource)
  }
  return Option.none()
}, Span.within("Reactivation.reactivate"))

/** What says that two resources are one, the surest first: what must be unique, then the client's identifier. */
const identities = ({ type, document }: Insert): ReadonlyArray<UniqueValues.UniqueValue> => {
  const path = { attribute: CommonAttributes.externalId }
  const given = AttributePath.read(document, path)
  const value = given === undefined || given === "" ? undefined : Comparison.prepare(path.attribute, given)
  return [...UniqueValues.of(type, document), ...(value === undefined ? [] : [{ path, value }])]
}

/** As a PUT of what a create would store. None when the resource has gone meanwhile, 409 when it has come back. */
const comeBack = Effect.fnUntraced(function* (
  session: Session,
  { type, document, unknownMembers, references = [], now }: Insert,
  id: string,
  path: AttributePath.AttributePath
) {
  const active = ResourceValidator.activeAttribute(type)
  const decide = (resource: Resource.Resource) =>
    Either.gen(function* () {
      if (active === undefined || resource.document[active.name] !== false) {
        return yield* Either.left(Refusal.taken(type, AttributePath.print(path)))
      }
      const replaced = yield* ResourceValidator.replace(type, resource.document, document)
      const { base } = session
      const members = MemberChanges.none
      return { document: replaced, members, unknownMembers, references, ...recording(session), base }
    })
  return yield* (yield* ResourceStore).update(session.tenant.id, type, id, now, decide)
})

export const note: Note.Note = Note.make(
  "Reactivated",
  "Took the create as the return of an inactive resource that has the same identifier; it keeps its id."
)
