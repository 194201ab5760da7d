/** A look at a database that changes nothing in it: which one it is, what its clock says, and what becomes of its tables. */
import type { SqlClient, SqlError } from "@effect/sql"
import { Effect } from "effect"
import * as Database from "./Database.ts"
import type * as Dialect from "./Dialect.ts"
import * as Migrations from "./Migrations.ts"

export interface Diagnosis {
  readonly name: Dialect.Dialect["name"]
  /** As the database names it. */
  readonly version: string
  /** The clock of the database: milliseconds since 1970. */
  readonly now: number
  /** The steps that the database has yet to take. */
  readonly pending: ReadonlyArray<string>
  /** Steps that it has taken and this release does not know. */
  readonly unknown: ReadonlyArray<string>
  /** How many secrets of the service there are; each is made when it is first needed. */
  readonly secrets: number
}

export const read: Effect.Effect<Diagnosis, Dialect.UnsupportedDatabase | SqlError.SqlError, SqlClient.SqlClient> =
  Effect.gen(function* () {
    const database = yield* Database.make
    const { sql, dialect } = database
    const [row] = yield* database.rows(
      sql<{
        readonly version: string
        readonly now: number
      }>`SELECT ${dialect.version} AS version, ${dialect.clock} AS now`
    )
    const secrets = yield* database.rows(sql<{ readonly name: string }>`SELECT name FROM secret`).pipe(
      Effect.map((found) => found.length),
      Effect.orElseSucceed(() => 0)
    )
    return {
      name: dialect.name,
      secrets,
      version: row?.version ?? "",
      now: Number(row?.now ?? 0),
      ...(yield* Migrations.compare(database))
    }
  })
