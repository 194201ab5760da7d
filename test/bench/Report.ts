/** What was measured, for people as a table and for programs as JSON. */
import { cpus } from "node:os"
import { type Failure, type Figures, isFailure } from "./Measurement.ts"
import type { Row } from "./Run.ts"

/** From this share of a core on, a row says that it was the load that was measured. */
const loadBusyMax = 0.85

const headings = ["operation", "rate/s", "p50 ms", "p99 ms", "CPU µs", "× SCIMMY", "of bare", "statements"]

/** The rows of one cell and size, with what has to be said of them below. */
export const table = (rows: ReadonlyArray<Row>): string => {
  const lines = [headings, ...rows.map(cells)]
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const printed = lines.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
  )
  return [...printed, ...rows.flatMap(remarks)].join("\n")
}

const cells = ({ operation, statements, rollcall, scimmy, bare }: Row): ReadonlyArray<string> => [
  operation,
  digits(rollcall.rate),
  digits(rollcall.p50),
  digits(rollcall.p99),
  rollcall.processorMicros === undefined ? "" : digits(rollcall.processorMicros),
  ratio(rollcall, scimmy),
  ratio(rollcall, bare),
  `${statements}`
]

/** How many times the other's rate; a dash where the other has none, nothing where it was not asked. */
const ratio = ({ rate }: Figures, other: Figures | Failure | undefined): string => {
  if (other === undefined) return ""
  return isFailure(other) ? "-" : digits(rate / other.rate)
}

/** Three digits that count. */
const digits = (value: number): string => {
  if (value >= 100) return value.toFixed(0)
  return value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

const remarks = ({ operation, rollcall, scimmy, bare }: Row): ReadonlyArray<string> => [
  ...(rollcall.loadBusy > loadBusyMax ? [`  ${operation}: the load itself was busy, so the server may do more.`] : []),
  ...[scimmy, bare].flatMap((other) =>
    other !== undefined && isFailure(other) ? [`  ${operation}: no ratio. ${other.failure.slice(0, 160)}`] : []
  )
]

/** What the load could ask of a server that says the same to everything. */
export const loadLine = ({ rate, loadBusy }: Figures): string =>
  `The load asks ${digits(rate)} times a second of an empty server, busy for ${digits(loadBusy)} of a core.`

export const json = (load: Figures, rows: ReadonlyArray<Row>): string =>
  JSON.stringify(
    { machine: { cores: cpus().length, model: cpus()[0]?.model }, node: process.version, load, rows },
    null,
    2
  )
