/**
 * Who is in a group, and which groups a resource is in: what clients see of the rows that `Memberships` writes, asked for
 * many resources in one statement, or along with the resources. Members that wait are in no list.
 */
import type { SqlError } from "@effect/sql"
import type { Resource } from "@rollcall/core"
import type { MemberPage, Memberships } from "@rollcall/provider"
import { Effect } from "effect"
import type { Database } from "./Database.ts"
import type { Fragment } from "./Dialect.ts"
import * as Statement from "./Statement.ts"

/** The members of each group, in the order of their ids. */
export const members = (
  { rows }: Database,
  tenant: string,
  groups: ReadonlyArray<string>
): Effect.Effect<ReadonlyMap<string, ReadonlyArray<Resource.Member>>, SqlError.SqlError> =>
  Effect.map(rows(membersOf(tenant, JSON.stringify(groups))), (found) =>
    grouped(found, (row) => row.group_id, memberOf)
  )

/** The first members of a group behind an id, in the order of ids. */
export const memberPage = (
  { rows }: Database,
  tenant: string,
  group: string,
  { after = "", limit }: { readonly after?: string; readonly limit: number }
): Effect.Effect<MemberPage, SqlError.SqlError> =>
  // One more than asked for shows whether the page is the last one.
  Effect.map(rows(membersBehind(tenant, group, after, limit + 1)), (found) => ({
    members: found.slice(0, limit).map(memberOf),
    hasMore: found.length > limit
  }))

/** How many members each group has, of those that have any. */
export const memberCounts = (
  { rows }: Database,
  tenant: string,
  groups: ReadonlyArray<string>
): Effect.Effect<ReadonlyMap<string, number>, SqlError.SqlError> =>
  Effect.map(
    rows(countsOf(tenant, JSON.stringify(groups))),
    (found) => new Map(found.map(({ group_id, members }) => [group_id, Number(members)]))
  )

const memberOf = ({ member_id, member_type, display }: Omit<MemberRow, "group_id">): Resource.Member => ({
  value: member_id,
  ...(member_type === null ? {} : { type: member_type }),
  ...(display === null ? {} : { display })
})

interface MemberRow {
  readonly group_id: string
  readonly member_id: string
  readonly member_type: string | null
  readonly display: string | null
}

const membersOf = Statement.template(
  ({ sql, dialect }, tenant: string, groups: string) => sql<MemberRow>`
    SELECT m.group_id, m.member_id, m.member_type, ${displayOf(sql, tenant, "m.member_id")} AS display
    FROM membership AS m WHERE m.tenant = ${tenant} AND m.group_id IN ${dialect.set(sql`${groups}`)}
      AND m.member_type IS NOT NULL
    ORDER BY m.group_id, m.member_id`
)

const membersBehind = Statement.template(
  ({ sql, dialect }, tenant: string, group: string, after: string, limit: number) => sql<Omit<MemberRow, "group_id">>`
    SELECT m.member_id, m.member_type, ${displayOf(sql, tenant, "m.member_id")} AS display
    FROM membership AS m WHERE m.tenant = ${tenant} AND m.group_id = ${group} AND m.member_id > ${after}
      AND m.member_type IS NOT NULL
    ORDER BY m.member_id ${dialect.limit(limit)}`
)

const countsOf = Statement.template(
  ({ sql, dialect }, tenant: string, groups: string) => sql<{ readonly group_id: string; readonly members: number }>`
    SELECT m.group_id, COUNT(*) AS members FROM membership AS m
    WHERE m.tenant = ${tenant} AND m.group_id IN ${dialect.set(sql`${groups}`)} AND m.member_type IS NOT NULL
    GROUP BY m.group_id`
)

/** The groups above each resource, in the order of their ids. */
export const memberships = (
  { rows }: Database,
  tenant: string,
  ids: ReadonlyArray<string>
): Effect.Effect<Memberships, SqlError.SqlError> =>
  Effect.map(rows(groupsAbove(tenant, JSON.stringify(ids))), (found) =>
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

interface GroupRow {
  readonly member_id: string
  readonly group_id: string
  readonly direct: number
  readonly display: string | null
}

const groupsAbove = Statement.template(({ sql, dialect }, tenant: string, ids: string) => {
  const next = sql`i.tenant = ${tenant} AND i.member_id = up.group_id AND i.member_type IS NOT NULL`
  return sql<GroupRow>`
    SELECT u.member_id, u.group_id, u.direct, ${displayOf(sql, tenant, "u.group_id")} AS display FROM (
      WITH RECURSIVE up (member_id, group_id, direct) AS (
        SELECT d.member_id, d.group_id, 1 FROM membership AS d
        WHERE d.tenant = ${tenant} AND d.member_id IN ${dialect.set(sql`${ids}`)} AND d.member_type IS NOT NULL
        UNION
        SELECT up.member_id, i.group_id, 0 FROM up ${dialect.joinMemberships("i", next)}
      ) SELECT member_id, group_id, MAX(direct) AS direct FROM up GROUP BY member_id, group_id
    ) AS u ORDER BY u.member_id, u.group_id`
})

/** Looked up row by row: a join would let the planner read all resources where it expects many rows. */
const displayOf = (sql: Statement.Maker["sql"], tenant: string, id: "m.member_id" | "u.group_id") =>
  sql`(SELECT x.display FROM resource AS x WHERE x.tenant = ${tenant} AND x.id = ${sql.literal(id)})`

/** A row of a resource with what `direct` reads along. */
export interface HeldRow {
  readonly id: string
  readonly held: string | null
}

/**
 * A column beside those of a resource `r`: the groups that hold it directly, each with whether it is itself in a group.
 * Few groups are, and what is above them takes a statement of its own.
 */
export const direct = ({ sql, dialect }: Statement.Maker): Fragment => {
  const display = sql`(SELECT x.display FROM resource AS x WHERE x.tenant = d.tenant AND x.id = d.group_id)`
  const isHeld = sql`CASE WHEN EXISTS (SELECT 1 FROM membership AS i WHERE i.tenant = d.tenant
    AND i.member_id = d.group_id AND i.member_type IS NOT NULL) THEN 1 ELSE 0 END`
  const from = sql`membership AS d WHERE d.tenant = r.tenant AND d.member_id = r.id AND d.member_type IS NOT NULL`
  return sql`${dialect.arrays([sql`d.group_id`, display, isHeld], from, sql`d.group_id`)} AS held`
}

type Direct = readonly [group: string, display: string | null, isHeld: 0 | 1]

/** The groups above the resources of these rows, as `memberships` answers them. */
export const above = (
  database: Database,
  tenant: string,
  rows: ReadonlyArray<HeldRow>
): Effect.Effect<Memberships, SqlError.SqlError> => {
  const found = new Map<string, ReadonlyArray<Resource.Membership>>()
  for (const { id, held } of rows) {
    const groups: ReadonlyArray<Direct> = held === null ? [] : JSON.parse(held)
    if (groups.some(([, , isHeld]) => isHeld === 1)) {
      return memberships(
        database,
        tenant,
        rows.map((row) => row.id)
      )
    }
    if (groups.length > 0) {
      found.set(
        id,
        groups.map(([value, display]) => ({ value, display: display ?? "", type: "direct" }))
      )
    }
  }
  return Effect.succeed(found)
}

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
