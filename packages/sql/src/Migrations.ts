/**
 * Takes the steps that a database has not taken yet, and says which those are. Every key of a table begins with the
 * tenant, so that no query can forget it and the tables can be spread by it.
 */
import { Migrator, type SqlClient, SqlError } from "@effect/sql"
import { Effect, Predicate } from "effect"
import type { Database } from "./Database.ts"
import type { Fragment } from "./Dialect.ts"
import { steps } from "./migration/Steps.ts"

/**
 * Whether the database has taken every step. It is no more than a look, so that who may make no tables can serve from
 * them. What cannot be looked at, or not be changed, is not there: `run` says what is wrong with it.
 */
export const areTaken = (database: Database): Effect.Effect<boolean> => {
  const { dialect, sql } = database
  if (dialect.mayWrite === undefined) return Effect.succeed(false)
  return pendingWhere(database, sql` WHERE ${dialect.mayWrite}`).pipe(
    Effect.map((steps) => steps.length === 0),
    Effect.orElseSucceed(() => false)
  )
}

/** The steps that the database has not taken yet. */
export const pending = (database: Database): Effect.Effect<ReadonlyArray<string>, SqlError.SqlError> =>
  pendingWhere(database, database.sql.literal(""))

const pendingWhere = (database: Database, where: Fragment) =>
  Effect.map(database.rows(database.sql<Taken>`SELECT migration_id, name FROM migration${where}`), (found) => {
    const taken = new Set(found.map(({ migration_id, name }) => `${migration_id}_${name}`))
    return Object.keys(steps(database)).filter((step) => !taken.has(step))
  })

/** Which steps the database has yet to take, and which it has that this release does not know: a newer one was here. */
export const compare = (
  database: Database
): Effect.Effect<{ readonly pending: ReadonlyArray<string>; readonly unknown: ReadonlyArray<string> }> => {
  const known = Object.keys(steps(database))
  return database.rows(database.sql<Taken>`SELECT migration_id, name FROM migration ORDER BY migration_id`).pipe(
    Effect.map((found) => found.map(({ migration_id, name }) => `${migration_id}_${name}`)),
    // A database without the table has taken none.
    Effect.orElseSucceed((): ReadonlyArray<string> => []),
    Effect.map((taken) => ({
      pending: known.filter((step) => !taken.includes(step)),
      unknown: taken.filter((step) => !known.includes(step))
    }))
  )
}

interface Taken {
  readonly migration_id: number
  readonly name: string
}

/** Takes the steps that this database has not taken yet, all or none; answers their names. One process at a time. */
export const run = (
  database: Database
): Effect.Effect<ReadonlyArray<string>, SqlError.SqlError | Migrator.MigrationError, SqlClient.SqlClient> =>
  Effect.forEach(database.dialect.alone, (statement) => database.sql.unsafe(statement)).pipe(
    Effect.zipRight(Migrator.make({})({ loader: Migrator.fromRecord(steps(database)), table: "migration" })),
    Effect.map((taken) => taken.map(([number, name]) => `${number}_${name}`)),
    // A step that fails is a defect to the migrator; to whoever starts the server it is the reason why it cannot.
    Effect.catchAllDefect((defect) =>
      Predicate.isTagged(defect, "MigrationError") || Predicate.isTagged(defect, "SqlError")
        ? Effect.fail(reason(defect))
        : Effect.die(defect)
    )
  )

const reason = (defect: object): SqlError.SqlError => {
  const cause = "cause" in defect && Predicate.isTagged(defect, "MigrationError") ? defect.cause : defect
  return Predicate.isTagged(cause, "SqlError")
    ? (cause as SqlError.SqlError)
    : new SqlError.SqlError({ cause, message: "The tables could not be made." })
}
