/**
 * Webhooks and deliveries as JSON, in the one form that the command line and the administrator's API show: times as people
 * read them, and no secret.
 */
import type { Webhook } from "@rollcall/core"
import type { Delivery, Standing } from "./port/WebhookStore.ts"
import type { ReceiverStanding, Registered } from "./ReceiverService.ts"

export const of = ({ id, tenant, url, kinds, enabled, created }: Webhook.Webhook) => ({
  id,
  tenant,
  url,
  kinds,
  enabled,
  createdAt: time(created)
})

export const ofStanding = (standing: Standing) => ({
  ...of(standing.webhook),
  state: state(standing),
  pending: standing.pending,
  dead: standing.dead
})

/** A receiver of security event tokens: where tokens are brought, or fetched, and by whom they are issued. */
export const ofReceiver = ({ id, tenant, url, enabled, created, receiver }: Registered) => ({
  id,
  tenant,
  delivery: receiver.delivery,
  url,
  audience: receiver.audience,
  issuer: receiver.issuer,
  enabled,
  createdAt: time(created)
})

export const state = ({ webhook, failures }: Standing): "disabled" | "working" | "failing" => {
  if (!webhook.enabled) return "disabled"
  return failures === 0 ? "working" : "failing"
}

export const ofDelivery = ({ event, state, attempts, nextAttempt, at, answer }: Delivery) => ({
  id: event.id,
  seq: event.seq,
  type: event.kind,
  resource: { type: event.resource.type, id: event.resource.id },
  state,
  attempts,
  at: time(at),
  ...(state === "pending" && nextAttempt > 0 ? { nextAttemptAt: time(nextAttempt) } : {}),
  ...(answer === undefined ? {} : { answer })
})

export const ofReceiverStanding = (standing: ReceiverStanding) => ({
  ...ofReceiver(standing.webhook),
  state: state(standing),
  pending: standing.pending,
  dead: standing.dead
})

const time = (millis: number): string => new Date(millis).toISOString()
