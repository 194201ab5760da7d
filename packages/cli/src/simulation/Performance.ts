/**
 * A sequence played to its end, with a line for each request and its answer, and a verdict. What it has created is deleted
 * again, also when an answer is wrong or somebody interrupts it.
 */
import { Console, Effect, Either } from "effect"
import { CliError } from "../CliError.ts"
import * as Output from "../Output.ts"
import { type Performed, Replay, type Target } from "./Replay.ts"
import { type Exchange, exchangesOf, type Sequence } from "./Sequence.ts"
import { NoValue } from "./Variables.ts"

export interface Style {
  readonly verbose: boolean
  readonly json: boolean
}

export interface Review {
  /** A sentence where the provider would not be content. */
  readonly verdict?: string
}

interface Counts {
  performed: number
  wrong: number
  untried: number
  remarks: number
}

export const give = (sequence: Sequence, target: Target, style: Style): Effect.Effect<Review, CliError> =>
  Effect.gen(function* () {
    const replay = new Replay(sequence, target)
    const counts: Counts = { performed: 0, wrong: 0, untried: 0, remarks: 0 }
    if (!style.json) yield* Console.log(`${sequence.idp}: ${sequence.title}\n`)
    const left = yield* perform(replay, sequence, target, style, counts).pipe(
      Effect.zipRight(Effect.suspend(() => cleanUp(replay, style))),
      Effect.onError(() => cleanUp(replay, style))
    )
    return yield* conclude(sequence, style, counts, left)
  })

const perform = Effect.fnUntraced(function* (
  replay: Replay,
  sequence: Sequence,
  target: Target,
  style: Style,
  counts: Counts
) {
  for (const step of sequence.steps) {
    for (const exchange of exchangesOf(step)) {
      // Whoever interrupts waits for the answer: what it creates has to be known.
      const tried = yield* Effect.uninterruptible(Effect.either(send(replay, exchange)))
      if (Either.isRight(tried)) {
        yield* show(step.name, tried.right, style, counts)
        if (counts.performed === 1 && tried.right.received.status === 401) return
      } else if (tried.left instanceof NoValue) {
        counts.untried += 1
        yield* note(
          style,
          { step: step.name, untried: true },
          `-     ${step.name}: not tried, for want of what a request before should have made`
        )
      } else if (counts.performed === 0) {
        return yield* new CliError({
          message: `--url must name a SCIM server, but ${target.base} does not answer: ${reason(tried.left)}.`
        })
      } else {
        counts.wrong += 1
        yield* note(
          style,
          { step: step.name, unanswered: true },
          `FAIL  ${step.name}: no answer came (${reason(tried.left)})`
        )
        return
      }
    }
  }
})

const send = (replay: Replay, exchange: Exchange): Effect.Effect<Performed, unknown> =>
  Effect.tryPromise({ try: () => replay.perform(exchange), catch: (cause) => cause })

const show = (step: string, { sent, received, complaints, remarks }: Performed, style: Style, counts: Counts) => {
  counts.performed += 1
  if (complaints.length > 0) counts.wrong += 1
  counts.remarks += remarks.length
  const lines = [
    `${complaints.length === 0 ? "ok  " : "FAIL"}  ${sent.method.padEnd(6)} ${received.status}  ${step}  ${readable(sent.path)}`,
    ...complaints.map((complaint) => `      ${complaint}`),
    ...remarks.map((remark) => `      note: ${remark}`),
    ...(style.verbose && sent.body !== undefined ? [`      > ${Output.printable(sent.body)}`] : []),
    ...(style.verbose && received.text !== "" ? [`      < ${Output.printable(received.text)}`] : [])
  ]
  const bodies = style.verbose ? { request: sent.body, response: received.text } : {}
  const { method, path } = sent
  return note(style, { step, method, path, status: received.status, complaints, remarks, ...bodies }, lines.join("\n"))
}

const note = ({ json }: Style, value: unknown, text: string): Effect.Effect<void> => Output.print(json, value, text)

/** Filters as people type them. */
const readable = (path: string): string =>
  Output.printable(
    Either.getOrElse(
      Either.try(() => decodeURIComponent(path.replaceAll("+", " "))),
      () => path
    )
  )

/** Answers the paths of what could not be deleted. */
const cleanUp = (replay: Replay, style: Style): Effect.Effect<ReadonlyArray<string>> =>
  Effect.gen(function* () {
    const paths = replay.left
    const kept: Array<string> = []
    for (const path of paths) {
      const isGone = yield* Effect.orElseSucceed(
        Effect.tryPromise(() => replay.cleanUp(path)),
        () => false
      )
      if (!isGone) kept.push(path)
      yield* note(style, { cleanedUp: path, isGone }, `${isGone ? "clean" : "LEFT "} ${path}`)
    }
    return kept
  }).pipe(Effect.uninterruptible)

const conclude = (
  { idp, steps }: Sequence,
  style: Style,
  { performed, wrong, untried, remarks }: Counts,
  left: ReadonlyArray<string>
) => {
  const asked = steps.flatMap(exchangesOf).length
  const isComplete = performed === asked && wrong === 0
  const verdict = [
    isComplete
      ? `${idp} would be content: ${performed} of ${asked} answers are what it needs.`
      : `${idp} would stumble over ${wrong} of ${asked} answers${untried > 0 ? `, and ${untried} requests could not be tried` : ""}.`,
    ...(remarks > 0 ? [`${Output.counted(remarks, "note")} of what others may stumble over.`] : []),
    ...(left.length > 0 ? [`Delete by hand what is left: ${left.join(", ")}.`] : [])
  ].join(" ")
  const isGood = isComplete && left.length === 0
  const review: Review = isGood ? {} : { verdict }
  const summary = { content: isComplete, answers: asked, performed, wrong, untried, remarks, left }
  return Effect.as(style.json || isGood ? note(style, summary, `\n${verdict}`) : Effect.void, review)
}

const reason = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause)
  return cause.cause instanceof Error ? cause.cause.message : cause.message
}
