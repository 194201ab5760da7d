/** What a measurement is to be about, as the command line says it. A name that names nothing fails and says which there are. */
import { parseArgs } from "node:util"
import * as Cell from "../cells/Cell.ts"
import type { Plan } from "./Measurement.ts"
import { type Operation, operations } from "./Operation.ts"
import { streamsMax } from "./Population.ts"

export const yardsticks = ["scimmy", "bare"] as const

export type YardstickName = (typeof yardsticks)[number]

export interface Choice {
  readonly cells: ReadonlyArray<Cell.Cell>
  /** How many people there are. */
  readonly sizes: ReadonlyArray<number>
  readonly operations: ReadonlyArray<Operation>
  readonly yardsticks: ReadonlyArray<YardstickName>
  readonly plan: Plan
  /** Where the figures go. */
  readonly json: string
}

export const usage = `npm run bench -- [flags]

  --cells       of ${Cell.registry.map(({ name }) => name).join(", ")}; all by default
  --sizes       how many people, from 10 to 1000000; 10000 by default
  --operations  of ${operations.map(({ name }) => name).join(", ")}; all by default
  --yardsticks  of ${yardsticks.join(", ")}; both by default
  --seconds     for how long each server is asked for each operation, after as long to get warm; 1 by default
  --connections how many requests there are at once, up to ${streamsMax}; 8 by default
  --json        the file for the figures; dist/bench.json by default

Several are parted by commas.`

/** Throws an Error that says what is wrong. */
export const parse = (words: ReadonlyArray<string>): Choice => {
  const text = { type: "string" } as const
  const { values } = parseArgs({
    args: [...words],
    options: {
      cells: text,
      sizes: text,
      operations: text,
      yardsticks: text,
      seconds: text,
      connections: text,
      json: text
    }
  })
  const seconds = number("seconds", values.seconds ?? "1", 0.01, 60)
  const connections = number("connections", values.connections ?? "8", 1, streamsMax)
  return {
    cells: named("cells", values.cells, Cell.registry, ({ name }) => name),
    sizes: (values.sizes ?? "10000").split(",").map((size) => number("sizes", size, 10, 1_000_000)),
    operations: named("operations", values.operations, operations, ({ name }) => name),
    yardsticks: named("yardsticks", values.yardsticks, yardsticks, (name) => name),
    plan: {
      warmMillis: seconds * 1_000,
      millis: seconds * 1_000,
      rounds: 4,
      connections: Math.floor(connections)
    },
    json: values.json ?? "dist/bench.json"
  }
}

/** In the order in which they are always measured. */
const named = <A>(
  flag: string,
  given: string | undefined,
  all: ReadonlyArray<A>,
  nameOf: (one: A) => string
): ReadonlyArray<A> => {
  if (given === undefined) return all
  const names = given.split(",").map((name) => name.trim())
  const known = all.map(nameOf)
  const unknown = names.find((name) => !known.includes(name))
  if (unknown === undefined) return all.filter((one) => names.includes(nameOf(one)))
  throw new Error(`--${flag} names "${unknown}", which there is not. There are: ${known.join(", ")}.`)
}

const number = (flag: string, text: string, min: number, max: number): number => {
  const value = text.trim() === "" ? Number.NaN : Number(text)
  if (value >= min && value <= max) return value
  throw new Error(`--${flag} must be a number from ${min} to ${max}, but it is "${text}".`)
}
