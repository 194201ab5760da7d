/**
 * Webhooks in a database: the WebhookStore port over @effect/sql. A claim is a name in the row of a webhook with the time
 * at which it ends; whatever its worker writes is written only while the name is there.
 */
import type { SqlClient, SqlError } from "@effect/sql"
import type { Webhook } from "@rollcall/core"
import { type Claim, type Health, Span, type Standing, WebhookStore } from "@rollcall/provider"
import { Effect, Layer, Option } from "effect"
import * as Database from "./Database.ts"
import * as Deliveries from "./Deliveries.ts"
import type * as Dialect from "./Dialect.ts"
import * as Statement from "./Statement.ts"

export const layer: Layer.Layer<WebhookStore, Dialect.UnsupportedDatabase, SqlClient.SqlClient> = Layer.effect(
  WebhookStore,
  Effect.map(Database.make, (database) => make(database))
)

const make = (database: Database.Database): WebhookStore["Type"] => {
  const { read, rows, write } = database
  return {
    insert: Span.named("WebhookStore.insert", (webhook, seq) => write(insert(database, webhook, seq))),
    find: Span.named("WebhookStore.find", (id) =>
      Effect.map(read(rows(byId(id))), ([row]) => Option.map(Option.fromNullable(row), decode))
    ),
    list: Span.named("WebhookStore.list", (tenant) => Effect.map(read(list(database, tenant)), standings)),
    update: Span.named("WebhookStore.update", (webhook) => Effect.map(write(update(database, webhook)), isOne)),
    remove: Span.named("WebhookStore.remove", (tenant, id) =>
      write(Effect.zipLeft(Effect.map(rows(removeRow(tenant, id)), isOne), Deliveries.remove(database, tenant, id)))
    ),
    deliveries: Span.named("WebhookStore.deliveries", (tenant, id, limit, behind) =>
      read(Deliveries.newest(database, tenant, id, limit, behind))
    ),
    revive: Span.named("WebhookStore.revive", (tenant, id, now, event) =>
      write(Deliveries.revive(database, tenant, id, now, event))
    ),
    rewind: Span.named("WebhookStore.rewind", (tenant, id, seq) =>
      write(Effect.zipRight(rows(rewindRow(seq, tenant, id)), Deliveries.removeAfter(database, tenant, id, seq)))
    ),
    claim: Span.named("WebhookStore.claim", (owner, now, until, poller) => claim(database, owner, now, until, poller)),
    owe: Span.named("WebhookStore.owe", (held, events, seq, now) =>
      write(
        whileHeld(
          rows(told(seq, held.webhook.tenant, held.webhook.id, held.owner)),
          Deliveries.owe(database, held.webhook, events, now)
        )
      )
    ),
    due: Span.named("WebhookStore.due", ({ webhook }, now, limit, urgency) =>
      read(Deliveries.due(database, webhook, now, limit, urgency))
    ),
    prolong: Span.named("WebhookStore.prolong", ({ webhook, owner }, until) =>
      Effect.map(write(rows(prolonged(until, webhook.tenant, webhook.id, owner))), isOne)
    ),
    settle: Span.named("WebhookStore.settle", (held, deliveries, health, until) =>
      write(
        whileHeld(
          rows(judged(held, health, until)),
          Effect.zipRight(
            Deliveries.settle(database, held.webhook, deliveries),
            health.recovered ? Deliveries.hasten(database, held.webhook) : Effect.void
          )
        )
      )
    ),
    conclude: Span.named("WebhookStore.conclude", (tenant, id, events, end) =>
      Effect.asVoid(write(Deliveries.conclude(database, tenant, id, events, end)))
    ),
    release: Span.named("WebhookStore.release", ({ webhook, owner }) =>
      Effect.asVoid(write(rows(released(webhook.tenant, webhook.id, owner))))
    ),
    prune: Span.named("WebhookStore.prune", (tenant, before) => write(Deliveries.prune(database, tenant, before)))
  }
}

interface Row {
  readonly tenant: string
  readonly id: string
  readonly url: string
  readonly kinds: string
  readonly secrets: string
  readonly enabled: number
  readonly created: number
  readonly receiver: string | null
}

const columns = "tenant, id, url, kinds, secrets, enabled, created, receiver"

const decode = (row: Row): Webhook.Webhook => ({
  id: row.id,
  tenant: row.tenant,
  url: row.url,
  kinds: JSON.parse(row.kinds),
  secrets: JSON.parse(row.secrets),
  enabled: Number(row.enabled) === 1,
  created: Number(row.created),
  ...(row.receiver === null ? {} : { receiver: JSON.parse(row.receiver) })
})

const isOne = (found: ReadonlyArray<unknown>): boolean => found.length === 1

const insert = ({ rows, sql }: Database.Database, webhook: Webhook.Webhook, seq: number) =>
  Effect.asVoid(
    rows(
      sql`INSERT INTO webhook (tenant, id, url, kinds, secrets, enabled, created, receiver, polls, seq,
          failures, next_attempt, lease_until)
        VALUES (${webhook.tenant}, ${webhook.id}, ${webhook.url}, ${JSON.stringify(webhook.kinds)},
          ${JSON.stringify(webhook.secrets)}, ${webhook.enabled ? 1 : 0}, ${webhook.created},
          ${webhook.receiver === undefined ? null : JSON.stringify(webhook.receiver)},
          ${webhook.receiver?.delivery === "poll" ? 1 : 0}, ${seq}, 0, 0, 0)`
    )
  )

const byId = Statement.template(
  ({ sql }, id: string) => sql<Row>`SELECT ${sql.literal(columns)} FROM webhook WHERE id = ${id}`
)

interface StandingRow extends Row {
  readonly failures: number
  readonly pending: number
  readonly dead: number
}

const list = ({ rows, sql }: Database.Database, tenant: string | undefined) => {
  const count = (state: string) => sql`(SELECT count(*) FROM webhook_delivery AS d
    WHERE d.tenant = w.tenant AND d.webhook = w.id AND d.state = ${state})`
  return rows(
    sql<StandingRow>`SELECT ${sql.literal(columns)}, w.failures, ${count("pending")} AS pending, ${count("dead")} AS dead
      FROM webhook AS w ${tenant === undefined ? sql.literal("") : sql`WHERE w.tenant = ${tenant}`}
      ORDER BY w.created, w.id`
  )
}

const standings = (found: ReadonlyArray<StandingRow>): ReadonlyArray<Standing> =>
  found.map((row) => ({
    webhook: decode(row),
    failures: Number(row.failures),
    pending: Number(row.pending),
    dead: Number(row.dead)
  }))

/** Whoever has it goes by what it was before, and loses it. */
const update = ({ rows, sql }: Database.Database, webhook: Webhook.Webhook) =>
  rows(
    sql`UPDATE webhook SET url = ${webhook.url}, kinds = ${JSON.stringify(webhook.kinds)},
        secrets = ${JSON.stringify(webhook.secrets)}, enabled = ${webhook.enabled ? 1 : 0}, next_attempt = 0,
        lease = NULL, lease_until = 0
      WHERE tenant = ${webhook.tenant} AND id = ${webhook.id} RETURNING id`
  )

const removeRow = Statement.template(
  ({ sql }, tenant: string, id: string) => sql`DELETE FROM webhook WHERE tenant = ${tenant} AND id = ${id} RETURNING id`
)

const rewindRow = Statement.template(
  ({ sql }, seq: number, tenant: string, id: string) =>
    sql`UPDATE webhook SET seq = ${seq}, next_attempt = 0, lease = NULL, lease_until = 0
      WHERE tenant = ${tenant} AND id = ${id}`
)

interface ClaimRow extends Row {
  readonly seq: number
  readonly failures: number
}

/** Nothing is written where nothing is to do. */
const claim = Effect.fnUntraced(function* (
  { read, rows, write }: Database.Database,
  owner: string,
  now: number,
  until: number,
  poller: string | undefined
): Effect.fn.Return<Option.Option<Claim>, Database.Failure<SqlError.SqlError>> {
  const look = poller === undefined ? claimable(now) : behind(poller, now)
  if ((yield* read(rows(look))).length === 0) return Option.none()
  const take = poller === undefined ? claimOne(owner, until, now) : claimPoller(owner, until, poller, now)
  const [row] = yield* write(rows(take))
  if (row === undefined) return Option.none()
  return Option.some({ webhook: decode(row), owner, seq: Number(row.seq), failures: Number(row.failures) })
})

/** Who waits longest comes first. */
const waiting = ({ sql }: Statement.Maker, now: number) =>
  sql`w.enabled = 1 AND w.polls = 0 AND w.lease_until <= ${now} AND w.next_attempt <= ${now} AND (
      EXISTS (SELECT 1 FROM event AS e WHERE e.tenant = w.tenant AND e.seq > w.seq)
      OR EXISTS (SELECT 1 FROM webhook_delivery AS d WHERE d.tenant = w.tenant AND d.webhook = w.id
        AND d.state = 'pending' AND d.next_attempt <= ${now}))
    ORDER BY w.lease_until, w.tenant, w.id LIMIT 1`

const claimable = Statement.template(
  (maker, now: number) => maker.sql`SELECT w.id FROM webhook AS w WHERE ${waiting(maker, now)}`
)

const claimOne = Statement.template((maker, owner: string, until: number, now: number) => {
  const { sql, dialect } = maker
  return sql<ClaimRow>`UPDATE webhook SET lease = ${owner}, lease_until = ${until} WHERE (tenant, id) = (
      SELECT w.tenant, w.id FROM webhook AS w WHERE ${waiting(maker, now)} ${dialect.forClaim})
    RETURNING ${sql.literal(columns)}, seq, failures`
})

/** What has changed is not stored as owed yet. */
const lagging = ({ sql }: Statement.Maker, id: string, now: number) =>
  sql`w.id = ${id} AND w.enabled = 1 AND w.lease_until <= ${now}
    AND EXISTS (SELECT 1 FROM event AS e WHERE e.tenant = w.tenant AND e.seq > w.seq)`

const behind = Statement.template(
  (maker, id: string, now: number) => maker.sql`SELECT w.id FROM webhook AS w WHERE ${lagging(maker, id, now)}`
)

const claimPoller = Statement.template((maker, owner: string, until: number, id: string, now: number) => {
  const { sql, dialect } = maker
  return sql<ClaimRow>`UPDATE webhook SET lease = ${owner}, lease_until = ${until} WHERE (tenant, id) = (
      SELECT w.tenant, w.id FROM webhook AS w WHERE ${lagging(maker, id, now)} ${dialect.forClaim})
    RETURNING ${sql.literal(columns)}, seq, failures`
})

const whileHeld = <E>(
  held: Effect.Effect<ReadonlyArray<object>, E>,
  work: Effect.Effect<unknown, E>
): Effect.Effect<boolean, E> =>
  Effect.flatMap(held, (found) => (isOne(found) ? Effect.as(work, true) : Effect.succeed(false)))

const told = Statement.template(
  ({ sql }, seq: number, tenant: string, id: string, owner: string) =>
    sql`UPDATE webhook SET seq = ${seq} WHERE tenant = ${tenant} AND id = ${id} AND lease = ${owner} RETURNING id`
)

const judged = ({ webhook, owner }: Claim, { failures, nextAttempt, enabled }: Health, until: number) =>
  judgedRow(failures, nextAttempt, enabled ? 1 : 0, until, webhook.tenant, webhook.id, owner)

const judgedRow = Statement.template(
  (
    { sql },
    failures: number,
    nextAttempt: number,
    enabled: number,
    until: number,
    tenant: string,
    id: string,
    owner: string
  ) => sql`UPDATE webhook SET failures = ${failures}, next_attempt = ${nextAttempt},
      enabled = enabled * ${enabled}, lease_until = ${until}
    WHERE tenant = ${tenant} AND id = ${id} AND lease = ${owner} RETURNING id`
)

const prolonged = Statement.template(
  ({ sql }, until: number, tenant: string, id: string, owner: string) =>
    sql`UPDATE webhook SET lease_until = ${until}
      WHERE tenant = ${tenant} AND id = ${id} AND lease = ${owner} RETURNING id`
)

const released = Statement.template(
  ({ sql }, tenant: string, id: string, owner: string) =>
    sql`UPDATE webhook SET lease = NULL, lease_until = 0 WHERE tenant = ${tenant} AND id = ${id} AND lease = ${owner}`
)
