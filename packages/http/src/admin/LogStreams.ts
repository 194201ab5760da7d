/**
 * The provisioning log as server-sent events, for those who watch it. Each stream looks for new entries once a second and
 * holds no more of them than its reader has room for. There is a bound to how many streams there are and how long they
 * last: who was let in may be kept out meanwhile, and is asked again when the browser comes back.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
import { type LogFilter, type Logged, LogPages, type LogPosition, LogRecord, LogStore } from "@rollcall/provider"
import { Context, Effect, Layer, Option, Schedule, Stream } from "effect"
import { TooManyRequests } from "./AdminError.ts"

export interface Bounds {
  /** All of a process: each costs a look into the database every second. */
  readonly streamsMax: number
  readonly lifeMillisMax: number
  /** Shorter than the time after which proxies and servers close a connection on which nothing moves. */
  readonly heartbeatMillis: number
  /** What a browser waits before it comes back. */
  readonly retryMillis: number
}

export const standard: Bounds = {
  streamsMax: 100,
  lifeMillisMax: 5 * 60_000,
  heartbeatMillis: 15_000,
  retryMillis: 2_000
}

export class LogStreams extends Context.Tag("rollcall/http/admin/LogStreams")<
  LogStreams,
  {
    /** What comes from now on, or all since that place. */
    readonly open: (
      filter: LogFilter,
      upTo: LogPosition | undefined
    ) => Effect.Effect<Stream.Stream<Uint8Array, unknown>, TooManyRequests>
  }
>() {}

/** Streams that end when `ended` does, so that a server need not wait for those who watch. */
export const layerOf = (
  ended: Effect.Effect<void>,
  bounds: Bounds = standard
): Layer.Layer<LogStreams, never, LogStore> =>
  Layer.effect(
    LogStreams,
    Effect.map(LogStore, (store) => {
      let count = 0
      const counted = Effect.acquireRelease(
        Effect.sync(() => void count++),
        () => Effect.sync(() => void count--)
      )
      return {
        open: (filter, upTo) =>
          count >= bounds.streamsMax
            ? tooMany(bounds)
            : Effect.succeed(
                Stream.unwrapScoped(Effect.as(counted, textOf(filter, upTo, bounds))).pipe(
                  Stream.interruptAfter(bounds.lifeMillisMax),
                  Stream.interruptWhen(ended),
                  Stream.encodeText,
                  Stream.provideService(LogStore, store)
                )
              )
      }
    })
  )

const tooMany = (bounds: Bounds) =>
  new TooManyRequests({
    detail: `The log is watched by ${bounds.streamsMax} at once, and more is too many. Close a window, or try again later.`,
    retryAfterSeconds: 30
  })

const textOf = (filter: LogFilter, upTo: LogPosition | undefined, bounds: Bounds) => {
  const places = placesOf(upTo)
  const events = Stream.map(LogPages.follow(filter, upTo === undefined ? {} : { upTo }), (page) =>
    page.map((entry) => event(entry, places(entry))).join("")
  )
  const heartbeats = Stream.schedule(Stream.repeatValue(": nothing new\n\n"), Schedule.spaced(bounds.heartbeatMillis))
  // The first bytes tell the client that it is let in.
  return Stream.concat(Stream.succeed(`retry: ${bounds.retryMillis}\n\n`), Stream.merge(events, heartbeats))
}

/** An entry is one line of JSON, so nothing in it ends the event. */
const event = (entry: Logged, place: string): string =>
  `id: ${place}\ndata: ${JSON.stringify(LogRecord.describe(entry))}\n\n`

/** The place up to which everything is seen once the entry is: entries that were written late do not set it back. */
const placesOf = (upTo: LogPosition = { time: 0, seq: 0 }): ((entry: Logged) => string) => {
  let { time, seq } = upTo
  return (entry) => {
    time = Math.max(time, entry.time)
    seq = Math.max(seq, entry.seq)
    return `${time}-${seq}`
  }
}

/** The place that an event had as its id; none for what is no such id. */
export const parsePlace = (text: string): Option.Option<LogPosition> => {
  const [time, seq, ...more] = text.split("-").map(wholeNumber)
  return time === undefined || seq === undefined || more.length > 0 ? Option.none() : Option.some({ time, seq })
}

const wholeNumber = (text: string): number | undefined => {
  const isNumber = text !== "" && text.length <= 15 && [...text].every((digit) => "0123456789".includes(digit))
  return isNumber ? Number(text) : undefined
}
