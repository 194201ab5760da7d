/**
 * The evaluator against what other projects say a filter matches (`filter_matches.jsonl`).
 */
import { FilterEvaluator, FilterParser, FilterResolver, Json, Policy } from "@rollcall/core"
import { Either } from "effect"
import { wideGrammar } from "./FilterVectors.ts"
import * as InferredType from "./InferredType.ts"
import * as Suite from "./Suite.ts"

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

const policy: Policy.Policy = { ...Policy.strict, booleanText: "read", unqualifiedNames: "resolve" }

export const suite = Suite.make<Row>({
  file: "filter_matches.jsonl",
  name: "what matches",
  subject: ({ filter }) => JSON.stringify(filter),
  judge: (row) => {
    const expected = row.expectedIds ?? row.expectedCount ?? row.expected ?? null
    const matched = matches(row)
    if (Either.isLeft(matched)) return Suite.disagrees(JSON.stringify(expected), `refused: ${matched.left.detail}`)
    const seen = inTermsOf(row, matched.right)
    return Json.equals(expected, seen) ? Suite.agrees : Suite.disagrees(JSON.stringify(expected), JSON.stringify(seen))
  }
})

const matches = (row: Row) =>
  Either.gen(function* () {
    const { filter } = yield* FilterParser.parse(row.filter, { grammar: wideGrammar })
    const resources = row.resources ?? (row.resource === undefined ? [] : [row.resource])
    const type = InferredType.infer(resources, InferredType.compared(filter), caseExactOf(row))
    const resolved = yield* FilterResolver.resolve(filter, type, policy)
    return resources.filter((resource) => FilterEvaluator.evaluate(resolved.filter, resource))
  })

/** Nothing where each attribute has the rule of its definition. */
const caseExactOf = ({ caseExact, source }: Row): boolean | undefined => {
  if (typeof caseExact === "boolean") return caseExact
  return source.includes("caseExact: true restores") ? true : undefined
}

const inTermsOf = ({ expectedIds, expectedCount }: Row, matched: ReadonlyArray<Json.JsonObject>): Json.Json => {
  if (expectedIds !== undefined) return matched.map((resource) => resource.id ?? null)
  return expectedCount === undefined ? matched.length > 0 : matched.length
}
