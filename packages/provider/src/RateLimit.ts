/**
 * How many requests a tenant, and each of its tokens, may send: a token bucket for each, kept as the time at which it is
 * full again, so that a request costs two additions. It knows neither HTTP nor who sends.
 *
 * Processes that share a database tell a ledger what they let in, portion by portion and beside the requests, and go on
 * from what it says all of them let in. Decision 16 says how exact that is.
 */
import { ScimError } from "@rollcall/core"
import { Effect, Metric } from "effect"
import * as Principal from "./Principal.ts"
import { type Ledger, RateLedger } from "./port/RateLedger.ts"
import type { Session } from "./Session.ts"

/** Fails with 429 when more comes than is let in. `now` is in milliseconds since 1970. */
export type RateLimit = (session: Session, now: number) => Effect.Effect<void, ScimError.TooManyRequests>

/** A burst: what comes in so long at the full rate may come at once. Directories send a change of many people so. */
export const burstMillis = 4_000

/** Others are told of this much of the budget at once, and of so many requests at least. */
const portionMillis = 100
const portionRequests = 10

/** A portion that takes so many times as long to be used is less than a hundredth of the budget, and not worth a word. */
const forgottenTimes = 100

const refused = Metric.counter("rollcall_rate_limited_requests_total", {
  description: "Requests that were refused because too many came.",
  incremental: true
})

/** Made once: who sends too much must not cost more than who does not. */
const refusedFor = {
  tenant: Metric.tagged(refused, "limit", "tenant"),
  token: Metric.tagged(refused, "limit", "token")
}

interface Bucket {
  /** When it is full again, in milliseconds since 1970. */
  fullAt: number
  /** What nobody else knows of yet, in milliseconds of the budget, and since when. */
  untold: number
  untoldSince: number
  isTelling: boolean
}

/** Whose requests a bucket is for, and how many a second. */
interface Budget {
  readonly bucket: Bucket
  readonly rate: number
  readonly tenant: string
  /** Absent where it is the tenant's as a whole. */
  readonly token?: string
}

/** With the ledger that is there, if there is one. */
export const make: Effect.Effect<RateLimit> = Effect.map(RateLedger, (ledger): RateLimit => {
  const [tenants, tokens] = [new Buckets(), new Buckets()]
  for (const counter of Object.values(refusedFor)) counter.register()
  const budgetsOf = ({ tenant, principal }: Session, now: number): ReadonlyArray<Budget> => {
    const { requestsPerSecond, tokenRequestsPerSecond } = tenant.settings
    const budgets: Array<Budget> = []
    const token = Principal.tokenOf(principal)
    if (tokenRequestsPerSecond > 0 && token !== undefined) {
      const bucket = tokens.of(token.id, now)
      budgets.push({ bucket, rate: tokenRequestsPerSecond, tenant: tenant.id, token: token.id })
    }
    if (requestsPerSecond > 0) {
      budgets.push({ bucket: tenants.of(tenant.id, now), rate: requestsPerSecond, tenant: tenant.id })
    }
    return budgets
  }
  return (session, now) => {
    const budgets = budgetsOf(session, now)
    for (const budget of budgets) {
      const millis = wait(budget, now)
      if (millis > 0) return refuse(budget, millis)
    }
    for (const budget of budgets) take(budget, now)
    if (ledger === undefined) return Effect.void
    const due = budgets.filter(isDue)
    if (due.length === 0) return Effect.void
    return Effect.asVoid(Effect.forkDaemon(Effect.forEach(due, (budget) => tell(ledger, budget, now))))
  }
})

/** Buckets by id. One that is full is as good as none. */
class Buckets {
  readonly #known = new Map<string, Bucket>()
  #sweepSize = sweepSizeMin

  of(id: string, now: number): Bucket {
    const found = this.#known.get(id)
    if (found !== undefined) return found
    if (this.#known.size >= this.#sweepSize) this.#sweep(now)
    const bucket: Bucket = { fullAt: now, untold: 0, untoldSince: now, isTelling: false }
    this.#known.set(id, bucket)
    return bucket
  }

  #sweep(now: number): void {
    for (const [id, bucket] of this.#known) if (bucket.fullAt <= now && !bucket.isTelling) this.#known.delete(id)
    this.#sweepSize = Math.max(sweepSizeMin, 2 * this.#known.size)
  }
}

const sweepSizeMin = 1_000

/** How many milliseconds until a request is let in; 0 or less for at once. */
const wait = ({ bucket, rate }: Budget, now: number): number =>
  Math.max(bucket.fullAt, now) + 1_000 / rate - now - burstMillis

const take = ({ bucket, rate }: Budget, now: number): void => {
  const cost = 1_000 / rate
  bucket.fullAt = Math.max(bucket.fullAt, now) + cost
  if (bucket.untold === 0 || now - bucket.untoldSince > forgottenTimes * portion(rate)) {
    bucket.untold = 0
    bucket.untoldSince = now
  }
  bucket.untold += cost
}

const portion = (rate: number): number => Math.max(portionMillis, (portionRequests * 1_000) / rate)

const isDue = ({ bucket, rate }: Budget): boolean => !bucket.isTelling && bucket.untold >= portion(rate)

/** What is used while the ledger is asked is told the next time, and so is what it could not be told. */
const tell = (ledger: Ledger, budget: Budget, now: number): Effect.Effect<void> =>
  Effect.suspend(() => {
    if (!isDue(budget)) return Effect.void
    const { bucket, tenant, token = "" } = budget
    const millis = Math.ceil(bucket.untold)
    bucket.untold = 0
    bucket.isTelling = true
    return ledger.add({ tenant, token, millis, now }).pipe(
      Effect.match({
        onSuccess: (fullAt) => {
          bucket.fullAt = fullAt + bucket.untold
        },
        onFailure: () => {
          bucket.untold += millis
        }
      }),
      Effect.ensuring(
        Effect.sync(() => {
          bucket.isTelling = false
        })
      )
    )
  })

const refuse = (
  { rate, tenant, token }: Budget,
  waitMillis: number
): Effect.Effect<never, ScimError.TooManyRequests> => {
  const retryAfterSeconds = Math.ceil(waitMillis / 1_000)
  const limit = token === undefined ? "tenant" : "token"
  const [whose, option] =
    token === undefined
      ? ["for this tenant", "--requests-per-second"]
      : ["with this token", "--token-requests-per-second"]
  const error = new ScimError.TooManyRequests({
    detail: `More than ${rate} requests a second came ${whose}. Send it again after ${retryAfterSeconds} s, and fewer at a time. Whoever runs this server changes the limit with: rollcall tenant update ${tenant} ${option} N`,
    retryAfterSeconds
  })
  return Effect.zipRight(Metric.increment(refusedFor[limit]), Effect.fail(error))
}
