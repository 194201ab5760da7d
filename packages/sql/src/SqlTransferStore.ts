/**
 * Moving all that a tenant has, over @effect/sql: memberships page by page along their key, resources with the history
 * that they had elsewhere, and members of many groups in the same statements.
 */
import type { SqlClient } from "@effect/sql"
import { type Event, ResourceType, type SchemaRegistry } from "@rollcall/core"
import {
  type Enrolled,
  type Enrolment,
  type MembershipPosition,
  type Recording,
  Span,
  type StoredMembership,
  TransferStore
} from "@rollcall/provider"
import { Effect, Layer } from "effect"
import * as Database from "./Database.ts"
import type * as Dialect from "./Dialect.ts"
import * as Events from "./Events.ts"
import * as Insertion from "./Insertion.ts"
import * as MembershipRows from "./MembershipRows.ts"
import * as Statement from "./Statement.ts"

export const layerOf = (
  registry: SchemaRegistry.SchemaRegistry
): Layer.Layer<TransferStore, Dialect.UnsupportedDatabase, SqlClient.SqlClient> =>
  Layer.effect(
    TransferStore,
    Effect.map(Database.make, (database) => make(database, registry.resourceTypes))
  )

const make = (database: Database.Database, types: ReadonlyArray<ResourceType.ResourceType>): TransferStore["Type"] => ({
  memberships: Span.named("TransferStore.memberships", (tenant, limit, after) =>
    Effect.map(database.read(database.rows(pageOf(tenant, limit, after))), (found) => found.map(decode))
  ),
  restore: Span.named("TransferStore.restore", (tenant, inserts) =>
    database
      .write(Insertion.insert(database, { tenant, types }, inserts))
      .pipe(Effect.catchTag("NobodyArrived", ({ outcomes }) => Effect.succeed(outcomes)))
  ),
  enrol: Span.named("TransferStore.enrol", (tenant, enrolments, now, recording = {}) =>
    database.write(enrol(database, { tenant, types }, enrolments, now, recording))
  )
})

interface PageRow {
  readonly group_id: string
  readonly member_id: string
  readonly member_type: string | null
}

const pageOf = (tenant: string, limit: number, after: MembershipPosition | undefined) =>
  after === undefined ? firstPage(tenant, limit) : pageBehind(tenant, limit, after.group, after.member)

const firstPage = Statement.template(
  (
    { sql, dialect },
    tenant: string,
    limit: number
  ) => sql<PageRow>`SELECT group_id, member_id, member_type FROM membership
    WHERE tenant = ${tenant} ORDER BY group_id, member_id ${dialect.limit(limit)}`
)

const pageBehind = Statement.template(
  ({ sql, dialect }, tenant: string, limit: number, group: string, member: string) =>
    sql<PageRow>`SELECT group_id, member_id, member_type FROM membership
      WHERE tenant = ${tenant} AND (group_id, member_id) > (${group}, ${member})
      ORDER BY group_id, member_id ${dialect.limit(limit)}`
)

const decode = ({ group_id, member_id, member_type }: PageRow): StoredMembership => ({
  group: group_id,
  member: member_id,
  ...(member_type === null ? {} : { type: member_type })
})

const enrol = Effect.fnUntraced(function* (
  database: Database.Database,
  namespace: MembershipRows.Namespace,
  enrolments: ReadonlyArray<Enrolment>,
  now: number,
  recording: Recording
) {
  const { tenant } = namespace
  const asked = byGroup(enrolments)
  const groups = yield* hold(database, namespace, [...asked.keys()])
  const wanted = Array.from(asked, ([group, { names }]) => ({ group, names: [...names] })).filter(({ group }) =>
    groups.has(group)
  )
  const added = new Map<string, Array<string>>(wanted.map(({ group }) => [group, []]))
  for (const { group_id, member_id, member_type } of yield* MembershipRows.add(database, namespace, wanted)) {
    if (member_type !== null) added.get(group_id)?.push(member_id)
  }
  const changes = new Map<string, Event.Told>()
  const events: Array<Events.Change> = []
  for (const [id, members] of added) {
    const group = groups.get(id)
    if (group === undefined || members.length === 0) continue
    const told = Events.ofMembers(members, [])
    // The version that the group was moved with is the one that has these members.
    if (asked.get(id)?.version === group.version) events.push({ change: "updated", resource: group, told })
    else changes.set(id, told)
  }
  yield* Events.touch(database, tenant, changes, now, recording)
  yield* Events.tell(database, tenant, events, now, recording)
  const enrolled: Enrolled = {
    added: Array.from(added.values()).reduce((sum, members) => sum + members.length, 0),
    lost: [...asked.keys()].filter((id) => !groups.has(id))
  }
  return enrolled
})

interface Asked {
  readonly names: Set<string>
  readonly version: number | undefined
}

const byGroup = (enrolments: ReadonlyArray<Enrolment>): ReadonlyMap<string, Asked> => {
  const asked = new Map<string, Asked>()
  for (const { group, members, version } of enrolments) {
    const known = asked.get(group) ?? { names: new Set(), version }
    for (const member of members) known.names.add(member)
    asked.set(group, known)
  }
  return asked
}

/** The groups of these ids that are there and may have members; they stay as they are until the transaction ends. */
const hold = Effect.fnUntraced(function* (
  { rows }: Database.Database,
  { tenant, types }: MembershipRows.Namespace,
  ids: ReadonlyArray<string>
) {
  const groups = new Map<string, Events.Change["resource"]>()
  for (const { id, type: name, version } of yield* rows(heldGroups(tenant, JSON.stringify(ids)))) {
    const type = types.find((known) => known.name === name)
    if (type === undefined || ResourceType.linked(type, "members") === undefined) continue
    groups.set(id, { type, id, version: Number(version) })
  }
  return groups
})

interface HeldGroup {
  readonly id: string
  readonly type: string
  readonly version: number
}

const heldGroups = Statement.template(
  ({ sql, dialect }, tenant: string, ids: string) =>
    sql<HeldGroup>`SELECT r.id, r.type, r.version FROM resource AS r
      WHERE r.tenant = ${tenant} AND r.id IN ${dialect.set(sql`${ids}`)} ORDER BY r.id ${dialect.forUpdate}`
)
