/**
 * The parser of PATCH paths against paths that other projects accept or refuse (`paths.jsonl`). Lines that name a schema
 * are also resolved against it.
 */
import {
  AttributeDefinition,
  AttributePath,
  type Filter,
  FilterParser,
  FilterResolver,
  Policy,
  SchemaRegistry
} from "@rollcall/core"
import { Either } from "effect"
import { wideGrammar } from "./FilterVectors.ts"
import * as Suite from "./Suite.ts"

interface Row {
  readonly path: string
  readonly valid: boolean
  readonly schema?: "User+Enterprise"
  readonly deviations?: ReadonlyArray<string>
}

const suite = (name: string, grammar: Filter.Grammar | undefined, isValid: (row: Row) => boolean): Suite.Suite =>
  Suite.make<Row>({
    file: "paths.jsonl",
    name,
    subject: ({ path }) => JSON.stringify(path),
    judge: (row) => {
      const problem = problemOf(row, grammar)
      if (isValid(row)) return problem === undefined ? Suite.agrees : Suite.disagrees("read", problem)
      return problem === undefined ? Suite.disagrees("refused", "read") : Suite.agrees
    }
  })

/** What deviates from the RFC must be refused, whatever its source says. */
export const strict = suite("RFC grammar", undefined, ({ valid, deviations }) => valid && deviations === undefined)

export const wide = suite("wide grammar", wideGrammar, ({ valid }) => valid)

/** Why the path cannot be read, or does not resolve against the schema that its line names. */
const problemOf = ({ path, schema }: Row, grammar: Filter.Grammar | undefined): string | undefined => {
  const parsed = FilterParser.parseValuePath(path, grammar === undefined ? {} : { grammar })
  if (Either.isLeft(parsed)) return parsed.left.detail
  return schema === undefined ? undefined : problemInUser(parsed.right)
}

const problemInUser = ({ attribute, filter, subAttribute }: FilterParser.ValuePath): string | undefined => {
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
