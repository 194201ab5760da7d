/** What the port tells of a memory. What a filter and an order mean is the core's matter. */
import {
  type Cursor,
  FilterEvaluator,
  Representation,
  type Resource,
  type SchemaRegistry,
  Sorting
} from "@rollcall/core"
import type { Count, Page, Query, Source } from "@rollcall/provider"
import { HashMap, Option } from "effect"
import * as Membership from "./Membership.ts"
import type { Memory } from "./Memory.ts"
import * as Positions from "./Positions.ts"

export const query = (
  memory: Memory,
  registry: SchemaRegistry.SchemaRegistry,
  { sources, order, from, limit, base, counted = true }: Query
): Page => {
  const matching = sources.flatMap((source) => placed(memory, registry, source, order !== undefined, base))
  const compare = Positions.compare(order ?? "ascending")
  const sorted = matching.sort((left, right) => compare(left.position, right.position))
  if (from._tag === "Offset") {
    const end = from.offset + limit
    const page = pageOf(sorted.slice(from.offset, end), sorted.length > end)
    return counted ? { ...page, total: sorted.length } : page
  }
  const isAfter = from._tag === "After"
  const beyond = sorted.filter(({ position }) => compare(position, from.position) * (isAfter ? 1 : -1) > 0)
  const page = isAfter ? beyond.slice(0, limit) : beyond.slice(Math.max(0, beyond.length - limit))
  return pageOf(page, beyond.length > limit)
}

interface Placed {
  readonly resource: Resource.Resource
  readonly position: Cursor.Position
}

const pageOf = (page: ReadonlyArray<Placed>, hasMore: boolean): Page => {
  const [first, last] = [page[0], page.at(-1)]
  return {
    resources: page.map(({ resource }) => resource),
    ...(first === undefined || last === undefined ? {} : { ends: { first: first.position, last: last.position } }),
    hasMore
  }
}

/** The resources of one source that match, each with its place in the order. */
const placed = (
  memory: Memory,
  registry: SchemaRegistry.SchemaRegistry,
  { type, filter, sortBy }: Source,
  isSorted: boolean,
  base: string
): ReadonlyArray<Placed> => {
  const found = HashMap.toValues(HashMap.filter(memory.resources, (resource) => resource.type.name === type.name))
  const resources = found.map((resource) => ({ ...resource, type }))
  const render = rendering(memory, registry, resources, base)
  return resources
    .map((resource) => ({ resource, representation: render(resource) }))
    .filter(({ representation }) => filter === undefined || FilterEvaluator.evaluate(filter, representation))
    .map(({ resource, representation }) => {
      const value = sortBy === undefined ? null : (Sorting.key(representation, sortBy) ?? null)
      return { resource, position: { key: isSorted ? value : resource.created, id: resource.id } }
    })
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

/** How many of each type there are, and how many of them are inactive. */
export const census = (memory: Memory): ReadonlyArray<Count> => {
  const counts = new Map<string, Count>()
  for (const { document, type } of HashMap.values(memory.resources)) {
    const { total, inactive } = counts.get(type.name) ?? { total: 0, inactive: 0 }
    counts.set(type.name, {
      type: type.name,
      total: total + 1,
      inactive: inactive + (document.active === false ? 1 : 0)
    })
  }
  return [...counts.values()].sort((left, right) => (left.type < right.type ? -1 : 1))
}

export const versions = (memory: Memory, ids: ReadonlyArray<string>): ReadonlyMap<string, number> =>
  new Map(
    ids.flatMap((id) =>
      Option.match(HashMap.get(memory.resources, id), {
        onNone: () => [],
        onSome: ({ version }) => [[id, version] as const]
      })
    )
  )
