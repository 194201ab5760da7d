/** The databases that Node can open, each as a `SqlClient`. What is written through it is not its concern. */
import type { SqlClient } from "@effect/sql"
import { SqlError } from "@effect/sql"
import * as SqliteClient from "@effect/sql-sqlite-node/SqliteClient"
import type { DatabaseUrl } from "@rollcall/cli"
import { PostgresClient } from "@rollcall/postgres"
import { Cause, Layer } from "effect"

export const layer = (database: DatabaseUrl.DatabaseUrl): Layer.Layer<SqlClient.SqlClient, SqlError.SqlError> => {
  switch (database._tag) {
    case "SqliteFile":
      return sqlite(database.path)
    case "SqliteMemory":
      return sqlite(":memory:")
    case "Postgres":
      return PostgresClient.layer(database.url)
  }
}

/** SQLite through better-sqlite3, whose constructor throws when the file cannot be opened. */
const sqlite = (filename: string): Layer.Layer<SqlClient.SqlClient, SqlError.SqlError> =>
  SqliteClient.layer({ filename, disableWAL: true }).pipe(
    Layer.catchAllCause((cause) =>
      Layer.fail(new SqlError.SqlError({ cause: Cause.squash(cause), message: "The database cannot be opened." }))
    )
  )
