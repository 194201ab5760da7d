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
import * as SearchDocument from "./SearchDocument.ts"
import * as SqlFilter from "./SqlFilter.ts"
import * as Statement from "./Statement.ts"

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
    const added = yield* addOfStage(database, scope, group, keysOf(stage.add.keys()), unknownMembers)
    const unknown = added.filter((row) => row.member_type === null)
    if (unknownMembers === "refuse" && unknown.length > 0) return yield* refuse(unknown)
    for (const row of added) difference.add(row)
  }
  return { added: [...difference.added], removed: [...difference.removed], waiting: [...difference.waiting] }
})

const removeOfStage = (
  { rows, sql, dialect }: Database,
  scope: Scope,
  group: string,
  stage: MemberChanges.Stage
): Effect.Effect<ReadonlyArray<MembershipRow>, SqlError.SqlError> => {
  const { tenant } = scope
  const [removed, kept, types] = [printed(stage.remove), printed(stage.add.keys()), typesOf(scope)]
  if (!stage.clear && stage.removeWhere === undefined) {
    return stage.remove.size === 0 ? Effect.succeed([]) : rows(deleteNamed(tenant, group, removed, types))
  }
  const conditions = [
    ...(stage.clear ? [sql`m.member_id NOT IN ${dialect.set(sql`${kept}`)}`] : []),
    ...(stage.remove.size > 0 ? [isNamed({ sql, dialect }, tenant, removed, types)] : []),
    ...(stage.removeWhere === undefined ? [] : [SqlFilter.compileMember(scope, stage.removeWhere)])
  ]
  return rows(
    sql<MembershipRow>`DELETE FROM membership AS m WHERE m.tenant = ${tenant} AND m.group_id = ${group}
      AND (${sql.join(" OR ", false)(conditions)}) RETURNING member_id, member_type`
  )
}

const deleteNamed = Statement.template(
  (maker, tenant: string, group: string, names: string, types: string) =>
    maker.sql<MembershipRow>`DELETE FROM membership AS m WHERE m.tenant = ${tenant} AND m.group_id = ${group}
      AND (${isNamed(maker, tenant, names, types)}) RETURNING member_id, member_type`
)

/** Members by the names that clients have for them, a JSON array. */
const isNamed = (maker: Statement.Maker, tenant: string, names: string, types: string): Fragment => {
  const given = maker.dialect.set(maker.sql`${names}`)
  return maker.sql`m.member_id IN ${given} OR m.member_id IN (${named(maker, tenant, types, given)})`
}

/** The names of members as rows have them: those of ids and of externalIds alike. */
const keysOf = (names: Iterable<string>): ReadonlyArray<string> => Array.from(names, SearchDocument.keyOf)

const printed = (names: Iterable<string>): string => JSON.stringify(keysOf(names))

const typesOf = ({ types }: Scope): string => JSON.stringify(types.map(({ name }) => name))

/** The ids of resources that a client names by identifiers of its own; a name that is an id means that one. */
const named = ({ sql, dialect }: Statement.Maker, tenant: string, types: string, names: Fragment): Fragment =>
  sql`SELECT k.resource_id FROM attribute_key AS k WHERE k.tenant = ${tenant}
    AND k.type IN ${dialect.set(sql`${types}`)} AND k.path = 'externalId' AND k.value IN ${names}
    AND NOT EXISTS (SELECT 1 FROM resource AS o WHERE o.tenant = ${tenant} AND o.id = k.value)`

/** Answers the rows that are new, and those that waited before and still do. */
const addOfStage = Effect.fnUntraced(function* (
  database: Database,
  scope: Scope,
  group: string,
  names: ReadonlyArray<string>,
  unknownMembers: "wait" | "refuse"
): Effect.fn.Return<ReadonlyArray<MembershipRow>, SqlError.SqlError> {
  if (names.length === 0) return []
  yield* hold(database, scope, names)
  const added = yield* addRows(database, scope, group, names)
  const unknown = added.flatMap((row) => (row.member_type === null ? [row.member_id] : []))
  const { locks } = database.dialect
  if (unknown.length === 0 || unknownMembers === "refuse" || locks === undefined) return inOrder(added, names)
  // Who arrived meanwhile did not see that it is waited for, so it is looked for once more.
  yield* database.rows(awaiting(scope.tenant, JSON.stringify(unknown)))
  const arrived = yield* hold(database, scope, unknown)
  if (arrived.length === 0) return inOrder(added, names)
  yield* removeWaiting(database, scope, group, unknown)
  const again = yield* addRows(database, scope, group, unknown)
  return inOrder([...added.filter((row) => row.member_type !== null), ...again], names)
})

/** Only databases that have locks are asked for one. */
const lockNames = (purpose: "awaiting" | "arriving") =>
  Statement.template(
    ({ sql, dialect }, tenant: string, names: string) =>
      sql`${dialect.locks?.[purpose](sql`${tenant}`, sql`${names}`) ?? sql.literal("")}`
  )

const awaiting = lockNames("awaiting")
const arriving = lockNames("arriving")

/** The resources of these names stay until the transaction ends; answers those that are there. */
const hold = (
  { rows, dialect }: Database,
  scope: Scope,
  names: ReadonlyArray<string>
): Effect.Effect<ReadonlyArray<object>, SqlError.SqlError> =>
  dialect.locks === undefined ? Effect.succeed([]) : rows(heldRows(scope.tenant, JSON.stringify(names), typesOf(scope)))

const heldRows = Statement.template((maker, tenant: string, names: string, types: string) => {
  const { sql, dialect } = maker
  const given = dialect.set(sql`${names}`)
  return sql`SELECT x.id FROM resource AS x WHERE x.tenant = ${tenant} AND x.id IN (
      SELECT g.value FROM ${given} AS g UNION ${named(maker, tenant, types, given)}
    ) ORDER BY x.id ${dialect.locks?.forReference ?? sql.literal("")}`
})

const addRows = (
  { rows }: Database,
  scope: Scope,
  group: string,
  names: ReadonlyArray<string>
): Effect.Effect<ReadonlyArray<MembershipRow>, SqlError.SqlError> =>
  rows(insertRows(scope.tenant, group, JSON.stringify(names), typesOf(scope)))

const insertRows = Statement.template((maker, tenant: string, group: string, names: string, types: string) => {
  const { sql, dialect } = maker
  return sql<MembershipRow>`INSERT INTO membership (tenant, group_id, member_id, member_type)
    SELECT DISTINCT ${tenant}, ${group}, COALESCE(x.id, y.id, g.value), COALESCE(x.type, y.type)
    FROM ${dialect.set(sql`${names}`)} AS g
    LEFT JOIN resource AS x ON x.tenant = ${tenant} AND x.id = g.value
    LEFT JOIN resource AS y ON x.id IS NULL AND y.tenant = ${tenant}
      AND y.id = (${named(maker, tenant, types, sql.literal("(g.value)"))} ORDER BY k.resource_id LIMIT 1)
    WHERE 1 = 1
    ON CONFLICT (tenant, group_id, member_id) DO UPDATE SET member_type = excluded.member_type
    WHERE membership.member_type IS NULL RETURNING member_id, member_type`
})

const removeWaiting = (
  { rows }: Database,
  { tenant }: Scope,
  group: string,
  names: ReadonlyArray<string>
): Effect.Effect<unknown, SqlError.SqlError> => rows(deleteWaiting(tenant, group, JSON.stringify(names)))

const deleteWaiting = Statement.template(
  ({ sql, dialect }, tenant: string, group: string, names: string) =>
    sql`DELETE FROM membership WHERE tenant = ${tenant} AND group_id = ${group}
      AND member_id IN ${dialect.set(sql`${names}`)} AND member_type IS NULL`
)

/** A database answers the rows that it wrote in an order of its own. Those that another name found come last. */
const inOrder = (rows: ReadonlyArray<MembershipRow>, given: ReadonlyArray<string>): ReadonlyArray<MembershipRow> => {
  const places = new Map(given.map((id, place) => [id, place]))
  const place = ({ member_id }: MembershipRow) => places.get(member_id) ?? places.size
  return [...rows].sort((left, right) => place(left) - place(right))
}

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
  { rows, dialect }: Database,
  tenant: string,
  { type, id, document }: Resource.Resource
): Effect.fn.Return<ReadonlyArray<string>, SqlError.SqlError> {
  // Some clients name members by the identifier that they gave them themselves.
  const { externalId } = document
  const names = typeof externalId === "string" && externalId !== "" ? printed([id, externalId]) : JSON.stringify([id])
  if (dialect.locks !== undefined) yield* rows(arriving(tenant, names))
  const waiting = yield* rows(deleteWaitingFor(tenant, names))
  const groups = [...new Set(waiting.map((row) => row.group_id))]
  if (groups.length === 0) return groups
  const added = yield* rows(insertInto(id, type.name, tenant, JSON.stringify(groups)))
  return added.map((row) => row.group_id)
})

interface HolderRow {
  readonly group_id: string
}

const deleteWaitingFor = Statement.template(
  ({ sql, dialect }, tenant: string, names: string) =>
    sql<HolderRow>`DELETE FROM membership
      WHERE tenant = ${tenant} AND member_id IN ${dialect.set(sql`${names}`)} AND member_type IS NULL RETURNING group_id`
)

const insertInto = Statement.template(
  ({ sql, dialect }, id: string, type: string, tenant: string, groups: string) =>
    sql<HolderRow>`INSERT INTO membership (tenant, group_id, member_id, member_type)
      SELECT h.tenant, h.id, ${id}, ${type} FROM resource AS h
      WHERE h.tenant = ${tenant} AND h.id IN ${dialect.set(sql`${groups}`)} ORDER BY h.id ${dialect.forUpdate}
      ON CONFLICT DO NOTHING RETURNING group_id`
)

/** Takes away all memberships of a resource, its own and those that it has in groups; answers the groups' ids. */
export const forget = Effect.fnUntraced(function* (
  { rows }: Database,
  tenant: string,
  id: string
): Effect.fn.Return<ReadonlyArray<string>, SqlError.SqlError> {
  yield* rows(deleteMembers(tenant, id))
  return (yield* rows(deleteMember(tenant, id))).map((row) => row.group_id)
})

const deleteMembers = Statement.template(
  ({ sql }, tenant: string, id: string) => sql`DELETE FROM membership WHERE tenant = ${tenant} AND group_id = ${id}`
)

const deleteMember = Statement.template(
  ({ sql }, tenant: string, id: string) =>
    sql<HolderRow>`DELETE FROM membership WHERE tenant = ${tenant} AND member_id = ${id} RETURNING group_id`
)
