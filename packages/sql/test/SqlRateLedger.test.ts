import { it } from "@effect/vitest"
import { RateLedger } from "@rollcall/provider"
import { Effect, Layer } from "effect"
import { describe, expect } from "vitest"
import * as Database from "../src/Database.ts"
import * as Migrations from "../src/Migrations.ts"
import * as SqlRateLedger from "../src/SqlRateLedger.ts"
import * as Shared from "./RateLedger.ts"
import * as Sqlite from "./Sqlite.ts"
import * as Stored from "./Stored.ts"

const now = Date.UTC(2025, 0, 31)

/** A ledger over a new database. */
const ledger = Effect.gen(function* () {
  const database = yield* Database.make
  yield* Migrations.run(database)
  return SqlRateLedger.make(database)
})

describe("SqlRateLedger", () => {
  it.effect("adds up what processes have used, and begins again where that is past", () =>
    Effect.gen(function* () {
      const { add } = yield* ledger
      const usage = { tenant: "acme", token: "1", millis: 100, now }
      expect(yield* add(usage)).toBe(now + 100)
      expect(yield* add({ ...usage, millis: 50 })).toBe(now + 150)
      expect(yield* add({ ...usage, now: now + 120 })).toBe(now + 250)
      expect(yield* add({ ...usage, now: now + 1_000 })).toBe(now + 1_100)
      expect(yield* add({ ...usage, now: now + 900 })).toBe(now + 1_200)
    }).pipe(Effect.provide(Sqlite.memory))
  )

  it.effect("keeps tenants, and a tenant and its tokens, apart", () =>
    Effect.gen(function* () {
      const { add } = yield* ledger
      const usage = { tenant: "acme", token: "1", millis: 100, now }
      for (const other of [usage, { ...usage, token: "" }, { ...usage, token: "2" }, { ...usage, tenant: "other" }]) {
        expect(yield* add(other)).toBe(now + 100)
      }
    }).pipe(Effect.provide(Sqlite.memory))
  )

  it.effect("is there for several processes only: one alone keeps its limits without", () =>
    Effect.gen(function* () {
      expect(yield* RateLedger).toBeUndefined()
    }).pipe(Effect.provide(Stored.memory()))
  )
})

describe("processes with one ledger", () => {
  it.scopedLive("let in what one would, but for a portion of each, and ask once for many requests", () =>
    Effect.gen(function* () {
      const both = yield* ledger
      const { letIn, asked } = yield* Shared.share([both, both], 100)
      const first = yield* letIn(2_000, now)
      expect(first).toBeGreaterThanOrEqual(400)
      expect(first).toBeLessThanOrEqual(400 + 2 * 15)
      const next = yield* letIn(2_000, now + 10_000)
      expect(first + next).toBeLessThanOrEqual(800 + 2 * 2 * 15)
      expect(asked()).toBeLessThanOrEqual((first + next) / 10)
    }).pipe(Effect.provide(Layer.fresh(Sqlite.memory)))
  )

  it.scopedLive("say nothing of a tenant that sends little", () =>
    Effect.gen(function* () {
      const both = yield* ledger
      const { letIn, asked } = yield* Shared.share([both, both], 1_000)
      for (let second = 0; second < 100; second++) yield* letIn(10, now + second * 1_000)
      expect(asked()).toBe(0)
    }).pipe(Effect.provide(Layer.fresh(Sqlite.memory)))
  )
})
