/**
 * Webhooks as people manage them: made, changed, given another secret, tried, and told again what they missed.
 */
import { type Event, Webhook } from "@rollcall/core"
import { Clock, Data, Effect, Either, Option } from "effect"
import { EventStore } from "./port/EventStore.ts"
import type { StoreError } from "./port/ResourceStore.ts"
import { TenantStore } from "./port/TenantStore.ts"
import { type Reach, type Reply, type Undelivered, WebhookSender } from "./port/WebhookSender.ts"
import { type Standing, WebhookStore } from "./port/WebhookStore.ts"
import { identifier, Randomness } from "./Randomness.ts"
import * as Span from "./Span.ts"
import { UnknownTenant } from "./TokenService.ts"
import * as WebhookMessage from "./WebhookMessage.ts"

export class UnknownWebhook extends Data.TaggedError("UnknownWebhook")<{ readonly id: string }> {}

/** The endpoint is none that events may go to; the detail says what it must be. */
export class UnfitUrl extends Data.TaggedError("UnfitUrl")<{ readonly detail: string }> {}

/** As many bits as the hash has. */
const secretBytes = 32

export interface Request {
  readonly tenant: string
  readonly url: string
  readonly kinds: ReadonlyArray<string>
  readonly reach: Reach
}

/** It is told of what changes from now on. */
export const create: (
  request: Request
) => Effect.Effect<
  Webhook.Webhook,
  UnknownTenant | UnfitUrl | StoreError,
  TenantStore | EventStore | WebhookStore | Randomness
> = Effect.fnUntraced(function* ({ tenant, url, kinds, reach }) {
  if (Option.isNone(yield* (yield* TenantStore).find(tenant))) return yield* new UnknownTenant({ id: tenant })
  const webhook: Webhook.Webhook = {
    id: yield* identifier,
    tenant,
    url: yield* parseUrl(url, reach),
    kinds,
    secrets: [{ text: yield* secret }],
    enabled: true,
    created: yield* Clock.currentTimeMillis
  }
  yield* (yield* WebhookStore).insert(webhook, yield* (yield* EventStore).end(tenant))
  return webhook
}, Span.within("WebhookService.create"))

export interface Change {
  readonly url?: string
  readonly kinds?: ReadonlyArray<string>
  readonly enabled?: boolean
  readonly reach: Reach
}

export const update: (
  id: string,
  change: Change
) => Effect.Effect<Webhook.Webhook, UnknownWebhook | UnfitUrl | StoreError, WebhookStore> = Effect.fnUntraced(
  function* (id, { url, reach, ...change }) {
    const found = yield* find(id)
    return yield* write({ ...found, ...change, ...(url === undefined ? {} : { url: yield* parseUrl(url, reach) }) })
  },
  Span.within("WebhookService.update")
)

/** The webhook with a new secret; the old one signs too for `overlap` milliseconds, a day where it is not given. */
export const rotate: (
  id: string,
  overlap?: number
) => Effect.Effect<Webhook.Webhook, UnknownWebhook | StoreError, WebhookStore | Randomness> = Effect.fnUntraced(
  function* (id, overlap) {
    return yield* write(Webhook.rotate(yield* find(id), yield* secret, yield* Clock.currentTimeMillis, overlap))
  },
  Span.within("WebhookService.rotate")
)

/** Answers what it was. */
export const remove: (id: string) => Effect.Effect<Webhook.Webhook, UnknownWebhook | StoreError, WebhookStore> =
  Effect.fnUntraced(function* (id) {
    const found = yield* find(id)
    if (!(yield* (yield* WebhookStore).remove(found.tenant, id))) return yield* new UnknownWebhook({ id })
    return found
  }, Span.within("WebhookService.remove"))

/** Owes it again one event that was given up; false where there is none such. */
export const resend = (
  { id, tenant }: Webhook.Webhook,
  event: string
): Effect.Effect<boolean, StoreError, WebhookStore> =>
  Effect.gen(function* () {
    return (yield* (yield* WebhookStore).revive(tenant, id, yield* Clock.currentTimeMillis, event)) > 0
  }).pipe(Span.within("WebhookService.resend"))

/**
 * Owes it again what was given up, or, where a number is given, every change behind that. Answers how many events were
 * given up and are owed again; of those behind a number nobody knows yet.
 */
export const owe: (
  webhook: Webhook.Webhook,
  after: number | undefined
) => Effect.Effect<number, StoreError, WebhookStore> = Effect.fnUntraced(function* ({ id, tenant }, after) {
  const store = yield* WebhookStore
  if (after === undefined) return yield* store.revive(tenant, id, yield* Clock.currentTimeMillis)
  yield* store.rewind(tenant, id, after)
  return 0
})

/** Sends an event that nothing happened for; answers what the endpoint does. */
export const test: (
  id: string,
  reach: Reach
) => Effect.Effect<Reply, UnknownWebhook | Undelivered | StoreError, WebhookStore | WebhookSender | Randomness> =
  Effect.fnUntraced(function* (id, reach) {
    const webhook = yield* find(id)
    const now = yield* Clock.currentTimeMillis
    const event: Event.Event = {
      id: `evt_test_${yield* identifier}`,
      seq: 0,
      tenant: webhook.tenant,
      kind: "webhook.test",
      resource: { type: "Webhook", id, version: 1 },
      at: now
    }
    return yield* (yield* WebhookSender).post(WebhookMessage.make(webhook, event, now, reach))
  }, Span.within("WebhookService.test"))

export const find: (id: string) => Effect.Effect<Webhook.Webhook, UnknownWebhook | StoreError, WebhookStore> =
  Effect.fnUntraced(function* (id) {
    const found = yield* (yield* WebhookStore).find(id)
    return Option.isSome(found) && found.value.receiver === undefined ? found.value : yield* new UnknownWebhook({ id })
  }, Span.within("WebhookService.find"))

export const list = (tenant?: string): Effect.Effect<ReadonlyArray<Standing>, StoreError, WebhookStore> =>
  Effect.flatMap(WebhookStore, (store) =>
    Effect.map(store.list(tenant), (all) => all.filter(({ webhook }) => webhook.receiver === undefined))
  )

const write = Effect.fnUntraced(function* (webhook: Webhook.Webhook) {
  if (!(yield* (yield* WebhookStore).update(webhook))) return yield* new UnknownWebhook({ id: webhook.id })
  return webhook
})

const secret = Effect.flatMap(Randomness, ({ bytes }) => Effect.map(bytes(secretBytes), WebhookMessage.printSecret))

/** An address that events may go to. */
export const parseUrl = (text: string, reach: Reach): Either.Either<string, UnfitUrl> => {
  const url = Either.getOrUndefined(Either.try(() => new URL(text)))
  const protocols = reach === "public" ? ["https:"] : ["https:", "http:"]
  if (url === undefined || !protocols.includes(url.protocol) || url.hash !== "" || url.username + url.password !== "") {
    const scheme = protocols.map((protocol) => `${protocol}//`).join(" or ")
    return Either.left(
      new UnfitUrl({ detail: `an address that begins with ${scheme}, without a password and a fragment` })
    )
  }
  return Either.right(url.href)
}
