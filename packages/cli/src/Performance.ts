/** A sequence played in a terminal: a line for each request and its answer, and a verdict. */
import * as Simulation from "@rollcall/http/Simulation"
import { Console, Effect, Either } from "effect"
import { CliError } from "./CliError.ts"
import * as Output from "./Output.ts"

type Happening = Simulation.Performance.Happening

export interface Style {
  readonly verbose: boolean
  readonly json: boolean
}

export interface Review {
  /** A sentence where the provider would not be content. */
  readonly verdict?: string
}

export const give = (
  sequence: Simulation.Sequence.Sequence,
  target: Simulation.Replay.Target,
  style: Style
): Effect.Effect<Review, CliError> =>
  Effect.gen(function* () {
    if (!style.json) yield* Console.log(`${sequence.idp}: ${sequence.title}\n`)
    let isFirst = true
    const tell = (happening: Happening) =>
      Effect.suspend(() => {
        // Where nobody answers at all, the error says it.
        const isSaid = isFirst && happening._tag === "Unanswered"
        isFirst = false
        return isSaid ? Effect.void : show(happening, style)
      })
    const summary = yield* Effect.mapError(
      Simulation.Performance.give(sequence, target, tell),
      ({ reason }) =>
        new CliError({ message: `--url must name a SCIM server, but ${target.base} does not answer: ${reason}.` })
    )
    return yield* conclude(sequence.idp, style, summary)
  })

const show = (happening: Happening, style: Style): Effect.Effect<void> => {
  const { json } = style
  switch (happening._tag) {
    case "Answered":
      return showAnswer(happening, style)
    case "Untried": {
      const { step } = happening
      const text = `-     ${step}: not tried, for want of what a request before should have made`
      return Output.print(json, { step, untried: true }, text)
    }
    case "Unanswered": {
      const { reason, step } = happening
      return Output.print(json, { step, unanswered: true }, `FAIL  ${step}: no answer came (${reason})`)
    }
    case "CleanedUp": {
      const { isGone, path } = happening
      return Output.print(json, { cleanedUp: path, isGone }, `${isGone ? "clean" : "LEFT "} ${path}`)
    }
  }
}

const showAnswer = (
  { complaints, received, remarks, sent, step }: Extract<Happening, { readonly _tag: "Answered" }>,
  { json, verbose }: Style
): Effect.Effect<void> => {
  const lines = [
    `${complaints.length === 0 ? "ok  " : "FAIL"}  ${sent.method.padEnd(6)} ${received.status}  ${step}  ${readable(sent.path)}`,
    ...complaints.map((complaint) => `      ${complaint}`),
    ...remarks.map((remark) => `      note: ${remark}`),
    ...(verbose && sent.body !== undefined ? [`      > ${Output.printable(sent.body)}`] : []),
    ...(verbose && received.text !== "" ? [`      < ${Output.printable(received.text)}`] : [])
  ]
  const bodies = verbose ? { request: sent.body, response: received.text } : {}
  const { method, path } = sent
  const value = { step, method, path, status: received.status, complaints, remarks, ...bodies }
  return Output.print(json, value, lines.join("\n"))
}

/** Filters as people type them. */
const readable = (path: string): string =>
  Output.printable(
    Either.getOrElse(
      Either.try(() => decodeURIComponent(path.replaceAll("+", " "))),
      () => path
    )
  )

const conclude = (idp: string, { json }: Style, summary: Simulation.Performance.Summary): Effect.Effect<Review> => {
  const { asked, left, performed, remarks, untried, wrong } = summary
  const content = Simulation.Performance.isContent(summary)
  const verdict = [
    content
      ? `${idp} would be content: ${performed} of ${asked} answers are what it needs.`
      : `${idp} would stumble over ${wrong} of ${asked} answers${untried > 0 ? `, and ${untried} requests could not be tried` : ""}.`,
    ...(remarks > 0 ? [`${Output.counted(remarks, "note")} of what others may stumble over.`] : []),
    ...(left.length > 0 ? [`Delete by hand what is left: ${left.join(", ")}.`] : [])
  ].join(" ")
  const isGood = content && left.length === 0
  const review: Review = isGood ? {} : { verdict }
  const value = { content, answers: asked, performed, wrong, untried, remarks, left }
  return Effect.as(json || isGood ? Output.print(json, value, `\n${verdict}`) : Effect.void, review)
}
