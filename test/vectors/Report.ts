/**
 * How far one part of Rollcall agrees with one file of vectors, and where it does not.
 * The vectors are other projects' and stay outside this repository: they are read from a directory given by name.
 */
import { readFileSync } from "node:fs"
import { join } from "node:path"

export interface Disagreement {
  /** Counts from 1. */
  readonly line: number
  /** What the line is about: a filter, a path. */
  readonly subject: string
  /** What was expected, and what came out. */
  readonly reason: string
}

export interface Report {
  readonly title: string
  readonly total: number
  readonly disagreements: ReadonlyArray<Disagreement>
}

/** Judges each line of a file of JSON lines; a verdict that is a sentence is a disagreement. */
export const make = <Row>(
  title: string,
  dir: string,
  file: string,
  subject: (row: Row) => string,
  judge: (row: Row) => string | undefined
): Report => {
  const lines = readFileSync(join(dir, file), "utf8").split("\n")
  const rows = lines.flatMap((line, index) =>
    line.trim() === "" ? [] : [{ line: index + 1, row: JSON.parse(line) as Row }]
  )
  const disagreements = rows.flatMap(({ line, row }) => {
    const reason = judge(row)
    return reason === undefined ? [] : [{ line, subject: subject(row), reason }]
  })
  return { title, total: rows.length, disagreements }
}

export const print = ({ title, total, disagreements }: Report): string => {
  const agreed = total - disagreements.length
  return [
    `${title}: ${agreed} of ${total} agree (${((100 * agreed) / Math.max(total, 1)).toFixed(1)} %)`,
    ...disagreements.map(({ line, subject, reason }) => `  line ${line}: ${JSON.stringify(subject)}\n    ${reason}`)
  ].join("\n")
}
