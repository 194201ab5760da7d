/**
 * How statements reach a database: one that reads, one that stands alone, or several in a transaction. A client that can
 * do that better than a `SqlClient` has words for brings this along beside it; for every other client it is made of what a
 * `SqlClient` has.
 */
import { type SqlClient, type SqlConnection, SqlError } from "@effect/sql"
import { Context, Effect, Exit, Option, Scope } from "effect"

export type Connection = Pick<SqlConnection.Connection, "execute">

export class Connections extends Context.Tag("rollcall/sql/Connections")<
  Connections,
  {
    /** For statements that stand alone and begin with SELECT. They see what has been committed. */
    readonly reading: Connection
    /** For all others that stand alone: each is a transaction of its own. */
    readonly alone: Connection
    /**
     * Runs what is inside in a transaction, on a connection that nobody else has meanwhile; ends when it is committed, or
     * rolled back where what is inside does not succeed. Whoever asks is not interruptible, but what is inside may be.
     */
    readonly transact: <A, E, R>(
      inside: (connection: SqlConnection.Connection) => Effect.Effect<A, E, R>
    ) => Effect.Effect<A, E | SqlError.SqlError, R>
    /** What every connection must be told before it is used, behind what the dialect says; statements. */
    readonly settings?: ReadonlyArray<string>
    /** Runs a statement that every connection must be told. */
    readonly everywhere: (text: string) => Effect.Effect<void, SqlError.SqlError>
  }
>() {}

/** What the client brought along, or the same made of its own interface. `begin` begins a transaction that may write. */
export const of = (sql: SqlClient.SqlClient, begin: string): Effect.Effect<Connections["Type"]> =>
  Effect.map(Effect.serviceOption(Connections), (brought) => Option.getOrElse(brought, () => madeOf(sql, begin)))

const madeOf = (sql: SqlClient.SqlClient, begin: string): Connections["Type"] => {
  const alone: Connection = {
    execute: (text, parameters, transform) =>
      Effect.scoped(Effect.flatMap(sql.reserve, (connection) => connection.execute(text, parameters, transform)))
  }
  const reserve = Effect.flatMap(Scope.make(), (scope) =>
    Effect.map(Scope.extend(sql.reserve, scope), (connection) => ({
      connection,
      release: Scope.close(scope, Exit.void)
    }))
  )
  return {
    reading: alone,
    alone,
    transact: transactOn(reserve, begin),
    everywhere: (text) => Effect.asVoid(send(alone, text))
  }
}

/** A connection that belongs to one transaction until it is given back. */
export interface Reserved {
  readonly connection: SqlConnection.Connection
  readonly release: Effect.Effect<void>
}

/** Transactions that `begin` begins, each on a connection that is reserved for it. */
export const transactOn =
  (reserve: Effect.Effect<Reserved, SqlError.SqlError>, begin: string): Connections["Type"]["transact"] =>
  (inside) =>
    Effect.flatMap(reserve, ({ connection, release }) =>
      Effect.flatMap(Effect.exit(begun(connection, begin, inside(connection))), (exit) =>
        Effect.zipRight(release, exit)
      )
    )

const begun = <A, E, R>(
  connection: Connection,
  begin: string,
  inside: Effect.Effect<A, E, R>
): Effect.Effect<A, E | SqlError.SqlError, R> =>
  Effect.flatMap(send(connection, begin), () =>
    Effect.flatMap(
      Effect.exit(inside),
      (exit): Effect.Effect<A, E | SqlError.SqlError> =>
        exit._tag === "Success"
          ? Effect.as(commit(connection), exit.value)
          : Effect.zipRight(Effect.ignore(send(connection, "ROLLBACK")), exit)
    )
  )

/** Runs a statement that has no parameters. */
export const send = (connection: Connection, text: string): Effect.Effect<unknown, SqlError.SqlError> =>
  connection.execute(text, [], undefined)

const commit = (connection: Connection): Effect.Effect<unknown, SqlError.SqlError> =>
  Effect.catchAll(send(connection, "COMMIT"), ({ cause }) =>
    Effect.zipRight(Effect.ignore(send(connection, "ROLLBACK")), Effect.fail(uncommitted(cause)))
  )

const notCommitted = "Failed to commit"

/** A COMMIT that failed: it is told from the statements before it. */
export const uncommitted = (cause: unknown): SqlError.SqlError =>
  new SqlError.SqlError({ cause, message: notCommitted })

export const isUncommitted = ({ message }: SqlError.SqlError): boolean => message === notCommitted
