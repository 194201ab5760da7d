/** Resources by their ids: what is read of them without looking for anything. */
import type { Resource, ResourceType } from "@rollcall/core"
import type { Count, Held } from "@rollcall/provider"
import { Effect, Option } from "effect"
import type { Database } from "./Database.ts"
import * as MembershipLists from "./MembershipLists.ts"
import * as ResourceRows from "./ResourceRows.ts"
import * as Statement from "./Statement.ts"

export const find = ({ rows }: Database, tenant: string, type: ResourceType.ResourceType, id: string) =>
  Effect.map(rows(ResourceRows.byId(tenant, id, type.name)), ([row]) =>
    Option.map(Option.fromNullable(row), (found) => ResourceRows.decode(type, found))
  )

/** The resource with the groups above it. */
export const findHeld = Effect.fnUntraced(function* (
  database: Database,
  tenant: string,
  type: ResourceType.ResourceType,
  id: string
) {
  const [row] = yield* database.rows(heldById(tenant, id, type.name))
  if (row === undefined) return Option.none<Held>()
  const memberships = yield* MembershipLists.above(database, tenant, [row])
  return Option.some<Held>({ resource: ResourceRows.decode(type, row), memberships })
})

const heldById = Statement.template((maker, tenant: string, id: string, type: string) => {
  const { sql } = maker
  return sql<ResourceRows.Row & MembershipLists.HeldRow>`
    SELECT ${sql.literal(ResourceRows.columns)}, ${MembershipLists.direct(maker)} FROM resource AS r
    WHERE r.tenant = ${tenant} AND r.id = ${id} AND r.type = ${type}`
})

/** The versions of those that are there, by their ids. */
export const versions = ({ rows }: Database, tenant: string, ids: ReadonlyArray<string>) =>
  Effect.map(
    rows(versionsOf(tenant, JSON.stringify(ids))),
    (found): ReadonlyMap<string, number> => new Map(found.map(({ id, version }) => [id, Number(version)]))
  )

const versionsOf = Statement.template(
  ({ sql, dialect }, tenant: string, ids: string) =>
    sql<Pick<ResourceRows.Row, "id" | "version">>`SELECT r.id, r.version FROM resource AS r
      WHERE r.tenant = ${tenant} AND r.id IN ${dialect.set(sql`${ids}`)}`
)

/** How many resources of each type there are, and how many of them are inactive. */
export const census = ({ rows }: Database, tenant: string) =>
  Effect.map(
    rows(counts(tenant)),
    (found): ReadonlyArray<Count> =>
      found.map(({ type, total, inactive }) => ({ type, total: Number(total), inactive: Number(inactive) }))
  )

/** Each half is counted along an index of its own. */
const counts = Statement.template(
  ({ sql, dialect }, tenant: string) =>
    sql<Count>`SELECT c.type, SUM(c.total) AS total, SUM(c.inactive) AS inactive FROM (
      SELECT type, COUNT(*) AS total, 0 AS inactive FROM resource WHERE tenant = ${tenant} GROUP BY type
      UNION ALL SELECT type, 0 AS total, COUNT(*) AS inactive FROM resource
      WHERE tenant = ${tenant} AND ${sql.literal(dialect.inactive)} GROUP BY type
    ) AS c GROUP BY c.type ORDER BY c.type`
)

/** What is shown of the resources that others refer to, by their ids. */
export const references = ({ rows }: Database, tenant: string, ids: ReadonlyArray<string>) =>
  Effect.map(
    rows(referenced(tenant, JSON.stringify(ids))),
    (found): ReadonlyMap<string, Resource.Referenced> =>
      new Map(found.map(({ id, type, name }) => [id, name === null ? { type } : { type, displayName: name }]))
  )

interface ReferencedRow {
  readonly id: string
  readonly type: string
  readonly name: string | null
}

const referenced = Statement.template(
  ({ sql, dialect }, tenant: string, ids: string) =>
    sql<ReferencedRow>`
      SELECT r.id, r.type, ${dialect.text(sql.literal("r.document"), ["displayName"])} AS name FROM resource AS r
      WHERE r.tenant = ${tenant} AND r.id IN ${dialect.set(sql`${ids}`)}`
)
