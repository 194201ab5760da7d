/**
 * What endpoints are owed, as rows: one for each event and webhook. Who may write them, and in which transaction, is the
 * store's matter.
 */
import type { SqlError } from "@effect/sql"
import { Event, type Webhook } from "@rollcall/core"
import type { Delivery } from "@rollcall/provider"
import { Effect } from "effect"
import type { Database } from "./Database.ts"
import * as Statement from "./Statement.ts"

type Written = Effect.Effect<unknown, SqlError.SqlError>
type Read = Effect.Effect<ReadonlyArray<Delivery>, SqlError.SqlError>
type Counted = Effect.Effect<number, SqlError.SqlError>

interface Row {
  readonly data: string
  readonly state: Delivery["state"]
  readonly attempts: number
  readonly next_attempt: number
  readonly at: number
  readonly answer: string | null
}

const columns = "d.data, d.state, d.attempts, d.next_attempt, d.at, d.answer"

const decode = (row: Row): Delivery => ({
  event: JSON.parse(row.data),
  state: row.state,
  attempts: Number(row.attempts),
  nextAttempt: Number(row.next_attempt),
  at: Number(row.at),
  ...(row.answer === null ? {} : { answer: row.answer })
})

/** Events are kept whole, since a change may be forgotten before its events are taken. */
export const owe = (
  { rows }: Database,
  { tenant, id }: Webhook.Webhook,
  events: ReadonlyArray<Event.Event>,
  now: number
): Written => {
  if (events.length === 0) return Effect.void
  const given = events.map((event) => ({
    event: event.id,
    seq: event.seq,
    resource: event.resource.id,
    urgent: Event.isUrgent(event) ? 1 : 0,
    data: JSON.stringify(event)
  }))
  return rows(insertRows(tenant, id, now, JSON.stringify(given)))
}

/** The events of one change come in one call, so their place in it orders them. */
const insertRows = Statement.template(
  ({ sql, dialect }, tenant: string, webhook: string, now: number, given: string) => {
    const element = dialect.element("e")
    const text = (name: string) => dialect.text(element, [name])
    return sql`INSERT INTO webhook_delivery
      (tenant, webhook, event, seq, part, resource_id, urgent, data, state, attempts, next_attempt, at)
    SELECT ${tenant}, ${webhook}, ${text("event")}, ${dialect.number(element, ["seq"])}, ${dialect.position("e")},
      ${text("resource")}, ${dialect.number(element, ["urgent"])}, ${text("data")}, 'pending', 0, 0, ${now}
    FROM ${dialect.elements(sql`${given}`, [], "e")} WHERE 1 = 1 ON CONFLICT DO NOTHING`
  }
)

export const due = (
  { rows }: Database,
  { tenant, id }: Webhook.Webhook,
  now: number,
  limit: number,
  urgency: "urgent" | "any"
): Read => {
  const wanted = urgency === "any" ? dueRows(tenant, id, now, limit) : urgentRows(tenant, id, now, limit)
  return Effect.map(rows(wanted), (found) => found.map(decode))
}

/** That nothing of the same resource is owed from before. */
const isFirst = ({ sql }: Statement.Maker) => sql`NOT EXISTS (SELECT 1 FROM webhook_delivery AS f
  WHERE f.tenant = d.tenant AND f.webhook = d.webhook AND f.state = 'pending' AND f.resource_id = d.resource_id
    AND (f.seq < d.seq OR (f.seq = d.seq AND f.part < d.part)))`

const dueRows = Statement.template(
  (maker, tenant: string, webhook: string, now: number, limit: number) =>
    maker.sql<Row>`SELECT ${maker.sql.literal(columns)} FROM webhook_delivery AS d
      WHERE d.tenant = ${tenant} AND d.webhook = ${webhook} AND d.state = 'pending' AND d.next_attempt <= ${now}
        AND ${isFirst(maker)}
      ORDER BY d.seq, d.part ${maker.dialect.limit(limit)}`
)

/** The few resources with something urgent are looked for first: an import that waits meanwhile is not read. */
const urgentRows = Statement.template(
  (maker, tenant: string, webhook: string, now: number, limit: number) =>
    maker.sql<Row>`SELECT ${maker.sql.literal(columns)}
      FROM (SELECT DISTINCT u.resource_id FROM webhook_delivery AS u
        WHERE u.tenant = ${tenant} AND u.webhook = ${webhook} AND u.state = 'pending' AND u.urgent = 1) AS r
      CROSS JOIN webhook_delivery AS d
      WHERE d.tenant = ${tenant} AND d.webhook = ${webhook} AND d.resource_id = r.resource_id AND d.state = 'pending'
        AND d.next_attempt <= ${now} AND ${isFirst(maker)}
      ORDER BY d.seq, d.part ${maker.dialect.limit(limit)}`
)

export const settle = (
  { rows }: Database,
  { tenant, id }: Webhook.Webhook,
  deliveries: ReadonlyArray<Delivery>
): Written =>
  Effect.forEach(
    deliveries,
    ({ event, state, attempts, nextAttempt, at, answer = null }) =>
      rows(settleRow(state, attempts, nextAttempt, at, answer, tenant, id, event.id)),
    { discard: true }
  )

const settleRow = Statement.template(
  (
    { sql },
    state: string,
    attempts: number,
    nextAttempt: number,
    at: number,
    answer: string | null,
    tenant: string,
    webhook: string,
    event: string
  ) => sql`UPDATE webhook_delivery SET state = ${state}, attempts = ${attempts}, next_attempt = ${nextAttempt},
      at = ${at}, answer = ${answer}
    WHERE tenant = ${tenant} AND webhook = ${webhook} AND event = ${event}`
)

export const conclude = (
  { rows }: Database,
  tenant: string,
  webhook: string,
  events: ReadonlyArray<string>,
  { state, at, answer }: Required<Pick<Delivery, "state" | "at" | "answer">>
): Written => rows(concludeRows(state, at, answer, tenant, webhook, JSON.stringify(events)))

const concludeRows = Statement.template(
  ({ sql, dialect }, state: string, at: number, answer: string, tenant: string, webhook: string, events: string) =>
    sql`UPDATE webhook_delivery SET state = ${state}, at = ${at}, answer = ${answer}, attempts = attempts + 1
      WHERE tenant = ${tenant} AND webhook = ${webhook} AND state = 'pending' AND event IN ${dialect.set(sql`${events}`)}`
)

/** What waits for its next attempt waits no longer. */
export const hasten = ({ rows }: Database, { tenant, id }: Webhook.Webhook): Written => rows(hastenRows(tenant, id))

const hastenRows = Statement.template(
  ({ sql }, tenant: string, webhook: string) => sql`UPDATE webhook_delivery SET next_attempt = 0
    WHERE tenant = ${tenant} AND webhook = ${webhook} AND state = 'pending' AND next_attempt > 0`
)

export const newest = (
  { rows }: Database,
  tenant: string,
  webhook: string,
  limit: number,
  behind: string | undefined
): Read => {
  const wanted = behind === undefined ? newestRows(tenant, webhook, limit) : olderRows(tenant, webhook, limit, behind)
  return Effect.map(rows(wanted), (found) => found.map(decode))
}

const newestRows = Statement.template(
  ({ sql, dialect }, tenant: string, webhook: string, limit: number) =>
    sql<Row>`SELECT ${sql.literal(columns)} FROM webhook_delivery AS d
      WHERE d.tenant = ${tenant} AND d.webhook = ${webhook}
      ORDER BY d.seq DESC, d.part DESC ${dialect.limit(limit)}`
)

const olderRows = Statement.template(
  ({ sql, dialect }, tenant: string, webhook: string, limit: number, behind: string) =>
    sql<Row>`SELECT ${sql.literal(columns)} FROM webhook_delivery AS d
      WHERE d.tenant = ${tenant} AND d.webhook = ${webhook} AND (d.seq, d.part) < (
        SELECT b.seq, b.part FROM webhook_delivery AS b
        WHERE b.tenant = ${tenant} AND b.webhook = ${webhook} AND b.event = ${behind})
      ORDER BY d.seq DESC, d.part DESC ${dialect.limit(limit)}`
)

export const revive = (
  { rows }: Database,
  tenant: string,
  webhook: string,
  now: number,
  event: string | undefined
): Counted => {
  const wanted = event === undefined ? reviveRows(now, tenant, webhook) : reviveRow(now, tenant, webhook, event)
  return Effect.map(rows(wanted), ({ length }) => length)
}

const reviveRows = Statement.template(
  ({ sql }, now: number, tenant: string, webhook: string) =>
    sql`UPDATE webhook_delivery SET state = 'pending', attempts = 0, next_attempt = 0, at = ${now}
      WHERE tenant = ${tenant} AND webhook = ${webhook} AND state = 'dead' RETURNING event`
)

const reviveRow = Statement.template(
  ({ sql }, now: number, tenant: string, webhook: string, event: string) =>
    sql`UPDATE webhook_delivery SET state = 'pending', attempts = 0, next_attempt = 0, at = ${now}
      WHERE tenant = ${tenant} AND webhook = ${webhook} AND event = ${event} AND state = 'dead' RETURNING event`
)

export const remove = ({ rows }: Database, tenant: string, webhook: string): Written =>
  rows(removeRows(tenant, webhook, -1))

export const removeAfter = ({ rows }: Database, tenant: string, webhook: string, seq: number): Written =>
  rows(removeRows(tenant, webhook, seq))

const removeRows = Statement.template(
  ({ sql }, tenant: string, webhook: string, seq: number) =>
    sql`DELETE FROM webhook_delivery WHERE tenant = ${tenant} AND webhook = ${webhook} AND seq > ${seq}`
)

export const prune = ({ rows }: Database, tenant: string, before: number): Counted =>
  Effect.map(rows(pruneRows(tenant, before)), ({ length }) => length)

const pruneRows = Statement.template(
  ({ sql }, tenant: string, before: number) =>
    sql`DELETE FROM webhook_delivery WHERE tenant = ${tenant} AND state <> 'pending' AND at < ${before} RETURNING event`
)
