/**
 * Memberships as rows: which resource is in which group. Changing them costs what the change is large, in a number of
 * statements that depends neither on how many members a group has nor on how many come and go.
 *
 * A row without type waits for a resource of its id. Nobody sees it until then.
 */
import type { SqlError } from "@effect/sql"
import type { MemberChanges, Resource, ScimError } from "@rollcall/core"
import { Refusal } from "@rollcall/provider"
import { Effect } from "effect"
import type { Scope } from "./AttributeValues.ts"
import type { Database } from "./Database.ts"
import type { Fragment } from "./Dialect.ts"
import * as SearchDocument from "./SearchDocument.ts"
import * as SqlFilter from "./SqlFilter.ts"

/** What became of a group's members. Waiting ones are in neither list of changes: nobody sees them. */
export interface Outcome {
  readonly added: ReadonlyArray<string>
  readonly removed: ReadonlyArray<string>
  readonly waiting: ReadonlyArray<string>
}

interface MembershipRow {
  readonly member_id: string
  readonly member_type: string | null
}

/** What the stages so far have done, compared with how it was before the first. */
class Difference {
  readonly added = new Set<string>()
  readonly removed = new Set<string>()
  readonly waiting = new Set<string>()

  remove({ member_id, member_type }: MembershipRow): void {
    if (member_type === null) this.waiting.delete(member_id)
    else if (!this.added.delete(member_id)) this.removed.add(member_id)
  }

  add({ member_id, member_type }: MembershipRow): void {
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
    const removed = yield* removeOfStage(database, scope, group, stage)
    if (stage.mustMatch !== undefined && removed.length === 0) return yield* Refusal.noMember(stage.mustMatch)
    for (const row of removed) difference.remove(row)
    const added = yield* addAll(database, scope, [{ group, names: keysOf(stage.add.keys()) }])
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
  scope: Scope,
  beginnings: ReadonlyArray<Beginning>
): Effect.fn.Return<Filled, SqlError.SqlError> {
  const wanted = beginnings.map(({ group, members }) => ({ group, names: keysOf(members.map(({ value }) => value)) }))
  const added = new Map<string, Array<AddedRow>>(beginnings.map(({ group }) => [group, []]))
  for (const row of yield* addAll(database, scope, wanted)) added.get(row.group_id)?.push(row)
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

const removeOfStage = Effect.fnUntraced(function* (
  { rows, sql, dialect }: Database,
  scope: Scope,
  group: string,
  stage: MemberChanges.Stage
): Effect.fn.Return<ReadonlyArray<MembershipRow>, SqlError.SqlError> {
  const removed = dialect.set(keysOf(stage.remove))
  const conditions = [
    ...(stage.clear ? [sql`m.member_id NOT IN ${dialect.set(keysOf(stage.add.keys()))}`] : []),
    ...(stage.remove.size > 0 ? [sql`m.member_id IN ${removed} OR m.member_id IN (${named(scope, removed)})`] : []),
    ...(stage.removeWhere === undefined ? [] : [SqlFilter.compileMember(scope, stage.removeWhere)])
  ]
  if (conditions.length === 0) return []
  return yield* rows(
    sql<MembershipRow>`DELETE FROM membership AS m WHERE m.tenant = ${scope.tenant} AND m.group_id = ${group}
      AND (${sql.join(" OR ", false)(conditions)}) RETURNING member_id, member_type`
  )
})

/** The names of members as rows have them: those of ids and of externalIds alike. */
export const keysOf = (names: Iterable<string>): ReadonlyArray<string> => Array.from(names, SearchDocument.keyOf)

/** The ids of resources that a client names by identifiers of its own; a name that is an id means that one. */
const named = ({ sql, dialect, tenant, types }: Scope, names: Fragment): Fragment =>
  sql`SELECT k.resource_id FROM attribute_key AS k WHERE k.tenant = ${tenant}
    AND k.type IN ${dialect.set(types.map(({ name }) => name))} AND k.path = 'externalId' AND k.value IN ${names}
    AND NOT EXISTS (SELECT 1 FROM resource AS o WHERE o.tenant = ${tenant} AND o.id = k.value)`

/** Members by the names that a client gave them, as `keysOf` makes them. */
interface Wanted {
  readonly group: string
  readonly names: ReadonlyArray<string>
}

interface AddedRow extends MembershipRow {
  readonly group_id: string
}

/** Answers the rows that are new, and those that waited before and still do. */
const addAll = Effect.fnUntraced(function* (
  database: Database,
  scope: Scope,
  given: ReadonlyArray<Wanted>
): Effect.fn.Return<ReadonlyArray<AddedRow>, SqlError.SqlError> {
  const wanted = given.filter(({ names }) => names.length > 0)
  if (wanted.length === 0) return []
  yield* hold(database, scope, namesOf(wanted))
  const added = yield* addRows(database, scope, wanted)
  const unknown = added.flatMap((row) => (row.member_type === null ? [row.member_id] : []))
  const { locks } = database.dialect
  if (unknown.length === 0 || locks === undefined) return inOrder(added, wanted)
  // Who arrived meanwhile did not see that it is waited for, so it is looked for once more.
  yield* database.rows(database.sql`${locks.awaiting(scope.tenant, unknown)}`)
  const arrived = yield* hold(database, scope, unknown)
  if (arrived.length === 0) return inOrder(added, wanted)
  const groups = wanted.map(({ group }) => group)
  yield* removeWaiting(database, scope, groups, unknown)
  const missed = new Set(unknown)
  const still = wanted.map(({ group, names }) => ({ group, names: names.filter((name) => missed.has(name)) }))
  const again = yield* addRows(database, scope, still)
  return inOrder([...added.filter((row) => row.member_type !== null), ...again], wanted)
})

const namesOf = (wanted: ReadonlyArray<Wanted>): ReadonlySet<string> => new Set(wanted.flatMap(({ names }) => names))

/** The resources of these names stay until the transaction ends; answers those that are there. */
const hold = (
  { rows, sql, dialect }: Database,
  scope: Scope,
  names: Iterable<string>
): Effect.Effect<ReadonlyArray<object>, SqlError.SqlError> =>
  dialect.locks === undefined
    ? Effect.succeed([])
    : rows(
        sql`SELECT x.id FROM resource AS x WHERE x.tenant = ${scope.tenant} AND x.id IN (
          SELECT g.value FROM ${dialect.set(names)} AS g UNION ${named(scope, dialect.set(names))}
        ) ORDER BY x.id ${dialect.locks.forReference}`
      )

const addRows = (
  { rows, sql, dialect }: Database,
  scope: Scope,
  wanted: ReadonlyArray<Wanted>
): Effect.Effect<ReadonlyArray<AddedRow>, SqlError.SqlError> => {
  const [entry, name] = [dialect.element("e"), dialect.text(dialect.element("p"), [])]
  return rows(
    sql<AddedRow>`INSERT INTO membership (tenant, group_id, member_id, member_type)
      SELECT DISTINCT ${scope.tenant}, g.group_id, COALESCE(x.id, y.id, g.name), COALESCE(x.type, y.type)
      FROM (SELECT ${dialect.text(entry, ["group"])} AS group_id, ${name} AS name
        FROM ${dialect.elements(sql`${JSON.stringify(wanted)}`, [], "e")}
        CROSS JOIN ${dialect.elements(entry, ["names"], "p")}) AS g
      LEFT JOIN resource AS x ON x.tenant = ${scope.tenant} AND x.id = g.name
      LEFT JOIN resource AS y ON x.id IS NULL AND y.tenant = ${scope.tenant}
        AND y.id = (${named(scope, sql.literal("(g.name)"))} ORDER BY k.resource_id LIMIT 1)
      WHERE 1 = 1
      ON CONFLICT (tenant, group_id, member_id) DO UPDATE SET member_type = excluded.member_type
      WHERE membership.member_type IS NULL RETURNING group_id, member_id, member_type`
  )
}

const removeWaiting = (
  { rows, sql, dialect }: Database,
  { tenant }: Scope,
  groups: ReadonlyArray<string>,
  names: ReadonlyArray<string>
): Effect.Effect<unknown, SqlError.SqlError> =>
  rows(
    sql`DELETE FROM membership WHERE tenant = ${tenant} AND group_id IN ${dialect.set(groups)}
      AND member_id IN ${dialect.set(names)} AND member_type IS NULL`
  )

/** A database answers the rows that it wrote in an order of its own. Those that another name found come last. */
const inOrder = (rows: ReadonlyArray<AddedRow>, wanted: ReadonlyArray<Wanted>): ReadonlyArray<AddedRow> => {
  const places = new Map(Array.from(namesOf(wanted), (id, place) => [id, place]))
  const place = ({ member_id }: AddedRow) => places.get(member_id) ?? places.size
  return [...rows].sort((left, right) => place(left) - place(right))
}

/** The error of rows that wait though they may not. */
const refuse = (
  rows: ReadonlyArray<MembershipRow>,
  { unknownMembers, expected }: Unknown
): ScimError.InvalidValue | undefined => {
  if (unknownMembers === "wait") return undefined
  const ids = rows.flatMap(({ member_id, member_type }) =>
    member_type === null && expected?.has(member_id) !== true ? [member_id] : []
  )
  return ids.length === 0 ? undefined : Refusal.unknownMembers(ids)
}

/** Takes the members of new groups away, of which nobody has heard; whoever has such a group as member waits for it. */
export const discard = (
  { rows, sql, dialect }: Database,
  tenant: string,
  groups: ReadonlyArray<string>
): Effect.Effect<unknown, SqlError.SqlError> =>
  Effect.zipRight(
    rows(sql`DELETE FROM membership WHERE tenant = ${tenant} AND group_id IN ${dialect.set(groups)}`),
    rows(sql`UPDATE membership SET member_type = NULL WHERE tenant = ${tenant} AND member_id IN ${dialect.set(groups)}`)
  )

/** Takes away all memberships of a resource, its own and those that it has in groups; answers the groups' ids. */
export const forget = Effect.fnUntraced(function* (
  { rows, sql }: Database,
  tenant: string,
  id: string
): Effect.fn.Return<ReadonlyArray<string>, SqlError.SqlError> {
  yield* rows(sql`DELETE FROM membership WHERE tenant = ${tenant} AND group_id = ${id}`)
  const held = yield* rows(
    sql<{ readonly group_id: string }>`DELETE FROM membership
      WHERE tenant = ${tenant} AND member_id = ${id} RETURNING group_id`
  )
  return held.map((row) => row.group_id)
})
