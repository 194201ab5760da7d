import { it } from "@effect/vitest"
import { SqlClients } from "@rollcall/node"
import { Database, SqliteClient } from "@rollcall/sql"
import { Effect, Exit, Fiber, Layer, Logger, LogLevel } from "effect"
import { describe, expect } from "vitest"
import * as Sqlite from "./Sqlite.ts"

/** A driver whose statements are written down, and may be refused, before they run. */
const watched = (filename: string, before: (text: string) => void): SqliteClient.Driver => {
  const driver = SqlClients.openSqlite(filename)
  return {
    ...driver,
    prepare: (text) => {
      const prepared = driver.prepare(text)
      return (parameters) => {
        before(text)
        return prepared(parameters)
      }
    }
  }
}

/** A notebook in a file; a COMMIT is made when `commit` is called, and not before. */
const notebook = Effect.gen(function* () {
  const filename = yield* Sqlite.temporaryFile
  const asked: Array<string> = []
  const refused = new Map<string, Error>()
  const due: Array<() => void> = []
  const before = (text: string) => {
    asked.push(text)
    const failure = refused.get(text)
    if (failure !== undefined) throw failure
  }
  const client = SqliteClient.layerFile(
    () => watched(filename, before),
    (call) => void due.push(call)
  )
  const database = yield* Effect.provide(Database.make, yield* Layer.build(client))
  const { sql, rows, write, read } = database
  yield* database.everywhere("PRAGMA journal_mode = WAL")
  yield* rows(sql`CREATE TABLE note (text TEXT PRIMARY KEY)`)
  asked.length = 0
  const note = (text: string) => rows(sql`INSERT INTO note (text) VALUES (${text})`)
  const notes = read(rows(sql<{ readonly text: string }>`SELECT text FROM note ORDER BY text`)).pipe(
    Effect.map((found) => found.map(({ text }) => text))
  )
  const commit = Effect.sync(() => {
    for (const call of due.splice(0)) call()
  })
  const commands = () => asked.filter((text) => !text.startsWith("INSERT") && !text.startsWith("SELECT"))
  return { ...database, note, notes, commit, refused, commands, write }
})

const test = (title: string, body: (book: Effect.Effect.Success<typeof notebook>) => Effect.Effect<void, unknown>) =>
  it.scopedLive(title, () => Effect.flatMap(notebook, body).pipe(Logger.withMinimumLogLevel(LogLevel.None)))

/** Lets the fibers that were forked run as far as they can. */
const settled = Effect.sleep("5 millis")

describe("transactions that end at about the same time", () => {
  test("share one COMMIT, and nobody is answered or seen before it", ({ commands, commit, note, notes, write }) =>
    Effect.gen(function* () {
      const fibers = yield* Effect.forEach(["a", "b", "c"], (text) => Effect.fork(write(note(text))))
      yield* settled
      expect(yield* notes).toEqual([])
      expect(fibers.map((fiber) => fiber.unsafePoll())).toEqual([null, null, null])
      yield* commit
      yield* Fiber.joinAll(fibers)
      expect(yield* notes).toEqual(["a", "b", "c"])
      expect(commands()).toEqual([
        "BEGIN IMMEDIATE",
        "SAVEPOINT member",
        "RELEASE member",
        "SAVEPOINT member",
        "RELEASE member",
        "COMMIT"
      ])
    }))

  test("are undone alone, whether they came first or later", ({ commit, note, notes, write }) =>
    Effect.gen(function* () {
      const failing = (text: string) => write(Effect.zipRight(note(text), Effect.fail("no")))
      expect(yield* Effect.exit(failing("a"))).toEqual(Exit.fail("no"))
      const kept = yield* Effect.fork(write(note("b")))
      yield* settled
      expect(yield* Effect.exit(failing("c"))).toEqual(Exit.fail("no"))
      const also = yield* Effect.fork(write(note("d")))
      yield* settled
      yield* commit
      yield* Fiber.joinAll([kept, also])
      expect(yield* notes).toEqual(["b", "d"])
    }))

  test("fail together when their COMMIT fails, and the next one begins anew", ({
    commit,
    note,
    notes,
    refused,
    write
  }) =>
    Effect.gen(function* () {
      refused.set("COMMIT", Object.assign(new Error("full"), { code: "SQLITE_FULL" }))
      const fibers = yield* Effect.forEach(["a", "b"], (text) => Effect.fork(Effect.flip(write(note(text)))))
      yield* settled
      yield* commit
      const errors = yield* Fiber.joinAll(fibers)
      expect([...errors].map((error) => error._tag)).toEqual(["ServiceUnavailable", "ServiceUnavailable"])
      refused.clear()
      const next = yield* Effect.fork(write(note("c")))
      yield* settled
      yield* commit
      yield* Fiber.join(next)
      expect(yield* notes).toEqual(["c"])
    }))

  test("fail together when the database gives them up", ({ commit, note, notes, refused, write }) =>
    Effect.gen(function* () {
      const first = yield* Effect.fork(Effect.flip(write(note("a"))))
      yield* settled
      refused.set("ROLLBACK TO member", Object.assign(new Error("no such savepoint"), { code: "SQLITE_ERROR" }))
      expect(yield* Effect.exit(write(Effect.zipRight(note("b"), Effect.fail("no"))))).toEqual(Exit.fail("no"))
      expect((yield* Fiber.join(first))._tag).toBe("ServiceUnavailable")
      const next = yield* Effect.fork(write(note("c")))
      yield* settled
      yield* commit
      yield* Fiber.join(next)
      expect(yield* notes).toEqual(["c"])
    }))

  test("are committed before a statement that stands alone", ({ commands, note, rows, sql, write }) =>
    Effect.gen(function* () {
      const fiber = yield* Effect.fork(write(note("a")))
      yield* settled
      yield* rows(sql`UPDATE note SET text = 'b'`)
      yield* Fiber.join(fiber)
      expect(commands()).toEqual(["BEGIN IMMEDIATE", "COMMIT", "UPDATE note SET text = 'b'"])
    }))

  test("are no more than a hundred for one COMMIT", ({ commands, note, write }) =>
    Effect.gen(function* () {
      const numbers = Array.from({ length: 100 }, (_, number) => number)
      yield* Effect.forEach(numbers, (number) => write(note(`${number}`)), { concurrency: "unbounded" })
      expect(commands().filter((text) => text === "COMMIT")).toHaveLength(1)
    }))
})
