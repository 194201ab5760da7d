/**
 * That this process has stored a change, for whoever brings changes to others: it looks at once instead of when its pause
 * is over. It is a hint and no message: what other processes store is found by looking, and so is what was not heard.
 *
 * Where the surroundings have no news, nobody hears anything, and whoever listens looks from time to time.
 */
import { Context, Duration, Effect, Layer, type Scope } from "effect"

export interface Listener {
  /** What was heard until now is known. */
  readonly forget: Effect.Effect<void>
  /** Done when something has been stored since. */
  readonly heard: Effect.Effect<void>
}

export class News extends Context.Reference<News>()("rollcall/provider/News", {
  defaultValue: () => ({
    /** A change is stored, and seen by whoever looks now. */
    announce: Effect.void as Effect.Effect<void>,
    listen: Effect.succeed({ forget: Effect.void, heard: Effect.never }) as Effect.Effect<Listener, never, Scope.Scope>
  })
}) {}

export const layer: Layer.Layer<News> = Layer.sync(News, () => {
  const listening = new Set<Effect.Latch>()
  return {
    announce: Effect.sync(() => {
      for (const latch of listening) latch.unsafeOpen()
    }),
    listen: Effect.acquireRelease(
      Effect.sync(() => {
        const latch = Effect.unsafeMakeLatch()
        listening.add(latch)
        return latch
      }),
      (latch) => Effect.sync(() => void listening.delete(latch))
    ).pipe(Effect.map((latch) => ({ forget: Effect.asVoid(latch.close), heard: latch.await })))
  }
})

/** Between two looks at the least, however much is stored meanwhile. */
const breath = Duration.millis(20)

/** What lies between two looks: over when there is news, or the interval is. */
export const pause = ({ heard }: Listener, interval: Duration.DurationInput): Effect.Effect<void> =>
  Effect.zipRight(Effect.sleep(breath), Effect.raceFirst(heard, Effect.sleep(interval)))
