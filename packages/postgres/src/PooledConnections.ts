/**
 * How statements reach PostgreSQL: over the connections of a pool, each with no more steps than it takes. A statement that
 * nobody waits for any longer is cancelled, so that it does not hold what others wait for.
 */
import { type SqlConnection, SqlError } from "@effect/sql"
import { Connections } from "@rollcall/sql"
import { Effect, Stream } from "effect"
import type { Pool, PoolClient, QueryResult } from "pg"

export const of = (pool: Pool): Connections.Connections["Type"] => {
  const alone: Connections.Connection = {
    execute: (text, parameters, transform) =>
      Effect.uninterruptibleMask((restore) =>
        Effect.flatMap(connect(pool), (client) =>
          Effect.flatMap(
            Effect.exit(restore(connectionOf(pool, client).execute(text, parameters, transform))),
            (exit) => {
              client.release()
              return exit
            }
          )
        )
      )
  }
  const reserve = Effect.map(connect(pool), (client) => ({
    connection: connectionOf(pool, client),
    release: Effect.sync(() => client.release())
  }))
  return {
    alone,
    reading: alone,
    transact: Connections.transactOn(reserve, "BEGIN"),
    // What connections are told stands in their configuration.
    everywhere: () => Effect.void
  }
}

/** Takes a connection out of the pool; the pool itself bounds how long that may take. */
const connect = (pool: Pool): Effect.Effect<PoolClient, SqlError.SqlError> =>
  Effect.async((resume) =>
    pool.connect((cause, client) =>
      resume(
        client === undefined
          ? Effect.fail(new SqlError.SqlError({ cause, message: "No connection could be had." }))
          : Effect.succeed(client)
      )
    )
  )

type Answer = QueryResult<Record<string, unknown>>

const connectionOf = (pool: Pool, client: PoolClient): SqlConnection.Connection => {
  const ask = (text: string, parameters: ReadonlyArray<unknown>): Effect.Effect<Answer, SqlError.SqlError> =>
    Effect.async((resume) => {
      const statement = new Statement()
      client.query<Record<string, unknown>>(text, [...parameters], (cause, answer) => {
        statement.end()
        resume(
          cause
            ? Effect.fail(new SqlError.SqlError({ cause, message: "The statement failed." }))
            : Effect.succeed(answer)
        )
      })
      return cancel(pool, client, statement)
    })
  const execute: SqlConnection.Connection["execute"] = (text, parameters, transform) =>
    Effect.map(ask(text, parameters), ({ rows }) => (transform === undefined ? rows : transform(rows)))
  return {
    execute,
    executeUnprepared: execute,
    executeRaw: ask,
    executeValues: (text, parameters) => Effect.map(ask(text, parameters), ({ rows }) => rows.map(Object.values)),
    executeStream: (text, parameters, transform) => Stream.fromIterableEffect(execute(text, parameters, transform))
  }
}

/** Whether a statement is still under way, and who waits for its end. */
class Statement {
  #isOver = false
  #told = () => {}

  end(): void {
    this.#isOver = true
    this.#told()
  }

  readonly over: Effect.Effect<void> = Effect.async((resume) => {
    if (this.#isOver) return resume(Effect.void)
    this.#told = () => resume(Effect.void)
  })
}

/** Has the server give the statement up, and waits for its end, so that nothing that comes after it is hit instead. */
const cancel = (pool: Pool, client: PoolClient, statement: Statement): Effect.Effect<void> => {
  const { processID } = client as PoolClient & { readonly processID: number | null }
  const told = Effect.async<void>((resume) => {
    if (pool.ending || processID === null) return resume(Effect.void)
    pool.query("SELECT pg_cancel_backend($1)", [processID], () => resume(Effect.void))
  })
  return Effect.zipRight(told, statement.over)
}
