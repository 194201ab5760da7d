/**
 * An event as it travels to an endpoint: the body, and headers that prove who sent it, after the Standard Webhooks
 * specification. A signature is HMAC-SHA256 over id, time and body, by every secret that is alive.
 */
import { hmac } from "@noble/hashes/hmac.js"
import { sha256 } from "@noble/hashes/sha2.js"
import { utf8ToBytes } from "@noble/hashes/utils.js"
import { Event, Webhook } from "@rollcall/core"
import { Either, Encoding } from "effect"
import type { Message, Reach } from "./port/WebhookSender.ts"

const prefix = "whsec_"

/** The text of a secret, as applications take it. */
export const printSecret = (key: Uint8Array): string => prefix + Encoding.encodeBase64(key)

export const make = (webhook: Webhook.Webhook, event: Event.Event, now: number, reach: Reach): Message => {
  const body = JSON.stringify(Event.render(event))
  const seconds = String(Math.floor(now / 1_000))
  const signed = utf8ToBytes(`${event.id}.${seconds}.${body}`)
  const signatures = Webhook.living(webhook, now).map(({ text }) => `v1,${sign(text, signed)}`)
  return {
    url: webhook.url,
    headers: {
      "content-type": "application/json",
      "webhook-id": event.id,
      "webhook-timestamp": seconds,
      "webhook-signature": signatures.join(" ")
    },
    body,
    reach
  }
}

const sign = (secret: string, signed: Uint8Array): string => Encoding.encodeBase64(hmac(sha256, keyOf(secret), signed))

/** Only `printSecret` makes secrets. */
const keyOf = (secret: string): Uint8Array => Either.getOrThrow(Encoding.decodeBase64(secret.slice(prefix.length)))
