/**
 * What becomes of those who were members before they existed: when a resource arrives, the groups that waited for it
 * hold it.
 */
import type { SqlError } from "@effect/sql"
import type { Resource } from "@rollcall/core"
import type { Recording } from "@rollcall/provider"
import { Effect } from "effect"
import type { Database } from "./Database.ts"
import * as Events from "./Events.ts"
import * as MembershipRows from "./MembershipRows.ts"
import * as Statement from "./Statement.ts"

/** The groups that waited for these resources get them as members, and a new version with its event. */
export const welcome = Effect.fnUntraced(function* (
  database: Database,
  tenant: string,
  resources: ReadonlyArray<Resource.Resource>,
  now: number,
  recording: Recording
) {
  const adopted = yield* adopt(database, tenant, resources)
  const changes = new Map(Array.from(adopted, ([group, ids]) => [group, Events.ofMembers(ids, [])]))
  yield* Events.touch(database, tenant, changes, now, recording, "memberArrived")
})

/**
 * The groups that waited for these resources hold them now; answers by the id of a group which of them it has got.
 * Some clients name members by the identifier that they gave them themselves.
 */
const adopt = Effect.fnUntraced(function* (
  { rows, dialect }: Database,
  tenant: string,
  resources: ReadonlyArray<Resource.Resource>
): Effect.fn.Return<ReadonlyMap<string, ReadonlyArray<string>>, SqlError.SqlError> {
  const adopted = new Map<string, Array<string>>()
  const named = byName(resources)
  if (named.size === 0) return adopted
  const names = JSON.stringify([...named.keys()])
  if (dialect.locks !== undefined) yield* rows(arriving(tenant, names))
  const waiting = yield* rows(deleteWaiting(tenant, names))
  const pairs = waiting.flatMap(({ group_id, member_id }) => {
    const resource = named.get(member_id)
    return resource === undefined ? [] : [{ group_id, member_id: resource.id, member_type: resource.type.name }]
  })
  if (pairs.length === 0) return adopted
  const groups = JSON.stringify([...new Set(pairs.map(({ group_id }) => group_id))])
  const added = yield* rows(insertPairs(tenant, groups, JSON.stringify(pairs)))
  for (const { group_id, member_id } of added) {
    const group = adopted.get(group_id)
    if (group === undefined) adopted.set(group_id, [member_id])
    else group.push(member_id)
  }
  return adopted
})

interface Pair {
  readonly group_id: string
  readonly member_id: string
}

const arriving = MembershipRows.lockNames("arriving")

const deleteWaiting = Statement.template(
  ({ sql, dialect }, tenant: string, names: string) =>
    sql<Pair>`DELETE FROM membership WHERE tenant = ${tenant} AND member_type IS NULL
      AND member_id ${dialect.oneOfFew(sql`SELECT g.value FROM ${dialect.set(sql`${names}`)} AS g`)}
      RETURNING group_id, member_id`
)

const insertPairs = Statement.template(({ sql, dialect }, tenant: string, groups: string, pairs: string) => {
  const element = dialect.element("e")
  const part = (name: string) => dialect.text(element, [name])
  return sql<Pair>`INSERT INTO membership (tenant, group_id, member_id, member_type)
    SELECT h.tenant, h.id, ${part("member_id")}, ${part("member_type")}
    FROM (SELECT h.tenant, h.id FROM resource AS h
      WHERE h.tenant = ${tenant} AND h.id IN ${dialect.set(sql`${groups}`)} ORDER BY h.id ${dialect.forUpdate}) AS h
    JOIN ${dialect.elements(sql`${pairs}`, [], "e")} ON ${part("group_id")} = h.id
    WHERE 1 = 1 ON CONFLICT DO NOTHING RETURNING group_id, member_id`
})

/** The resources by what groups may call them; an id goes before another's externalId, the earlier before the later. */
const byName = (resources: ReadonlyArray<Resource.Resource>): ReadonlyMap<string, Resource.Resource> => {
  const named = new Map<string, Resource.Resource>()
  const keep = (name: string, resource: Resource.Resource) => {
    const [key = name] = MembershipRows.keysOf([name])
    if (!named.has(key)) named.set(key, resource)
  }
  for (const resource of resources) keep(resource.id, resource)
  for (const resource of resources) {
    const { externalId } = resource.document
    if (typeof externalId === "string" && externalId !== "") keep(externalId, resource)
  }
  return named
}
