/**
 * The log page by page, so that any length of it passes through little memory: from one end to the other, or as it grows.
 */
import { type Logged, type LogPosition, LogStore, type StoreError } from "@rollcall/provider"
import { Clock, Effect } from "effect"
import type { LogFilter } from "./LogFilter.ts"

/** What is done with each page, which is never empty. */
export type Each<E, R> = (page: ReadonlyArray<Logged>) => Effect.Effect<void, E, R>

/** Entries without bodies: a page of them is a few hundred kilobytes at most. */
const pageMax = 500

/** From the oldest on. */
export const walk = <E, R>(filter: LogFilter, each: Each<E, R>): Effect.Effect<void, E | StoreError, R | LogStore> =>
  Effect.gen(function* () {
    const log = yield* LogStore
    let after: LogPosition | undefined
    for (;;) {
      const behind = after === undefined ? {} : { after }
      const page = yield* log.page({ ...filter, order: "oldest", limit: pageMax, ...behind })
      if (page.length > 0) yield* each(page)
      after = page.at(-1)
      if (page.length < pageMax) return
    }
  })

/** How often it is looked for new entries. */
const pollMillis = 1_000

/**
 * An entry is written a quarter of a second after its time, and by several processes in no order; a database that is busy
 * makes it later. What is written later than this is not seen.
 */
const lateMillisMax = 3_000

/** What comes from now on, each entry once; never ends. `shown` are those that are known already. */
export const follow = <E, R>(
  filter: LogFilter,
  shown: ReadonlyArray<Logged>,
  each: Each<E, R>
): Effect.Effect<never, E | StoreError, R | LogStore> =>
  Effect.gen(function* () {
    const begun = yield* Clock.currentTimeMillis
    const seen = new Map(shown.map(({ seq, time }) => [seq, time]))
    for (;;) {
      yield* Effect.sleep(pollMillis)
      const from = (yield* Clock.currentTimeMillis) - lateMillisMax - pollMillis
      for (const [seq, time] of seen) if (time < from) seen.delete(seq)
      yield* walk({ ...filter, from: Math.max(from, begun - lateMillisMax, filter.from ?? 0) }, (page) => {
        const fresh = page.filter(({ seq }) => !seen.has(seq))
        for (const { seq, time } of fresh) seen.set(seq, time)
        return fresh.length === 0 ? Effect.void : each(fresh)
      })
    }
  })
