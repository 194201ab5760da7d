/**
 * How the stores use the database: run a statement, run a transaction, and turn whatever fails there into the one
 * error that the ports know. Knows neither tables nor SCIM.
 *
 * Statements go to the connection directly: the span that a tagged statement opens costs ten times what the
 * statement does. The spans of the stores' methods remain.
 */
import { SqlClient, type SqlConnection, type SqlError, type Statement as SqlStatement } from "@effect/sql"
import { ScimError } from "@rollcall/core"
import { Span } from "@rollcall/provider"
import { Cause, Context, Effect, Metric, Predicate, Schedule } from "effect"
import * as Connections from "./Connections.ts"
import * as Dialect from "./Dialect.ts"
import * as Statement from "./Statement.ts"

export interface Database {
  readonly sql: SqlClient.SqlClient
  readonly dialect: Dialect.Dialect
  /** Runs one statement, inside the transaction if there is one. */
  readonly rows: <A extends object>(
    statement: SqlStatement.Statement<A> | Statement.Bound<A>
  ) => Effect.Effect<ReadonlyArray<A>, SqlError.SqlError>
  /** What every connection must be told before it is used; statements, run once at start. */
  readonly settings: ReadonlyArray<string>
  /** Runs a statement that every connection must be told. */
  readonly everywhere: (text: string) => Effect.Effect<void, SqlError.SqlError>
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
  busyRetries.register()
  const connections = yield* Connections.of(sql, dialect.begin)
  const compile = compiler({ sql, dialect })
  const patiently = makePatiently(dialect)
  const named = makeNamed(dialect)
  const settled = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, Failure<E>, R> =>
    Effect.contextWithEffect((context: Context.Context<R>) =>
      connectionOf(context) === undefined ? named(effect) : undoing(effect)
    )
  const within = makeTransaction(connections)
  const transaction = <A, E, R>(effect: Effect.Effect<A, E, R>) => patiently(within(effect))
  return {
    sql,
    dialect,
    settings: [...dialect.settings, ...(connections.settings ?? [])],
    everywhere: connections.everywhere,
    rows: <A extends object>(statement: SqlStatement.Statement<A> | Statement.Bound<A>) =>
      execute<A>(connections, compile(statement)),
    patiently,
    transaction,
    read: settled,
    write: <A, E, R>(effect: Effect.Effect<A, E, R>) => settled<A, E | SqlError.SqlError, R>(within(effect))
  }
})

/** The connection of the transaction that is under way. */
const connectionOf = <R>(context: Context.Context<R>): SqlConnection.Connection | undefined => {
  const transaction = Context.getOption(context as Context.Context<never>, SqlClient.TransactionConnection)
  return transaction._tag === "Some" ? transaction.value[0] : undefined
}

/** Only the transaction as a whole can be tried again, so its error passes by everything in between. */
const undoing = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, Failure<E>, R> =>
  Effect.catchAll(
    effect,
    (error): Effect.Effect<never, Failure<E>> =>
      isSqlError(error) ? Effect.die(error) : Effect.fail(error as Exclude<E, SqlError.SqlError>)
  )

type Compiled = readonly [text: string, parameters: ReadonlyArray<unknown>]

/** Makes the text of each template once. */
const compiler = (maker: Statement.Maker) => {
  const known = new Map<Statement.Template<object>, Statement.Compiled>()
  return <A extends object>(statement: SqlStatement.Statement<A> | Statement.Bound<A>): Compiled => {
    if (!("template" in statement)) return statement.compile()
    const { template, values } = statement
    const compiled = known.get(template) ?? template.compile(maker)
    known.set(template, compiled)
    return [compiled.text, Statement.bind(compiled, values)]
  }
}

const execute = <A extends object>(
  { alone, reading }: Connections.Connections["Type"],
  [text, parameters]: Compiled
): Effect.Effect<ReadonlyArray<A>, SqlError.SqlError> =>
  Effect.contextWithEffect((context: Context.Context<never>) => {
    const connection = connectionOf(context) ?? (text.trimStart().startsWith("SELECT") ? reading : alone)
    return connection.execute(text, parameters, undefined)
  })

/**
 * Ten tries within about three seconds; the jitter keeps two waiting processes from meeting again. A schedule costs more
 * than a statement, so there is none until a first try has failed.
 */
const makePatiently =
  (dialect: Dialect.Dialect): Database["patiently"] =>
  <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    Effect.catchAll(effect, (error) => (isBusy(dialect, error) ? again(dialect, effect, error) : Effect.fail(error)))

const isBusy = (dialect: Dialect.Dialect, error: unknown): boolean => isSqlError(error) && dialect.isBusy(error)

/** The tries after the first one, which ended with this error. */
const again = <A, E, R>(dialect: Dialect.Dialect, effect: Effect.Effect<A, E, R>, error: E): Effect.Effect<A, E, R> => {
  let isFirst = true
  const next = Effect.suspend((): Effect.Effect<A, E, R> => {
    if (!isFirst) return Effect.zipRight(Metric.increment(busyRetries), effect)
    isFirst = false
    return Effect.fail(error)
  })
  return Effect.retry(next, { schedule: retries, while: (failure) => isBusy(dialect, failure) })
}

/** How often somebody else was writing: many tell of a database that is too slow for what is asked of it. */
const busyRetries = Metric.counter("rollcall_database_busy_retries_total", {
  description: "Times that a statement or a transaction was tried again because the database was busy.",
  incremental: true
})

const retries = Schedule.exponential("10 millis", 1.8).pipe(Schedule.jittered, Schedule.intersect(Schedule.recurs(9)))

/** Runs it again while the database is busy; what still fails there has the name that the ports know. */
const makeNamed =
  (dialect: Dialect.Dialect) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, Failure<E>, R> => {
    const settle = (error: E): Effect.Effect<never, Failure<E>> =>
      isSqlError(error) ? unavailable(dialect, error) : Effect.fail(error as Exclude<E, SqlError.SqlError>)
    return Effect.catchAll(effect, (error) =>
      isBusy(dialect, error) ? Effect.catchAll(again(dialect, effect, error), settle) : settle(error)
    )
  }

/**
 * Differs from the client's own transaction in what a failing BEGIN, COMMIT or ROLLBACK does: it is an error like any
 * other, and never leaves a transaction open on a connection that goes back to others. Inside a transaction it is a part
 * that can be undone alone.
 */
const makeTransaction =
  ({ transact }: Connections.Connections["Type"]) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Within<A, E, R> =>
    Effect.uninterruptibleMask((restore) =>
      Effect.contextWithEffect((context: Context.Context<R>): Within<A, E, R> => {
        const inside = restore(effect)
        const outer = connectionOf(context)
        return outer === undefined ? whole(transact((connection) => on(connection, inside))) : saved(inside, outer)
      })
    ).pipe(Span.within("sql.transaction"))

type Within<A, E, R> = Effect.Effect<A, E | SqlError.SqlError, R>

/** The error of a statement that had to pass by what stood in between comes out here. */
const whole = <A, E, R>(transaction: Within<A, E, R>): Within<A, E, R> =>
  Effect.catchAllCause(transaction, (cause) => {
    const defect = Cause.dieOption(cause)
    return defect._tag === "Some" && isSqlError(defect.value) ? Effect.fail(defect.value) : Effect.failCause(cause)
  })

/** One name serves any depth: it means the savepoint that was set last. */
const saved = <A, E, R>(inside: Effect.Effect<A, E, R>, connection: SqlConnection.Connection): Within<A, E, R> => {
  const release = Connections.send(connection, "RELEASE SAVEPOINT rollcall")
  const undo = Effect.zipRight(Connections.send(connection, "ROLLBACK TO SAVEPOINT rollcall"), release)
  return Effect.flatMap(Connections.send(connection, "SAVEPOINT rollcall"), () =>
    Effect.flatMap(
      Effect.exit(inside),
      (exit): Within<A, E, R> =>
        exit._tag === "Success" ? Effect.as(release, exit.value) : Effect.zipRight(Effect.ignore(undo), exit)
    )
  )
}

const on = <A, E, R>(connection: SqlConnection.Connection, effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.mapInputContext(effect, (context: Context.Context<R>) =>
    Context.add(context, SqlClient.TransactionConnection, [connection, 0])
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
    Connections.isUncommitted(error) && dialect.isBroken(error)
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
