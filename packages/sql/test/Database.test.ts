import { SqlClient, SqlError } from "@effect/sql"
import { it } from "@effect/vitest"
import { ScimError } from "@rollcall/core"
import { Database, Dialect } from "@rollcall/sql"
import { Deferred, Effect, Either, Exit, Fiber, Logger, LogLevel, TestClock } from "effect"
import { describe, expect } from "vitest"
import * as Sqlite from "./Sqlite.ts"

/** A database with the one table `note`, and what notes and reads in it. */
const notebook = Effect.gen(function* () {
  const database = yield* Database.make
  const { rows, sql } = database
  yield* sql`CREATE TABLE note (text TEXT PRIMARY KEY)`
  const note = (text: string) => rows(sql`INSERT INTO note (text) VALUES (${text})`)
  const notes = database
    .read(rows(sql<{ readonly text: string }>`SELECT text FROM note ORDER BY text`))
    .pipe(Effect.map((found) => found.map(({ text }) => text)))
  return { ...database, note, notes }
})

const test = (title: string, body: Effect.Effect<void, unknown, SqlClient.SqlClient>) =>
  it.effect(title, () => body.pipe(Effect.provide(Sqlite.memory), Logger.withMinimumLogLevel(LogLevel.None)))

describe("a write", () => {
  test(
    "happens as a whole",
    Effect.gen(function* () {
      const { note, notes, write } = yield* notebook
      yield* write(Effect.zipRight(note("a"), note("b")))
      expect(yield* notes).toEqual(["a", "b"])
    })
  )

  test(
    "leaves nothing when it fails, dies or is interrupted, and the connection is free for the next",
    Effect.gen(function* () {
      const { note, notes, write } = yield* notebook
      expect(yield* Effect.exit(write(Effect.zipRight(note("a"), Effect.fail("no"))))).toEqual(Exit.fail("no"))
      expect(yield* Effect.exit(write(Effect.zipRight(note("b"), Effect.die("no"))))).toEqual(Exit.die("no"))
      const begun = yield* Deferred.make<void>()
      const hanging = Effect.zipRight(Deferred.succeed(begun, undefined), Effect.never)
      const fiber = yield* Effect.fork(write(Effect.zipRight(note("c"), hanging)))
      yield* Deferred.await(begun)
      expect(Exit.isInterrupted(yield* Fiber.interrupt(fiber))).toBe(true)
      yield* write(note("d"))
      expect(yield* notes).toEqual(["d"])
    })
  )

  test(
    "inside another is undone alone when it fails, and with the other when that fails",
    Effect.gen(function* () {
      const { note, notes, write } = yield* notebook
      const failing = Effect.ignore(write(Effect.zipRight(note("b"), Effect.fail("no"))))
      yield* write(note("a").pipe(Effect.zipRight(failing), Effect.zipRight(write(note("c")))))
      expect(yield* notes).toEqual(["a", "c"])
      yield* Effect.ignore(write(Effect.zipRight(write(note("d")), Effect.fail("no"))))
      expect(yield* notes).toEqual(["a", "c"])
    })
  )
})

const error = (code: string) =>
  new SqlError.SqlError({ cause: Object.assign(new Error(code), { code }), message: "Failed to execute statement" })

/** The same as node:sqlite says it: a number, which holds more than the reason in its higher bytes. */
const numbered = (errcode: number) =>
  new SqlError.SqlError({ cause: Object.assign(new Error(), { code: "ERR_SQLITE_ERROR", errcode }), message: "" })

describe("a statement that fails", () => {
  /** How often it is tried, and what becomes of it when it never succeeds. */
  const tried = (failure: SqlError.SqlError) =>
    Effect.gen(function* () {
      const { read } = yield* notebook
      let count = 0
      const failing = Effect.suspend(() => {
        count++
        return Effect.fail(failure)
      })
      const fiber = yield* Effect.fork(Effect.flip(read(failing)))
      yield* TestClock.adjust("1 minute")
      const { detail, retryAfterSeconds } = yield* Fiber.join(fiber)
      return { count, detail: detail.split(".")[0], retryAfterSeconds }
    }).pipe(Effect.provide(Sqlite.memory), Logger.withMinimumLogLevel(LogLevel.None))

  const busy = { count: 10, detail: "The database is busy with other changes", retryAfterSeconds: 1 }
  const broken = { count: 1, detail: "The database cannot be used at the moment", retryAfterSeconds: 10 }

  it.effect.each([
    ["SQLITE_BUSY", error("SQLITE_BUSY"), busy],
    ["SQLITE_BUSY_SNAPSHOT", error("SQLITE_BUSY_SNAPSHOT"), busy],
    ["SQLITE_LOCKED", error("SQLITE_LOCKED"), busy],
    ["errcode 5", numbered(5), busy],
    ["errcode 517", numbered(517), busy],
    ["errcode 6", numbered(6), busy],
    ["SQLITE_FULL", error("SQLITE_FULL"), broken],
    ["SQLITE_CONSTRAINT_PRIMARYKEY", error("SQLITE_CONSTRAINT_PRIMARYKEY"), broken],
    ["errcode 13", numbered(13), broken],
    ["no reason", new SqlError.SqlError({ cause: undefined, message: "" }), broken]
  ] as const)("with %s", ([, failure, outcome]) => Effect.map(tried(failure), (seen) => expect(seen).toEqual(outcome)))

  test(
    "on another error than the database's is not tried again, and stays as it is",
    Effect.gen(function* () {
      const { read } = yield* notebook
      const refused = new ScimError.NoTarget({ detail: "", path: "members" })
      expect(yield* Effect.either(read(Effect.fail(refused)))).toEqual(Either.left(refused))
    })
  )
})

describe("Dialect", () => {
  test(
    "knows SQLite, and says of which other database it knows nothing",
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      expect(Either.map(Dialect.make(sql), ({ name }) => name)).toEqual(Either.right("sqlite"))
      const mysql = Object.assign(() => sql``, sql, { onDialect: (cases: { mysql: () => unknown }) => cases.mysql() })
      expect(Dialect.make(mysql as SqlClient.SqlClient)).toEqual(
        Either.left(
          new Dialect.UnsupportedDatabase({ message: "Rollcall keeps its data in SQLite; MySQL is not supported." })
        )
      )
    })
  )
})
