/** What the port tells of a memory. What a filter and an order mean is the core's matter. */
import {
  Comparison,
  FilterEvaluator,
  Representation,
  type Resource,
  type SchemaRegistry,
  Sorting
} from "@rollcall/core"
import type { Page, Query } from "@rollcall/provider"
import { HashMap, Option } from "effect"
import * as Membership from "./Membership.ts"
import type { Memory } from "./Memory.ts"

export const query = (
  memory: Memory,
  registry: SchemaRegistry.SchemaRegistry,
  { type, filter, sort, offset, limit, base }: Query
): Page => {
  const found = HashMap.toValues(HashMap.filter(memory.resources, (resource) => resource.type.name === type.name))
  const resources = found.map((resource) => ({ ...resource, type }))
  const render = rendering(memory, registry, resources, base)
  const matching = resources
    .map((resource) => ({ resource, representation: render(resource) }))
    .filter(({ representation }) => filter === undefined || FilterEvaluator.evaluate(filter, representation))
  const compare = sort === undefined ? undefined : Sorting.compare(sort)
  const sorted = matching.sort(
    (left, right) =>
      (compare === undefined
        ? left.resource.created - right.resource.created
        : compare(left.representation, right.representation)) ||
      Comparison.compareText(left.resource.id, right.resource.id)
  )
  return {
    total: sorted.length,
    resources: sorted.slice(offset, offset + limit).map(({ resource }) => resource)
  }
}

/** Resources as clients see them, with what stands outside their documents. */
const rendering = (
  memory: Memory,
  registry: SchemaRegistry.SchemaRegistry,
  resources: ReadonlyArray<Resource.Resource>,
  base: string
) => {
  const ids = resources.map(({ id }) => id)
  const members = Membership.members(memory, ids)
  const memberships = Membership.memberships(memory, ids)
  const named = references(memory, Representation.referenced(resources))
  return (resource: Resource.Resource) => {
    const { id } = resource
    const links = { members: members.get(id) ?? [], groups: memberships.get(id) ?? [], references: named }
    return Representation.render(resource, links, base, registry)
  }
}

export const references = (memory: Memory, ids: ReadonlyArray<string>): ReadonlyMap<string, Resource.Referenced> =>
  new Map(
    ids.flatMap((id) => {
      const found = Option.getOrUndefined(HashMap.get(memory.resources, id))
      if (found === undefined) return []
      const { displayName } = found.document
      return [[id, { type: found.type.name, ...(typeof displayName === "string" ? { displayName } : {}) }] as const]
    })
  )
