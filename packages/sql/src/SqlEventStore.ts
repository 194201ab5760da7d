/**
 * Recorded changes in a database: the EventStore port over @effect/sql. `Events` writes what is read here.
 */
import type { SqlClient, SqlError } from "@effect/sql"
import type { Event } from "@rollcall/core"
import { EventStore, type HistoryEntry, type HistoryQuery, type NewestQuery, Span } from "@rollcall/provider"
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
  newest: Span.named("EventStore.newest", (tenant, query) => database.read(newest(database, tenant, query))),
  history: Span.named("EventStore.history", (tenant, query) => database.read(history(database, tenant, query))),
  prune: Span.named("EventStore.prune", (tenant, before) => prune(database, tenant, before)),
  forget: Span.named("EventStore.forget", (tenant, before) => forget(database, tenant, before, 0))
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
  ({ sql, dialect }, tenant: string, seq: number, until: number, limit: number) =>
    sql<Row>`SELECT seq, type, id, kind, version, at, data FROM event
      WHERE tenant = ${tenant} AND seq > ${seq} AND seq <= ${until} ORDER BY seq ${dialect.limit(limit)}`
)

const newest = (
  { rows }: Database.Database,
  tenant: string,
  { before, limit, resource }: NewestQuery
): Effect.Effect<ReadonlyArray<Event.Recorded>, SqlError.SqlError> => {
  const wanted =
    resource === undefined
      ? newestOf(tenant, before, limit)
      : newestOfResource(tenant, resource.id, before, resource.type, limit)
  return Effect.map(rows(wanted), (found) => found.map((row) => decode(tenant, row)))
}

const newestOf = Statement.template(
  ({ sql, dialect }, tenant: string, before: number, limit: number) =>
    sql<Row>`SELECT seq, type, id, kind, version, at, data FROM event
      WHERE tenant = ${tenant} AND seq < ${before} ORDER BY seq DESC ${dialect.limit(limit)}`
)

const newestOfResource = Statement.template(
  ({ sql, dialect }, tenant: string, id: string, before: number, type: string, limit: number) =>
    sql<Row>`SELECT seq, type, id, kind, version, at, data FROM event
      WHERE tenant = ${tenant} AND id = ${id} AND seq < ${before} AND type = ${type} ORDER BY seq DESC ${dialect.limit(limit)}`
)

const decode = (tenant: string, { seq, type, id, kind, version, at, data }: Row): Event.Recorded => ({
  seq: Number(seq),
  tenant,
  change: kind,
  resource: { type, id, version: Number(version) },
  at: Number(at),
  told: JSON.parse(data)
})

interface HistoryRow extends Row {
  readonly kind: Event.Change
  readonly origin: string | null
  readonly changes: string | null
}

const history = (
  { rows }: Database.Database,
  tenant: string,
  { type, id, before = Number.MAX_SAFE_INTEGER, limit }: HistoryQuery
): Effect.Effect<ReadonlyArray<HistoryEntry.HistoryEntry>, SqlError.SqlError> =>
  Effect.map(rows(ofResource(tenant, id, before, type, limit)), (found) => found.map(entryOf))

const ofResource = Statement.template(
  ({ sql, dialect }, tenant: string, id: string, before: number, type: string, limit: number) =>
    sql<HistoryRow>`SELECT seq, type, id, kind, version, at, data, origin, changes FROM event
      WHERE tenant = ${tenant} AND id = ${id} AND seq < ${before} AND type = ${type} ORDER BY seq DESC ${dialect.limit(limit)}`
)

const entryOf = ({ seq, kind, version, at, data, origin, changes }: HistoryRow): HistoryEntry.HistoryEntry => ({
  seq: Number(seq),
  change: kind,
  version: Number(version),
  at: Number(at),
  ...JSON.parse(data),
  ...(origin === null ? {} : JSON.parse(origin)),
  ...(changes === null ? {} : { values: JSON.parse(changes) })
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
  ({ sql, dialect }, tenant: string, limit: number, before: number) =>
    sql`DELETE FROM event WHERE tenant = ${tenant} AND seq IN (SELECT o.seq FROM (
        SELECT seq, at FROM event WHERE tenant = ${tenant} ORDER BY seq ${dialect.limit(limit)}) AS o WHERE o.at < ${before})
      RETURNING seq`
)

/**
 * Walks over all that is old enough, batch by batch from the oldest on, since nothing says what has values still: an index
 * of those would cost every change more than the walk costs in an hour.
 */
const forget = (
  database: Database.Database,
  tenant: string,
  before: number,
  seq: number
): Effect.Effect<number, Database.Failure<SqlError.SqlError>> =>
  Effect.flatMap(database.read(database.rows(oldBehind(tenant, seq, before, batch))), ([row]) =>
    row === undefined || row.last === null
      ? Effect.succeed(0)
      : Effect.flatMap(database.write(database.rows(forgetValues(tenant, seq, Number(row.last)))), ({ length }) =>
          Effect.map(forget(database, tenant, before, Number(row.last)), (more) => length + more)
        )
  )

const oldBehind = Statement.template(
  ({ sql, dialect }, tenant: string, seq: number, before: number, limit: number) =>
    sql<{ readonly last: number | null }>`SELECT max(o.seq) AS last FROM (
        SELECT seq, at FROM event WHERE tenant = ${tenant} AND seq > ${seq} ORDER BY seq ${dialect.limit(limit)}) AS o
      WHERE o.at < ${before}`
)

const forgetValues = Statement.template(
  ({ sql }, tenant: string, seq: number, last: number) =>
    sql`UPDATE event SET changes = NULL
      WHERE tenant = ${tenant} AND seq > ${seq} AND seq <= ${last} AND changes IS NOT NULL RETURNING seq`
)
