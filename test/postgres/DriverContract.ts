/**
 * What Rollcall needs of a driver, as a program over a `SqlClient` that any runtime can run: it answers plain values, the
 * same from every driver. Run as a script it takes the module of an adapter's clients and the URL of a database.
 */
import { SqlClient, type SqlError } from "@effect/sql"
import { Database, Storage } from "@rollcall/sql"
import { Effect, Either, type Layer } from "effect"

/** What every driver answers; only SQLite has PRAGMAs. */
export const expected = {
  values: { text: "ä😀", whole: 2 ** 42, absent: null, truth: true },
  unique: "refused",
  afterRefusal: ["a", "b"],
  rolledBack: ["a", "b"],
  savepoint: ["a", "b", "c"],
  returning: ["d"],
  busyIsBusy: true
}

export const pragmas = { busy_timeout: 100, journal_mode: "wal" }

export const check = Effect.gen(function* () {
  yield* Storage.prepare
  const database = yield* Database.make
  const { sql, dialect, rows } = database
  yield* rows(sql.unsafe("CREATE TABLE thing (name TEXT PRIMARY KEY)"))
  const add = (name: string) => rows(sql<{ readonly name: string }>`INSERT INTO thing VALUES (${name}) RETURNING name`)
  const names = Effect.map(rows(sql<{ readonly name: string }>`SELECT name FROM thing ORDER BY name`), (found) =>
    found.map(({ name }) => name)
  )
  const [value] = yield* rows(
    sql<Readonly<Record<string, unknown>>>`SELECT CAST(${"ä😀"} AS TEXT) AS text, CAST(${2 ** 42} AS BIGINT) AS whole,
      CAST(${null} AS TEXT) AS absent, ${dialect.yes} AS truth`
  )
  yield* add("a")
  const unique = yield* Effect.either(add("a"))
  yield* database.transaction(add("b"))
  const afterRefusal = yield* names
  yield* Effect.either(database.transaction(Effect.zipRight(add("x"), Effect.fail("no"))))
  const rolledBack = yield* names
  const inner = Effect.either(database.transaction(Effect.zipRight(add("y"), add("a"))))
  yield* database.transaction(Effect.zipRight(inner, add("c")))
  const savepoint = yield* names
  const returning = (yield* add("d")).map(({ name }) => name)
  return {
    values: { ...value, whole: Number(value?.whole), truth: Boolean(value?.truth) },
    unique: Either.match(unique, { onLeft: () => "refused", onRight: () => "taken" }),
    afterRefusal,
    rolledBack,
    savepoint,
    returning
  }
})

/** Two clients of one SQLite file: one writes, the other is told that it should come again. */
export const busy = (client: Layer.Layer<SqlClient.SqlClient, SqlError.SqlError>) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    const connection = yield* sql.reserve
    yield* connection.execute("BEGIN IMMEDIATE", [], undefined)
    const other = Effect.gen(function* () {
      const { dialect, sql } = yield* Database.make
      yield* sql.unsafe("PRAGMA busy_timeout = 100")
      const outcome = yield* Effect.either(sql.unsafe("BEGIN IMMEDIATE"))
      return Either.isLeft(outcome) && dialect.isBusy(outcome.left)
    })
    const answer = yield* Effect.provide(other, client)
    yield* connection.execute("ROLLBACK", [], undefined)
    return answer
  }).pipe(Effect.scoped)

export const settings = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const read = (name: string) =>
    Effect.map(sql.unsafe<Readonly<Record<string, unknown>>>(`PRAGMA ${name}`), ([row]) => Object.values(row ?? {})[0])
  return {
    busy_timeout: yield* read("busy_timeout"),
    journal_mode: yield* read("journal_mode"),
    synchronous: yield* read("synchronous")
  }
})
