/** The databases that Bun can open, each as a `SqlClient`. What is written through it is not its concern. */
import { Database, type SQLQueryBindings } from "bun:sqlite"
import type { SqlClient, SqlError } from "@effect/sql"
import type { DatabaseUrl } from "@rollcall/cli"
import { PostgresClient } from "@rollcall/postgres"
import { SqliteClient } from "@rollcall/sql"
import type { Layer } from "effect"

export const layer = (database: DatabaseUrl.DatabaseUrl): Layer.Layer<SqlClient.SqlClient, SqlError.SqlError> => {
  switch (database._tag) {
    case "SqliteFile":
      return SqliteClient.layerFile(() => open(database.path), setImmediate, database.synchronous)
    case "SqliteMemory":
      return SqliteClient.layerMemory(() => open(":memory:"))
    case "Postgres":
      return PostgresClient.layer(database.url)
  }
}

/** SQLite as Bun brings it along. */
const open = (path: string): SqliteClient.Driver => {
  const database = new Database(path, { create: true, readwrite: true })
  return {
    prepare: (sql) => {
      const statement = database.prepare<object, Array<SQLQueryBindings>>(sql)
      return (parameters) => statement.all(...(parameters as ReadonlyArray<SQLQueryBindings>))
    },
    close: () => database.close()
  }
}
