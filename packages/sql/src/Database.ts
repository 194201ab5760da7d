/**
 * How the stores use the database: run a statement, run a transaction, and turn whatever fails there into the one
 * error that the ports know. Knows neither tables nor SCIM.
 *
 * Statements go to the connection directly: the span that a tagged statement opens costs ten times what the
 * statement does. The spans of the stores' methods remain.
 */
import { SqlClient, type SqlConnection, SqlError, type Statement } from "@effect/sql"
import { ScimError } from "@rollcall/core"
import { Context, Effect, Exit, Predicate, Schedule, Scope } from "effect"
import * as Dialect from "./Dialect.ts"

export interface Database {
  readonly sql: SqlClient.SqlClient
  readonly dialect: Dialect.Dialect
  /** Runs one statement, inside the transaction if there is one. */
  readonly rows: <A extends object>(
    statement: Statement.Statement<A>
  ) => Effect.Effect<ReadonlyArray<A>, SqlError.SqlError>
  /** Runs reads. Tries again while the database is busy; what still fails is a ServiceUnavailable. */
  readonly read: <A, E>(effect: Effect.Effect<A, E>) => Effect.Effect<A, Failure<E>>
  /**
   * The same in one transaction, which may run several times. Nothing inside may wait for anything else. Inside another
   * one it is a part of that: what fails is undone by itself, and an error of the database undoes the whole.
   */
  readonly write: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, Failure<E>, R>
  /** Runs it again while the database is busy, with its errors as they are. */
  readonly patiently: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  /** The same in one transaction. */
  readonly transaction: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E | SqlError.SqlError, R>
}

/** What is left of an error when those of the database have become one that the ports know. */
export type Failure<E> = Exclude<E, SqlError.SqlError> | ScimError.ServiceUnavailable

export const make: Effect.Effect<Database, Dialect.UnsupportedDatabase, SqlClient.SqlClient> = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const dialect = yield* Dialect.make(sql)
  const within = makeTransaction(sql, dialect)
  const patiently = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.retry(effect, { schedule: retries, while: (error) => isSqlError(error) && dialect.isBusy(error) })
  const transaction = <A, E, R>(effect: Effect.Effect<A, E, R>) => patiently(within(effect))
  return {
    sql,
    dialect,
    rows: (statement) => execute(sql, statement),
    patiently,
    transaction,
    read: <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, Failure<E>> =>
      inside(
        () => undoing(effect),
        () => named(dialect, patiently(effect))
      ),
    write: <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, Failure<E>, R> =>
      inside(
        (connection) => undoing(atSavepoint(connection, effect)),
        () => named<A, E | SqlError.SqlError, R>(dialect, transaction(effect))
      )
  }
})

/** Chooses by whether a transaction is under way. */
const inside = <A, E, R>(
  within: (connection: SqlConnection.Connection) => Effect.Effect<A, E, R>,
  without: () => Effect.Effect<A, E, R>
): Effect.Effect<A, E, R> =>
  Effect.contextWithEffect((context: Context.Context<R>) => {
    const transaction = Context.getOption(context as Context.Context<never>, SqlClient.TransactionConnection)
    return transaction._tag === "Some" ? within(transaction.value[0]) : without()
  })

/** Only the transaction as a whole can be tried again, so its error passes by everything in between. */
const undoing = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, Failure<E>, R> =>
  Effect.catchAll(
    effect,
    (error): Effect.Effect<never, Failure<E>> =>
      isSqlError(error) ? Effect.die(error) : Effect.fail(error as Exclude<E, SqlError.SqlError>)
  )

/** One name serves any depth: it means the savepoint that was set last. */
const atSavepoint = <A, E, R>(
  connection: SqlConnection.Connection,
  effect: Effect.Effect<A, E, R>
): Effect.Effect<A, E | SqlError.SqlError, R> => {
  const say = (text: string) => connection.execute(text, [], undefined)
  const release = say("RELEASE SAVEPOINT rollcall")
  const undo = Effect.zipRight(say("ROLLBACK TO SAVEPOINT rollcall"), release)
  return Effect.zipRight(
    say("SAVEPOINT rollcall"),
    Effect.flatMap(
      Effect.exit(effect),
      (exit): Effect.Effect<A, E | SqlError.SqlError> =>
        Exit.isSuccess(exit)
          ? Effect.as(release, exit.value)
          : Effect.zipRight(Effect.ignore(undo), Effect.failCause(exit.cause))
    )
  )
}

const execute = <A extends object>(
  sql: SqlClient.SqlClient,
  statement: Statement.Statement<A>
): Effect.Effect<ReadonlyArray<A>, SqlError.SqlError> =>
  Effect.contextWithEffect((context: Context.Context<never>) => {
    const [text, parameters] = statement.compile()
    const run = (connection: SqlConnection.Connection) => executeOn<A>(connection, text, parameters)
    const transaction = Context.getOption(context, SqlClient.TransactionConnection)
    return transaction._tag === "Some" ? run(transaction.value[0]) : Effect.scoped(Effect.flatMap(sql.reserve, run))
  })

/**
 * A driver remembers for minutes that a statement could not be prepared, though the reason, a locked file, may be gone
 * at once. So a statement that did not even begin is tried again in the way that remembers nothing.
 */
const executeOn = <A extends object>(
  connection: SqlConnection.Connection,
  text: string,
  parameters: ReadonlyArray<unknown>
): Effect.Effect<ReadonlyArray<A>, SqlError.SqlError> =>
  Effect.catchIf(connection.execute(text, parameters, undefined), isUnprepared, () =>
    Effect.suspend(() => connection.executeUnprepared(text, parameters, undefined)).pipe(
      Effect.catchAllDefect((cause) => Effect.fail(new SqlError.SqlError({ cause, message: unprepared })))
    )
  )

const unprepared = "Failed to prepare statement"

const isUnprepared = ({ message }: SqlError.SqlError): boolean => message.startsWith(unprepared)

/**
 * Differs from the client's own transaction in what a failing BEGIN, COMMIT or ROLLBACK does: it is an error like any
 * other, and never leaves a transaction open on a connection that goes back to others.
 */
const makeTransaction = (sql: SqlClient.SqlClient, dialect: Dialect.Dialect) => {
  const rollback = (connection: SqlConnection.Connection) =>
    Effect.ignore(connection.execute("ROLLBACK", [], undefined))
  const within = SqlClient.makeWithTransaction<SqlClient.TransactionConnection, SqlConnection.Connection>({
    transactionTag: SqlClient.TransactionConnection,
    spanAttributes: [],
    acquireConnection: Effect.flatMap(Scope.make(), (scope) =>
      Effect.map(Scope.extend(sql.reserve, scope), (connection) => [scope, connection] as const)
    ),
    begin: (connection) => executeOn(connection, dialect.begin, []),
    // Those inside a transaction are set by `atSavepoint`, which takes them back when they are no longer needed.
    savepoint: (connection, id) => connection.execute(`SAVEPOINT rollcall_${id}`, [], undefined),
    commit: (connection) =>
      Effect.mapError(
        Effect.tapError(connection.execute("COMMIT", [], undefined), () => rollback(connection)),
        ({ cause }) => new SqlError.SqlError({ cause, message: uncommitted })
      ),
    rollback,
    rollbackSavepoint: (connection, id) => connection.execute(`ROLLBACK TO SAVEPOINT rollcall_${id}`, [], undefined)
  })
  return <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E | SqlError.SqlError, R> =>
    Effect.catchAllDefect(within(effect), (defect) => (isSqlError(defect) ? Effect.fail(defect) : Effect.die(defect)))
}

/** What a failed COMMIT is called, by which it is told from the statements before it. */
const uncommitted = "Failed to commit"

/** Ten tries within about three seconds; the jitter keeps two waiting processes from meeting again. */
const retries = Schedule.exponential("10 millis", 1.8).pipe(Schedule.jittered, Schedule.intersect(Schedule.recurs(9)))

/** The errors of the database by the name that the ports know. */
const named = <A, E, R>(dialect: Dialect.Dialect, effect: Effect.Effect<A, E, R>): Effect.Effect<A, Failure<E>, R> =>
  Effect.catchAll(
    effect,
    (error): Effect.Effect<never, Failure<E>> =>
      isSqlError(error) ? unavailable(dialect, error) : Effect.fail(error as Exclude<E, SqlError.SqlError>)
  )

const isSqlError = (error: unknown): error is SqlError.SqlError => Predicate.isTagged(error, "SqlError")

/** The client learns that it should come again; what the database said goes to the server's log alone. */
const unavailable = (
  dialect: Dialect.Dialect,
  error: SqlError.SqlError
): Effect.Effect<never, ScimError.ServiceUnavailable> =>
  Effect.logError("A database statement failed.").pipe(
    Effect.annotateLogs("cause", describe(error)),
    Effect.zipRight(Effect.fail(new ScimError.ServiceUnavailable(toClient(dialect, error))))
  )

const toClient = (dialect: Dialect.Dialect, error: SqlError.SqlError) => {
  if (dialect.isBusy(error)) {
    const detail = "The database is busy with other changes. Nothing was changed by this request; send it again."
    return { detail, retryAfterSeconds: 1 }
  }
  const detail =
    error.message === uncommitted && dialect.isBroken(error)
      ? "The connection to the database broke while the change was being stored, so it is not known whether it was. Read the resource, or send the request again later: a create that was stored is then refused as a duplicate."
      : "The database cannot be used at the moment. Nothing was changed by this request; send it again later."
  return { detail, retryAfterSeconds: 10 }
}

/** Code and message only: other parts of a driver's error may hold the values that were bound. */
const describe = ({ cause, message }: SqlError.SqlError): string => {
  if (typeof cause !== "object" || cause === null) return message
  const code = "code" in cause ? `${String(cause.code)}: ` : ""
  return `${code}${"message" in cause ? String(cause.message) : message}`
}
