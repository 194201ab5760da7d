/**
 * What becomes of the members of groups when they change: who came, who went, who is waited for, and what may not be.
 * Changing them costs what the change is large, however many members a group has.
 */
import type { SqlError } from "@effect/sql"
import type { MemberChanges, Resource, ScimError } from "@rollcall/core"
import { Refusal } from "@rollcall/provider"
import { Effect } from "effect"
import type { Scope } from "./AttributeValues.ts"
import type { Database } from "./Database.ts"
import * as MembershipRows from "./MembershipRows.ts"

/** What became of a group's members. Waiting ones are in neither list of changes: nobody sees them. */
export interface Outcome {
  readonly added: ReadonlyArray<string>
  readonly removed: ReadonlyArray<string>
  readonly waiting: ReadonlyArray<string>
}

/** What the stages so far have done, compared with how it was before the first. */
class Difference {
  readonly added = new Set<string>()
  readonly removed = new Set<string>()
  readonly waiting = new Set<string>()

  remove({ member_id, member_type }: MembershipRows.Row): void {
    if (member_type === null) this.waiting.delete(member_id)
    else if (!this.added.delete(member_id)) this.removed.add(member_id)
  }

  add({ member_id, member_type }: MembershipRows.Row): void {
    if (member_type === null) this.waiting.add(member_id)
    else if (!this.removed.delete(member_id)) this.added.add(member_id)
  }
}

/** Which of the members that nobody has heard of may wait: all, or those that come later in the same transaction. */
export interface Unknown {
  readonly unknownMembers: "wait" | "refuse"
  readonly expected?: ReadonlyMap<string, string>
}

/**
 * Carries out the changes of one group, stage after stage.
 * Fails with noTarget where a stage must match a member and none does, and with invalidValue for members that are not
 * known and must be.
 */
export const apply = Effect.fnUntraced(function* (
  database: Database,
  scope: Scope,
  group: string,
  changes: MemberChanges.MemberChanges,
  unknown: Unknown
): Effect.fn.Return<Outcome, SqlError.SqlError | ScimError.NoTarget | ScimError.InvalidValue> {
  const difference = new Difference()
  for (const stage of changes) {
    const removed = yield* MembershipRows.removeOfStage(database, scope, group, stage)
    if (stage.mustMatch !== undefined && removed.length === 0) return yield* Refusal.noMember(stage.mustMatch)
    for (const row of removed) difference.remove(row)
    const added = yield* MembershipRows.add(database, scope, [
      { group, names: MembershipRows.keysOf(stage.add.keys()) }
    ])
    const refusal = refuse(added, unknown)
    if (refusal !== undefined) return yield* refusal
    for (const row of added) difference.add(row)
  }
  return { added: [...difference.added], removed: [...difference.removed], waiting: [...difference.waiting] }
})

/** The members that a new group begins with. */
export interface Beginning extends Unknown {
  readonly group: string
  readonly members: ReadonlyArray<Resource.Member>
}

export interface Filled {
  readonly outcomes: ReadonlyMap<string, Outcome>
  /** By id, the groups with members that are not known and must be. Their rows are for the caller to take away. */
  readonly refused: ReadonlyMap<string, ScimError.InvalidValue>
}

/** Fills new groups, all in the same statements. */
export const fill = Effect.fnUntraced(function* (
  database: Database,
  namespace: MembershipRows.Namespace,
  beginnings: ReadonlyArray<Beginning>
): Effect.fn.Return<Filled, SqlError.SqlError> {
  const wanted = beginnings.map(({ group, members }) => ({
    group,
    names: MembershipRows.keysOf(members.map(({ value }) => value))
  }))
  const added = new Map<string, Array<MembershipRows.AddedRow>>(beginnings.map(({ group }) => [group, []]))
  for (const row of yield* MembershipRows.add(database, namespace, wanted)) added.get(row.group_id)?.push(row)
  const outcomes = new Map<string, Outcome>()
  const refused = new Map<string, ScimError.InvalidValue>()
  for (const { group, ...unknown } of beginnings) {
    const difference = new Difference()
    for (const row of added.get(group) ?? []) difference.add(row)
    outcomes.set(group, { added: [...difference.added], removed: [], waiting: [...difference.waiting] })
    const refusal = refuse(added.get(group) ?? [], unknown)
    if (refusal !== undefined) refused.set(group, refusal)
  }
  // A group that cannot stay is not known to those that hold it either.
  for (let before = -1; before < refused.size; ) {
    before = refused.size
    for (const { group, ...unknown } of beginnings) {
      const lost = (added.get(group) ?? []).filter((row) => refused.has(row.member_id))
      const refusal = refuse(
        lost.map((row) => ({ ...row, member_type: null })),
        unknown
      )
      if (refusal !== undefined && !refused.has(group)) refused.set(group, refusal)
    }
  }
  return { outcomes, refused }
})

/** The error of rows that wait though they may not. */
const refuse = (
  rows: ReadonlyArray<MembershipRows.Row>,
  { unknownMembers, expected }: Unknown
): ScimError.InvalidValue | undefined => {
  if (unknownMembers === "wait") return undefined
  const ids = rows.flatMap(({ member_id, member_type }) =>
    member_type === null && expected?.has(member_id) !== true ? [member_id] : []
  )
  return ids.length === 0 ? undefined : Refusal.unknownMembers(ids)
}
