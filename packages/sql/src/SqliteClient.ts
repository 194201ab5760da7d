/**
 * A `SqlClient` over any synchronous SQLite driver: each runtime has one. It knows statements and rows; which driver runs
 * them is told by whoever opens the database.
 *
 * One connection writes. Transactions hold it, and what comes meanwhile waits its turn. A database in a file has a second
 * connection for reads, which see what has been committed and wait for nobody.
 */
import * as Reactivity from "@effect/experimental/Reactivity"
import { SqlClient, type SqlConnection, SqlError, Statement } from "@effect/sql"
import { Context, Effect, Layer, type Scope, Stream } from "effect"
import { Connections, send } from "./Connections.ts"
import { type AfterInput, SharedCommit } from "./SharedCommit.ts"
import { Turn } from "./Turn.ts"

/** What every driver can do. Each function may throw what the driver throws. */
export interface Driver {
  readonly prepare: Prepare
  readonly close: () => void
}

export type Prepare = (sql: string) => Prepared

/** Runs the statement; its rows, or none where it answers none. */
export type Prepared = (parameters: ReadonlyArray<unknown>) => ReadonlyArray<object>

/** The statements of the operations are some dozens; the rest of the room is for those that filters make. */
const preparedMax = 200

type Clients = Layer.Layer<SqlClient.SqlClient | Connections, SqlError.SqlError>

/** A database that nobody else sees, in memory. `open` may throw. It is closed with the layer's scope. */
export const layerMemory = (open: () => Driver): Clients =>
  // Nothing here waits for a disk, so each transaction is committed for itself.
  layerOf(
    Effect.map(opened(open), (writer) => ({ writer, reader: writer, afterInput: (call) => call(), settings: [] }))
  )

/**
 * When a COMMIT waits for the disk: always, or only when the log that it wrote is taken over into the database. Then what
 * was committed last may be gone after a power cut, never after the end of the process, and nothing is broken.
 *
 * @see https://www.sqlite.org/pragma.html#pragma_synchronous
 */
export type Synchronous = "full" | "normal"

/** A database in a file, which `open` opens each time that it is called. */
export const layerFile = (open: () => Driver, afterInput: AfterInput, synchronous: Synchronous = "full"): Clients =>
  layerOf(
    Effect.gen(function* () {
      // The dialect has said the other already.
      const settings = synchronous === "normal" ? ["PRAGMA synchronous = NORMAL"] : []
      return { writer: yield* opened(open), reader: yield* opened(open), afterInput, settings }
    })
  )

interface Opened {
  readonly writer: Prepare
  /** The same where there is one connection. */
  readonly reader: Prepare
  readonly afterInput: AfterInput
  readonly settings: ReadonlyArray<string>
}

const opened = (open: () => Driver): Effect.Effect<Prepare, SqlError.SqlError, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.try({
      try: open,
      catch: (cause) => new SqlError.SqlError({ cause, message: "The database cannot be opened." })
    }),
    (driver) => Effect.sync(() => driver.close())
  ).pipe(Effect.map((driver) => remembering(driver.prepare)))

const layerOf = (opening: Effect.Effect<Opened, SqlError.SqlError, Scope.Scope>): Clients =>
  Layer.scopedContext(
    Effect.gen(function* () {
      const { writer, reader, afterInput, settings } = yield* opening
      const turn = new Turn()
      const shared = new SharedCommit((text) => void writer(text)([]), turn, afterInput)
      const connection = connectionOf(writer)
      const alone = standingAlone(connection, turn, shared)
      const reading = reader === writer ? alone : connectionOf(reader)
      const client = yield* SqlClient.make({
        acquirer: Effect.succeed(alone),
        transactionAcquirer: Effect.as(hold(turn, shared), connection),
        compiler: Statement.makeCompilerSqlite(),
        spanAttributes: [["db.system.name", "sqlite"]]
      })
      return Context.make(SqlClient.SqlClient, client).pipe(
        Context.add(Connections, {
          alone,
          reading,
          settings,
          transact: (inside) => shared.transact(inside(connection)),
          everywhere: (text) => Effect.asVoid(Effect.forEach(new Set([alone, reading]), (each) => send(each, text)))
        })
      )
    })
  ).pipe(Layer.provide(Reactivity.layer))

/** Takes the turn and gives it back with the scope: for transactions that share their COMMIT with nobody. */
const hold = (turn: Turn, shared: SharedCommit): Effect.Effect<void, never, Scope.Scope> =>
  Effect.asVoid(
    Effect.acquireRelease(
      Effect.map(turn.take, () => shared.commit()),
      () => Effect.sync(() => turn.give())
    )
  )

/** The connection for statements that stand alone: in turn, and in no transaction of others. */
const standingAlone = (
  connection: SqlConnection.Connection,
  turn: Turn,
  shared: SharedCommit
): SqlConnection.Connection => {
  const inTurn = <A>(statement: Effect.Effect<A, SqlError.SqlError>): Effect.Effect<A, SqlError.SqlError> =>
    turn.during(
      Effect.suspend(() => {
        shared.commit()
        return statement
      })
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

const connectionOf = (prepared: Prepare): SqlConnection.Connection => {
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
const remembering = (prepare: Prepare): Prepare => {
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
