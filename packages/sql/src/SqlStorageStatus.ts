/** What a database says of itself: the StorageStatus port over @effect/sql. */
import type { SqlClient } from "@effect/sql"
import { Span, StorageStatus } from "@rollcall/provider"
import { Effect, Layer } from "effect"
import * as Database from "./Database.ts"
import type * as Dialect from "./Dialect.ts"
import * as Migrations from "./Migrations.ts"

export const layer: Layer.Layer<StorageStatus, Dialect.UnsupportedDatabase, SqlClient.SqlClient> = Layer.effect(
  StorageStatus,
  Effect.map(Database.make, (database) => make(database))
)

const products = { sqlite: "SQLite", postgres: "PostgreSQL" } as const

const make = (database: Database.Database): StorageStatus["Type"] => {
  const { dialect, read, rows, sql } = database
  return {
    status: read(
      Effect.gen(function* () {
        const [row] = yield* rows(sql<{ readonly version: string }>`SELECT ${dialect.version} AS version`)
        const pending = yield* Migrations.pending(database)
        return { product: products[dialect.name], version: row?.version ?? "", pending }
      })
    ).pipe(Span.within("StorageStatus.status"))
  }
}
