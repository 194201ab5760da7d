/**
 * Events as server-sent events: text that a browser's EventSource understands. Nothing is collected for a client that reads
 * slowly; the next events are looked up when it has room for them.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
import { Event } from "@rollcall/core"
import { type EventStore, Events } from "@rollcall/provider"
import { Chunk, Effect, Schedule, Stream } from "effect"

export const mediaType = "text/event-stream"

/** Each looks four times a second whether something is new. */
export const openMax = 100

/** How many streams there are at the moment. */
export interface Streams {
  open: number
}

/** Less than the shortest time after which proxies drop a connection on which nothing moves. */
const heartbeat = "15 seconds"

/** Then whoever reads has to show again that it may. */
const lifetime = "5 minutes"

/** After so many milliseconds a client comes back. */
const retry = "retry: 2000\n\n"

/** The events behind that number, or from now on. Ends when the client does, after its lifetime, or with the server. */
export const make = (
  tenant: string,
  after: number | undefined,
  wants: (event: Event.Event) => boolean,
  streams: Streams,
  ending: Effect.Effect<void>
): Stream.Stream<Uint8Array, never, EventStore> => {
  const events = Events.subscribe(tenant, after === undefined ? {} : { after }).pipe(
    Stream.mapChunks((chunk) => print(Chunk.filter(chunk, wants))),
    // The client comes back, and is told then what is wrong.
    Stream.catchAll(() => Stream.empty)
  )
  const beats = Stream.fromSchedule(Schedule.spaced(heartbeat)).pipe(Stream.map(() => ":\n\n"))
  const counted = Stream.acquireRelease(
    Effect.sync(() => void streams.open++),
    () => Effect.sync(() => void streams.open--)
  )
  return counted.pipe(
    Stream.flatMap(() =>
      Stream.succeed(retry).pipe(Stream.concat(Stream.merge(events, beats, { haltStrategy: "left" })))
    ),
    Stream.interruptAfter(lifetime),
    Stream.interruptWhen(ending),
    Stream.encodeText
  )
}

/** Only with the last event of a change a client is done with its number. */
const print = (events: Chunk.Chunk<Event.Event>): Chunk.Chunk<string> =>
  Chunk.map(events, (event, index) => {
    const isLast = Chunk.toReadonlyArray(events)[index + 1]?.seq !== event.seq
    const id = isLast ? `id: ${event.seq}\n` : ""
    return `${id}data: ${JSON.stringify(Event.renderWhole(event))}\n\n`
  })
