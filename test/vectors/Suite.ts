/**
 * One part of Rollcall held to one file of vectors: what is judged, and how far the two agree.
 */
import { Either } from "effect"
import * as VectorFile from "./VectorFile.ts"

/** `Open` where the vector leaves it to the server, so that no answer could disagree. */
export type Verdict =
  | { readonly _tag: "Agrees" }
  | { readonly _tag: "Open" }
  | { readonly _tag: "Disagrees"; readonly expected: string; readonly seen: string }

export const agrees: Verdict = { _tag: "Agrees" }
export const open: Verdict = { _tag: "Open" }
export const disagrees = (expected: string, seen: string): Verdict => ({ _tag: "Disagrees", expected, seen })

export interface Disagreement {
  readonly id: string
  /** What the vector is about: a filter, a path, the operations of a PATCH. */
  readonly subject: string
  readonly expected: string
  readonly seen: string
}

export interface Report {
  readonly title: string
  readonly agreed: number
  readonly open: number
  readonly disagreements: ReadonlyArray<Disagreement>
}

/** Judges the vectors of a directory, or says why they cannot be read. */
export type Suite = (dir: string) => Either.Either<Report, string>

export const make =
  <Row>(suite: {
    readonly file: string
    /** What sets the suite apart from others on the same file. */
    readonly name: string
    /** Left out, it takes every row. */
    readonly takes?: (row: Row) => boolean
    readonly subject: (row: Row) => string
    readonly judge: (row: Row) => Verdict
  }): Suite =>
  (dir) =>
    Either.map(VectorFile.read<Row>(dir, suite.file), (vectors) => {
      const { takes = () => true, subject, judge } = suite
      const judged = vectors.flatMap(({ id, row }) =>
        takes(row) ? [{ id, subject: subject(row), verdict: judge(row) }] : []
      )
      const disagreements = judged.flatMap(({ id, subject, verdict }) =>
        verdict._tag === "Disagrees" ? [{ id, subject, expected: verdict.expected, seen: verdict.seen }] : []
      )
      const count = (tag: Verdict["_tag"]) => judged.filter(({ verdict }) => verdict._tag === tag).length
      return { title: `${suite.file}, ${suite.name}`, agreed: count("Agrees"), open: count("Open"), disagreements }
    })

export const print = ({ title, agreed, open, disagreements }: Report): string => {
  const decided = agreed + disagreements.length
  const share = decided === 0 ? "" : ` (${((100 * agreed) / decided).toFixed(1)} %)`
  const left = open === 0 ? "" : `; ${open} more leave it open`
  return [
    `${title}: ${agreed} of ${decided} agree${share}${left}`,
    ...disagreements.map(({ id, subject, expected, seen }) =>
      [`  ${id}  ${subject}`, `    expected: ${expected}`, `    seen:     ${seen}`].join("\n")
    )
  ].join("\n")
}
