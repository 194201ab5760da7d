/**
 * A sequence against a server: each exchange is sent with its variables in place, its answer judged, and what later ones
 * need is kept. What was created and not deleted again is known by its path, so that it can be cleaned up.
 */
import * as Answer from "./Answer.ts"
import type { Exchange, Json, Sequence } from "./Sequence.ts"
import * as Variables from "./Variables.ts"
import type * as Wire from "./Wire.ts"

export interface Target {
  /** The SCIM base, without a slash at its end. */
  readonly base: string
  readonly token: string
  /** What the names of people and groups have in them, so that nobody else has these names. */
  readonly run: string
  readonly send: Wire.Send
}

export interface Performed {
  readonly sent: Wire.Sent
  readonly received: Wire.Received
  /** What the provider would stumble over. */
  readonly complaints: Answer.Complaints
  /** What another provider stumbles over, or none that is known. */
  readonly remarks: Answer.Complaints
}

export class Replay {
  readonly #sequence: Sequence
  readonly #target: Target
  readonly #variables: Map<string, Json>
  readonly #created = new Set<string>()

  constructor(sequence: Sequence, target: Target) {
    this.#sequence = sequence
    this.#target = target
    this.#variables = new Map<string, Json>([
      ["base", target.base],
      ["token", target.token],
      ["run", target.run],
      ["missing", "00000000-0000-4000-8000-000000000000"]
    ])
  }

  /** The number of a repetition, for steps with `times`. */
  count(n: number): void {
    this.#variables.set("n", n)
  }

  /** Rejects when no answer comes, or when a variable has no value because its exchange has failed. */
  async perform({ request, answer }: Exchange): Promise<Performed> {
    const sent = this.#place(request)
    const wanted = placeExpectation(answer, this.#variables)
    const received = await this.#target.send(this.#target.base, sent)
    const complaints = Answer.judge(received, wanted)
    const body = Answer.parse(received.text)
    this.#remember(sent, received, body)
    if (complaints.length === 0) {
      for (const [variable, pointer] of Object.entries(wanted.capture ?? {})) {
        const value = Answer.only(body, pointer)
        if (value !== undefined) this.#variables.set(variable, value)
      }
    }
    return { sent, received, complaints, remarks: Answer.judgeAlways(received, sent.path) }
  }

  /** What is left to be deleted, the latest first, as a group goes before its members. */
  get left(): ReadonlyArray<string> {
    return [...this.#created].reverse()
  }

  /** Deletes one of what is left; true when it is not there any more. */
  async cleanUp(path: string): Promise<boolean> {
    const { status } = await this.#target.send(this.#target.base, this.#place({ method: "DELETE", path }))
    const isGone = (status >= 200 && status < 300) || status === 404
    if (isGone) this.#created.delete(path)
    return isGone
  }

  #remember({ method, path }: Wire.Sent, { status }: Wire.Received, body: Json | undefined): void {
    if (status < 200 || status >= 300) return
    const [place = ""] = path.split("?", 1)
    if (method === "DELETE") this.#created.delete(place)
    const id = Answer.only(body, "/id")
    if (method === "POST" && typeof id === "string") this.#created.add(`${place}/${encodeURIComponent(id)}`)
  }

  #place(request: Exchange["request"]): Wire.Sent {
    const headers: Record<string, string> = {}
    for (const [header, value] of Object.entries({ ...this.#sequence.headers, ...request.headers })) {
      if (value !== null) headers[header] = Variables.placeText(value, this.#variables)
    }
    const body =
      request.text ??
      (request.body === undefined ? undefined : JSON.stringify(Variables.place(request.body, this.#variables)))
    return {
      method: request.method,
      path: Variables.placeText(request.path, this.#variables),
      headers,
      ...(body === undefined ? {} : { body })
    }
  }
}

const placeExpectation = (expected: Exchange["answer"], variables: Variables.Variables): Exchange["answer"] => {
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
