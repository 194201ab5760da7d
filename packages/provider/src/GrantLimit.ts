/**
 * How often access tokens may be asked for. Wrong credentials are counted for where they come from and for each client, so
 * that whoever guesses is held up and the client, which is elsewhere, is not; clients that nobody knows are one. Tokens are
 * counted for each client, so that one that asks before each request does not fill the database. Each process counts alone.
 */
import { ScimError } from "@rollcall/core"
import { Effect } from "effect"

export interface GrantLimit {
  /** Fails with 429 after too many wrong tries. */
  readonly admit: (key: string, now: number) => Effect.Effect<void, ScimError.TooManyRequests>
  /** Counts a wrong try. */
  readonly failed: (key: string, now: number) => void
  /** Counts a token, or fails with 429. */
  readonly grant: (client: string, now: number) => Effect.Effect<void, ScimError.TooManyRequests>
}

interface Rate {
  readonly burst: number
  /** After so long there may be one more. */
  readonly everyMillis: number
}

/** Slips of whoever sets a client up, and then one in ten seconds; a secret of 256 bits is not guessed so. */
const tries: Rate = { burst: 10, everyMillis: 10_000 }

/** A token lives for minutes at least: a minute's worth of a process that forgets its tokens at once. */
const tokens: Rate = { burst: 60, everyMillis: 1_000 }

export const make = (): GrantLimit => {
  const [wrong, granted] = [new Marks(tries), new Marks(tokens)]
  return {
    admit: (key, now) => refuseAfter(wrong.wait(key, now), "There were too many wrong tries."),
    failed: (key, now) => wrong.count(key, now),
    grant: (client, now) =>
      Effect.suspend(() => {
        const wait = granted.wait(client, now)
        if (wait <= 0) granted.count(client, now)
        return refuseAfter(wait, "The client asks for too many access tokens. Each one is good until it expires.")
      })
  }
}

/** For each key the time at which nothing of its budget is used any more. */
class Marks {
  readonly #free = new Map<string, number>()
  readonly #rate: Rate
  #sweepSize = sweepSizeMin

  constructor(rate: Rate) {
    this.#rate = rate
  }

  /** How many milliseconds until there may be one more; 0 or less for at once. */
  wait(key: string, now: number): number {
    const { burst, everyMillis } = this.#rate
    return Math.max(this.#free.get(key) ?? now, now) + everyMillis - now - burst * everyMillis
  }

  count(key: string, now: number): void {
    if (this.#free.size >= this.#sweepSize) this.#sweep(now)
    this.#free.set(key, Math.max(this.#free.get(key) ?? now, now) + this.#rate.everyMillis)
  }

  #sweep(now: number): void {
    for (const [key, free] of this.#free) if (free <= now) this.#free.delete(key)
    this.#sweepSize = Math.max(sweepSizeMin, 2 * this.#free.size)
  }
}

const sweepSizeMin = 1_000

const refuseAfter = (millis: number, why: string): Effect.Effect<void, ScimError.TooManyRequests> => {
  if (millis <= 0) return Effect.void
  const retryAfterSeconds = Math.ceil(millis / 1_000)
  return new ScimError.TooManyRequests({ detail: `${why} Try again in ${retryAfterSeconds} s.`, retryAfterSeconds })
}
