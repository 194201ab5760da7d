/** Resources by their ids: what is read of them without looking for anything. */
import type { Resource, ResourceType } from "@rollcall/core"
import type { Held } from "@rollcall/provider"
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
