/** Measures what the command line asks for, beside the yardsticks; prints tables and writes the figures as JSON. */
import { mkdir, writeFile } from "node:fs/promises"
import { dirname } from "node:path"
import * as Postgres from "../cells/Postgres.ts"
import * as Choice from "./Choice.ts"
import * as Measurement from "./Measurement.ts"
import { operations } from "./Operation.ts"
import * as Population from "./Population.ts"
import * as Report from "./Report.ts"
import * as Run from "./Run.ts"
import * as Yardstick from "./Yardstick.ts"

const measureLoad = async ({ plan }: Choice.Choice): Promise<Measurement.Figures> => {
  const server = await Yardstick.empty()
  try {
    const [get] = operations
    if (get === undefined) throw new Error("There is no operation.")
    const [figures] = await Measurement.measure(get, Population.make(10), [server], plan)
    if (figures === undefined || Measurement.isFailure(figures))
      throw new Error(`The load asks nothing: ${figures?.failure}`)
    return figures
  } finally {
    await server.stop()
  }
}

const measure = async (choice: Choice.Choice): Promise<void> => {
  const load = await measureLoad(choice)
  console.log(Report.loadLine(load))
  const known: Run.Known = new Map()
  const rows: Array<Run.Row> = []
  for (const size of choice.sizes) {
    for (const cell of choice.cells) {
      const measured = await Run.run(cell, size, choice, known)
      console.log(`\n${cell.name}, ${size.toLocaleString("en")} people\n\n${Report.table(measured)}`)
      rows.push(...measured)
    }
  }
  await mkdir(dirname(choice.json), { recursive: true })
  await writeFile(choice.json, `${Report.json(load, rows)}\n`)
  console.log(`\nAll figures are in ${choice.json}.`)
}

const main = async (words: ReadonlyArray<string>): Promise<void> => {
  const interrupted = new AbortController()
  // Whoever loses patience leaves no servers behind.
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.once(name, () => interrupted.abort(new Error("The measurement was interrupted.")))
  }
  const asked = Choice.parse(words)
  const choice = { ...asked, plan: { ...asked.plan, signal: interrupted.signal } }
  // What a database promised to keep, it keeps: only tests may do without.
  const stop = choice.cells.some(({ storage }) => storage === "postgres") ? await Postgres.start([]) : async () => {}
  try {
    await measure(choice)
  } finally {
    await stop()
  }
}

const words = process.argv.slice(2)
if (words.includes("--help")) console.log(Choice.usage)
else {
  await main(words).catch((cause: unknown) => {
    console.error(cause instanceof Error ? cause.message : cause)
    process.exitCode = 1
  })
}
