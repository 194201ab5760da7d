/**
 * One try to bring an event to an endpoint, what becomes of the event by what was answered, and what that says of the
 * endpoint as a whole. What is sent, and who may send, is decided elsewhere.
 */
import { Webhook } from "@rollcall/core"
import { Clock, Duration, Effect, Option, Random } from "effect"
import { type Message, type Reply, WebhookSender } from "./port/WebhookSender.ts"
import type { Claim, Delivery, Health } from "./port/WebhookStore.ts"

/** What became of a delivery, with what was answered, if anything. */
export interface Attempt {
  readonly delivery: Delivery
  readonly answer?: Reply
}

/** What an answer means. */
export interface Verdict {
  readonly outcome: "taken" | "failed" | "refused"
  /** For people. */
  readonly answer: string
}

const attemptTime = Duration.seconds(10)

/** By the status alone: what was not taken is tried again. Why it was not is in the first words of the answer, if anywhere. */
export const byStatus = ({ status, text }: Reply): Verdict => {
  const isTaken = status >= 200 && status < 300
  const said = isTaken ? "" : excerpt(text)
  return { outcome: isTaken ? "taken" : "failed", answer: said === "" ? String(status) : `${status}: ${said}` }
}

/** What a line has room for. */
const excerptLength = 200

/** The beginning of what an endpoint said, in one line. */
export const excerpt = (text: string): string => {
  const line = text.replace(/[\p{Cc}\s]+/gu, " ").trim()
  return line.length > excerptLength ? `${line.slice(0, excerptLength)}…` : line
}

export const attempt = Effect.fnUntraced(function* (
  delivery: Delivery,
  message: Message,
  verdict: (answer: Reply) => Verdict
): Effect.fn.Return<Attempt, never, WebhookSender> {
  const outcome = yield* (yield* WebhookSender).post(message).pipe(
    Effect.timeoutOption(attemptTime),
    Effect.map(
      Option.match({
        onNone: () => `no answer within ${Duration.format(attemptTime)}`,
        onSome: (answer) => answer
      })
    ),
    Effect.catchTag("Undelivered", ({ detail }) => Effect.succeed(detail))
  )
  const at = yield* Clock.currentTimeMillis
  const random = yield* Random.next
  if (typeof outcome === "string") {
    return { delivery: after(delivery, { outcome: "failed", answer: outcome }, at, random, 0) }
  }
  const asked = Webhook.quietMillis(outcome.retryAfter ?? 0)
  return { delivery: after(delivery, verdict(outcome), at, random, asked), answer: outcome }
})

/** The delivery after an attempt that ended so. Who asks for quiet gets it, and attempts no sooner than they would be. */
const after = (
  delivery: Delivery,
  { outcome, answer }: Verdict,
  at: number,
  random: number,
  asked: number
): Delivery => {
  const tried = { ...delivery, attempts: delivery.attempts + 1, at, answer }
  if (outcome === "taken") return { ...tried, state: "delivered" }
  const wait = Webhook.retryMillis(tried.attempts, random)
  return outcome === "refused" || wait === undefined
    ? { ...tried, state: "dead" }
    : { ...tried, state: "pending", nextAttempt: at + Math.max(wait, asked) }
}

/** The endpoint is gone and wants no more events. */
const gone = 410

/** These say something of the endpoint and nothing of the event (RFC 6585 §4, RFC 9110 §15.6.4). */
const overloaded: ReadonlyArray<number | undefined> = [429, 503]

/**
 * One event that an endpoint chokes on says nothing of the others. That nobody answers, or nothing of several is taken,
 * or that it asks for quiet, says something of the endpoint: it is left alone for a while.
 */
export const judge = Effect.fnUntraced(function* (
  claim: Claim,
  failures: number,
  attempts: ReadonlyArray<Attempt>
): Effect.fn.Return<Health> {
  const enabled = attempts.every(({ answer }) => answer?.status !== gone)
  const settled = attempts.filter(({ delivery }) => delivery.state !== "pending")
  const isTaken = settled.some(({ delivery }) => delivery.state === "delivered")
  const asked = quietAsked(attempts)
  const isDown =
    settled.length === 0 && (attempts.length > 1 || attempts.every(({ answer }) => answer === undefined) || asked > 0)
  if (!enabled) yield* warn(claim, "The endpoint of a webhook is gone and gets no more events.", attempts)
  const now = yield* Clock.currentTimeMillis
  if (!isDown) {
    const quiet = asked === 0 ? 0 : now + asked
    const left = isTaken ? 0 : failures
    return { failures: left, nextAttempt: quiet, enabled, recovered: isTaken && failures > 0 && asked === 0 }
  }
  if (failures === 0) yield* warn(claim, "The endpoint of a webhook takes no events.", attempts)
  const pause = Math.max(Webhook.pauseMillis(failures + 1, yield* Random.next), asked)
  return { failures: failures + 1, nextAttempt: now + pause, enabled, recovered: false }
})

const quietAsked = (attempts: ReadonlyArray<Attempt>): number =>
  Math.max(
    0,
    ...attempts.map(({ answer }) =>
      overloaded.includes(answer?.status) ? Webhook.quietMillis(answer?.retryAfter ?? 0) : 0
    )
  )

const warn = ({ webhook }: Claim, message: string, attempts: ReadonlyArray<Attempt>): Effect.Effect<void> =>
  Effect.annotateLogs(Effect.logWarning(message), {
    tenant: webhook.tenant,
    webhook: webhook.id,
    answer: attempts[0]?.delivery.answer ?? ""
  })
