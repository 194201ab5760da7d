/**
 * Recorded changes in a database: the EventStore port over @effect/sql. `Events` writes what is read here.
 */
import type { SqlClient, SqlError } from "@effect/sql"
import type { Event } from "@rollcall/core"
import { EventStore, Span } from "@rollcall/provider"
import { Effect, Layer } from "effect"
import * as Database from "./Database.ts"
import type * as Dialect from "./Dialect.ts"
import * as Statement from "./Statement.ts"

export const layer: Layer.Layer<EventStore, Dialect.UnsupportedDatabase, SqlClient.SqlClient> = Layer.effect(
  EventStore,
  Effect.map(Database.make, (database) => make(database))
)

const make = (database: Database.Database): EventStore["Type"] => ({
  after: Span.named("EventStore.after", (tenant, seq, limit) => database.read(after(database, tenant, seq, limit))),
  end: Span.named("EventStore.end", (tenant) => database.read(end(database, tenant, 0))),
  prune: Span.named("EventStore.prune", (tenant, before) => prune(database, tenant, before))
})

interface Row {
  readonly seq: number
  readonly type: string
  readonly id: string
  readonly kind: Event.Recorded["change"]
  readonly version: number
  readonly at: number
  readonly data: string
}

/** How far is safe to read has to be known before anything is read. */
const after = Effect.fnUntraced(function* (
  database: Database.Database,
  tenant: string,
  seq: number,
  limit: number
): Effect.fn.Return<ReadonlyArray<Event.Recorded>, SqlError.SqlError> {
  const until = yield* end(database, tenant, seq)
  if (until <= seq) return []
  const found = yield* database.rows(between(tenant, seq, until, limit))
  return found.map((row) => decode(tenant, row))
})

const end = ({ rows }: Database.Database, tenant: string, seq: number): Effect.Effect<number, SqlError.SqlError> =>
  Effect.map(rows(toldUntil(tenant, seq)), ([row]) => Number(row?.until ?? 0))

const toldUntil = Statement.template(
  ({ sql, dialect }, tenant: string, seq: number) =>
    sql<{ readonly until: number }>`SELECT ${dialect.toldUntil(sql`${tenant}`, sql`${seq}`)} AS until`
)

const between = Statement.template(
  ({ sql }, tenant: string, seq: number, until: number, limit: number) =>
    sql<Row>`SELECT seq, type, id, kind, version, at, data FROM event
      WHERE tenant = ${tenant} AND seq > ${seq} AND seq <= ${until} ORDER BY seq LIMIT ${limit}`
)

const decode = (tenant: string, { seq, type, id, kind, version, at, data }: Row): Event.Recorded => ({
  seq: Number(seq),
  tenant,
  change: kind,
  resource: { type, id, version: Number(version) },
  at: Number(at),
  told: JSON.parse(data)
})

/** A transaction that takes away no more than this keeps nobody waiting for long. */
const batch = 5_000

const prune = (
  database: Database.Database,
  tenant: string,
  before: number
): Effect.Effect<number, Database.Failure<SqlError.SqlError>> =>
  Effect.flatMap(database.write(database.rows(removeOldest(tenant, batch, before))), ({ length }) =>
    length < batch ? Effect.succeed(length) : Effect.map(prune(database, tenant, before), (more) => length + more)
  )

/** The oldest have the lowest numbers, so they are found without an index of their times. */
const removeOldest = Statement.template(
  ({ sql }, tenant: string, limit: number, before: number) =>
    sql`DELETE FROM event WHERE tenant = ${tenant} AND seq IN (SELECT o.seq FROM (
        SELECT seq, at FROM event WHERE tenant = ${tenant} ORDER BY seq LIMIT ${limit}) AS o WHERE o.at < ${before})
      RETURNING seq`
)
