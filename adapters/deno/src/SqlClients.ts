/** The databases that Deno can open, each as a `SqlClient`. What is written through it is not its concern. */
import { closeSync, openSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import { setImmediate } from "node:timers"
import type { SqlClient, SqlError } from "@effect/sql"
import type { DatabaseUrl } from "@rollcall/cli"
import { PostgresClient } from "@rollcall/postgres"
import { SqliteClient } from "@rollcall/sql"
import type { Layer } from "effect"

export const layer = (database: DatabaseUrl.DatabaseUrl): Layer.Layer<SqlClient.SqlClient, SqlError.SqlError> => {
  switch (database._tag) {
    case "SqliteFile":
      return SqliteClient.layerFile(
        () => {
          // The database holds people's data: the file is its user's alone, and SQLite makes those beside it alike.
          closeSync(openSync(database.path, "a", 0o600))
          return open(database.path)
        },
        setImmediate,
        database.synchronous
      )
    case "SqliteMemory":
      return SqliteClient.layerMemory(() => open(":memory:"))
    case "Postgres":
      return PostgresClient.layer(database.url)
  }
}

/** SQLite as Deno brings it along. */
const open = (path: string): SqliteClient.Driver => {
  const database = new DatabaseSync(path)
  return {
    prepare: (sql) => {
      const statement = database.prepare(sql)
      return (parameters) => statement.all(...(parameters as ReadonlyArray<string | number | null>)) as Array<object>
    },
    close: () => database.close()
  }
}
