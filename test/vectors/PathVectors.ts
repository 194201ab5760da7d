/**
 * The parser of PATCH paths against paths that other projects accept or refuse (`paths.jsonl`). Lines that name a schema
 * are also resolved against it.
 */
import {
  AttributeDefinition,
  AttributePath,
  FilterParser,
  FilterResolver,
  Policy,
  SchemaRegistry
} from "@rollcall/core"
import { Either } from "effect"
import { wideGrammar } from "./FilterVectors.ts"
import * as Report from "./Report.ts"

interface Row {
  readonly path: string
  readonly valid: boolean
  readonly schema?: "User+Enterprise"
  readonly deviations?: ReadonlyArray<string>
}

/** What deviates from the RFC must be refused, whatever its source says. */
export const strict = (dir: string): Report.Report =>
  Report.make<Row>("Paths, RFC grammar", dir, "paths.jsonl", subject, (row) =>
    judge(row, row.valid && row.deviations === undefined, FilterParser.parseValuePath(row.path))
  )

export const wide = (dir: string): Report.Report =>
  Report.make<Row>("Paths, wide grammar", dir, "paths.jsonl", subject, (row) =>
    judge(row, row.valid, FilterParser.parseValuePath(row.path, { grammar: wideGrammar }))
  )

const subject = (row: Row): string => row.path

const judge = (
  row: Row,
  valid: boolean,
  parsed: ReturnType<typeof FilterParser.parseValuePath>
): string | undefined => {
  const problem = Either.isLeft(parsed)
    ? parsed.left.detail
    : row.schema === undefined
      ? undefined
      : problemOf(parsed.right)
  if (valid) return problem === undefined ? undefined : `expected to be read, but: ${problem}`
  return problem === undefined ? "expected a refusal, but it was read" : undefined
}

/** Why the path does not resolve against User with its enterprise extension; nothing when it does. */
const problemOf = ({ attribute, filter, subAttribute }: FilterParser.ValuePath): string | undefined => {
  const resolved = SchemaRegistry.resolve(SchemaRegistry.user, attribute.text)
  if (Either.isLeft(resolved)) return resolved.left.reason
  if (resolved.right._tag === "Extension") return undefined
  const { path } = resolved.right
  const element = filter === undefined ? undefined : FilterResolver.resolveElement(filter, path, Policy.strict)
  if (element !== undefined && Either.isLeft(element)) return element.left.detail
  const parts = AttributePath.target(path).subAttributes
  return subAttribute === undefined || AttributeDefinition.find(parts, subAttribute) !== undefined
    ? undefined
    : `${AttributePath.print(path)} has no part ${subAttribute}`
}
