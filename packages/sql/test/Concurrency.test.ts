import { SqlClient } from "@effect/sql"
import { it } from "@effect/vitest"
import { MemberChanges, ScimError } from "@rollcall/core"
import { ResourceStore } from "@rollcall/provider"
import { Storage } from "@rollcall/sql"
import { Context, Effect, Either, Layer, Logger, LogLevel, Option, type Scope } from "effect"
import { describe, expect } from "vitest"
import { adding, find, group, insert, insertUser, members, tenant, update, user } from "./Fixtures.ts"
import * as Sqlite from "./Sqlite.ts"
import * as Stored from "./Stored.ts"

type Process = Context.Context<Storage.Storage | SqlClient.SqlClient>

/** Two processes with one database: each has a connection of its own to the same file. */
const processes: Effect.Effect<readonly [Process, Process], never, Scope.Scope> = Effect.gen(function* () {
  const filename = yield* Sqlite.temporaryFile
  const start = Layer.build(Layer.fresh(Stored.over(Sqlite.file(filename))))
  return yield* Effect.all([start, start])
})

/** Runs each effect in one process or the other, all at once. */
const spread = <A, E>(
  both: readonly [Process, Process],
  effects: ReadonlyArray<Effect.Effect<A, E, Storage.Storage>>
): Effect.Effect<ReadonlyArray<A>, E> =>
  Effect.forEach(effects, (effect, index) => Effect.provide(effect, both[index % 2 === 0 ? 0 : 1]), {
    concurrency: "unbounded"
  })

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

describe("two processes with one database", { timeout: 30_000 }, () => {
  it.scopedLive("lose none of fifty updates of one user", () =>
    Effect.gen(function* () {
      const both = yield* processes
      const rename = (index: number) =>
        Effect.flatMap(ResourceStore, (store) =>
          store.update(tenant, user, "u1", 2, ({ document }) =>
            Either.right({
              document: { ...document, displayName: `${document.displayName} ${index}` },
              members: MemberChanges.none,
              unknownMembers: "wait",
              base: ""
            } as const)
          )
        )
      yield* spread(both, [insertUser("u1", { userName: "u1", displayName: "" })])
      yield* spread(both, times(50, rename))
      const { version, document } = Option.getOrThrow(yield* Effect.provide(find(user, "u1"), both[0]))
      expect(version).toBe(51)
      expect(new Set(String(document.displayName).split(" "))).toEqual(new Set(["", ...times(50, String)]))
    })
  )

  it.scopedLive("lose none of fifty members that join one group", () =>
    Effect.gen(function* () {
      const both = yield* processes
      yield* spread(
        both,
        times(50, (index) => insertUser(`u${10 + index}`))
      )
      yield* spread(both, [insert({ type: group, id: "g1" })])
      yield* spread(
        both,
        times(50, (index) => update(group, "g1", { members: adding(`u${10 + index}`) }))
      )
      expect(yield* Effect.provide(members("g1"), both[1])).toEqual(times(50, (index) => `u${10 + index}`))
      const found = yield* Effect.provide(find(group, "g1"), both[0])
      expect(Option.map(found, ({ version }) => version)).toEqual(Option.some(51))
    })
  )

  it.scopedLive("give a userName to one of twenty that ask for it", () =>
    Effect.gen(function* () {
      const both = yield* processes
      const outcomes = yield* spread(
        both,
        times(20, (index) => Effect.either(insertUser(`u${index}`, { userName: "same" })))
      )
      const refused = outcomes.filter(Either.isLeft).map(({ left }) => left._tag)
      expect(refused).toEqual(times(19, () => "Uniqueness"))
    })
  )

  it.scopedLive("make the tables once, when both and three others start at the same moment", () =>
    Effect.gen(function* () {
      const filename = yield* Sqlite.temporaryFile
      const start = Effect.provide(Storage.prepare, Layer.fresh(Sqlite.file(filename)))
      const taken = yield* Effect.all(
        times(5, () => start),
        { concurrency: "unbounded" }
      )
      expect([...taken].sort((left, right) => right.length - left.length)).toEqual([
        ["1_tables", "2_statistics"],
        ...times(4, () => [])
      ])
    })
  )
})

describe("while another process writes", { timeout: 30_000 }, () => {
  it.scopedLive("a write waits for its turn", () =>
    Effect.gen(function* () {
      const both = yield* processes
      const [, inserted] = yield* Effect.all(
        [Effect.provide(occupy(500), both[0]), Effect.provide(insertUser("u1"), both[1])],
        { concurrency: "unbounded" }
      )
      expect(inserted.resource.version).toBe(1)
    })
  )

  it.scopedLive("a read does not wait", () =>
    Effect.gen(function* () {
      const both = yield* processes
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
      const both = yield* processes
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
      expect(taken).toEqual(["1_tables", "2_statistics"])
    })
  )
})
