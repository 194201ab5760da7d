/**
 * The suites run over a server of which nothing is known but its base URL and a token: case after case, each with what it
 * shows and how strongly the RFC asks for it. What the cases created is deleted in the end.
 */
import * as Feature from "./Feature.ts"
import { type Level, requirements } from "./requirements.ts"
import { Scim } from "./Scim.ts"
import type { Suite } from "./Suite.ts"
import { suites } from "./suites.ts"

export interface Outcome {
  /** The title of the suite, which begins with its section: `RFC 7644 §3.5.2 PATCH`. */
  readonly suite: string
  readonly name: string
  readonly requirements: ReadonlyArray<string>
  /** That of the strongest of its requirements. */
  readonly level: Level
  readonly result: Result
}

export type Result =
  | { readonly _tag: "Passed" }
  | { readonly _tag: "Failed"; readonly reason: string }
  | { readonly _tag: "NotOffered"; readonly reason: string }

export interface Options {
  /** The SCIM base, without a slash at its end. */
  readonly base: string
  readonly token: string
  /** Only the suites whose titles hold this text. */
  readonly only?: string
  /** Called after each case. */
  readonly heard?: (outcome: Outcome) => void
}

export interface Run {
  readonly outcomes: ReadonlyArray<Outcome>
  /** How many resources could not be deleted again. */
  readonly left: number
}

/** Rejects when the server does not answer at all. */
export const run = async ({ base, token, only = "", heard = () => {} }: Options): Promise<Run> => {
  const scim = new Scim(base, token)
  const offered = await Feature.offered(scim)
  const outcomes: Array<Outcome> = []
  for (const suite of suites.filter(({ title }) => title.toLowerCase().includes(only.toLowerCase()))) {
    outcomes.push(...(await runSuite(suite, scim, offered, heard)))
  }
  return { outcomes, left: await scim.tidy() }
}

const runSuite = async (
  suite: Suite,
  scim: Scim,
  offered: ReadonlySet<Feature.Feature>,
  heard: (outcome: Outcome) => void
): Promise<ReadonlyArray<Outcome>> => {
  const missing = suite.needs.find((feature) => !offered.has(feature))
  const outcomes: Array<Outcome> = []
  for (const { name, requirements: ids, run } of suite.cases) {
    const result: Result =
      missing === undefined
        ? await run(scim).then(
            () => ({ _tag: "Passed" }) as const,
            (cause: unknown) => ({ _tag: "Failed", reason: reasonOf(cause) }) as const
          )
        : { _tag: "NotOffered", reason: Feature.absence[missing] }
    const outcome = { suite: suite.title, name, requirements: ids, level: levelOf(ids), result }
    outcomes.push(outcome)
    heard(outcome)
  }
  return outcomes
}

const reasonLengthMax = 600

/** The first lines of what an assertion says; what a server answers may be long. */
const reasonOf = (cause: unknown): string => {
  const text = cause instanceof Error ? cause.message : String(cause)
  return text.length > reasonLengthMax ? `${text.slice(0, reasonLengthMax)}…` : text
}

const levels = new Map(requirements.map(({ id, level }) => [id, level]))

const strength: ReadonlyArray<Level> = ["MAY", "SHOULD", "MUST"]

const levelOf = (ids: ReadonlyArray<string>): Level => {
  const found = ids.map((id) => strength.indexOf(levels.get(id) ?? "MUST"))
  return strength[Math.max(0, ...found)] ?? "MUST"
}
