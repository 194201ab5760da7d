/**
 * A security event token on its way to a receiver: signed, brought by POST, and what the receiver's answer means
 * (RFC 8935 §2).
 *
 * @see https://www.rfc-editor.org/rfc/rfc8935#section-2
 */
import { type Event, Json, type Receiver, type SchemaRegistry, SecurityEvent, Webhook } from "@rollcall/core"
import { Clock, Effect, Either } from "effect"
import type { StoreError } from "./port/ResourceStore.ts"
import type { SecretStore } from "./port/SecretStore.ts"
import type { Message, Reach, Reply } from "./port/WebhookSender.ts"
import type { SecurityEventKeys } from "./SecurityEventKeys.ts"
import type { Verdict } from "./WebhookAttempt.ts"

/** What tokens are made with. */
export interface Issuing {
  readonly keys: SecurityEventKeys
  readonly registry: SchemaRegistry.SchemaRegistry
}

/** The token about an event for that receiver. */
export const make: (
  issuing: Issuing,
  webhook: Webhook.Webhook,
  receiver: Receiver.Receiver,
  event: Event.Event
) => Effect.Effect<string, StoreError, SecretStore> = Effect.fnUntraced(function* (issuing, { id }, receiver, event) {
  const { keys, registry } = issuing
  return yield* keys.sign(SecurityEvent.claims(event, id, receiver, registry, yield* Clock.currentTimeMillis))
})

/** The request that brings a token. The secret of a receiver is what it knows the sender by. */
export const message = Effect.fnUntraced(function* (webhook: Webhook.Webhook, token: string, reach: Reach) {
  const [credential] = Webhook.living(webhook, yield* Clock.currentTimeMillis)
  const message: Message = {
    url: webhook.url,
    headers: {
      "content-type": "application/secevent+jwt",
      accept: "application/json",
      ...(credential === undefined ? {} : { authorization: `Bearer ${credential.text}` })
    },
    body: token,
    reach
  }
  return message
})

/** The receiver cannot read this token, and will be able to no sooner when it comes again (RFC 8935 §2.4). */
const unreadable = "invalid_request"

const wordLengthMax = 200

/** Every other error speaks of keys, of rights or of the receiver itself: somebody may put that right meanwhile. */
export const verdict = ({ status, text }: Reply): Verdict => {
  if (status >= 200 && status < 300) return { outcome: "taken", answer: String(status) }
  const read: unknown = Either.getOrUndefined(Either.try(() => JSON.parse(text)))
  const { err, description } = Json.isObject(read as Json.Json) ? (read as Json.JsonObject) : {}
  const words = [err, description].filter((word) => typeof word === "string").join(": ")
  return {
    outcome: status === 400 && err === unreadable ? "refused" : "failed",
    answer: `${status} ${words}`.slice(0, wordLengthMax).trim()
  }
}
