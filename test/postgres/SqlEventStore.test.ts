/** Events on PostgreSQL, where one that counts less may be committed after one that counts more. */
import { SqlClient } from "@effect/sql"
import { it } from "@effect/vitest"
import { Contract, Fixtures } from "@rollcall/contract"
import { EventStore, ResourceStore } from "@rollcall/provider"
import { Deferred, Effect, Fiber } from "effect"
import { describe, expect } from "vitest"
import * as Running from "../../packages/sql/test/Running.ts"
import * as Stored from "../../packages/sql/test/Stored.ts"
import * as Databases from "./Databases.ts"
import * as Processes from "./Processes.ts"

const { insert, insertUser, tenant, user } = Fixtures

describe("SqlEventStore on PostgreSQL", () => {
  Running.together(Contract.eventStore, Stored.over(Databases.fresh))
})

const idsAfter = (seq: number) =>
  Effect.flatMap(EventStore, (store) =>
    Effect.map(store.after(tenant, seq, 1_000), (found) => found.map(({ resource }) => resource.id))
  )
const end = Effect.flatMap(EventStore, (store) => store.end(tenant))

/** Does its work in a transaction that stays open until it is told to commit. */
const open = <A, E>(process: Processes.Process, work: Effect.Effect<A, E, Processes.Services>) =>
  Effect.gen(function* () {
    const [done, go] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
    const held = Effect.zipLeft(work, Effect.zipRight(Deferred.succeed(done, undefined), Deferred.await(go)))
    const transaction = Effect.flatMap(SqlClient.SqlClient, (sql) => sql.withTransaction(held))
    const fiber = yield* Effect.fork(Effect.provide(transaction, process))
    yield* Effect.raceFirst(Deferred.await(done), Fiber.join(fiber))
    return Effect.zipRight(Deferred.succeed(go, undefined), Fiber.join(fiber))
  })

describe("an event that is not committed yet", () => {
  it.scopedLive("is waited for by those behind it, and by nobody of another tenant", () =>
    Effect.gen(function* () {
      const [one, other] = yield* Processes.two
      yield* Effect.provide(insertUser("u0"), other)
      const begun = yield* Effect.provide(end, other)
      const commit = yield* open(one, insertUser("u1"))
      yield* Effect.provide(insertUser("u2"), other)
      yield* Effect.provide(insert({ type: user, id: "u3" }, "another"), other)
      expect(yield* Effect.provide(Effect.all([idsAfter(0), end]), other)).toEqual([["u0"], begun])
      const others = Effect.flatMap(EventStore, (store) => store.after("another", 0, 10))
      expect(yield* Effect.provide(others, other)).toHaveLength(1)
      yield* commit
      expect(yield* Effect.provide(idsAfter(begun), other)).toEqual(["u1", "u2"])
    })
  )

  it.scopedLive("is no longer waited for when it is undone, whole or as a part", () =>
    Effect.gen(function* () {
      const [one, other] = yield* Processes.two
      const undone = Effect.flatMap(ResourceStore, (store) =>
        Effect.either(store.atomically(Effect.zipRight(insertUser("u1"), Effect.fail("no"))))
      )
      const commit = yield* open(one, undone)
      yield* Effect.provide(insertUser("u2"), other)
      expect(yield* Effect.provide(idsAfter(0), other)).toEqual(["u2"])
      yield* commit
      const failing = yield* open(one, Effect.zipRight(undone, insertUser("u3")))
      yield* Effect.provide(insertUser("u4"), other)
      expect(yield* Effect.provide(idsAfter(0), other)).toEqual(["u2"])
      yield* failing
      expect(yield* Effect.provide(idsAfter(0), other)).toEqual(["u2", "u3", "u4"])
    })
  )
})

/** So many changes in one transaction that takes a while, as a bulk request makes them. */
const several = (name: string, index: number) =>
  Effect.flatMap(ResourceStore, (store) =>
    store.atomically(
      Effect.forEach([0, 1, 2].slice(0, 1 + (index % 3)), (part) =>
        Effect.zipRight(insertUser(`${name}-${index}-${part}`), Effect.sleep((index * 7 + part * 3) % 11))
      )
    )
  )

describe("two processes that write", () => {
  it.scopedLive("are followed by a third without one of their events passed over", () =>
    Effect.gen(function* () {
      const [one, other] = yield* Processes.two
      const writers = Array.from({ length: 8 }, (_, writer) =>
        Effect.provide(
          Effect.forEach(
            Array.from({ length: 25 }, (_, index) => index),
            (index) => several(`w${writer}`, index)
          ),
          writer % 2 === 0 ? one : other
        )
      )
      const writing = yield* Effect.fork(Effect.all(writers, { concurrency: "unbounded" }))
      const followed: Array<number> = []
      let isOver = false
      while (!isOver) {
        isOver = (yield* Fiber.poll(writing))._tag === "Some"
        const last = followed.at(-1) ?? 0
        const found = yield* Effect.provide(
          Effect.flatMap(EventStore, (store) => store.after(tenant, last, 1_000)),
          other
        )
        followed.push(...found.map(({ seq }) => seq))
      }
      yield* Fiber.join(writing)
      const sql = yield* Effect.provide(SqlClient.SqlClient, one)
      const rows = yield* sql<{ readonly seq: string }>`SELECT seq FROM event ORDER BY seq`
      expect(followed).toEqual(rows.map(({ seq }) => Number(seq)))
      expect(followed.length).toBeGreaterThan(300)
    })
  )
})
