/**
 * The rows of memberships: which resource is in which group. Each function is a number of statements that depends neither
 * on how many members a group has nor on how many come and go.
 *
 * A row without type waits for a resource of its id. Nobody sees it until then.
 */
import type { SqlError } from "@effect/sql"
import type { MemberChanges } from "@rollcall/core"
import { Effect } from "effect"
import type { Scope } from "./AttributeValues.ts"
import type { Database } from "./Database.ts"
import type { Fragment } from "./Dialect.ts"
import * as SearchDocument from "./SearchDocument.ts"
import * as SqlFilter from "./SqlFilter.ts"
import * as Statement from "./Statement.ts"

export interface Row {
  readonly member_id: string
  readonly member_type: string | null
}

/** A row that is new, with its group. */
export interface AddedRow extends Row {
  readonly group_id: string
}

/** Members by the names that a client gave them, as `keysOf` makes them. */
export interface Wanted {
  readonly group: string
  readonly names: ReadonlyArray<string>
}

/** Where members are looked for by their names. */
export type Namespace = Pick<Scope, "tenant" | "types">

/** Takes away what a stage does not leave in its group; answers what was there. */
export const removeOfStage = (
  { rows, sql, dialect }: Database,
  scope: Scope,
  group: string,
  stage: MemberChanges.Stage
): Effect.Effect<ReadonlyArray<Row>, SqlError.SqlError> => {
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
    sql<Row>`DELETE FROM membership AS m WHERE m.tenant = ${tenant} AND m.group_id = ${group}
      AND (${sql.join(" OR ", false)(conditions)}) RETURNING member_id, member_type`
  )
}

const deleteNamed = Statement.template(
  (maker, tenant: string, group: string, names: string, types: string) =>
    maker.sql<Row>`DELETE FROM membership AS m WHERE m.tenant = ${tenant} AND m.group_id = ${group}
      AND (${isNamed(maker, tenant, names, types)}) RETURNING member_id, member_type`
)

/** Members by the names that clients have for them, a JSON array. */
const isNamed = (maker: Statement.Maker, tenant: string, names: string, types: string): Fragment => {
  const given = maker.dialect.set(maker.sql`${names}`)
  return maker.sql`m.member_id IN ${given} OR m.member_id IN (${named(maker, tenant, types, given)})`
}

/** The names of members as rows have them: those of ids and of externalIds alike. */
export const keysOf = (names: Iterable<string>): ReadonlyArray<string> => Array.from(names, SearchDocument.keyOf)

const printed = (names: Iterable<string>): string => JSON.stringify(keysOf(names))

const typesOf = ({ types }: Namespace): string => JSON.stringify(types.map(({ name }) => name))

/** The ids of resources that a client names by identifiers of its own; a name that is an id means that one. */
const named = ({ sql, dialect }: Statement.Maker, tenant: string, types: string, names: Fragment): Fragment =>
  sql`SELECT k.resource_id FROM attribute_key AS k WHERE k.tenant = ${tenant}
    AND k.type IN ${dialect.set(sql`${types}`)} AND k.path = 'externalId' AND k.value IN ${names}
    AND NOT EXISTS (SELECT 1 FROM resource AS o WHERE o.tenant = ${tenant} AND o.id = k.value)`

/** Answers the rows that are new, and those that waited before and still do. */
export const add = Effect.fnUntraced(function* (
  database: Database,
  namespace: Namespace,
  given: ReadonlyArray<Wanted>
): Effect.fn.Return<ReadonlyArray<AddedRow>, SqlError.SqlError> {
  const wanted = given.filter(({ names }) => names.length > 0)
  if (wanted.length === 0) return []
  yield* hold(database, namespace, namesOf(wanted))
  const added = yield* addRows(database, namespace, wanted)
  const unknown = added.flatMap((row) => (row.member_type === null ? [row.member_id] : []))
  const { locks } = database.dialect
  if (unknown.length === 0 || locks === undefined) return inOrder(added, wanted)
  // Who arrived meanwhile did not see that it is waited for, so it is looked for once more.
  yield* database.rows(awaiting(namespace.tenant, JSON.stringify(unknown)))
  const arrived = yield* hold(database, namespace, unknown)
  if (arrived.length === 0) return inOrder(added, wanted)
  const groups = wanted.map(({ group }) => group)
  yield* removeWaiting(database, namespace, groups, unknown)
  const missed = new Set(unknown)
  const still = wanted.map(({ group, names }) => ({ group, names: names.filter((name) => missed.has(name)) }))
  const again = yield* addRows(database, namespace, still)
  return inOrder([...added.filter((row) => row.member_type !== null), ...again], wanted)
})

const namesOf = (wanted: ReadonlyArray<Wanted>): ReadonlySet<string> => new Set(wanted.flatMap(({ names }) => names))

/** For databases with locks alone, as `locks` is absent from others. */
export const lockNames = (purpose: "awaiting" | "arriving") =>
  Statement.template(
    ({ sql, dialect }, tenant: string, names: string) =>
      sql`${dialect.locks?.[purpose](sql`${tenant}`, sql`${names}`) ?? sql.literal("")}`
  )

const awaiting = lockNames("awaiting")

/** The resources of these names stay until the transaction ends; answers those that are there. */
const hold = (
  { rows, dialect }: Database,
  namespace: Namespace,
  names: Iterable<string>
): Effect.Effect<ReadonlyArray<object>, SqlError.SqlError> =>
  dialect.locks === undefined
    ? Effect.succeed([])
    : rows(heldRows(namespace.tenant, JSON.stringify([...names]), typesOf(namespace)))

const heldRows = Statement.template((maker, tenant: string, names: string, types: string) => {
  const { sql, dialect } = maker
  const given = dialect.set(sql`${names}`)
  return sql`SELECT x.id FROM resource AS x WHERE x.tenant = ${tenant} AND x.id IN (
      SELECT g.value FROM ${given} AS g UNION ${named(maker, tenant, types, given)}
    ) ORDER BY x.id ${dialect.locks?.forReference ?? sql.literal("")}`
})

const addRows = (
  { rows }: Database,
  namespace: Namespace,
  wanted: ReadonlyArray<Wanted>
): Effect.Effect<ReadonlyArray<AddedRow>, SqlError.SqlError> =>
  rows(insertRows(namespace.tenant, JSON.stringify(wanted.flatMap(pairsOf)), typesOf(namespace)))

/** A pair for each member: what stands beside a list of names, SQLite would read anew, list and all, for each of them. */
const pairsOf = ({ group, names }: Wanted) => names.map((name) => ({ group, name }))

const insertRows = Statement.template((maker, tenant: string, wanted: string, types: string) => {
  const { sql, dialect } = maker
  const pair = dialect.element("e")
  return sql<AddedRow>`INSERT INTO membership (tenant, group_id, member_id, member_type)
    SELECT DISTINCT ${tenant}, g.group_id, COALESCE(x.id, y.id, g.name), COALESCE(x.type, y.type)
    FROM (SELECT ${dialect.text(pair, ["group"])} AS group_id, ${dialect.text(pair, ["name"])} AS name
      FROM ${dialect.elements(sql`${wanted}`, [], "e")}) AS g
    LEFT JOIN resource AS x ON x.tenant = ${tenant} AND x.id = g.name
    LEFT JOIN resource AS y ON x.id IS NULL AND y.tenant = ${tenant}
      AND y.id = (${named(maker, tenant, types, sql.literal("(g.name)"))} ORDER BY k.resource_id LIMIT 1)
    WHERE 1 = 1
    ON CONFLICT (tenant, group_id, member_id) DO UPDATE SET member_type = excluded.member_type
    WHERE membership.member_type IS NULL RETURNING group_id, member_id, member_type`
})

const removeWaiting = (
  { rows }: Database,
  { tenant }: Namespace,
  groups: ReadonlyArray<string>,
  names: ReadonlyArray<string>
): Effect.Effect<unknown, SqlError.SqlError> =>
  rows(deleteWaiting(tenant, JSON.stringify(groups), JSON.stringify(names)))

const deleteWaiting = Statement.template(
  ({ sql, dialect }, tenant: string, groups: string, names: string) =>
    sql`DELETE FROM membership WHERE tenant = ${tenant} AND group_id IN ${dialect.set(sql`${groups}`)}
      AND member_id IN ${dialect.set(sql`${names}`)} AND member_type IS NULL`
)

/** A database answers the rows that it wrote in an order of its own. Those that another name found come last. */
const inOrder = (rows: ReadonlyArray<AddedRow>, wanted: ReadonlyArray<Wanted>): ReadonlyArray<AddedRow> => {
  const places = new Map(Array.from(namesOf(wanted), (id, place) => [id, place]))
  const place = ({ member_id }: AddedRow) => places.get(member_id) ?? places.size
  return [...rows].sort((left, right) => place(left) - place(right))
}

/** Takes the members of new groups away, of which nobody has heard; whoever has such a group as member waits for it. */
export const discard = (
  { rows }: Database,
  tenant: string,
  groups: ReadonlyArray<string>
): Effect.Effect<unknown, SqlError.SqlError> => {
  const given = JSON.stringify(groups)
  return Effect.zipRight(rows(deleteGroups(tenant, given)), rows(awaitGroups(tenant, given)))
}

const deleteGroups = Statement.template(
  ({ sql, dialect }, tenant: string, groups: string) =>
    sql`DELETE FROM membership WHERE tenant = ${tenant} AND group_id IN ${dialect.set(sql`${groups}`)}`
)

const awaitGroups = Statement.template(
  ({ sql, dialect }, tenant: string, groups: string) =>
    sql`UPDATE membership SET member_type = NULL WHERE tenant = ${tenant} AND member_id IN ${dialect.set(sql`${groups}`)}`
)

interface HolderRow {
  readonly group_id: string
}

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
