import { it } from "@effect/vitest"
import { Fixtures } from "@rollcall/contract"
import { EventStore, Events } from "@rollcall/provider"
import { Chunk, Effect, Fiber, Stream, TestClock } from "effect"
import { describe, expect } from "vitest"
import { run } from "./Service.ts"

const { group, insertGroup, insertUser, tenant, update, user } = Fixtures
const { adding } = Fixtures

const next = (count: number, subscription?: Events.Subscription) =>
  Events.subscribe(tenant, subscription).pipe(
    Stream.take(count),
    Stream.runCollect,
    Effect.map((events) => Chunk.toReadonlyArray(events))
  )

describe("Events.behind", () => {
  it.effect("finds the number behind which everything from a time on is", () =>
    run(
      Effect.gen(function* () {
        expect(yield* Events.behind(tenant, 0)).toBe(0)
        yield* insertUser("u1")
        for (let version = 2; version < 9; version++) {
          yield* update(user, "u1", { document: { userName: "u1", title: `${version}` } })
        }
        const store = yield* EventStore
        const changes = yield* store.after(tenant, 0, 100)
        for (const { at } of changes) {
          const found = yield* store.after(tenant, yield* Events.behind(tenant, at), 100)
          expect(found).toEqual(changes.filter((change) => change.at >= at))
        }
        expect(yield* store.after(tenant, yield* Events.behind(tenant, Number.MAX_SAFE_INTEGER), 1)).toEqual([])
      })
    )
  )
})

describe("Events.subscribe", () => {
  it.effect("begins with the changes from now on, and tells the next ones as they come", () =>
    run(
      Effect.gen(function* () {
        yield* insertUser("u1", { userName: "u1", active: true })
        const following = yield* Effect.fork(next(4))
        yield* TestClock.adjust("1 second")
        yield* update(user, "u1", { document: { userName: "u1", active: false } })
        yield* TestClock.adjust("1 second")
        yield* insertGroup("g1", ["u1"])
        yield* TestClock.adjust("1 second")
        expect((yield* Fiber.join(following)).map(({ kind }) => kind)).toEqual([
          "user.updated",
          "user.deactivated",
          "group.created",
          "group.member_added"
        ])
      })
    )
  )

  it.effect("goes on behind the number that one was done with, and tells the rest again", () =>
    run(
      Effect.gen(function* () {
        yield* insertUser("u1")
        yield* insertGroup("g1")
        yield* update(group, "g1", { members: adding("u1") })
        const all = yield* next(4, { after: 0 })
        expect(all.map(({ kind }) => kind)).toEqual([
          "user.created",
          "group.created",
          "group.updated",
          "group.member_added"
        ])
        expect(yield* next(3, { after: all[0]?.seq ?? 0 })).toEqual(all.slice(1))
      })
    )
  )
})
