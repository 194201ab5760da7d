/** SQLite databases for tests: in memory, in a file that is gone afterwards, and with an ear on what is asked of them. */
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { SqlClient, type SqlConnection } from "@effect/sql"
import { SqlClients } from "@rollcall/node"
import { SqliteClient, Storage } from "@rollcall/sql"
import Sqlite from "better-sqlite3"
import { Effect, Layer, type Scope, TestContext } from "effect"

/**
 * The database in that file, as another process has it open. All of them are one process here, and none could commit while
 * another waits for it; so nobody keeps a transaction open until more requests have come, as a server does.
 */
export const file = (filename: string): Layer.Layer<SqlClient.SqlClient> =>
  Layer.orDie(
    SqliteClient.layerFile(
      () => SqlClients.openSqlite(filename),
      (call) => call()
    )
  )

/** A database of its own, each time the layer is built. */
export const memory: Layer.Layer<SqlClient.SqlClient> = Layer.orDie(SqlClients.layer({ _tag: "SqliteMemory" }))

/** The bytes of a new database that was filled, once, at the beginning of 1970. */
const imageOf = (fill: Effect.Effect<unknown, unknown, SqlClient.SqlClient>): Effect.Effect<Buffer> =>
  Effect.runSync(
    Effect.cached(
      Effect.promise(() => {
        const database = new Sqlite(":memory:")
        const client = SqliteClient.layerMemory(() => SqlClients.driverOf(database))
        const serialized = Effect.zipRight(
          fill,
          Effect.sync(() => database.serialize())
        )
        // By itself, or whoever asks first would have that clock too.
        return Effect.runPromise(Effect.provide(serialized, Layer.merge(client, TestContext.TestContext)))
      })
    )
  )

const copies = (image: Effect.Effect<Buffer>): Layer.Layer<SqlClient.SqlClient> =>
  Layer.unwrapEffect(
    Effect.map(image, (bytes) => Layer.orDie(SqliteClient.layerMemory(() => SqlClients.driverOf(new Sqlite(bytes)))))
  )

const tables = imageOf(Storage.prepare)

/** The same with its tables: to make them takes longer than most tests, so they are made once and copied. */
export const prepared: Layer.Layer<SqlClient.SqlClient> = copies(tables)

/** The same with what somebody put into its tables, once, for all copies. */
export const filled = (fill: Effect.Effect<unknown, unknown, SqlClient.SqlClient>): Layer.Layer<SqlClient.SqlClient> =>
  copies(imageOf(Effect.zipRight(Storage.prepare, fill)))

/** The name of a file that is not there yet, in a directory that goes away with the scope. */
export const temporaryFile: Effect.Effect<string, never, Scope.Scope> = Effect.map(
  Effect.acquireRelease(
    Effect.promise(() => mkdtemp(join(tmpdir(), "rollcall-sql-"))),
    (directory) => Effect.promise(() => rm(directory, { recursive: true }))
  ),
  (directory) => join(directory, "rollcall.db")
)

/** The same, of a file that is there: a database with its tables. */
export const preparedFile: Effect.Effect<string, never, Scope.Scope> = Effect.tap(temporaryFile, (name) =>
  Effect.flatMap(tables, (bytes) => Effect.promise(() => writeFile(name, bytes)))
)

/** A statement as it reached the connection. */
export interface Asked {
  readonly text: string
  readonly parameters: ReadonlyArray<unknown>
}

/** The client, telling `listen` of every statement before it runs it. */
export const overheard = (
  client: Layer.Layer<SqlClient.SqlClient>,
  listen: (asked: Asked) => void
): Layer.Layer<SqlClient.SqlClient> =>
  Layer.effect(
    SqlClient.SqlClient,
    Effect.map(SqlClient.SqlClient, (sql) => {
      const reserve = Effect.map(sql.reserve, (connection): SqlConnection.Connection => {
        const execute: SqlConnection.Connection["execute"] = (text, parameters, transformRows) => {
          listen({ text, parameters })
          return connection.execute(text, parameters, transformRows)
        }
        // A driver's connection may be an instance of a class, whose methods no copy would have.
        return Object.assign(Object.create(connection), { execute })
      })
      return Object.assign((...given: Parameters<typeof sql>) => sql(...given), sql, { reserve })
    })
  ).pipe(Layer.provide(client))
