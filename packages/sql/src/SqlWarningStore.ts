/**
 * Which warnings of the end of tokens were given: the WarningStore port over @effect/sql, a column of the token that an
 * UPDATE sets for one process alone, and an event beside it.
 */
import type { SqlClient, SqlError } from "@effect/sql"
import { Event, type ExpiryWarning, type Token } from "@rollcall/core"
import { Span, WarningStore } from "@rollcall/provider"
import { Effect, Layer } from "effect"
import * as Database from "./Database.ts"
import type * as Dialect from "./Dialect.ts"
import * as Events from "./Events.ts"
import * as SqlTokenStore from "./SqlTokenStore.ts"

interface EndingRow extends SqlTokenStore.TokenRow {
  readonly warned: number | null
}

export const layer: Layer.Layer<WarningStore, Dialect.UnsupportedDatabase, SqlClient.SqlClient> = Layer.effect(
  WarningStore,
  Effect.map(Database.make, (database) => make(database))
)

const make = (database: Database.Database): WarningStore["Type"] => ({
  ending: Span.named("WarningStore.ending", (from, to) =>
    database
      .read(
        database.rows(
          database.sql<EndingRow>`SELECT ${database.sql.literal(SqlTokenStore.columns)}, t.warned FROM token AS t
          WHERE t.revoked IS NULL AND t.expires > ${from} AND t.expires <= ${to} ORDER BY t.expires, t.id`
        )
      )
      .pipe(
        Effect.map((found) =>
          found.map((row) => ({
            token: SqlTokenStore.decode(row),
            ...(row.warned === null ? {} : { warned: Number(row.warned) })
          }))
        )
      )
  ),
  claim: Span.named("WarningStore.claim", (token, warning, now) => database.write(claim(database, token, warning, now)))
})

const claim = Effect.fnUntraced(function* (
  database: Database.Database,
  { tenant, id, expires, name }: Token.Token,
  { days }: ExpiryWarning.ExpiryWarning,
  now: number
): Effect.fn.Return<boolean, SqlError.SqlError> {
  const { rows, sql } = database
  const claimed = yield* rows(
    sql`UPDATE token SET warned = ${days} WHERE tenant = ${tenant} AND id = ${id}
      AND (warned IS NULL OR warned > ${days}) AND expires = ${expires} AND revoked IS NULL RETURNING id`
  )
  if (claimed.length === 0) return false
  yield* Events.announce(database, tenant, Event.ofExpiring({ id, name }, { days, expires }), now)
  return true
})
