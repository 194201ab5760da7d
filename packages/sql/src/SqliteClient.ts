/**
 * A `SqlClient` over any synchronous SQLite driver: for runtimes that bring SQLite along. It knows statements and rows;
 * which driver runs them is told by whoever opens the database.
 *
 * There is one connection. Transactions hold it, and what comes meanwhile waits its turn.
 */
import * as Reactivity from "@effect/experimental/Reactivity"
import { SqlClient, type SqlConnection, SqlError, Statement } from "@effect/sql"
import { Effect, Layer, Scope, Stream } from "effect"

/** What every driver can do. Each function may throw what the driver throws. */
export interface Driver {
  readonly prepare: (sql: string) => Prepared
  readonly close: () => void
}

/** Runs the statement; its rows, or none where it answers none. */
export type Prepared = (parameters: ReadonlyArray<unknown>) => ReadonlyArray<object>

/** The statements of the operations are some dozens; the rest of the room is for those that filters make. */
const preparedMax = 200

/** `open` may throw. The database is closed with the layer's scope. */
export const layer = (open: () => Driver): Layer.Layer<SqlClient.SqlClient, SqlError.SqlError> =>
  Layer.scoped(SqlClient.SqlClient, make(open)).pipe(Layer.provide(Reactivity.layer))

const make = (
  open: () => Driver
): Effect.Effect<SqlClient.SqlClient, SqlError.SqlError, Scope.Scope | Reactivity.Reactivity> =>
  Effect.gen(function* () {
    const driver = yield* Effect.acquireRelease(
      Effect.try({ try: open, catch: (cause) => new SqlError.SqlError({ cause, message: "The database is closed." }) }),
      (opened) => Effect.sync(() => opened.close())
    )
    const turn = yield* Effect.makeSemaphore(1)
    const connection = connectionOf(driver)
    return yield* SqlClient.make({
      acquirer: turn.withPermits(1)(Effect.succeed(connection)),
      transactionAcquirer: Effect.as(hold(turn), connection),
      compiler: Statement.makeCompilerSqlite(),
      spanAttributes: [["db.system.name", "sqlite"]]
    })
  })

/** Takes the turn and gives it back with the scope, even where the fiber ends in between. */
const hold = (turn: Effect.Semaphore): Effect.Effect<void, never, Scope.Scope> =>
  Effect.uninterruptibleMask((restore) =>
    restore(turn.take(1)).pipe(
      Effect.zipRight(Effect.scope),
      Effect.flatMap((scope) => Scope.addFinalizer(scope, turn.release(1)))
    )
  )

const connectionOf = (driver: Driver): SqlConnection.Connection => {
  const prepared = remembering(driver.prepare)
  const rows = (sql: string, parameters: ReadonlyArray<unknown>) =>
    Effect.try({
      try: () => prepared(sql)(parameters),
      catch: (cause) => new SqlError.SqlError({ cause, message: "The statement failed." })
    })
  const execute: SqlConnection.Connection["execute"] = (sql, parameters, transform) =>
    transform === undefined ? rows(sql, parameters) : Effect.map(rows(sql, parameters), transform)
  return {
    execute,
    executeUnprepared: execute,
    executeRaw: rows,
    executeValues: (sql, parameters) => Effect.map(rows(sql, parameters), (found) => found.map(Object.values)),
    executeStream: (sql, parameters, transform) => Stream.fromIterableEffect(execute(sql, parameters, transform))
  }
}

/** Prepares a text once, and forgets the texts that were asked for longest ago. */
const remembering = (prepare: Driver["prepare"]): Driver["prepare"] => {
  const known = new Map<string, Prepared>()
  return (sql) => {
    const statement = known.get(sql) ?? prepare(sql)
    known.delete(sql)
    known.set(sql, statement)
    const [oldest] = known.size > preparedMax ? known.keys() : []
    if (oldest !== undefined) known.delete(oldest)
    return statement
  }
}
