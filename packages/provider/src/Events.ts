/**
 * Changes as they happen, for a program that has the service provider inside it. Each is told at least once and in order:
 * whoever remembers the number of the last one that it is done with goes on behind it, after a crash too.
 */
import { Event } from "@rollcall/core"
import { Chunk, Duration, Effect, Option, Stream } from "effect"
import { EventStore } from "./port/EventStore.ts"
import type { StoreError } from "./port/ResourceStore.ts"

export interface Subscription {
  /** The number of the change behind which to begin. Absent: with the changes from now on. */
  readonly after?: number
  /** How long to wait before looking again where there was nothing new. */
  readonly interval?: Duration.DurationInput
}

/** A person who was put out is out within a second, and a look that finds nothing costs one read of an index. */
const intervalStandard = Duration.millis(250)

const pageSize = 500

/** The events of a tenant, without end. Fails when the store does; who begins again behind the last one misses nothing. */
export const subscribe = (
  tenant: string,
  { after, interval = intervalStandard }: Subscription = {}
): Stream.Stream<Event.Event, StoreError, EventStore> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const store = yield* EventStore
      const start = after ?? (yield* store.end(tenant))
      return Stream.paginateChunkEffect(start, (seq) =>
        Effect.map(store.after(tenant, seq, pageSize), (found) => {
          const events = Chunk.fromIterable(found.flatMap(Event.tell))
          return [events, Option.some(found.at(-1)?.seq ?? seq)] as const
        }).pipe(Effect.tap(([events]) => (Chunk.isEmpty(events) ? Effect.sleep(interval) : Effect.void)))
      )
    })
  )

/**
 * The number behind which the changes from that time on are: times go up with the numbers, so it is found by halves, and
 * without an index of times that every change would pay for.
 */
export const behind: (tenant: string, time: number) => Effect.Effect<number, StoreError, EventStore> =
  Effect.fnUntraced(function* (tenant, time) {
    const store = yield* EventStore
    let [low, high] = [0, yield* store.end(tenant)]
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      const [next] = yield* store.after(tenant, middle, 1)
      if (next === undefined || next.at >= time) high = middle
      else low = next.seq
    }
    return low
  })
