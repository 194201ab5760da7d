/**
 * What the processes on one database have used of their budgets of requests: the RateLedger port over @effect/sql, a row
 * for each budget. On SQLite there is none: one process serves from a file, and a COMMIT costs more than it would tell.
 */
import type { SqlClient } from "@effect/sql"
import { type Ledger, RateLedger, Span } from "@rollcall/provider"
import { Effect, Layer } from "effect"
import * as Database from "./Database.ts"
import type * as Dialect from "./Dialect.ts"
import * as Statement from "./Statement.ts"

export const layer: Layer.Layer<RateLedger, Dialect.UnsupportedDatabase, SqlClient.SqlClient> = Layer.effect(
  RateLedger,
  Effect.map(Database.make, (database) => (database.dialect.locks === undefined ? undefined : make(database)))
)

/** One statement is a transaction of its own. */
export const make = ({ rows, read }: Database.Database): Ledger => ({
  add: Span.named("RateLedger.add", ({ tenant, token, millis, now }) =>
    read(rows(added(tenant, token, millis, now, now + millis))).pipe(
      Effect.map(([row]) => Number(row?.full_at ?? now + millis))
    )
  )
})

const added = Statement.template(
  ({ sql }, tenant: string, token: string, millis: number, now: number, first: number) =>
    sql<{ readonly full_at: number | string }>`INSERT INTO rate AS r (tenant, token, full_at)
      VALUES (${tenant}, ${token}, ${first})
      ON CONFLICT (tenant, token) DO UPDATE
      SET full_at = CASE WHEN r.full_at > ${now} THEN r.full_at ELSE ${now} END + ${millis}
      RETURNING full_at`
)
