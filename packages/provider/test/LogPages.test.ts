import { describe, expect, it } from "@effect/vitest"
import { Effect, Stream, TestClock } from "effect"
import * as Stored from "../../sql/test/Stored.ts"
import * as LogEntry from "../src/LogEntry.ts"
import * as LogPages from "../src/LogPages.ts"
import { type Logged, LogStore } from "../src/port/LogStore.ts"

const storage = Stored.memory()

const append = (...times: ReadonlyArray<number>) =>
  Effect.flatMap(LogStore, (log) => log.append(times.map((time) => LogEntry.missing("default", 1, time))))

const filter = { tenant: "default" }

/** Remembers the times of the entries of each page. */
const remember = (pages: Array<ReadonlyArray<number>>) => (page: ReadonlyArray<Logged>) =>
  Effect.sync(() => void pages.push(page.map(({ time }) => time)))

describe("a walk through the log", () => {
  it.effect.each([0, 1, 499, 500, 501, 1_000])("has each of %d entries once, in order, in bounded pages", (count) =>
    Effect.gen(function* () {
      const times = Array.from({ length: count }, (_, index) => Math.floor(index / 3))
      yield* append(...times)
      const pages: Array<ReadonlyArray<number>> = []
      yield* Stream.runForEach(LogPages.walk(filter), remember(pages))
      expect(pages.flat()).toEqual(times)
      expect(Math.max(0, ...pages.map(({ length }) => length))).toBeLessThanOrEqual(500)
    }).pipe(Effect.provide(storage))
  )
})

describe("whoever follows the log", () => {
  it.effect("sees each entry once, those too that are written out of order", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(100_000)
      yield* append(99_500, 99_900)
      const shown = yield* Effect.flatMap(LogStore, (log) => log.page({ ...filter, order: "oldest", limit: 9 }))
      const pages: Array<ReadonlyArray<number>> = []
      yield* Effect.fork(Stream.runForEach(LogPages.follow(filter, { shown }), remember(pages)))
      const second = (...times: ReadonlyArray<number>) =>
        Effect.zipRight(append(...times), Effect.zipRight(TestClock.adjust("1 second"), settled))
      yield* second()
      yield* second(101_500, 99_950)
      yield* second(101_500, 100_500)
      yield* second()
      yield* second(104_000)
      expect(pages).toEqual([[99_950, 101_500], [100_500, 101_500], [104_000]])
    }).pipe(Effect.provide(storage))
  )
})

describe("whoever goes on following the log", () => {
  it.effect("sees all that came meanwhile, what was written late too, and nothing again", () =>
    Effect.gen(function* () {
      yield* append(1_000, 5_000, 6_000)
      const log = yield* LogStore
      const [, second, third] = yield* log.page({ ...filter, order: "oldest", limit: 9 })
      yield* append(5_500, ...Array.from({ length: 700 }, () => 50_000))
      yield* TestClock.setTime(100_000)
      const upTo = { time: third?.time ?? 0, seq: third?.seq ?? 0 }
      expect([second?.time, upTo.time]).toEqual([5_000, 6_000])
      const pages: Array<ReadonlyArray<number>> = []
      yield* Effect.fork(Stream.runForEach(LogPages.follow(filter, { upTo }), remember(pages)))
      yield* settled
      expect(pages.flat().slice(0, 2)).toEqual([5_500, 50_000])
      expect(pages.flat()).toHaveLength(701)
      yield* append(99_000)
      yield* Effect.zipRight(TestClock.adjust("1 second"), settled)
      expect(pages.flat().slice(701)).toEqual([99_000])
    }).pipe(Effect.provide(storage))
  )
})

/** For fibers that wait for the database and not for the clock. */
const settled = Effect.promise(() => new Promise<void>((resolve) => setTimeout(resolve, 20)))
