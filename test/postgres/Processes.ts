/** Several processes with one PostgreSQL database, each with connections of its own, and a way to hold one in the middle. */
import { SqlClient } from "@effect/sql"
import type { Storage } from "@rollcall/sql"
import { type Context, Deferred, Effect, Fiber, Layer, Schedule, type Scope } from "effect"
import * as Stored from "../../packages/sql/test/Stored.ts"
import * as Databases from "./Databases.ts"

export type Services = Storage.Storage | SqlClient.SqlClient
export type Process = Context.Context<Services>
type Work<A, E> = Effect.Effect<A, E, Services>

export const two: Effect.Effect<readonly [Process, Process], never, Scope.Scope> = Effect.gen(function* () {
  const url = yield* Databases.url
  const start = Layer.build(Layer.fresh(Stored.over(Databases.client(url))))
  return [yield* start, yield* start] as const
})

/** One process has done its work and not yet committed it when the other begins; it commits when that one waits. */
export const meet = <A, E, B, F>([one, other]: readonly [Process, Process], first: Work<A, E>, second: Work<B, F>) =>
  Effect.gen(function* () {
    const [done, go] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
    const held = Effect.zipLeft(first, Effect.zipRight(Deferred.succeed(done, undefined), Deferred.await(go)))
    const transaction = Effect.flatMap(SqlClient.SqlClient, (sql) => sql.withTransaction(held))
    const firstFiber = yield* Effect.fork(Effect.provide(transaction, one))
    yield* Effect.raceFirst(Deferred.await(done), Fiber.join(firstFiber))
    const secondFiber = yield* Effect.fork(Effect.provide(second, other))
    yield* Effect.provide(someoneWaits, one)
    yield* Deferred.succeed(go, undefined)
    yield* Fiber.join(firstFiber)
    yield* Fiber.join(secondFiber)
  })

/** Until a connection to this database waits for a lock. */
export const someoneWaits: Effect.Effect<void, unknown, SqlClient.SqlClient> = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const waiting = yield* sql`SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`
  if (waiting.length === 0) yield* Effect.fail("Nobody waits.")
}).pipe(Effect.retry({ times: 100, schedule: Schedule.spaced("20 millis") }))
