import { it } from "@effect/vitest"
import { Effect, Logger, TestClock } from "effect"
import { describe, expect } from "vitest"
import * as ExpiryWatch from "../src/ExpiryWatch.ts"
import { EventStore } from "../src/port/EventStore.ts"
import * as TokenService from "../src/TokenService.ts"
import { day, run } from "./Service.ts"

/** A token of a year is looked at by two processes at once, each day until it has ended. */
const year = Effect.gen(function* () {
  yield* TokenService.issue({ tenant: "default", name: "short", lifetime: day })
  const { token } = yield* TokenService.issue({ tenant: "default", name: "Okta" })
  const given: Array<readonly [day: number, name: string]> = []
  yield* TestClock.adjust(300 * day)
  for (let past = 300; past <= 366; past++) {
    const both = yield* Effect.all([ExpiryWatch.look, ExpiryWatch.look], { concurrency: 2 })
    given.push(...both.flat().map(({ name }) => [past, name] as const))
    yield* TestClock.adjust(day)
  }
  return { token, given }
})

/** The events of the tenant, each as the token's name and how many days ahead. */
const told = Effect.map(
  Effect.flatMap(EventStore, (store) => store.after("default", 0, 100)),
  (found) => found.map(({ told: { expiry } }) => `${expiry?.name} ${expiry?.days}`)
)

describe("ExpiryWatch", () => {
  it.effect("warns once at each threshold, with a line in the log that says what to do", () => {
    const lines: Array<{ readonly message: string; readonly annotations: unknown }> = []
    const recorded = Logger.replace(
      Logger.defaultLogger,
      Logger.map(Logger.jsonLogger, (line) => void lines.push(JSON.parse(line)))
    )
    return run(
      Effect.gen(function* () {
        const { token, given } = yield* year
        expect(given).toEqual([305, 335, 358, 364].map((past) => [past, "Okta"]))
        expect(yield* told).toEqual(["Okta 60", "Okta 30", "Okta 7", "Okta 1"])
        expect(lines.map(({ message }) => message)).toEqual(
          ["60 days", "30 days", "7 days", "a day"].map(
            (time) => `A token expires in less than ${time}. Replace it with: rollcall token rotate ${token.id}`
          )
        )
        expect(lines[0]?.annotations).toEqual({
          tenant: "default",
          token: token.id,
          name: "Okta",
          days: 60,
          expiresAt: "2026-01-31T09:30:00.000Z"
        })
      })
    ).pipe(Effect.provide(recorded))
  })

  it.effect("gives the last warning alone after it has not looked for long", () =>
    run(
      Effect.gen(function* () {
        yield* TokenService.issue({ tenant: "default", name: "Okta" })
        yield* TestClock.adjust(360 * day)
        for (let times = 0; times < 2; times++) yield* ExpiryWatch.look
        expect(yield* told).toEqual(["Okta 7"])
      })
    )
  )
})
