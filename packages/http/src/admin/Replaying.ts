/** What is sent again to an endpoint, a webhook or a receiver: one event, what was given up, or all from somewhere on. */
import type { Webhook } from "@rollcall/core"
import { type EventStore, Events, type StoreError, WebhookService, type WebhookStore } from "@rollcall/provider"
import { Effect } from "effect"
import { Invalid } from "./AdminError.ts"
import { readSeq } from "./EventEndpoints.ts"
import type * as WebhookApi from "./WebhookApi.ts"

export const perform: (
  webhook: Webhook.Webhook,
  asked: typeof WebhookApi.Replay.Type
) => Effect.Effect<typeof WebhookApi.Replayed.Type, Invalid | StoreError, EventStore | WebhookStore> =
  Effect.fnUntraced(function* (webhook, { after, event, since }) {
    const named = [after, event, since].filter((each) => each !== undefined)
    if (named.length > 1) {
      return yield* new Invalid({ detail: "Name one of after, since and event, or none for all that was given up." })
    }
    if (event !== undefined) {
      if (yield* WebhookService.resend(webhook, event)) return { replayed: 1 }
      return yield* new Invalid({ detail: "event must be the id of a delivery that was given up." })
    }
    const seq =
      since === undefined ? yield* readSeq(after) : yield* Events.behind(webhook.tenant, yield* readTime(since))
    const replayed = yield* WebhookService.owe(webhook, seq)
    return seq === undefined ? { replayed } : { after: seq }
  })

const readTime = (text: string): Effect.Effect<number, Invalid> => {
  const time = Date.parse(text)
  return Number.isNaN(time)
    ? new Invalid({ detail: "since must be a time in ISO 8601, such as 2026-01-31T09:00:00Z." })
    : Effect.succeed(time)
}
