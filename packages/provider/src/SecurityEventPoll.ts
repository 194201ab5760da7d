/**
 * Security event tokens for a receiver that fetches them (RFC 8936): it says what it has taken and what it could not, and
 * gets what it is owed, or waits a while for something to happen. Of each resource it gets one token at a time, so that
 * none can overtake another.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8936#section-2
 */
import { type Receiver, SecurityEvent, Webhook } from "@rollcall/core"
import { Clock, Duration, Effect, Option } from "effect"
import { digest } from "./Digest.ts"
import * as News from "./News.ts"
import { EventStore } from "./port/EventStore.ts"
import type { StoreError } from "./port/ResourceStore.ts"
import type { SecretStore } from "./port/SecretStore.ts"
import { type Delivery, WebhookStore } from "./port/WebhookStore.ts"
import { identifier, type Randomness } from "./Randomness.ts"
import * as SecurityEventToken from "./SecurityEventToken.ts"
import * as Span from "./Span.ts"

export interface Request {
  /** The ids of tokens that were taken. */
  readonly taken: ReadonlyArray<string>
  /** Why tokens could not be taken, by id. */
  readonly refused: Readonly<Record<string, string>>
  readonly eventsMax: number
  /** For how long to wait where nothing is owed. */
  readonly patience: Duration.Duration
}

export interface Reply {
  /** Tokens by their id. */
  readonly sets: Readonly<Record<string, string>>
  readonly moreAvailable: boolean
}

/** A webhook that is a receiver which polls. */
export interface Poller {
  readonly webhook: Webhook.Webhook
  readonly receiver: Receiver.Receiver
}

/** Who has this id and this secret, where that is a receiver which polls and may. */
export const recognise: (id: string, secret: string) => Effect.Effect<Option.Option<Poller>, StoreError, WebhookStore> =
  Effect.fnUntraced(function* (id, secret) {
    const webhook = Option.getOrUndefined(yield* (yield* WebhookStore).find(id))
    if (webhook?.receiver?.delivery !== "poll" || !webhook.enabled) return Option.none()
    // Digests tell nothing of a secret of 256 bits, however long it takes to compare them.
    const given = digest(secret)
    const isKnown = Webhook.living(webhook, yield* Clock.currentTimeMillis).some(({ text }) => text === given)
    return isKnown ? Option.some({ webhook, receiver: webhook.receiver }) : Option.none()
  }, Span.within("SecurityEventPoll.recognise"))

type Services = EventStore | WebhookStore | SecretStore | Randomness

export const poll: (
  issuing: SecurityEventToken.Issuing,
  poller: Poller,
  request: Request
) => Effect.Effect<Reply, StoreError, Services> = Effect.fnUntraced(function* (issuing, poller, request) {
  const { webhook, receiver } = poller
  yield* acknowledge(webhook, request)
  if (request.eventsMax === 0) return { sets: {}, moreAvailable: (yield* look(webhook, 1)).length > 0 }
  const found = yield* waitFor(webhook, request)
  const tokens = yield* Effect.forEach(found.slice(0, request.eventsMax), ({ event }) =>
    Effect.map(
      SecurityEventToken.make(issuing, webhook, receiver, event),
      (token) => [SecurityEvent.tokenId(event, webhook.id), token] as const
    )
  )
  return { sets: Object.fromEntries(tokens), moreAvailable: found.length > request.eventsMax }
}, Span.within("SecurityEventPoll.poll"))

const acknowledge = Effect.fnUntraced(function* ({ tenant, id }: Webhook.Webhook, { taken, refused }: Request) {
  const store = yield* WebhookStore
  const at = yield* Clock.currentTimeMillis
  const own = (ids: ReadonlyArray<string>) => ids.flatMap((each) => SecurityEvent.eventId(each, id) ?? [])
  if (taken.length > 0)
    yield* store.conclude(tenant, id, own(taken), { state: "delivered", at, answer: "acknowledged" })
  for (const [tokenId, answer] of Object.entries(refused)) {
    yield* store.conclude(tenant, id, own([tokenId]), { state: "dead", at, answer })
  }
})

/** How long after a look the next one comes where there is no news; one that finds nothing costs two reads of an index. */
const interval = Duration.millis(250)

const waitFor = Effect.fnUntraced(function* (webhook: Webhook.Webhook, { eventsMax, patience }: Request) {
  const until = (yield* Clock.currentTimeMillis) + Duration.toMillis(patience)
  const listener = yield* (yield* News.News).listen
  while (true) {
    yield* listener.forget
    const found = yield* look(webhook, eventsMax + 1)
    if (found.length > 0 || (yield* Clock.currentTimeMillis) >= until) return found
    yield* News.pause(listener, interval)
  }
}, Effect.scoped)

/** What is owed, the urgent first. */
const look = Effect.fnUntraced(function* (
  webhook: Webhook.Webhook,
  limit: number
): Effect.fn.Return<ReadonlyArray<Delivery>, StoreError, EventStore | WebhookStore | Randomness> {
  yield* owe(webhook)
  const store = yield* WebhookStore
  const now = yield* Clock.currentTimeMillis
  const urgent = yield* store.due({ webhook }, now, limit, "urgent")
  const first = new Set(urgent.map(({ event }) => event.id))
  const due = yield* store.due({ webhook }, now, limit + first.size, "any")
  return [...urgent, ...due.filter(({ event }) => !first.has(event.id))].slice(0, limit)
})

/** For how long nobody else stores what is owed, where somebody dies who did. */
const leaseMillis = 5_000

/** So many changes are stored at a time, and so many times at most before something is answered. */
const pageSize = 200
const pagesMax = 20

/** Stores what changes make owed. Where somebody else does that already there is nothing to do. */
const owe = Effect.fnUntraced(function* ({ id, tenant }: Webhook.Webhook) {
  const store = yield* WebhookStore
  const now = yield* Clock.currentTimeMillis
  const claim = Option.getOrUndefined(yield* store.claim(yield* identifier, now, now + leaseMillis, id))
  if (claim === undefined) return
  const events = yield* EventStore
  yield* Effect.gen(function* () {
    let seq = claim.seq
    for (let pages = 0; pages < pagesMax; pages++) {
      const recorded = yield* events.after(tenant, seq, pageSize)
      seq = recorded.at(-1)?.seq ?? seq
      const owed = recorded.flatMap((change) => Webhook.owed(claim.webhook, change))
      if (recorded.length === 0 || !(yield* store.owe(claim, owed, seq, now))) return
    }
  }).pipe(Effect.ensuring(Effect.ignore(store.release(claim))))
})
