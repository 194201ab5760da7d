/**
 * What a PATCH or PUT does to the members of a group, as changes: nothing here needs the members that are there.
 * Storage carries out each stage with a constant number of set-based statements.
 */
import type { ResolvedFilter } from "../filter/Filter.ts"
import type { Member } from "../resource/Resource.ts"

/**
 * One stage: first `clear` or the removals, then the additions.
 * Adding a member that is there, and removing one that is not, change nothing.
 */
export interface Stage {
  /** Remove every member that is not in `add`. */
  readonly clear: boolean
  readonly remove: ReadonlySet<string>
  /** Remove every member that matches; the paths are those of `members`. */
  readonly removeWhere?: ResolvedFilter
  /** The path of a replace whose removal must hit at least one member, else `noTarget`. */
  readonly mustMatch?: string
  readonly add: ReadonlyMap<string, Member>
}

/** Stages in order; empty when members are not touched. Most requests have one. */
export type MemberChanges = ReadonlyArray<Stage>

export const none: MemberChanges = []

const stage = (changes: Partial<Stage>): Stage => ({ clear: false, remove: new Set(), add: new Map(), ...changes })

const byValue = (members: ReadonlyArray<Member>): ReadonlyMap<string, Member> =>
  new Map(members.map((member) => [member.value, member]))

/** A stage to which further plain additions and removals can be joined without changing what it means. */
const open = (changes: MemberChanges): Stage | undefined => {
  const last = changes.at(-1)
  return last === undefined || last.removeWhere !== undefined || last.mustMatch !== undefined ? undefined : last
}

export const add = (changes: MemberChanges, members: ReadonlyArray<Member>): MemberChanges => {
  const last = open(changes)
  if (last === undefined) return [...changes, stage({ add: byValue(members) })]
  const remove = new Set(last.remove)
  const added = new Map(last.add)
  for (const member of members) {
    remove.delete(member.value)
    added.set(member.value, member)
  }
  return [...changes.slice(0, -1), { ...last, remove, add: added }]
}

export const remove = (changes: MemberChanges, values: Iterable<string>): MemberChanges => {
  const last = open(changes)
  if (last === undefined) return [...changes, stage({ remove: new Set(values) })]
  const removed = new Set(last.remove)
  const added = new Map(last.add)
  for (const value of values) {
    added.delete(value)
    removed.add(value)
  }
  return [...changes.slice(0, -1), { ...last, remove: removed, add: added }]
}

/** What came before no longer matters: the members are exactly these. */
export const replaceAll = (members: ReadonlyArray<Member>): MemberChanges => [
  stage({ clear: true, add: byValue(members) })
]

export const removeWhere = (
  changes: MemberChanges,
  filter: ResolvedFilter,
  then: { readonly mustMatch?: string; readonly add?: ReadonlyArray<Member> } = {}
): MemberChanges => [
  ...changes,
  stage({
    removeWhere: filter,
    ...(then.mustMatch === undefined ? {} : { mustMatch: then.mustMatch }),
    add: byValue(then.add ?? [])
  })
]
