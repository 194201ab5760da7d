/**
 * A `SqlClient` over any synchronous SQLite driver: for runtimes that bring SQLite along. It knows statements and rows;
 * which driver runs them is told by whoever opens the database.
 *
 * There is one connection. Transactions hold it, and what comes meanwhile waits its turn.
 */
import * as Reactivity from "@effect/experimental/Reactivity"
import { SqlClient, type SqlConnection, SqlError, Statement } from "@effect/sql"
import { Context, Effect, Layer, type Scope, Stream } from "effect"
import { Connections } from "./Connections.ts"

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
export const layer = (open: () => Driver): Layer.Layer<SqlClient.SqlClient | Connections, SqlError.SqlError> =>
  Layer.scopedContext(make(open)).pipe(Layer.provide(Reactivity.layer))

const make = (
  open: () => Driver
): Effect.Effect<
  Context.Context<SqlClient.SqlClient | Connections>,
  SqlError.SqlError,
  Scope.Scope | Reactivity.Reactivity
> =>
  Effect.gen(function* () {
    const driver = yield* Effect.acquireRelease(
      Effect.try({
        try: open,
        catch: (cause) => new SqlError.SqlError({ cause, message: "The database cannot be opened." })
      }),
      (opened) => Effect.sync(() => opened.close())
    )
    const turn = new Turn()
    const connection = connectionOf(driver)
    const alone = waitingFor(turn, connection)
    const client = yield* SqlClient.make({
      acquirer: Effect.succeed(alone),
      transactionAcquirer: Effect.as(hold(turn), connection),
      compiler: Statement.makeCompilerSqlite(),
      spanAttributes: [["db.system.name", "sqlite"]]
    })
    const reserved = { connection, release: Effect.sync(() => turn.give()) }
    return Context.make(SqlClient.SqlClient, client).pipe(
      Context.add(Connections, { alone, reserve: Effect.as(turn.take, reserved) })
    )
  })

/** Who may use the connection: one after another, in the order in which they came. */
class Turn {
  #held = false
  readonly #waiting: Array<() => void> = []

  get isHeld(): boolean {
    return this.#held
  }

  /** Waits until nobody has it. Whoever takes it must not be interruptible, since it is given to who waits no more. */
  readonly take: Effect.Effect<void> = Effect.suspend(() => {
    if (this.#held) return Effect.async<void>((resume) => void this.#waiting.push(() => resume(Effect.void)))
    this.#held = true
    return Effect.void
  })

  give(): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#held = false
    else next()
  }
}

/** Takes the turn and gives it back with the scope. */
const hold = (turn: Turn): Effect.Effect<void, never, Scope.Scope> =>
  Effect.asVoid(Effect.acquireRelease(turn.take, () => Effect.sync(() => turn.give())))

/** The connection for statements that stand alone: they run at once where nobody has it, and else wait their turn. */
const waitingFor = (turn: Turn, connection: SqlConnection.Connection): SqlConnection.Connection => {
  const give = Effect.sync(() => turn.give())
  const inTurn = <A>(statement: Effect.Effect<A, SqlError.SqlError>): Effect.Effect<A, SqlError.SqlError> =>
    Effect.suspend(() =>
      turn.isHeld
        ? Effect.acquireUseRelease(
            turn.take,
            () => statement,
            () => give
          )
        : statement
    )
  return {
    execute: (sql, parameters, transform) => inTurn(connection.execute(sql, parameters, transform)),
    executeUnprepared: (sql, parameters, transform) => inTurn(connection.executeUnprepared(sql, parameters, transform)),
    executeRaw: (sql, parameters) => inTurn(connection.executeRaw(sql, parameters)),
    executeValues: (sql, parameters) => inTurn(connection.executeValues(sql, parameters)),
    executeStream: (sql, parameters, transform) =>
      Stream.fromIterableEffect(inTurn(connection.execute(sql, parameters, transform)))
  }
}

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
