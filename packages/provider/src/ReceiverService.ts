/**
 * Receivers of security event tokens as people manage them. A receiver is a webhook that is told in another form: what is
 * owed to it, tried and given up is the same.
 */
import { type Receiver, TokenText, Webhook } from "@rollcall/core"
import { Clock, Data, Effect, Option } from "effect"
import { digest } from "./Digest.ts"
import { EventStore } from "./port/EventStore.ts"
import type { StoreError } from "./port/ResourceStore.ts"
import { TenantStore } from "./port/TenantStore.ts"
import type { Reach } from "./port/WebhookSender.ts"
import { type Standing, WebhookStore } from "./port/WebhookStore.ts"
import { identifier, Randomness } from "./Randomness.ts"
import * as Span from "./Span.ts"
import { UnknownTenant } from "./TokenService.ts"
import * as WebhookService from "./WebhookService.ts"

export class UnknownReceiver extends Data.TaggedError("UnknownReceiver")<{ readonly id: string }> {}

/** What is known of a receiver. */
export interface Registered extends Webhook.Webhook {
  readonly receiver: Receiver.Receiver
}

/** A receiver with the text of what it shows when it polls, which is told now and never again. */
export interface Issued {
  readonly receiver: Registered
  readonly text?: string
}

export interface Request {
  readonly tenant: string
  readonly audience: string
  /** Under which address receivers know this server, without a slash at the end. */
  readonly root: string
  /** Where tokens are brought, and what the sender shows there. Absent: they are fetched. */
  readonly push?: { readonly url: string; readonly token?: string }
  readonly reach: Reach
}

/** Under which the issuers and the addresses to poll lie. */
export const path = "/security-events"

const secretPrefix = "rollcall_receiver_"

/** It is told of what changes from now on. */
export const create: (
  request: Request
) => Effect.Effect<
  Issued,
  UnknownTenant | WebhookService.UnfitUrl | StoreError,
  TenantStore | EventStore | WebhookStore | Randomness
> = Effect.fnUntraced(function* ({ tenant, audience, root, push, reach }) {
  if (Option.isNone(yield* (yield* TenantStore).find(tenant))) return yield* new UnknownTenant({ id: tenant })
  const id = yield* identifier
  const text = push === undefined ? yield* credential : push.token
  const receiver: Registered = {
    id,
    tenant,
    url: push === undefined ? `${root}${path}/${id}` : yield* WebhookService.parseUrl(push.url, reach),
    kinds: [],
    secrets: text === undefined ? [] : [{ text: push === undefined ? digest(text) : text }],
    enabled: true,
    created: yield* Clock.currentTimeMillis,
    receiver: {
      audience,
      issuer: `${root}${path}/${encodeURIComponent(tenant)}`,
      delivery: push === undefined ? "poll" : "push"
    }
  }
  yield* (yield* WebhookStore).insert(receiver, yield* (yield* EventStore).end(tenant))
  return { receiver, ...(push === undefined && text !== undefined ? { text } : {}) }
}, Span.within("ReceiverService.create"))

export interface Change {
  /** Only of a receiver to which tokens are brought. */
  readonly push?: { readonly url?: string; readonly token?: string }
  readonly enabled?: boolean
  readonly reach: Reach
}

export const update: (
  id: string,
  change: Change
) => Effect.Effect<Registered, UnknownReceiver | WebhookService.UnfitUrl | StoreError, WebhookStore> =
  Effect.fnUntraced(function* (id, { push = {}, enabled, reach }) {
    const found = yield* find(id)
    const { url, token } = found.receiver.delivery === "push" ? push : {}
    return yield* write({
      ...found,
      ...(enabled === undefined ? {} : { enabled }),
      ...(url === undefined ? {} : { url: yield* WebhookService.parseUrl(url, reach) }),
      ...(token === undefined ? {} : { secrets: [{ text: token }] })
    })
  }, Span.within("ReceiverService.update"))

/** Another secret for a receiver that polls; the old one is good for `overlap` milliseconds, a day where it is not given. */
export const rotate: (
  id: string,
  overlap?: number
) => Effect.Effect<Issued, UnknownReceiver | StoreError, WebhookStore | Randomness> = Effect.fnUntraced(function* (
  id,
  overlap
) {
  const found = yield* find(id)
  if (found.receiver.delivery === "push") return { receiver: found }
  const text = yield* credential
  const rotated = Webhook.rotate(found, digest(text), yield* Clock.currentTimeMillis, overlap)
  return { receiver: yield* write({ ...found, secrets: rotated.secrets }), text }
}, Span.within("ReceiverService.rotate"))

/** Answers what it was. */
export const remove: (id: string) => Effect.Effect<Registered, UnknownReceiver | StoreError, WebhookStore> =
  Effect.fnUntraced(function* (id) {
    const found = yield* find(id)
    if (!(yield* (yield* WebhookStore).remove(found.tenant, id))) return yield* new UnknownReceiver({ id })
    return found
  }, Span.within("ReceiverService.remove"))

/** Where a receiver stands. */
export interface ReceiverStanding extends Standing {
  readonly webhook: Registered
}

export const list = (tenant?: string): Effect.Effect<ReadonlyArray<ReceiverStanding>, StoreError, WebhookStore> =>
  Effect.flatMap(WebhookStore, (store) =>
    Effect.map(store.list(tenant), (all) =>
      all.filter((standing): standing is ReceiverStanding => standing.webhook.receiver !== undefined)
    )
  )

export const find: (id: string) => Effect.Effect<Registered, UnknownReceiver | StoreError, WebhookStore> =
  Effect.fnUntraced(function* (id) {
    const found = Option.getOrUndefined(yield* (yield* WebhookStore).find(id))
    if (found?.receiver === undefined) return yield* new UnknownReceiver({ id })
    return { ...found, receiver: found.receiver }
  }, Span.within("ReceiverService.find"))

const write = Effect.fnUntraced(function* (receiver: Registered) {
  if (!(yield* (yield* WebhookStore).update(receiver))) return yield* new UnknownReceiver({ id: receiver.id })
  return receiver
})

const credential = Effect.flatMap(Randomness, ({ bytes }) =>
  Effect.map(bytes(TokenText.secretBytes), (secret): string => TokenText.print(secret, secretPrefix))
)
