/**
 * Replays a sequence against a server: sends its steps in order, judges each answer, and keeps what later steps need.
 * The first answer that is not what it must be ends the replay with everything that is wrong about it.
 */
import * as Answer from "./Answer.ts"
import type { Exchange, Json, Sequence } from "./Sequence.ts"
import * as Variables from "./Variables.ts"
import * as Wire from "./Wire.ts"

export interface Target {
  /** The SCIM base, without a slash at its end. */
  readonly base: string
  readonly token: string
}

/** Throws where an answer is wrong: which step, what was sent, what came, and what is wrong with it. */
export const replay = async (sequence: Sequence, target: Target): Promise<void> => {
  const variables = new Map<string, Json>([
    ["base", target.base],
    ["token", target.token],
    ["missing", "00000000-0000-4000-8000-000000000000"]
  ])
  const perform = async (name: string, exchange: Exchange) => {
    for (const [variable, value] of await exchangeOnce(name, exchange, sequence, target, variables)) {
      variables.set(variable, value)
    }
  }
  for (const step of sequence.steps) {
    if ("together" in step) {
      await Promise.all(step.together.map((exchange) => perform(step.name, exchange)))
      continue
    }
    for (let n = 1; n <= (step.times ?? 1); n++) {
      variables.set("n", n)
      await perform(step.name, step)
    }
  }
}

/** Sends, judges, and answers what is to be captured. */
async function exchangeOnce(
  name: string,
  { request, answer: expected }: Exchange,
  sequence: Sequence,
  target: Target,
  variables: Variables.Variables
): Promise<ReadonlyArray<readonly [string, Json]>> {
  const sent = requestOf(request, sequence, variables)
  const wanted = placeExpectation(expected, variables)
  const received = await Wire.send(target.base, sent)
  const complaints = [...Answer.judge(received, wanted), ...Answer.judgeAlways(received, sent.path)]
  if (complaints.length > 0) throw new Error(report(name, sent, received, complaints))
  const body = Answer.parse(received.text)
  return Object.entries(wanted.capture ?? {}).flatMap(([variable, pointer]) => {
    const value = Answer.only(body, pointer)
    return value === undefined ? [] : [[variable, value] as const]
  })
}

function requestOf(request: Exchange["request"], sequence: Sequence, variables: Variables.Variables): Wire.Sent {
  const headers: Record<string, string> = {}
  for (const [header, value] of Object.entries({ ...sequence.headers, ...request.headers })) {
    if (value !== null) headers[header] = Variables.placeText(value, variables)
  }
  const body =
    request.text ?? (request.body === undefined ? undefined : JSON.stringify(Variables.place(request.body, variables)))
  return {
    method: request.method,
    path: Variables.placeText(request.path, variables),
    headers,
    ...(body === undefined ? {} : { body })
  }
}

function placeExpectation(expected: Exchange["answer"], variables: Variables.Variables): Exchange["answer"] {
  const { body, headers, capture } = expected
  const texts = (record: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(record).map(([name, value]) => [
        Variables.placeText(name, variables),
        Variables.placeText(value, variables)
      ])
    )
  return {
    ...expected,
    ...(body === undefined ? {} : { body: Variables.place(body, variables) }),
    ...(headers === undefined ? {} : { headers: texts(headers) }),
    ...(capture === undefined ? {} : { capture: texts(capture) })
  }
}

function report(name: string, sent: Wire.Sent, received: Wire.Received, complaints: Answer.Complaints): string {
  return [
    `In the step "${name}":`,
    ...complaints.map((complaint) => `  ${complaint}`),
    `sent      ${sent.method} ${sent.path} ${sent.body ?? ""}`,
    `received  ${received.status} ${received.text.slice(0, 2_000)}`
  ].join("\n")
}
