/**
 * The log page by page, so that any length of it passes through little memory: from one end to the other, or as it grows.
 * The next page is read when the one before has been taken.
 */
import { Clock, Effect, Option, Stream } from "effect"
import { type LogFilter, type Logged, type LogPosition, LogStore } from "./port/LogStore.ts"
import type { StoreError } from "./port/ResourceStore.ts"

/** Pages, none of which is empty. */
export type Pages = Stream.Stream<ReadonlyArray<Logged>, StoreError, LogStore>

/** Entries without bodies: a page of them is a few hundred kilobytes at most. */
const pageMax = 500

/** From the oldest on. */
export const walk = (filter: LogFilter): Pages =>
  Stream.paginateEffect(Option.none<LogPosition>(), (after) =>
    Effect.gen(function* () {
      const behind = Option.isNone(after) ? {} : { after: after.value }
      const page = yield* (yield* LogStore).page({ ...filter, order: "oldest", limit: pageMax, ...behind })
      const last = page.length < pageMax ? undefined : page.at(-1)
      return [page, last === undefined ? Option.none() : Option.some(Option.some(last))] as const
    })
  ).pipe(Stream.filter((page) => page.length > 0))

/** How often it is looked for new entries. */
const pollMillis = 1_000

/**
 * An entry is written a quarter of a second after its time, and by several processes in no order; a database that is busy
 * makes it later. What is written later than this is not seen.
 */
const lateMillisMax = 3_000

/** What somebody has seen of the log before. */
export interface Seen {
  /** Single entries. */
  readonly shown?: ReadonlyArray<LogPosition>
  /** The latest time and the highest number among all that was shown: it goes on there, however long ago that is. */
  readonly upTo?: LogPosition
}

/** What comes from now on, or from where somebody has stopped, each entry once; never ends. */
export const follow = (filter: LogFilter, { shown = [], upTo }: Seen = {}): Pages =>
  Stream.unwrap(
    Effect.map(Clock.currentTimeMillis, (begun) => {
      const seen = new Map(shown.map(({ seq, time }) => [seq, time]))
      const isFresh = ({ seq, time }: LogPosition) =>
        !seen.has(seq) && (upTo === undefined || seq > upTo.seq || time > upTo.time)
      // Whoever takes pages slowly makes a round last; what was written late meanwhile is looked for all the same.
      let lastRound = upTo?.time ?? begun
      const round = Effect.map(Clock.currentTimeMillis, (now) => {
        const from = lastRound - lateMillisMax
        lastRound = now
        for (const [seq, time] of seen) if (time < from) seen.delete(seq)
        return Stream.map(walk({ ...filter, from: Math.max(from, filter.from ?? 0) }), (page) => {
          const fresh = page.filter(isFresh)
          for (const { seq, time } of fresh) if (time >= now - lateMillisMax) seen.set(seq, time)
          return fresh
        })
      })
      return Stream.concat(Stream.unwrap(round), later(round)).pipe(Stream.filter((page) => page.length > 0))
    })
  )

const later = (round: Effect.Effect<Pages>): Pages => Stream.forever(Stream.unwrap(Effect.delay(round, pollMillis)))
