/**
 * What a client is told when the connection to the database breaks or falls silent: what became of its change, as far as
 * anyone knows.
 */

import type { AddressInfo } from "node:net"
import { connect, createServer, type Server, type Socket } from "node:net"
import { it } from "@effect/vitest"
import { Fixtures } from "@rollcall/contract"
import { PostgresClient } from "@rollcall/postgres"
import { Database } from "@rollcall/sql"
import { Effect, Either, Exit, Fiber, Layer, type Scope } from "effect"
import { describe, expect } from "vitest"
import * as Stored from "../../packages/sql/test/Stored.ts"
import * as Databases from "./Databases.ts"

const { find, insertUser, user } = Fixtures

interface Way {
  readonly url: string
  /** From now on the way breaks as soon as this text has been sent through it. */
  readonly breakAt: (text: string) => void
  /** Nothing comes through any more on the connections that there are, and nobody says so. New ones are as ever. */
  readonly fallSilent: () => void
}

/** A way to the database of that URL. */
const wayTo = (of: string): Effect.Effect<Way, never, Scope.Scope> =>
  Effect.gen(function* () {
    let end: string | undefined
    let age = 0
    const isEnd = (data: Buffer) => end !== undefined && data.includes(end)
    const target = new URL(of)
    const relay = (inbound: Socket) => {
      const outbound = connect(Number(target.port), target.hostname)
      const born = age
      outbound.on("data", (data) => born === age && inbound.write(data))
      outbound.on("close", () => born === age && inbound.end())
      inbound.on("data", (data) => outbound.write(data, () => isEnd(data) && inbound.destroy()))
      for (const socket of [inbound, outbound]) socket.on("error", () => {})
      inbound.on("close", () => outbound.end())
    }
    const server = yield* Effect.acquireRelease(
      Effect.async<Server>((resume) => {
        const made = createServer(relay).listen(0, "127.0.0.1", () => resume(Effect.succeed(made)))
      }),
      (made) => Effect.sync(() => void made.close())
    )
    const url = new URL(of)
    url.port = String((server.address() as AddressInfo).port)
    const breakAt = (text: string) => {
      end = text
    }
    const fallSilent = () => {
      age += 1
    }
    return { url: url.href, breakAt, fallSilent }
  })

const processOn = (url: string) => Layer.build(Layer.fresh(Stored.over(Databases.client(url))))

describe("a connection to PostgreSQL that breaks", () => {
  it.scopedLive.each([
    ["at COMMIT leaves open whether the change was made", "COMMIT", "it is not known whether it was", true],
    ["before COMMIT has changed nothing", "INSERT INTO event", "Nothing was changed by this request", false]
  ] as const)("%s", ([, text, said, stored]) =>
    Effect.gen(function* () {
      const url = yield* Databases.url
      const direct = yield* processOn(url)
      const way = yield* wayTo(url)
      const broken = yield* processOn(way.url)
      way.breakAt(text)
      const outcome = yield* Effect.either(Effect.provide(insertUser("u1"), broken))
      expect(Either.mapLeft(outcome, (error) => [error._tag, error.detail.includes(said)])).toEqual(
        Either.left(["ServiceUnavailable", true])
      )
      const found = Effect.map(Effect.provide(find(user, "u1"), direct), ({ _tag }) => _tag === "Some")
      expect(yield* Effect.repeat(found, { until: (there) => there === stored, times: 50 })).toBe(stored)
    })
  )
})

describe("a connection to PostgreSQL that falls silent", () => {
  it.scopedLive("is given up when no statement may take that long, and the next one is another", () =>
    Effect.gen(function* () {
      const way = yield* wayTo(yield* Databases.url)
      const url = new URL(way.url)
      url.searchParams.set("statement_timeout", "200")
      url.searchParams.set("pool_max_conns", "1")
      const process = yield* processOn(url.href)
      yield* Effect.provide(insertUser("u1"), process)
      // What is asked again is sent by its name, which is another way through the driver.
      for (const _ of [1, 2]) yield* Effect.provide(find(user, "u1"), process)
      way.fallSilent()
      const begun = Date.now()
      const outcome = yield* Effect.either(Effect.provide(find(user, "u1"), process))
      expect(Either.mapLeft(outcome, ({ _tag }) => _tag)).toEqual(Either.left("ServiceUnavailable"))
      expect(Date.now() - begun).toBeGreaterThanOrEqual(200)
      expect((yield* Effect.provide(find(user, "u1"), process))._tag).toBe("Some")
    })
  )
})

describe("a server that asks for a password", () => {
  it.scopedLive("is an error in words where nobody gave one", () =>
    Effect.gen(function* () {
      const url = Object.assign(new URL(yield* Databases.url), { password: "" })
      const outcome = yield* Effect.either(Layer.build(PostgresClient.layer(url.href)))
      expect(Either.mapLeft(outcome, ({ cause }) => String(cause))).toEqual(
        Either.left("Error: the server asks for a password, and neither the URL nor PGPASSWORD has one")
      )
    })
  )
})

/** How many statements the server is at work on, this one not counted. */
const underWay = Effect.flatMap(Database.make, ({ rows, sql }) =>
  Effect.map(
    rows(sql<{ readonly count: string }>`SELECT count(*) AS count FROM pg_stat_activity
      WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid()`),
    ([row]) => Number(row?.count)
  )
)

describe("a statement that nobody waits for any longer", () => {
  it.scopedLive.each(["alone", "in a transaction"])(
    "is cancelled, and its connection is free for the next: %s",
    (where) =>
      Effect.gen(function* () {
        const { rows, sql, transaction } = yield* Database.make
        const sleep = rows(sql`SELECT pg_sleep(60)`)
        for (let round = 0; round < 12; round++) {
          const fiber = yield* Effect.fork(where === "alone" ? sleep : transaction(sleep))
          yield* Effect.repeat(underWay, { until: (count) => count === 1 })
          expect(Exit.isInterrupted(yield* Fiber.interrupt(fiber))).toBe(true)
          expect(yield* underWay).toBe(0)
          expect(yield* rows(sql`SELECT 1 AS one`)).toEqual([{ one: 1 }])
        }
      }).pipe(Effect.provide(Databases.fresh))
  )
})
