/**
 * What an operation answers, before HTTP puts it into words.
 */
import {
  EntityTag,
  type Json,
  type Note,
  Projection,
  Representation,
  type Resource,
  type ResourceType,
  type ScimError
} from "@rollcall/core"
import { Effect } from "effect"
import { type Memberships, ResourceStore } from "../port/ResourceStore.ts"
import type { Session } from "../Session.ts"
import * as Span from "../Span.ts"
import type { Precondition } from "./Precondition.ts"

export interface Answer {
  /** The entity tag, as the ETag header and `meta.version` have it. */
  readonly version: string
  /** The absolute URI of the resource. */
  readonly location: string
  readonly id: string
  /** Absent when the client did not ask for it, or has it already. */
  readonly body?: Json.JsonObject
  readonly notes: ReadonlyArray<Note.Note>
}

export const location = (session: Session, type: ResourceType.ResourceType, id: string): string =>
  Representation.location({ type, id }, session.base)

/** A resource as a change left it. */
export interface Stored {
  readonly resource: Resource.Resource
  /** The document that it had before. */
  readonly before: Json.JsonObject
  readonly notes: ReadonlyArray<Note.Note>
}

/** What a change depends on. */
export interface Condition extends Precondition {
  /** As in `Change`. */
  readonly expected?: ReadonlyMap<string, string>
}

/** The answer without a body. */
export const bare = (session: Session, resource: Resource.Resource, notes: ReadonlyArray<Note.Note>): Answer => ({
  version: EntityTag.print(resource.version),
  location: location(session, resource.type, resource.id),
  id: resource.id,
  notes
})

/** The answer with the resource as the client wants to see it. `memberships` may be known already. */
export const full = (
  session: Session,
  resource: Resource.Resource,
  projection: Projection.Projection,
  notes: ReadonlyArray<Note.Note>,
  memberships?: Memberships
): Effect.Effect<Answer, ScimError.ScimError, ResourceStore> =>
  Effect.map(present(session, resource.type, [resource], projection, memberships), ([body]) => ({
    ...bare(session, resource, notes),
    ...(body === undefined ? {} : { body })
  }))

/** What is shown of the resources of each type. */
export type Projections = ReadonlyMap<ResourceType.ResourceType, Projection.Projection>

/** True where the groups above resources are shown, so that a query may read them along. */
export const showsMemberships = (projections: Projections): boolean =>
  Array.from(projections).some(([type, projection]) => Projection.shows(projection, type, "memberOf"))

/** Representations of resources of several types, in their order. `memberships` may be known already. */
export const presentAmong = Effect.fnUntraced(function* (
  session: Session,
  resources: ReadonlyArray<Resource.Resource>,
  projections: Projections,
  memberships?: Memberships
): Effect.fn.Return<ReadonlyArray<Json.JsonObject>, ScimError.ScimError, ResourceStore> {
  const shown = new Map<string, Json.JsonObject>()
  for (const [type, projection] of projections) {
    const ofType = projections.size === 1 ? resources : resources.filter((resource) => resource.type === type)
    const bodies = yield* present(session, type, ofType, projection, memberships)
    if (projections.size === 1) return bodies
    for (const [index, body] of bodies.entries()) shown.set(ofType[index]?.id ?? "", body)
  }
  return resources.flatMap(({ id }): ReadonlyArray<Json.JsonObject> => {
    const body = shown.get(id)
    return body === undefined ? [] : [body]
  })
}, Span.within("Answer.presentAmong"))

/**
 * Representations of resources of one type. What stands outside their documents is read for all of them at once, and
 * only where the projection shows it: a client that excludes members costs no member. `memberships` may be known already.
 */
export const present = (
  session: Session,
  type: ResourceType.ResourceType,
  resources: ReadonlyArray<Resource.Resource>,
  projection: Projection.Projection,
  memberships?: Memberships
): Effect.Effect<ReadonlyArray<Json.JsonObject>, ScimError.ScimError, ResourceStore> => {
  const wanted: Wanted = {
    members: Projection.shows(projection, type, "members"),
    groups: memberships === undefined && Projection.shows(projection, type, "memberOf"),
    references: Projection.shows(projection, type, "resource") ? Representation.referenced(resources) : []
  }
  const known: AllLinks = memberships === undefined ? {} : { groups: memberships }
  const shown = (links: AllLinks) =>
    resources.map((resource) => {
      const representation = Representation.render(resource, linksOf(resource, links), session.base, session.registry)
      return Projection.apply(projection, type, representation)
    })
  const isWanting = wanted.members || wanted.groups || wanted.references.length > 0
  if (resources.length === 0 || !isWanting) return Effect.succeed(shown(known))
  const ids = resources.map((resource) => resource.id)
  return Effect.map(read(session, ids, wanted), (links) => shown({ ...known, ...links }))
}

/** What has to be read for representations. */
interface Wanted {
  readonly members: boolean
  readonly groups: boolean
  /** The ids of resources that are pointed to. */
  readonly references: ReadonlyArray<string>
}

/** The links of many resources, by their ids. */
interface AllLinks {
  readonly members?: ReadonlyMap<string, ReadonlyArray<Resource.Member>>
  readonly groups?: Memberships
  readonly references?: ReadonlyMap<string, Resource.Referenced>
}

const read = Effect.fnUntraced(function* (
  session: Session,
  ids: ReadonlyArray<string>,
  wanted: Wanted
): Effect.fn.Return<AllLinks, ScimError.ScimError, ResourceStore> {
  const store = yield* ResourceStore
  const tenant = session.tenant.id
  const links: AllLinks = {
    ...(wanted.members ? { members: yield* store.members(tenant, ids) } : {}),
    ...(wanted.groups ? { groups: yield* store.memberships(tenant, ids) } : {}),
    ...(wanted.references.length > 0 ? { references: yield* store.references(tenant, wanted.references) } : {})
  }
  return links
}, Span.within("Answer.read"))

const linksOf = ({ id }: Resource.Resource, { members, groups, references }: AllLinks): Resource.Links => ({
  ...(members === undefined ? {} : { members: members.get(id) ?? [] }),
  ...(groups === undefined ? {} : { groups: groups.get(id) ?? [] }),
  ...(references === undefined ? {} : { references })
})
