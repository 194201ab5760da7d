import { SqlClient } from "@effect/sql"
import { it } from "@effect/vitest"
import { Fixtures } from "@rollcall/contract"
import { ScimError } from "@rollcall/core"
import { Storage } from "@rollcall/sql"
import { Context, Effect, Either, Layer, Logger, LogLevel } from "effect"
import { describe, expect } from "vitest"
import * as Processes from "./Processes.ts"
import * as Sqlite from "./Sqlite.ts"

const { find, insertUser, user } = Fixtures

const times = <A>(count: number, make: (index: number) => A): ReadonlyArray<A> =>
  Array.from({ length: count }, (_, index) => make(index))

/** Takes the only right to write and gives it back after a while. */
const occupy = (millis: number) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    const connection = yield* sql.reserve
    yield* connection.execute("BEGIN IMMEDIATE", [], undefined)
    yield* Effect.sleep(millis)
    yield* connection.execute("COMMIT", [], undefined)
  }).pipe(Effect.scoped)

/** What a new database has to be brought through. */
const steps = [
  "1_tables",
  "2_statistics",
  "3_secrets",
  "4_token_user",
  "5_log",
  "7_rate",
  "8_administrator",
  "9_webhook",
  "10_inactive",
  "11_kept",
  "12_signin",
  "13_oauth",
  "15_receiver",
  "16_history",
  "17_log_request",
  "18_log_history"
]

describe("two processes with one database", { timeout: 30_000 }, () => {
  it.scopedLive("make the tables once, when both and three others start at the same moment", () =>
    Effect.gen(function* () {
      const filename = yield* Sqlite.temporaryFile
      const start = Effect.provide(Storage.prepare, Layer.fresh(Sqlite.file(filename)))
      const taken = yield* Effect.all(
        times(5, () => start),
        { concurrency: "unbounded" }
      )
      expect([...taken].sort((left, right) => right.length - left.length)).toEqual([steps, ...times(4, () => [])])
    })
  )
})

describe("while another process writes", { timeout: 30_000 }, () => {
  it.scopedLive("a write waits for its turn", () =>
    Effect.gen(function* () {
      const both = yield* Processes.two
      const [, inserted] = yield* Effect.all(
        [Effect.provide(occupy(500), both[0]), Effect.provide(insertUser("u1"), both[1])],
        { concurrency: "unbounded" }
      )
      expect(inserted.resource.version).toBe(1)
    })
  )

  it.scopedLive("a read does not wait", () =>
    Effect.gen(function* () {
      const both = yield* Processes.two
      yield* Effect.provide(insertUser("u1"), both[0])
      const reading = Effect.provide(find(user, "u1"), both[1])
      const first = yield* Effect.raceFirst(
        Effect.as(Effect.provide(occupy(5_000), both[0]), "the write"),
        Effect.as(Effect.delay(reading, 50), "the read")
      )
      expect(first).toBe("the read")
    })
  )

  it.scopedLive("a write that does not get its turn says when to come again, and leaves nothing open", () =>
    Effect.gen(function* () {
      const both = yield* Processes.two
      const waiting = Effect.delay(Effect.either(Effect.provide(insertUser("u1"), both[1])), 20)
      const outcome = yield* Effect.raceFirst(
        Effect.zipRight(Effect.provide(occupy(20_000), both[0]), waiting),
        waiting
      )
      expect(outcome).toEqual(
        Either.left(
          new ScimError.ServiceUnavailable({
            detail: "The database is busy with other changes. Nothing was changed by this request; send it again.",
            retryAfterSeconds: 1
          })
        )
      )
      yield* Effect.provide(
        Effect.flatMap(SqlClient.SqlClient, (sql) => sql`ROLLBACK`),
        both[0]
      )
      expect((yield* Effect.provide(insertUser("u1"), both[1])).resource.version).toBe(1)
    }).pipe(Logger.withMinimumLogLevel(LogLevel.None))
  )

  it.scopedLive("a new database is set up when that one is done", () =>
    Effect.gen(function* () {
      const filename = yield* Sqlite.temporaryFile
      const other = yield* Layer.build(Sqlite.file(filename))
      const sql = Context.get(other, SqlClient.SqlClient)
      yield* sql.unsafe("BEGIN EXCLUSIVE")
      const setUp = Effect.provide(Storage.prepare, Layer.fresh(Sqlite.file(filename)))
      const [taken] = yield* Effect.all([setUp, Effect.delay(sql.unsafe("COMMIT"), 500)], { concurrency: "unbounded" })
      expect(taken).toEqual(steps)
    })
  )
})
