/**
 * Which warnings of the end of tokens were given: the WarningStore port over @effect/sql, a column of the token that an
 * UPDATE sets for one process alone.
 */
import type { SqlClient } from "@effect/sql"
import { Span, WarningStore } from "@rollcall/provider"
import { Effect, Layer } from "effect"
import * as Database from "./Database.ts"
import type * as Dialect from "./Dialect.ts"
import * as SqlTokenStore from "./SqlTokenStore.ts"

interface EndingRow extends SqlTokenStore.TokenRow {
  readonly warned: number | null
}

export const layer: Layer.Layer<WarningStore, Dialect.UnsupportedDatabase, SqlClient.SqlClient> = Layer.effect(
  WarningStore,
  Effect.map(Database.make, (database) => make(database))
)

const make = ({ rows, read, write, sql }: Database.Database): WarningStore["Type"] => ({
  ending: Span.named("WarningStore.ending", (from, to) =>
    read(
      rows(
        sql<EndingRow>`SELECT ${sql.literal(SqlTokenStore.columns)}, t.warned FROM token AS t
          WHERE t.revoked IS NULL AND t.expires > ${from} AND t.expires <= ${to} ORDER BY t.expires, t.id`
      )
    ).pipe(
      Effect.map((found) =>
        found.map((row) => ({
          token: SqlTokenStore.decode(row),
          ...(row.warned === null ? {} : { warned: Number(row.warned) })
        }))
      )
    )
  ),
  claim: (token, days, told) =>
    write(
      Effect.gen(function* () {
        const claimed = yield* rows(
          sql`UPDATE token SET warned = ${days} WHERE tenant = ${token.tenant} AND id = ${token.id}
            AND (warned IS NULL OR warned > ${days}) AND expires = ${token.expires} AND revoked IS NULL RETURNING id`
        )
        if (claimed.length === 0) return false
        yield* told
        return true
      })
    ).pipe(Span.within("WarningStore.claim"))
})
