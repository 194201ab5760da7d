/**
 * Brings events to endpoints: looks for webhooks that are owed something, claims each for a while, stores what it is owed
 * and sends that. Any number of workers may run on one database. What a worker was at when it died is sent again by the
 * next, so an endpoint gets each event at least once; of one resource it gets them in order.
 */
import { Event, type ScimError, Webhook } from "@rollcall/core"
import { Clock, Duration, Effect, FiberSet, Option, Random, Schedule, type Scope } from "effect"
import { EventStore } from "./port/EventStore.ts"
import type { StoreError } from "./port/ResourceStore.ts"
import { TenantStore } from "./port/TenantStore.ts"
import { type Reach, WebhookSender } from "./port/WebhookSender.ts"
import { type Claim, type Delivery, type Health, WebhookStore } from "./port/WebhookStore.ts"
import { identifier, type Randomness } from "./Randomness.ts"
import * as WebhookMessage from "./WebhookMessage.ts"

export interface Settings {
  readonly reach: Reach
  /** A person who is put out is out within a second; a look that finds nothing costs one statement. */
  readonly interval?: Duration.DurationInput
  /** For how long an endpoint waits when its worker has died. A living one prolongs its lease three times as often. */
  readonly lease?: Duration.DurationInput
}

type Services = EventStore | WebhookStore | WebhookSender | Randomness

const intervalStandard = Duration.millis(250)
const leaseStandard = Duration.seconds(6)
const attemptTime = Duration.seconds(10)

/** Each has a connection to an endpoint or waits for one; endpoints beyond that are served when others are done. */
const endpointsMax = 64

/** So many events are sent to one endpoint at a time, each about another resource. */
const batch = 10

/** So many changes are looked at between two attempts. */
const pageSize = 200

/** Works until its scope is closed, and lets go of what it has claimed. */
export const run = Effect.fnUntraced(function* (
  settings: Settings
): Effect.fn.Return<never, never, Services | Scope.Scope> {
  const { interval = intervalStandard } = settings
  const busy = yield* FiberSet.make<void>()
  // The store says in the log what is wrong with the database.
  const look = Effect.ignore(claimAll(settings, busy))
  return yield* Effect.forever(Effect.zipRight(look, Effect.sleep(interval)))
})

const claimAll = Effect.fnUntraced(function* (
  settings: Settings,
  busy: FiberSet.FiberSet<void>
): Effect.fn.Return<void, StoreError, Services> {
  const store = yield* WebhookStore
  while ((yield* FiberSet.size(busy)) < endpointsMax) {
    const now = yield* Clock.currentTimeMillis
    const claim = yield* store.claim(yield* identifier, now, now + leaseMillis(settings))
    if (Option.isNone(claim)) return
    yield* FiberSet.run(busy, serve(settings, claim.value))
  }
})

const leaseMillis = ({ lease = leaseStandard }: Settings): number => Duration.toMillis(lease)

/** Sends what is owed until nothing is due, or the endpoint has to be left alone. */
const serve = (settings: Settings, claim: Claim): Effect.Effect<void, never, Services> =>
  rounds(settings, claim).pipe(
    Effect.ignore,
    Effect.ensuring(Effect.flatMap(WebhookStore, (store) => Effect.ignore(store.release(claim))))
  )

const rounds = Effect.fnUntraced(function* (
  settings: Settings,
  claim: Claim
): Effect.fn.Return<void, StoreError, Services> {
  let held = Option.some(claim)
  while (Option.isSome(held)) held = yield* round(settings, held.value)
})

/** None when there is nothing more to do now, or somebody else does it. */
const round = Effect.fnUntraced(function* (
  settings: Settings,
  claim: Claim
): Effect.fn.Return<Option.Option<Claim>, StoreError, Services> {
  const store = yield* WebhookStore
  const grown = yield* owe(claim)
  if (Option.isNone(grown)) return Option.none()
  const now = yield* Clock.currentTimeMillis
  const due = yield* store.due(grown.value, now, batch)
  if (due.length === 0) return grown.value.seq === claim.seq ? Option.none() : grown
  const sent = Effect.forEach(due, (delivery) => attempt(settings, claim, delivery), { concurrency: "unbounded" })
  const attempts = yield* Effect.raceFirst(sent, hold(settings, grown.value))
  const health = yield* judge(claim, attempts)
  const until = (yield* Clock.currentTimeMillis) + leaseMillis(settings)
  const kept = yield* store.settle(
    grown.value,
    attempts.map(({ delivery }) => delivery),
    health,
    until
  )
  const goesOn = kept && health.enabled && health.nextAttempt === 0
  return goesOn ? Option.some({ ...grown.value, failures: health.failures }) : Option.none()
})

/** Keeps the claim while an endpoint takes its time. Whether it was lost shows when something is settled. */
const hold = (settings: Settings, claim: Claim): Effect.Effect<never, never, WebhookStore> => {
  const health: Health = { failures: claim.failures, nextAttempt: 0, enabled: true, recovered: false }
  const prolong = Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    yield* (yield* WebhookStore).settle(claim, [], health, now + leaseMillis(settings))
  })
  return Effect.forever(Effect.zipRight(Effect.sleep(leaseMillis(settings) / 3), Effect.ignore(prolong)))
}

/** Stores what the next changes make owed. None when the claim is lost. */
const owe = Effect.fnUntraced(function* (
  claim: Claim
): Effect.fn.Return<Option.Option<Claim>, StoreError, EventStore | WebhookStore> {
  const { webhook } = claim
  const recorded = yield* (yield* EventStore).after(webhook.tenant, claim.seq, pageSize)
  const last = recorded.at(-1)
  if (last === undefined) return Option.some(claim)
  const events = recorded.flatMap(Event.tell).filter(({ kind }) => Webhook.wants(webhook, kind))
  const now = yield* Clock.currentTimeMillis
  const kept = yield* (yield* WebhookStore).owe(claim, events, last.seq, now)
  return kept ? Option.some({ ...claim, seq: last.seq }) : Option.none()
})

/** What became of a delivery, with the status that was answered, if any. */
interface Attempt {
  readonly delivery: Delivery
  readonly status?: number
}

/** The endpoint is gone and wants no more events. */
const gone = 410

const attempt = Effect.fnUntraced(function* (
  { reach }: Settings,
  { webhook }: Claim,
  delivery: Delivery
): Effect.fn.Return<Attempt, never, WebhookSender> {
  const message = WebhookMessage.make(webhook, delivery.event, yield* Clock.currentTimeMillis, reach)
  const outcome = yield* (yield* WebhookSender).post(message).pipe(
    Effect.timeoutOption(attemptTime),
    Effect.map(
      Option.match({
        onNone: () => ({ answer: `no answer within ${Duration.format(attemptTime)}` }),
        onSome: (status) => ({ status, answer: String(status) })
      })
    ),
    Effect.catchTag("Undelivered", ({ detail }) => Effect.succeed({ answer: detail }))
  )
  const at = yield* Clock.currentTimeMillis
  const tried = { ...delivery, attempts: delivery.attempts + 1, at, answer: outcome.answer }
  const status = "status" in outcome ? outcome.status : undefined
  const wait = Webhook.retryMillis(tried.attempts, yield* Random.next)
  if (status !== undefined && status >= 200 && status < 300) {
    return { status, delivery: { ...tried, state: "delivered" } }
  }
  const failed: Delivery =
    wait === undefined ? { ...tried, state: "dead" } : { ...tried, state: "pending", nextAttempt: at + wait }
  return status === undefined ? { delivery: failed } : { status, delivery: failed }
})

/**
 * One event that an endpoint chokes on says nothing of the others. That nobody answers, or nothing of several is taken,
 * says something of the endpoint: it is left alone for a while.
 */
const judge = Effect.fnUntraced(function* (claim: Claim, attempts: ReadonlyArray<Attempt>): Effect.fn.Return<Health> {
  const enabled = attempts.every(({ status }) => status !== gone)
  const taken = attempts.some(({ delivery }) => delivery.state === "delivered")
  const isDown = !taken && (attempts.length > 1 || attempts.every(({ status }) => status === undefined))
  if (!enabled) yield* warn(claim, "The endpoint of a webhook is gone and gets no more events.", attempts)
  if (taken) return { failures: 0, nextAttempt: 0, enabled, recovered: claim.failures > 0 }
  if (!isDown) return { failures: claim.failures, nextAttempt: 0, enabled, recovered: false }
  const failures = claim.failures + 1
  if (failures === 1) yield* warn(claim, "The endpoint of a webhook takes no events.", attempts)
  const pause = Webhook.pauseMillis(failures, yield* Random.next)
  return { failures, nextAttempt: (yield* Clock.currentTimeMillis) + pause, enabled, recovered: false }
})

const warn = ({ webhook }: Claim, message: string, attempts: ReadonlyArray<Attempt>): Effect.Effect<void> =>
  Effect.annotateLogs(Effect.logWarning(message), {
    tenant: webhook.tenant,
    webhook: webhook.id,
    answer: attempts[0]?.delivery.answer ?? ""
  })

/** Longer than anybody takes to notice that events are missing, and to ask for them again. */
const eventDays = 30

/**
 * Every hour takes away what is older than anybody asks for. Events are the history of what they are about, so they stay as
 * long as a tenant wants that to go back; their values go sooner where it wants less than events need.
 */
export const forget: Effect.Effect<void, never, TenantStore | EventStore | WebhookStore> = Effect.gen(function* () {
  const now = yield* Clock.currentTimeMillis
  const daysAgo = (days: number) => now - Duration.toMillis(Duration.days(days))
  const [events, webhooks] = [yield* EventStore, yield* WebhookStore]
  for (const { id, settings } of yield* (yield* TenantStore).list()) {
    yield* events.prune(id, daysAgo(Math.max(eventDays, settings.historyDays)))
    if (settings.historyDays < eventDays) yield* events.forget(id, daysAgo(settings.historyDays))
    yield* webhooks.prune(id, daysAgo(eventDays))
  }
}).pipe(
  Effect.catchAll((_: ScimError.ServiceUnavailable) => Effect.void),
  Effect.schedule(Schedule.spaced("1 hour")),
  Effect.asVoid
)
