/**
 * A webhook: an endpoint of an application that is told of events, after the Standard Webhooks specification. Here is what
 * it wants to hear, which secrets sign for it, and how long one goes on trying; pure functions of values and times.
 * Times are milliseconds since 1970.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */

import * as Event from "../event/Event.ts"
import type { Receiver } from "./Receiver.ts"

export interface Secret {
  /** `whsec_` and the key in base64. Of a receiver, what is shown to it, or the digest of what it shows. */
  readonly text: string
  /** From then on it signs no more. Absent: until it is replaced. */
  readonly expires?: number
}

export interface Webhook {
  readonly id: string
  readonly tenant: string
  readonly url: string
  /** The kinds of events that it wants; none stands for all. */
  readonly kinds: ReadonlyArray<string>
  /** The newest first. */
  readonly secrets: ReadonlyArray<Secret>
  readonly enabled: boolean
  readonly created: number
  /** Where it is told in security event tokens, and of each change once. */
  readonly receiver?: Receiver
}

export const wants = ({ kinds }: Webhook, kind: string): boolean => kinds.length === 0 || kinds.includes(kind)

/** The events that a change makes owed to it; security event tokens are about resources alone (RFC 9967). */
export const owed = (webhook: Webhook, change: Event.Recorded): ReadonlyArray<Event.Event> => {
  if (webhook.receiver === undefined) return Event.tell(change).filter(({ kind }) => wants(webhook, kind))
  return change.change === "expiring" ? [] : [Event.summarise(change)]
}

/** The secrets that sign at that time. While there are two, a receiver may check by either. */
export const living = ({ secrets }: Webhook, now: number): ReadonlyArray<Secret> =>
  secrets.filter(({ expires }) => expires === undefined || now < expires)

/** How long the old secret of a rotation goes on signing: somebody has to give the application the new one. */
export const standardOverlap: number = 24 * 3_600_000

/** The webhook with a new secret; those before it go on for `overlap` milliseconds, unless they end earlier. */
export const rotate = (webhook: Webhook, text: string, now: number, overlap: number = standardOverlap): Webhook => ({
  ...webhook,
  secrets: [
    { text },
    ...living(webhook, now)
      .map((secret) => ({ ...secret, expires: Math.min(secret.expires ?? Number.POSITIVE_INFINITY, now + overlap) }))
      .filter(({ expires }) => now < expires)
  ]
})

/**
 * An event is tried so often: after 5 seconds, then four times as long each time, and every 12 hours at last. That is
 * three days and a third, so an endpoint that breaks on a Friday evening and is repaired on Monday has missed nothing.
 */
export const attemptsMax = 14

const retryMillisMin = 5_000
const retryMillisMax = 12 * 3_600_000

/** How long to wait after that many attempts; undefined when there is no other. `random` is from 0 to 1. */
export const retryMillis = (attempts: number, random: number): number | undefined =>
  attempts >= attemptsMax ? undefined : spread(Math.min(retryMillisMin * 4 ** (attempts - 1), retryMillisMax), random)

const pauseMillisMin = 1_000
const pauseMillisMax = 60_000

/**
 * How long an endpoint is left alone that has answered to nothing for so many times in a row: it is not trampled on when it
 * comes back, and within a minute somebody sees that it does.
 */
export const pauseMillis = (failures: number, random: number): number =>
  spread(Math.min(pauseMillisMin * 2 ** (failures - 1), pauseMillisMax), random)

/** An endpoint that asks for more quiet than an hour is asked again after an hour all the same. */
const quietMillisMax = 3_600_000

/** For how many milliseconds an endpoint is left alone that asks for so many (RFC 9110 §10.2.3). */
export const quietMillis = (asked: number): number => Math.min(asked, quietMillisMax)

/** A fifth more or less, so that those who failed together do not come again together. */
const spread = (millis: number, random: number): number => Math.round(millis * (0.8 + 0.4 * random))
