/** Who is in which group: what a request makes of it, what resources that come and go make of it, and who is told. */
import {
  AttributePath,
  Comparison,
  FilterEvaluator,
  type Json,
  type MemberChanges,
  Representation,
  Resource,
  ResourceType,
  type SchemaRegistry,
  type ScimError
} from "@rollcall/core"
import { type Change, type MemberPage, Refusal } from "@rollcall/provider"
import { Either, HashMap, Option } from "effect"
import type { Members, Memory } from "./Memory.ts"

/** A group and what its members are looked for in. */
export interface Place {
  readonly memory: Memory
  readonly registry: SchemaRegistry.SchemaRegistry
  readonly group: Resource.Resource
}

export interface Outcome {
  readonly memory: Memory
  /** Whether anybody came or went whom clients see. */
  readonly changed: boolean
  /** Who was named and waits. */
  readonly waiting: ReadonlyArray<string>
}

/** Carries out the changes of one group, stage after stage. */
export const change = (
  place: Place,
  { members, base, ...unknown }: Pick<Change, "members" | "unknownMembers" | "expected" | "base">
): Either.Either<Outcome, ScimError.NoTarget | ScimError.InvalidValue> =>
  Either.gen(function* () {
    const { memory, group } = place
    const before = membersOf(memory, group.id)
    let after = before
    for (const stage of members) {
      after = yield* leave(place, base, after, stage)
      after = yield* join(memory, after, stage, unknown)
    }
    const named = new Set(members.flatMap((stage) => [...stage.add.keys()]))
    return {
      memory: hold(memory, group.id, after),
      changed: known(before).join() !== known(after).join(),
      waiting: [...named].filter((name) => after.get(name) === false)
    }
  })

const membersOf = (memory: Memory, group: string): Members =>
  Option.getOrElse(HashMap.get(memory.members, group), () => new Map())

const hold = (memory: Memory, group: string, members: Members): Memory => ({
  ...memory,
  members: members.size === 0 ? HashMap.remove(memory.members, group) : HashMap.set(memory.members, group, members)
})

/** The ids of those who do not wait, in their order. */
const known = (members: Members): ReadonlyArray<string> =>
  [...members.keys()].filter((id) => members.get(id)).sort(Comparison.compareText)

const leave = (
  place: Place,
  base: string,
  members: Members,
  stage: MemberChanges.Stage
): Either.Either<Members, ScimError.NoTarget> => {
  const removed = new Set([...stage.remove].flatMap((name) => [name, ...identified(place.memory, name)]))
  const elements = stage.removeWhere === undefined ? [] : elementsOf(place, base, members)
  const staying = [...members].filter(
    ([id], index) =>
      !(stage.clear && !stage.add.has(id)) &&
      !removed.has(id) &&
      !(stage.removeWhere !== undefined && FilterEvaluator.matches(stage.removeWhere, elements[index] ?? null))
  )
  return stage.mustMatch !== undefined && staying.length === members.size
    ? Either.left(Refusal.noMember(stage.mustMatch))
    : Either.right(new Map(staying))
}

const join = (
  memory: Memory,
  members: Members,
  stage: MemberChanges.Stage,
  { unknownMembers, expected }: Pick<Change, "unknownMembers" | "expected">
): Either.Either<Members, ScimError.InvalidValue> => {
  const joined = new Map(members)
  const unknown: Array<string> = []
  for (const name of stage.add.keys()) {
    const [id] = identified(memory, name)
    if (id === undefined && expected?.has(name) !== true) unknown.push(name)
    joined.set(id ?? name, id !== undefined)
  }
  return unknownMembers === "refuse" && unknown.length > 0
    ? Either.left(Refusal.unknownMembers(unknown))
    : Either.right(joined)
}

/** The ids of resources that a client means by a name: an id of ours comes before one of its own. */
const identified = ({ resources }: Memory, name: string): ReadonlyArray<string> => {
  if (HashMap.has(resources, name)) return [name]
  const others = HashMap.toValues(HashMap.filter(resources, ({ document }) => document.externalId === name))
  return others.map(({ id }) => id).sort(Comparison.compareText)
}

/** The members as filters see them. */
const elementsOf = ({ memory, registry, group }: Place, base: string, members: Members): Json.JsonArray => {
  const attribute = ResourceType.linked(group.type, "members")
  if (attribute === undefined) return []
  const links = { members: Array.from(members.keys(), (id) => shown(memory, id)) }
  return AttributePath.elements(Representation.render(group, links, base, registry), { attribute })
}

const shown = ({ resources }: Memory, value: string): Resource.Member =>
  Option.match(HashMap.get(resources, value), {
    onNone: () => ({ value }),
    onSome: ({ type, document }) => {
      const display = Resource.display(document)
      return { value, type: type.name, ...(display === undefined ? {} : { display }) }
    }
  })

/** Resources have come, or have other externalIds: the groups that waited for them hold them now. */
export const adopt = (memory: Memory, resources: ReadonlyArray<Resource.Resource>, now: number): Memory => {
  let next = memory
  for (const [group, members] of memory.members) {
    const adopted = resources.flatMap(({ id, document: { externalId } }) =>
      [id, externalId].flatMap((name) =>
        typeof name === "string" && members.get(name) === false ? [{ id, name }] : []
      )
    )
    if (adopted.length === 0) continue
    const others = [...members].filter(([name]) => !adopted.some((each) => each.name === name))
    next = hold(next, group, new Map([...others, ...adopted.map(({ id }) => [id, true] as const)]))
    if (adopted.some(({ id }) => members.get(id) !== true)) next = touch(next, group, now)
  }
  return next
}

/** A resource has gone: so have its members, and it from the groups that held it. */
export const forget = (memory: Memory, id: string, now: number): Memory => {
  let next = hold(memory, id, new Map())
  for (const [group, members] of next.members) {
    if (!members.has(id)) continue
    next = hold(next, group, new Map([...members].filter(([name]) => name !== id)))
    next = touch(next, group, now)
  }
  return next
}

/** What a group shows has changed, so it has a new version. */
const touch = (memory: Memory, group: string, now: number): Memory => ({
  ...memory,
  resources: HashMap.modify(memory.resources, group, (found) => ({
    ...found,
    version: found.version + 1,
    lastModified: now
  }))
})

/** The members of each of these groups that has any, in the order of their ids. */
export const members = (
  memory: Memory,
  groups: ReadonlyArray<string>
): ReadonlyMap<string, ReadonlyArray<Resource.Member>> => {
  const lists = groups.map((group) => [group, known(membersOf(memory, group)).map((id) => shown(memory, id))] as const)
  return new Map(lists.filter(([, list]) => list.length > 0))
}

/** The members of a group behind an id. */
export const memberPage = (
  memory: Memory,
  group: string,
  { after = "", limit }: { readonly after?: string; readonly limit: number }
): MemberPage => {
  const behind = known(membersOf(memory, group)).filter((id) => Comparison.compareText(id, after) > 0)
  return { members: behind.slice(0, limit).map((id) => shown(memory, id)), hasMore: behind.length > limit }
}

export const memberCounts = (memory: Memory, groups: ReadonlyArray<string>): ReadonlyMap<string, number> =>
  new Map(
    groups.map((group) => [group, known(membersOf(memory, group)).length] as const).filter(([, count]) => count > 0)
  )

/** The groups above each of these resources that has any, in the order of their ids. */
export const memberships = (
  memory: Memory,
  ids: ReadonlyArray<string>
): ReadonlyMap<string, ReadonlyArray<Resource.Membership>> => {
  const above = new Map<string, Array<string>>()
  for (const [group, list] of memory.members) {
    for (const id of known(list)) above.set(id, [...(above.get(id) ?? []), group])
  }
  const lists = ids.map((id) => {
    const direct = above.get(id) ?? []
    const all = new Set(direct)
    // A set goes on to what is added to it on the way, so groups that hold one another come to an end.
    for (const group of all) for (const next of above.get(group) ?? []) all.add(next)
    const list = [...all].sort(Comparison.compareText).map((value): Resource.Membership => {
      const display = shown(memory, value).display ?? ""
      return { value, display, type: direct.includes(value) ? "direct" : "indirect" }
    })
    return [id, list] as const
  })
  return new Map(lists.filter(([, list]) => list.length > 0))
}
