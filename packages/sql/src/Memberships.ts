/**
 * Memberships as rows: which resource is in which group. Changing them costs what the change is large, in a number of
 * statements that depends neither on how many members a group has nor on how many come and go.
 *
 * A row without type waits for a resource of its id. Nobody sees it until then.
 */
import type { SqlError } from "@effect/sql"
import { type MemberChanges, type Resource, ScimError } from "@rollcall/core"
import { Effect } from "effect"
import type { Scope } from "./AttributeValues.ts"
import type { Database } from "./Database.ts"
import type { Fragment } from "./Dialect.ts"
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
  unknownMembers: "wait" | "refuse"
): Effect.fn.Return<Outcome, SqlError.SqlError | ScimError.NoTarget | ScimError.InvalidValue> {
  const difference = new Difference()
  for (const stage of changes) {
    const removed = yield* removeOfStage(database, scope, group, stage)
    if (stage.mustMatch !== undefined && removed.length === 0) return yield* noTarget(stage.mustMatch)
    for (const row of removed) difference.remove(row)
    const added = yield* addOfStage(database, scope, group, stage)
    const unknown = added.filter((row) => row.member_type === null)
    if (unknownMembers === "refuse" && unknown.length > 0) return yield* refuse(unknown)
    for (const row of added) difference.add(row)
  }
  return { added: [...difference.added], removed: [...difference.removed], waiting: [...difference.waiting] }
})

const removeOfStage = Effect.fnUntraced(function* (
  { rows, sql, dialect }: Database,
  scope: Scope,
  group: string,
  stage: MemberChanges.Stage
): Effect.fn.Return<ReadonlyArray<MembershipRow>, SqlError.SqlError> {
  const conditions = [
    ...(stage.clear ? [sql`m.member_id NOT IN ${dialect.set(stage.add.keys())}`] : []),
    ...(stage.remove.size > 0
      ? [
          sql`m.member_id IN ${dialect.set(stage.remove)} OR m.member_id IN (${named(scope, dialect.set(stage.remove))})`
        ]
      : []),
    ...(stage.removeWhere === undefined ? [] : [SqlFilter.compileMember(scope, stage.removeWhere)])
  ]
  if (conditions.length === 0) return []
  return yield* rows(
    sql<MembershipRow>`DELETE FROM membership AS m WHERE m.tenant = ${scope.tenant} AND m.group_id = ${group}
      AND (${sql.join(" OR ", false)(conditions)}) RETURNING member_id, member_type`
  )
})

/** The ids of resources that a client names by identifiers of its own; a name that is an id means that one. */
const named = ({ sql, dialect, tenant, types }: Scope, names: Fragment): Fragment =>
  sql`SELECT k.resource_id FROM attribute_key AS k WHERE k.tenant = ${tenant}
    AND k.type IN ${dialect.set(types.map(({ name }) => name))} AND k.path = 'externalId' AND k.value IN ${names}
    AND NOT EXISTS (SELECT 1 FROM resource AS o WHERE o.tenant = ${tenant} AND o.id = k.value)`

/** Answers the rows that are new, and those that waited before and still do. */
const addOfStage = (
  { rows, sql, dialect }: Database,
  scope: Scope,
  group: string,
  stage: MemberChanges.Stage
): Effect.Effect<ReadonlyArray<MembershipRow>, SqlError.SqlError> =>
  stage.add.size === 0
    ? Effect.succeed([])
    : rows(
        sql<MembershipRow>`INSERT INTO membership (tenant, group_id, member_id, member_type)
          SELECT DISTINCT ${scope.tenant}, ${group}, COALESCE(x.id, y.id, g.value), COALESCE(x.type, y.type)
          FROM ${dialect.set(stage.add.keys())} AS g
          LEFT JOIN resource AS x ON x.tenant = ${scope.tenant} AND x.id = g.value
          LEFT JOIN resource AS y ON x.id IS NULL AND y.tenant = ${scope.tenant}
            AND y.id = (${named(scope, sql.literal("(g.value)"))} ORDER BY k.resource_id LIMIT 1)
          WHERE 1 = 1
          ON CONFLICT (tenant, group_id, member_id) DO UPDATE SET member_type = excluded.member_type
          WHERE membership.member_type IS NULL RETURNING member_id, member_type`
      )

const noTarget = (path: string): Effect.Effect<never, ScimError.NoTarget> =>
  Effect.fail(
    new ScimError.NoTarget({
      path,
      detail: `No member of the group matches ${path}, so there is nothing to replace. Use "add" to give the group a new member.`
    })
  )

const namedMax = 5

const refuse = (unknown: ReadonlyArray<MembershipRow>): Effect.Effect<never, ScimError.InvalidValue> => {
  const ids = unknown.slice(0, namedMax).map((row) => row.member_id)
  const more = unknown.length > namedMax ? ` and ${unknown.length - namedMax} more` : ""
  return Effect.fail(
    new ScimError.InvalidValue({
      attribute: "members",
      detail: `These members do not exist: ${ids.join(", ")}${more}. Create them first, and send the id that the server gave them as "value".`
    })
  )
}

/** The groups that waited for this resource hold it now; answers their ids. */
export const adopt = Effect.fnUntraced(function* (
  { rows, sql, dialect }: Database,
  tenant: string,
  { type, id, document }: Resource.Resource
): Effect.fn.Return<ReadonlyArray<string>, SqlError.SqlError> {
  // Some clients name members by the identifier that they gave them themselves.
  const { externalId } = document
  const names = typeof externalId === "string" && externalId !== "" ? [id, externalId] : [id]
  const waiting = yield* rows(
    sql<{ readonly group_id: string }>`DELETE FROM membership
      WHERE tenant = ${tenant} AND member_id IN ${sql.in(names)} AND member_type IS NULL RETURNING group_id`
  )
  const groups = [...new Set(waiting.map((row) => row.group_id))]
  if (groups.length === 0) return groups
  const added = yield* rows(
    sql<{ readonly group_id: string }>`INSERT INTO membership (tenant, group_id, member_id, member_type)
      SELECT ${tenant}, g.value, ${id}, ${type.name} FROM ${dialect.set(groups)} AS g WHERE 1 = 1
      ON CONFLICT DO NOTHING RETURNING group_id`
  )
  return added.map((row) => row.group_id)
})

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

/** The members of each group, in the order of their ids. */
export const members = (
  { rows, sql, dialect }: Database,
  tenant: string,
  groups: ReadonlyArray<string>
): Effect.Effect<ReadonlyMap<string, ReadonlyArray<Resource.Member>>, SqlError.SqlError> =>
  rows(
    sql<MembershipRow & { readonly group_id: string; readonly display: string | null }>`
      SELECT m.group_id, m.member_id, m.member_type, x.display FROM membership AS m
      JOIN resource AS x ON x.tenant = m.tenant AND x.id = m.member_id
      WHERE m.tenant = ${tenant} AND m.group_id IN ${dialect.set(groups)} AND m.member_type IS NOT NULL
      ORDER BY m.group_id, m.member_id`
  ).pipe(
    Effect.map((found) =>
      grouped(
        found,
        (row) => row.group_id,
        (row) => ({
          value: row.member_id,
          ...(row.member_type === null ? {} : { type: row.member_type }),
          ...(row.display === null ? {} : { display: row.display })
        })
      )
    )
  )

/** The groups above each resource, in the order of their ids. */
export const memberships = (
  { rows, sql, dialect }: Database,
  tenant: string,
  ids: ReadonlyArray<string>
): Effect.Effect<ReadonlyMap<string, ReadonlyArray<Resource.Membership>>, SqlError.SqlError> =>
  rows(
    sql<{
      readonly member_id: string
      readonly group_id: string
      readonly direct: number
      readonly display: string | null
    }>`
      WITH RECURSIVE up (member_id, group_id, direct) AS (
        SELECT d.member_id, d.group_id, 1 FROM membership AS d
        WHERE d.tenant = ${tenant} AND d.member_id IN ${dialect.set(ids)} AND d.member_type IS NOT NULL
        UNION
        SELECT up.member_id, i.group_id, 0 FROM up JOIN membership AS i
        ON i.tenant = ${tenant} AND i.member_id = up.group_id AND i.member_type IS NOT NULL
      )
      SELECT u.member_id, u.group_id, u.direct, x.display
      FROM (SELECT member_id, group_id, MAX(direct) AS direct FROM up GROUP BY member_id, group_id) AS u
      JOIN resource AS x ON x.tenant = ${tenant} AND x.id = u.group_id ORDER BY u.member_id, u.group_id`
  ).pipe(
    Effect.map((found) =>
      grouped(
        found,
        (row) => row.member_id,
        (row): Resource.Membership => ({
          value: row.group_id,
          display: row.display ?? "",
          type: Number(row.direct) === 1 ? "direct" : "indirect"
        })
      )
    )
  )

const grouped = <Row, A>(
  rows: ReadonlyArray<Row>,
  key: (row: Row) => string,
  value: (row: Row) => A
): ReadonlyMap<string, ReadonlyArray<A>> => {
  const groups = new Map<string, Array<A>>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group === undefined) groups.set(key(row), [value(row)])
    else group.push(value(row))
  }
  return groups
}
