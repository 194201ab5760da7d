/**
 * The filter parser against filters that other projects accept or refuse (`filters.jsonl`), with the RFC's grammar and
 * with the widened one. What a filter means is judged elsewhere.
 */
import { type Filter, FilterParser, FilterResolver, Policy, SchemaRegistry } from "@rollcall/core"
import { Either } from "effect"
import * as Report from "./Report.ts"

export const wideGrammar: Filter.Grammar = { bareWords: true, singleQuotes: true, valuePathComparison: true }

interface Row {
  readonly filter: string
  readonly expect: "accept" | "accept-syntax-then-error" | "reject" | "tolerate" | "source-lenient"
  readonly deviations?: ReadonlyArray<string>
}

export const strict = (dir: string): Report.Report =>
  Report.make<Row>("Filters, RFC grammar", dir, "filters.jsonl", subject, ({ filter, expect }) => {
    const parsed = FilterParser.parse(filter)
    return judge(expect === "source-lenient" ? "reject" : expect, parsed)
  })

/** A lenient source is right about a bare word, which this grammar is there for; other leniency is left open. */
export const wide = (dir: string): Report.Report =>
  Report.make<Row>("Filters, wide grammar", dir, "filters.jsonl", subject, ({ filter, expect, deviations = [] }) => {
    const parsed = FilterParser.parse(filter, { grammar: wideGrammar })
    if (expect !== "source-lenient") return judge(expect, parsed)
    return deviations.includes("unquotedString") ? judge("accept", parsed) : undefined
  })

const subject = (row: Row): string => row.filter

const judge = (
  expect: Exclude<Row["expect"], "source-lenient">,
  parsed: ReturnType<typeof FilterParser.parse>
): string | undefined => {
  switch (expect) {
    case "tolerate":
      return undefined
    case "reject":
      return Either.isLeft(parsed) ? undefined : "expected a refusal, but it was read"
    case "accept":
      return Either.isRight(parsed) ? undefined : `expected to be read, but: ${parsed.left.detail}`
    case "accept-syntax-then-error": {
      if (Either.isLeft(parsed)) return `expected to be read, but: ${parsed.left.detail}`
      const resolved = FilterResolver.resolve(parsed.right.filter, SchemaRegistry.user, Policy.strict)
      return Either.isLeft(resolved) ? undefined : "expected a refusal by the schema, but it was resolved"
    }
  }
}
