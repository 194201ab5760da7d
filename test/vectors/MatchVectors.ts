/**
 * The evaluator against what other projects say a filter matches (`filter_matches.jsonl`).
 */
import { FilterEvaluator, FilterParser, FilterResolver, type Json, Policy } from "@rollcall/core"
import { Either } from "effect"
import { wideGrammar } from "./FilterVectors.ts"
import * as InferredType from "./InferredType.ts"
import * as Report from "./Report.ts"

interface Row {
  readonly filter: string
  readonly resource?: Json.JsonObject
  readonly resources?: ReadonlyArray<Json.JsonObject>
  readonly expected?: boolean
  readonly expectedIds?: ReadonlyArray<Json.Json>
  readonly expectedCount?: number
  /** A sentence where only the name of the source's test tells the rule. */
  readonly caseExact?: boolean | string
  readonly source: string
}

export const run = (dir: string): Report.Report =>
  Report.make<Row>("Matches", dir, "filter_matches.jsonl", (row) => row.filter, judge)

const policy: Policy.Policy = { ...Policy.strict, booleanText: "read" }

const judge = (row: Row): string | undefined => {
  const parsed = FilterParser.parse(row.filter, { grammar: wideGrammar })
  if (Either.isLeft(parsed)) return `refused: ${parsed.left.detail}`
  const resources = row.resources ?? (row.resource === undefined ? [] : [row.resource])
  const type = InferredType.infer(resources, parsed.right.filter, caseExactOf(row))
  const resolved = FilterResolver.resolve(parsed.right.filter, type, policy)
  if (Either.isLeft(resolved)) return `refused: ${resolved.left.detail}`
  const matched = resources.filter((resource) => FilterEvaluator.evaluate(resolved.right.filter, resource))
  return verdict(row, matched)
}

/** Nothing where each attribute has the rule of its definition. */
const caseExactOf = ({ caseExact, source }: Row): boolean | undefined => {
  if (typeof caseExact === "boolean") return caseExact
  return source.includes("caseExact: true restores") ? true : undefined
}

const verdict = (row: Row, matched: ReadonlyArray<Json.JsonObject>): string | undefined => {
  const [expected, found] =
    row.expectedIds !== undefined
      ? [row.expectedIds, matched.map((resource) => resource.id)]
      : row.expectedCount !== undefined
        ? [row.expectedCount, matched.length]
        : [row.expected, matched.length > 0]
  return JSON.stringify(expected) === JSON.stringify(found)
    ? undefined
    : `expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`
}
