/**
 * The databases that Node can open, each as a `SqlClient`. What is written through it is not its concern.
 */

import * as Reactivity from "@effect/experimental/Reactivity"
import { SqlClient, Statement } from "@effect/sql"
import * as SqliteClient from "@effect/sql-sqlite-node/SqliteClient"
import { CliError, type DatabaseUrl } from "@rollcall/cli"
import { Cause, Effect, Layer } from "effect"

export const layer = (database: DatabaseUrl.DatabaseUrl): Layer.Layer<SqlClient.SqlClient, CliError.CliError> => {
  switch (database._tag) {
    case "SqliteFile":
      return sqlite(database.path)
    case "SqliteMemory":
      return sqlite(":memory:")
  }
}

/**
 * SQLite through better-sqlite3. Transactions take the write lock as they begin: one that reads first and writes later
 * would fail at once, without waiting, when another process (a command beside the server) wrote in between.
 */
const sqlite = (filename: string): Layer.Layer<SqlClient.SqlClient, CliError.CliError> =>
  Layer.scoped(
    SqlClient.SqlClient,
    Effect.gen(function* () {
      const driver = yield* SqliteClient.make({ filename })
      const client = yield* SqlClient.make({
        acquirer: driver.reserve,
        transactionAcquirer: driver.reserve,
        compiler: Statement.makeCompilerSqlite(),
        beginTransaction: "BEGIN IMMEDIATE",
        spanAttributes: [["db.system.name", "sqlite"]]
      })
      for (const pragma of pragmas) yield* client.unsafe(`PRAGMA ${pragma}`)
      return client
    }).pipe(Effect.catchAllCause((cause) => cannotOpen(filename, cause)))
  ).pipe(Layer.provide(Reactivity.layer))

/** `synchronous = FULL`: what was answered with success is on the disk. */
const pragmas = ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 5000"]

const cannotOpen = (filename: string, cause: Cause.Cause<unknown>): Effect.Effect<never, CliError.CliError> => {
  const squashed = Cause.squash(cause)
  const inner = squashed instanceof Error && squashed.cause instanceof Error ? squashed.cause : squashed
  const reason = inner instanceof Error ? inner.message : "for an unknown reason"
  return new CliError.CliError({
    message: `ROLLCALL_DATABASE_URL must name a database that can be opened, but ${filename} cannot: ${reason}.`
  })
}
