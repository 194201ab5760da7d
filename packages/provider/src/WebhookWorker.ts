/**
 * Brings events to endpoints: looks for webhooks that are owed something, claims each for a while, stores what it is owed
 * and sends that. Any number of workers may run on one database. What a worker was at when it died is sent again by the
 * next, so an endpoint gets each event at least once; of one resource it gets them in order. What is urgent overtakes what
 * other resources are owed.
 */
import { SchemaRegistry, type ScimError, Webhook } from "@rollcall/core"
import { Clock, Deferred, Duration, Effect, FiberSet, Option, Schedule, type Scope } from "effect"
import * as News from "./News.ts"
import { EventStore } from "./port/EventStore.ts"
import type { StoreError } from "./port/ResourceStore.ts"
import type { SecretStore } from "./port/SecretStore.ts"
import { TenantStore } from "./port/TenantStore.ts"
import type { Reach, WebhookSender } from "./port/WebhookSender.ts"
import { type Claim, type Delivery, WebhookStore } from "./port/WebhookStore.ts"
import { identifier, type Randomness } from "./Randomness.ts"
import * as SecurityEventKeys from "./SecurityEventKeys.ts"
import * as SecurityEventToken from "./SecurityEventToken.ts"
import * as WebhookAttempt from "./WebhookAttempt.ts"
import * as WebhookMessage from "./WebhookMessage.ts"

export interface Settings {
  readonly reach: Reach
  /** The types of the resources that events are about; users and groups where it is not given. */
  readonly registry?: SchemaRegistry.SchemaRegistry
  /**
   * How long after a look the next one comes where there is no news: a person whom another process puts out is out within a
   * second, and a look that finds nothing costs one statement.
   */
  readonly interval?: Duration.DurationInput
  /** For how long an endpoint waits when its worker has died. A living one prolongs its lease three times as often. */
  readonly lease?: Duration.DurationInput
}

type Services = EventStore | WebhookStore | WebhookSender | SecretStore | Randomness

interface Running extends Settings {
  readonly issuing: SecurityEventToken.Issuing
}

const intervalStandard = Duration.millis(250)
const leaseStandard = Duration.seconds(6)

/** Each has a connection to an endpoint or waits for one; endpoints beyond that are served when others are done. */
const endpointsMax = 64

/** So many events are sent to one endpoint at a time, each about another resource. */
const batch = 10

/** So many changes are looked at between two looks for what is urgent. */
const pageSize = 200

/** Works until its scope is closed, and lets go of what it has claimed. */
export const run = Effect.fnUntraced(function* (
  settings: Settings
): Effect.fn.Return<never, never, Services | Scope.Scope> {
  const { interval = intervalStandard, registry = SchemaRegistry.standard } = settings
  const running = { ...settings, issuing: { keys: yield* SecurityEventKeys.make, registry } }
  const busy = yield* FiberSet.make<void>()
  // The store says in the log what is wrong with the database.
  const look = Effect.ignore(claimAll(running, busy))
  const listener = yield* (yield* News.News).listen
  return yield* Effect.forever(Effect.zipRight(Effect.zipRight(listener.forget, look), News.pause(listener, interval)))
})

const claimAll = Effect.fnUntraced(function* (
  settings: Running,
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

/** One endpoint while it is served. */
interface Service {
  readonly settings: Running
  readonly claim: Claim
  /** One looks for what is due, or says what became of it, at a time: so nothing is sent by two. */
  readonly turn: Effect.Semaphore
  /** The ids of events that are being sent. */
  readonly underWay: Set<string>
  /** Nothing more is due. */
  readonly idle: Deferred.Deferred<void>
  seq: number
  failures: number
  /** What had changed when it was looked last is stored as owed. */
  isCaughtUp: boolean
  /** The endpoint has to be left alone, or somebody else has it. */
  isOver: boolean
}

/**
 * Sends what is owed until nothing is due, or the endpoint has to be left alone. Two send at the same time: one whatever is
 * due in its order, the other what is urgent, so that whoever was put out is out however much waits.
 */
const serve = (settings: Running, claim: Claim): Effect.Effect<void, never, Services> =>
  Effect.gen(function* () {
    const service: Service = {
      settings,
      claim,
      turn: yield* Effect.makeSemaphore(1),
      underWay: new Set(),
      idle: yield* Deferred.make<void>(),
      seq: claim.seq,
      failures: claim.failures,
      isCaughtUp: false,
      isOver: false
    }
    const both = Effect.all([watch(service), sendAll(service)], { concurrency: "unbounded", discard: true })
    yield* Effect.raceFirst(both, hold(service))
  }).pipe(
    Effect.scoped,
    Effect.ignore,
    Effect.ensuring(Effect.flatMap(WebhookStore, (store) => Effect.ignore(store.release(claim))))
  )

/** What changes arrive at, at least so often, while something is sent. */
const pollMillis = 10

const sendAll = Effect.fnUntraced(function* (service: Service): Effect.fn.Return<void, StoreError, Services> {
  while (!service.isOver) {
    const isCaughtUp = service.isCaughtUp
    const due = yield* take(service, "any")
    if (due.length > 0) yield* send(service, due)
    else if (isCaughtUp) break
    else yield* Effect.sleep(pollMillis)
  }
  yield* Deferred.succeed(service.idle, undefined)
})

/** Stores what changes make owed as they come, and sends what is urgent. */
const watch = Effect.fnUntraced(function* (
  service: Service
): Effect.fn.Return<void, StoreError, Services | Scope.Scope> {
  const { interval = intervalStandard } = service.settings
  const listener = yield* (yield* News.News).listen
  const rest = Effect.raceFirst(News.pause(listener, interval), Deferred.await(service.idle))
  while (!service.isOver) {
    yield* listener.forget
    service.isCaughtUp = yield* owe(service)
    const due = yield* take(service, "urgent")
    if (due.length > 0) yield* send(service, due)
    else if (yield* Deferred.isDone(service.idle)) return
    else if (service.isCaughtUp) yield* rest
  }
})

/** What is due and nobody sends yet; from now on it is being sent. */
const take = (
  { claim, turn, underWay }: Service,
  urgency: "urgent" | "any"
): Effect.Effect<ReadonlyArray<Delivery>, StoreError, WebhookStore> =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const found = yield* (yield* WebhookStore).due(claim, now, batch + underWay.size, urgency)
    const free = found.filter(({ event }) => !underWay.has(event.id)).slice(0, batch)
    for (const { event } of free) underWay.add(event.id)
    return free
  }).pipe(turn.withPermits(1))

const send = Effect.fnUntraced(function* (
  service: Service,
  due: ReadonlyArray<Delivery>
): Effect.fn.Return<void, StoreError, Services> {
  const { settings, claim, underWay } = service
  const attempts = yield* Effect.forEach(due, (delivery) => attempt(settings, claim, delivery), {
    concurrency: "unbounded"
  })
  const health = yield* WebhookAttempt.judge(claim, service.failures, attempts)
  service.failures = health.failures
  const until = (yield* Clock.currentTimeMillis) + leaseMillis(settings)
  const deliveries = attempts.map(({ delivery }) => delivery)
  const settled = Effect.flatMap(WebhookStore, (store) => store.settle(claim, deliveries, health, until))
  const kept = yield* service.turn.withPermits(1)(
    Effect.tap(settled, () => {
      for (const { event } of due) underWay.delete(event.id)
    })
  )
  if (!kept || !health.enabled || health.nextAttempt > 0) service.isOver = true
})

const attempt = Effect.fnUntraced(function* ({ reach, issuing }: Running, { webhook }: Claim, delivery: Delivery) {
  const { receiver } = webhook
  if (receiver === undefined) {
    const message = WebhookMessage.make(webhook, delivery.event, yield* Clock.currentTimeMillis, reach)
    return yield* WebhookAttempt.attempt(delivery, message, WebhookAttempt.byStatus)
  }
  const token = yield* SecurityEventToken.make(issuing, webhook, receiver, delivery.event)
  const message = yield* SecurityEventToken.message(webhook, token, reach)
  return yield* WebhookAttempt.attempt(delivery, message, SecurityEventToken.verdict)
})

/** Keeps the claim while an endpoint takes its time. Whether it was lost shows when something is settled. */
const hold = ({ settings, claim }: Service): Effect.Effect<never, never, WebhookStore> => {
  const prolong = Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    yield* (yield* WebhookStore).prolong(claim, now + leaseMillis(settings))
  })
  return Effect.forever(Effect.zipRight(Effect.sleep(leaseMillis(settings) / 3), Effect.ignore(prolong)))
}

/** Stores what the next changes make owed; answers whether there were none. */
const owe = Effect.fnUntraced(function* (
  service: Service
): Effect.fn.Return<boolean, StoreError, EventStore | WebhookStore> {
  const { claim } = service
  const { webhook } = claim
  const recorded = yield* (yield* EventStore).after(webhook.tenant, service.seq, pageSize)
  const last = recorded.at(-1)
  if (last === undefined) return true
  const events = recorded.flatMap((change) => Webhook.owed(webhook, change))
  const kept = yield* (yield* WebhookStore).owe(claim, events, last.seq, yield* Clock.currentTimeMillis)
  if (!kept) service.isOver = true
  service.seq = last.seq
  return false
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
