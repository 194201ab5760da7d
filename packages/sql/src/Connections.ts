/**
 * How statements reach a database: one that stands alone, or several on a connection that nobody else has meanwhile.
 * A client that can do that in fewer steps than a `SqlClient` takes brings this along beside it; for every other client
 * it is made of what a `SqlClient` has.
 */
import type { SqlClient, SqlConnection, SqlError } from "@effect/sql"
import { Context, Effect, Exit, Option, Scope } from "effect"

export type Connection = Pick<SqlConnection.Connection, "execute">

/** A connection that belongs to one transaction until it is given back. */
export interface Reserved {
  readonly connection: SqlConnection.Connection
  readonly release: Effect.Effect<void>
}

export class Connections extends Context.Tag("rollcall/sql/Connections")<
  Connections,
  {
    /** For statements that stand alone: each is a transaction of its own. */
    readonly alone: Connection
    /** Whoever asks must not be interruptible between this and `release`. */
    readonly reserve: Effect.Effect<Reserved, SqlError.SqlError>
  }
>() {}

/** What the client brought along, or the same made of its own interface. */
export const of = (sql: SqlClient.SqlClient): Effect.Effect<Connections["Type"]> =>
  Effect.map(Effect.serviceOption(Connections), (brought) => Option.getOrElse(brought, () => madeOf(sql)))

const madeOf = (sql: SqlClient.SqlClient): Connections["Type"] => ({
  alone: {
    execute: (text, parameters, transform) =>
      Effect.scoped(Effect.flatMap(sql.reserve, (connection) => connection.execute(text, parameters, transform)))
  },
  reserve: Effect.flatMap(Scope.make(), (scope) =>
    Effect.map(Scope.extend(sql.reserve, scope), (connection) => ({
      connection,
      release: Scope.close(scope, Exit.void)
    }))
  )
})
