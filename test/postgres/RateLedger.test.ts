/** Processes on one PostgreSQL database keep the limits of a tenant together. */
import { it } from "@effect/vitest"
import { RateLedger } from "@rollcall/provider"
import { Effect } from "effect"
import { describe, expect } from "vitest"
import * as Shared from "../../packages/sql/test/RateLedger.ts"
import * as Processes from "./Processes.ts"

const now = Date.UTC(2025, 0, 31)

describe("processes on one PostgreSQL database", () => {
  it.scopedLive("let in what one would, but for a portion of each, and ask once for many requests", () =>
    Effect.gen(function* () {
      const both = yield* Processes.two
      const ledgers = yield* Effect.forEach(both, (process) => Effect.provide(RateLedger, process))
      const given = ledgers.filter((ledger) => ledger !== undefined)
      expect(given).toHaveLength(2)
      const { letIn, asked } = yield* Shared.share(given, 100)
      const first = yield* letIn(2_000, now)
      expect(first).toBeGreaterThanOrEqual(400)
      expect(first).toBeLessThanOrEqual(400 + 2 * 15)
      const next = yield* letIn(2_000, now + 10_000)
      expect(first + next).toBeLessThanOrEqual(800 + 2 * 2 * 15)
      expect(asked()).toBeLessThanOrEqual((first + next) / 10)
    })
  )
})
