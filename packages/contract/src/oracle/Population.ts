/** A random world, stored and read back as clients see it. */
import { type Json, Representation, type Resource, type ResourceType, type ScimError } from "@rollcall/core"
import { ResourceStore } from "@rollcall/provider"
import { Effect, Option } from "effect"
import { tenant } from "../Fixtures.ts"
import * as Filters from "./Filters.ts"
import * as Types from "./Types.ts"
import type { World } from "./Worlds.ts"

export interface Shown {
  readonly resource: Resource.Resource
  readonly representation: Json.JsonObject
}

/** The resources of a type in the order in which they come without a sort. */
export type Population = (type: ResourceType.ResourceType) => Array<Shown>

/** Who has a userName that is taken stays out. */
export const populate = Effect.fnUntraced(function* (
  world: World
): Effect.fn.Return<Population, ScimError.ScimError, ResourceStore> {
  const store = yield* ResourceStore
  for (const { id, document, members, now, ...inhabitant } of world) {
    const type = Types.named(inhabitant.type)
    const named = members.map((value) => ({ value }))
    yield* store.insert(tenant, [{ type, id, document, members: named, unknownMembers: "wait", now }])
  }
  const found = yield* Effect.forEach(world, ({ type, id }) => store.find(tenant, Types.named(type), id))
  const resources = found.flatMap(Option.toArray)
  const ids = resources.map(({ id }) => id)
  const members = yield* store.members(tenant, ids)
  const groups = yield* store.memberships(tenant, ids)
  const references = yield* store.references(tenant, Representation.referenced(resources))
  const shown = resources.map((resource) => {
    const { id } = resource
    const links = { members: members.get(id) ?? [], groups: groups.get(id) ?? [], references }
    return { resource, representation: Representation.render(resource, links, Filters.base, Types.registry) }
  })
  const population: Population = (type) => shown.filter(({ resource }) => resource.type === type).sort(byAge)
  return population
})

const byAge = (left: Shown, right: Shown): number => left.resource.created - right.resource.created || byId(left, right)

/** Ids are ASCII here, where the order of code units is that of code points. */
export const byId = (left: Shown, right: Shown): number => (left.resource.id < right.resource.id ? -1 : 1)
