import { readFile, writeFile } from "node:fs/promises"
import { SqlClient } from "@effect/sql"
import { it } from "@effect/vitest"
import { Fixtures } from "@rollcall/contract"
import { ScimError } from "@rollcall/core"
import { ResourceStore } from "@rollcall/provider"
import { SqlResourceStore, Storage } from "@rollcall/sql"
import { Effect, Either, Layer, Logger } from "effect"
import { describe, expect } from "vitest"
import * as Sqlite from "./Sqlite.ts"
import * as Stored from "./Stored.ts"

const { find, insertUser, query, remove, update, user } = Fixtures

const unavailable = Either.left(
  new ScimError.ServiceUnavailable({
    detail: "The database cannot be used at the moment. Nothing was changed by this request; send it again later.",
    retryAfterSeconds: 10
  })
)

/** What was logged meanwhile: each time the message and what the database said. */
const logged = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.suspend(() => {
    const lines: Array<string> = []
    const logger = Logger.make<unknown, void>(({ message, annotations }) => {
      lines.push([message, ...[...annotations].map(([name, value]) => `${name}=${value}`)].join(" "))
    })
    return Effect.provide(
      Effect.map(effect, () => lines),
      Logger.replace(Logger.defaultLogger, logger)
    )
  })

const secret = { userName: "secret", emails: [{ value: "secret@x.example" }] }

/** A file that was a database with a user, in which only the first page is left whole, or not even that. */
const damaged = (from: number) =>
  Effect.gen(function* () {
    const filename = yield* Sqlite.temporaryFile
    yield* insertUser("u1").pipe(Effect.provide(Stored.over(Sqlite.file(filename))))
    yield* Effect.promise(async () => {
      const content = await readFile(filename)
      await writeFile(filename, content.fill("garbage", from))
    })
    return filename
  })

/** The store over a file that is not looked at before it is used. */
const store = (filename: string) => Layer.provide(Layer.orDie(SqlResourceStore.layer), Sqlite.file(filename))

describe("a database that cannot be used", () => {
  it.scoped.each([
    ["whose pages are damaged", 4_096],
    ["that is none", 0]
  ] as const)("is a 503 for every call: a file %s", ([, from]) =>
    Effect.gen(function* () {
      const filename = yield* damaged(from)
      const calls = [
        Effect.either(find(user, "u1")),
        Effect.either(query(user)),
        Effect.either(insertUser("u2")),
        Effect.either(update(user, "u1", { document: secret })),
        Effect.either(remove(user, "u1")),
        Effect.either(Effect.flatMap(ResourceStore, (resources) => resources.members("acme", ["g1"])))
      ]
      const answers = yield* Effect.provide(Effect.all(calls), store(filename))
      expect(answers).toEqual(calls.map(() => unavailable))
    })
  )

  it.effect("is a 503 for writes alone when it can only be read, and leaves no transaction open", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      yield* insertUser("u1")
      yield* sql.unsafe("PRAGMA query_only = ON")
      expect(yield* Effect.either(insertUser("u2"))).toEqual(unavailable)
      expect(yield* query(user)).toEqual({ total: 1, ids: ["u1"] })
      yield* sql.unsafe("PRAGMA query_only = OFF")
      yield* insertUser("u3")
      expect(yield* query(user)).toEqual({ total: 2, ids: ["u1", "u3"] })
    }).pipe(Effect.provide(Stored.memory()))
  )

  it.effect("is a 503 when the connection is closed", () =>
    Effect.gen(function* () {
      const resources = yield* Effect.provide(ResourceStore, Stored.memory())
      expect(yield* Effect.either(Effect.provideService(find(user, "u1"), ResourceStore, resources))).toEqual(
        unavailable
      )
    })
  )

  it.effect("says why in the log, and nothing of what was to be stored", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      yield* sql`DROP TABLE event`
      const lines = yield* logged(Effect.either(insertUser("u1", secret)))
      expect(lines).toEqual(["A database statement failed. cause=SQLITE_ERROR: no such table: event"])
      expect(yield* query(user)).toEqual({ total: 0, ids: [] })
    }).pipe(Effect.provide(Stored.memory()))
  )
})

describe("storage does not start", () => {
  const started = (filename: string) => Effect.either(Effect.provide(Storage.prepare, Sqlite.file(filename)))
  const reason = (outcome: Effect.Effect.Success<ReturnType<typeof started>>) =>
    Either.mapLeft(outcome, (error) => [error._tag, "cause" in error ? String(error.cause) : error.message])

  it.scoped("on a file that is no database", () =>
    Effect.gen(function* () {
      const filename = yield* damaged(0)
      expect(reason(yield* started(filename))).toEqual(Either.left(["SqlError", "SqliteError: file is not a database"]))
    })
  )

  it.scoped("on a database of somebody else, and makes none of its tables there", () =>
    Effect.gen(function* () {
      const filename = yield* Sqlite.temporaryFile
      const tables = Effect.flatMap(SqlClient.SqlClient, (sql) =>
        Effect.map(sql`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`, (rows) =>
          rows.map(({ name }) => name)
        )
      )
      yield* Effect.provide(
        Effect.flatMap(SqlClient.SqlClient, (sql) => sql`CREATE TABLE token (theirs TEXT)`),
        Sqlite.file(filename)
      )
      expect(reason(yield* started(filename))).toEqual(
        Either.left(["SqlError", "SqliteError: table token already exists"])
      )
      expect(yield* Effect.provide(tables, Sqlite.file(filename))).toEqual(["token"])
    })
  )
})
