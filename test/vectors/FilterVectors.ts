/**
 * The filter parser against filters that other projects accept or refuse (`filters.jsonl`), with the RFC's grammar and
 * with the widened one. What a filter means is judged elsewhere.
 */
import { type Filter, FilterParser, FilterResolver, Policy, SchemaRegistry } from "@rollcall/core"
import { Either } from "effect"
import * as Suite from "./Suite.ts"

export const wideGrammar: Filter.Grammar = { bareWords: true, singleQuotes: true, valuePathComparison: true }

/** The names that the vectors have for what the wide grammar reads and the RFC's does not. */
const widenings: ReadonlyArray<string> = ["unquotedString", "singleQuoted", "valuePathSubAttrCompare"]

interface Row {
  readonly filter: string
  readonly expect: "accept" | "accept-syntax-then-error" | "reject" | "tolerate" | "source-lenient"
  readonly deviations?: ReadonlyArray<string>
}

/** A source that is more lenient than the RFC is wrong here. */
export const strict = Suite.make<Row>({
  file: "filters.jsonl",
  name: "RFC grammar",
  subject: ({ filter }) => JSON.stringify(filter),
  judge: ({ filter, expect }) => judge(expect === "source-lenient" ? "reject" : expect, FilterParser.parse(filter))
})

/** A source that is more lenient is right where the grammar was widened for it; other leniency is left open. */
export const wide = Suite.make<Row>({
  file: "filters.jsonl",
  name: "wide grammar",
  subject: ({ filter }) => JSON.stringify(filter),
  judge: ({ filter, expect, deviations = [] }) => {
    const parsed = FilterParser.parse(filter, { grammar: wideGrammar })
    if (expect !== "source-lenient" && expect !== "tolerate") return judge(expect, parsed)
    const isWidening = deviations.length > 0 && deviations.every((deviation) => widenings.includes(deviation))
    return judge(isWidening ? "accept" : "tolerate", parsed)
  }
})

const judge = (
  expect: Exclude<Row["expect"], "source-lenient">,
  parsed: ReturnType<typeof FilterParser.parse>
): Suite.Verdict => {
  switch (expect) {
    case "tolerate":
      return Suite.open
    case "reject":
      return Either.isLeft(parsed) ? Suite.agrees : Suite.disagrees("refused", "read")
    case "accept":
      return Either.isRight(parsed) ? Suite.agrees : Suite.disagrees("read", parsed.left.detail)
    case "accept-syntax-then-error": {
      if (Either.isLeft(parsed)) return Suite.disagrees("read, then refused by the schema", parsed.left.detail)
      const resolved = FilterResolver.resolve(parsed.right.filter, SchemaRegistry.user, Policy.strict)
      return Either.isLeft(resolved) ? Suite.agrees : Suite.disagrees("refused by the schema", "resolved")
    }
  }
}
