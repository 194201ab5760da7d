/** The databases that Node can open, each as a `SqlClient`. What is written through it is not its concern. */
import type { SqlClient, SqlError } from "@effect/sql"
import type { DatabaseUrl } from "@rollcall/cli"
import { PostgresClient } from "@rollcall/postgres"
import { SqliteClient } from "@rollcall/sql"
import Sqlite from "better-sqlite3"
import type { Layer } from "effect"

export const layer = (database: DatabaseUrl.DatabaseUrl): Layer.Layer<SqlClient.SqlClient, SqlError.SqlError> => {
  switch (database._tag) {
    case "SqliteFile":
      return SqliteClient.layerFile(() => openSqlite(database.path), setImmediate, database.synchronous)
    case "SqliteMemory":
      return SqliteClient.layerMemory(() => openSqlite(":memory:"))
    case "Postgres":
      return PostgresClient.layer(database.url)
  }
}

/** SQLite through better-sqlite3. */
export const openSqlite = (path: string): SqliteClient.Driver => driverOf(new Sqlite(path))

/** The driver of a database that is open; it has another method for statements that answer no rows. */
export const driverOf = (database: Sqlite.Database): SqliteClient.Driver => ({
  prepare: (sql) => {
    const statement = database.prepare<Array<unknown>, object>(sql)
    if (statement.reader) return (parameters) => statement.all(...parameters)
    return (parameters) => {
      statement.run(...parameters)
      return []
    }
  },
  close: () => database.close()
})
