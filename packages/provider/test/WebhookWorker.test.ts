import { it } from "@effect/vitest"
import { SchemaRegistry } from "@rollcall/core"
import { Effect, TestClock } from "effect"
import { describe, expect } from "vitest"
import { EventStore } from "../src/port/EventStore.ts"
import { ResourceStore } from "../src/port/ResourceStore.ts"
import { TenantStore } from "../src/port/TenantStore.ts"
import * as Tenant from "../src/Tenant.ts"
import * as WebhookWorker from "../src/WebhookWorker.ts"
import { day, run, start } from "./Service.ts"

/** A tenant with users that came so many days ago. */
const tenantOf = (id: string, historyDays: number, ages: ReadonlyArray<number>) =>
  Effect.gen(function* () {
    const settings = { ...Tenant.defaultSettings, historyDays }
    yield* (yield* TenantStore).insert({ id, name: id, settings, created: 0 })
    const store = yield* ResourceStore
    for (const age of ages) {
      const document = { userName: `${age}` }
      const of = { type: SchemaRegistry.user, members: [], unknownMembers: "wait", now: start - age * day } as const
      yield* store.insert(id, [{ ...of, id: `${age}`, document }])
    }
  })

/** Which of them have a history, and which of these have values in it. */
const left = (tenant: string, ages: ReadonlyArray<number>) =>
  Effect.gen(function* () {
    const events = yield* EventStore
    const found = yield* Effect.forEach(ages, (age) =>
      Effect.map(events.history(tenant, { type: "User", id: `${age}`, limit: 1 }), ([entry]) => ({ age, entry }))
    )
    return {
      known: found.flatMap(({ age, entry }) => (entry === undefined ? [] : [age])),
      valued: found.flatMap(({ age, entry }) => (entry?.values === undefined ? [] : [age]))
    }
  })

/** Real time: the one of the test stands while the database works. */
const pause = Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 20)))

describe("WebhookWorker.forget", () => {
  it.effect("keeps history as long as each tenant wants, and events for thirty days at least", () =>
    run(
      Effect.gen(function* () {
        const ages = [364, 366, 40, 29, 8, 6]
        yield* tenantOf("long", 365, ages)
        yield* tenantOf("short", 7, ages)
        yield* tenantOf("none", 0, ages)
        yield* Effect.forkScoped(WebhookWorker.forget)
        yield* TestClock.adjust("61 minutes")
        const last = Effect.zipRight(pause, left("short", ages))
        yield* Effect.repeat(last, { until: ({ valued }) => valued.length === 1, times: 100 })
        expect(yield* left("long", ages)).toEqual({ known: [364, 40, 29, 8, 6], valued: [364, 40, 29, 8, 6] })
        expect(yield* left("short", ages)).toEqual({ known: [29, 8, 6], valued: [6] })
        expect(yield* left("none", ages)).toEqual({ known: [29, 8, 6], valued: [] })
      }).pipe(Effect.scoped)
    )
  )
})
