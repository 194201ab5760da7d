/**
 * PostgreSQL as a `SqlClient`, over a bounded pool of connections. What is written through it is not its concern.
 *
 * @see https://node-postgres.com/apis/pool
 */
import * as Reactivity from "@effect/experimental/Reactivity"
import { SqlClient, SqlError } from "@effect/sql"
import * as PgClient from "@effect/sql-pg/PgClient"
import { Connections } from "@rollcall/sql"
import { Context, Effect, Layer } from "effect"
import { Pool } from "pg"
import { AnsweringClient } from "./AnsweringClient.ts"
import * as PooledConnections from "./PooledConnections.ts"
import { PreparingClient } from "./PreparingClient.ts"

/** Enough to keep a small database server busy; a statement beyond them waits for its turn. */
const connectionsMaxDefault = 10
/** Half of what a request may take; a statement that takes longer is given up by the server. */
const statementMillisMax = 15_000
/** A start that finds no database within this time fails. */
const connectMillisMax = 5_000

/**
 * `postgres://user:password@host:5432/database`. Parameters of the URL set the rest: `sslmode` (`verify-full` demands
 * TLS), `statement_timeout` in milliseconds, `pool_max_conns`, and `prepare=false` for a pooler that gives every
 * transaction another connection. Fails when the database cannot be reached. The pool is closed with the layer's scope.
 */
export const layer = (url: string): Layer.Layer<SqlClient.SqlClient | Connections.Connections, SqlError.SqlError> =>
  Layer.scopedContext(
    Effect.gen(function* () {
      const pool = yield* Effect.acquireRelease(open(url), close)
      const acquire = Effect.succeed(pool)
      return Context.make(SqlClient.SqlClient, yield* PgClient.fromPool({ acquire, applicationName: "rollcall" })).pipe(
        Context.add(Connections.Connections, PooledConnections.of(pool))
      )
    })
  ).pipe(Layer.provide(Reactivity.layer))

const open = (url: string): Effect.Effect<Pool, SqlError.SqlError> =>
  Effect.tryPromise({
    try: async () => {
      const pool = new Pool({
        Client: prepares(url) ? PreparingClient : AnsweringClient,
        connectionString: withoutCompiler(url),
        max: connectionsMax(url),
        statement_timeout: statementMillisMax,
        connectionTimeoutMillis: connectMillisMax,
        application_name: "rollcall"
      })
      // A connection that breaks while nobody uses it is replaced by the next one that is asked for.
      pool.on("error", () => {})
      // While somebody uses it, whoever waits for its answer is told.
      pool.on("connect", (client) => void client.on("error", () => {}))
      await pool.query("SELECT 1")
      return pool
    },
    catch: (cause) => new SqlError.SqlError({ cause, message: "The database cannot be reached." })
  })

const close = (pool: Pool): Effect.Effect<void> => Effect.promise(() => pool.end())

/**
 * PostgreSQL compiles statements that it expects to be expensive. Rollcall's look so to it, because it cannot know how
 * little a recursion or a list of ids will find: with a hundred thousand users it would compile for a second what runs for
 * a millisecond. What the URL says of the session comes later, and so has the last word.
 */
const withoutCompiler = (url: string): string => {
  const session = new URL(url)
  session.searchParams.set("options", `-c jit=off ${session.searchParams.get("options") ?? ""}`.trim())
  return session.href
}

const prepares = (url: string): boolean => new URL(url).searchParams.get("prepare") !== "false"

const connectionsMax = (url: string): number => {
  const asked = Number(new URL(url).searchParams.get("pool_max_conns"))
  return Number.isInteger(asked) && asked > 0 ? asked : connectionsMaxDefault
}
