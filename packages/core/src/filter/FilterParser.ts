/**
 * A filter's text as a tree, and the path of a PATCH operation, whose value filter has the same grammar.
 * One function per production of RFC 7644 §3.4.2.2, each headed by it, in the corrected form: `not` may stand apart from
 * its parenthesis, operators and literals are read in any letter case, and `not` binds before `and` before `or`
 * (errata 4670, 4690 and 7319). Whether a name means something is for the resolver.
 *
 * Nothing here throws, and nothing grows faster than the text: length, depth and number of comparisons are bounded.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */
import { Either } from "effect"
import * as Limits from "../protocol/Limits.ts"
import type * as Note from "../protocol/Note.ts"
import type { InvalidFilter } from "../protocol/ScimError.ts"
import * as AttributeDefinition from "../schema/AttributeDefinition.ts"
import {
  type AttributeName,
  type CompareOperator,
  compareOperators,
  type Filter,
  type Grammar,
  type Literal,
  rfcGrammar
} from "./Filter.ts"
import { type FilterCursor, fail, isMark, isWord, note, peek, start, unexpected } from "./FilterCursor.ts"
import type { Token } from "./FilterLexer.ts"
import * as FilterLiteral from "./FilterLiteral.ts"

export interface Options {
  /** Left out, it is the RFC's grammar. */
  readonly grammar?: Grammar
  /** Left out, they are the standard ones. */
  readonly limits?: Limits.Limits
}

export interface Parsed {
  readonly filter: Filter
  /** The widenings that were needed: `BareWord`, `SingleQuotes`, `ValuePathComparison`. */
  readonly notes: ReadonlyArray<Note.Note>
}

/**
 * Reads a filter.
 * Fails with invalidFilter, which says where, what was expected there and what was found, or which bound was passed.
 *
 * @example parse('userName eq "bjensen" and not (title pr)')
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */
export const parse = (text: string, options: Options = {}): Either.Either<Parsed, InvalidFilter> =>
  Either.gen(function* () {
    const cursor = yield* start("filter", text, options.grammar ?? rfcGrammar, options.limits ?? Limits.standard)
    const filter = yield* disjunction(cursor)
    if (peek(cursor)._tag !== "End") return yield* unexpected(cursor, "and, or or the end")
    return { filter, notes: [...cursor.notes.values()] }
  })

/** A path as written in a PATCH operation. */
export interface ValuePath {
  /** `name`, `name.givenName` or `URN:name.givenName`: what `SchemaRegistry.resolve` takes. */
  readonly attribute: AttributeName
  /** What stands in brackets, about one value of the attribute. */
  readonly filter?: Filter
  /** What stands behind the brackets, without its dot. A sub-attribute without brackets is part of `attribute`. */
  readonly subAttribute?: string
  readonly notes: ReadonlyArray<Note.Note>
}

/** What is wrong with a path, and where: UTF-16 units from 0. */
export interface InvalidValuePath {
  readonly detail: string
  readonly position: number
}

/**
 * Reads the path of a PATCH operation: PATH = attrPath / valuePath [subAttr].
 *
 * @example parseValuePath('emails[type eq "work"].value')
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 */
export const parseValuePath = (text: string, options: Options = {}): Either.Either<ValuePath, InvalidValuePath> =>
  Either.mapLeft(path(text, options), ({ detail, position }) => ({ detail, position: position ?? 0 }))

const path = (text: string, options: Options): Read<ValuePath> =>
  Either.gen(function* () {
    const cursor = yield* start("path", text, options.grammar ?? rfcGrammar, options.limits ?? Limits.standard)
    const attribute = yield* attributePath(cursor)
    if (!isMark(peek(cursor), "[")) {
      if (peek(cursor)._tag !== "End") return yield* unexpected(cursor, "[ or the end")
      return { attribute, notes: [] }
    }
    const filter = yield* enclosed(cursor, "]")
    const behind = peek(cursor)
    const subAttribute = behind._tag === "Word" ? subAttributeName(behind.text) : undefined
    if (subAttribute !== undefined) cursor.index++
    if (peek(cursor)._tag !== "End") return yield* unexpected(cursor, "a sub-attribute such as .value or the end")
    const notes = [...cursor.notes.values()]
    return subAttribute === undefined ? { attribute, filter, notes } : { attribute, filter, subAttribute, notes }
  })

type Read<A> = Either.Either<A, InvalidFilter>

/** logExp = FILTER SP "or" SP FILTER, which binds last */
const disjunction = (cursor: FilterCursor): Read<Filter> =>
  Either.gen(function* () {
    const first = yield* conjunction(cursor)
    if (!isWord(peek(cursor), "or")) return first
    const filters = [first]
    while (isWord(peek(cursor), "or")) {
      cursor.index++
      filters.push(yield* conjunction(cursor))
    }
    return { _tag: "Or", filters } as const
  })

/** logExp = FILTER SP "and" SP FILTER */
const conjunction = (cursor: FilterCursor): Read<Filter> =>
  Either.gen(function* () {
    const first = yield* term(cursor)
    if (!isWord(peek(cursor), "and")) return first
    const filters = [first]
    while (isWord(peek(cursor), "and")) {
      cursor.index++
      filters.push(yield* term(cursor))
    }
    return { _tag: "And", filters } as const
  })

/** FILTER = attrExp / valuePath / ["not" *SP] "(" FILTER ")" */
const term = (cursor: FilterCursor): Read<Filter> => {
  const token = peek(cursor)
  if (isMark(token, "(")) return enclosed(cursor, ")")
  return isWord(token, "not") && !isName(cursor.tokens[cursor.index + 1])
    ? negation(cursor)
    : attributeExpression(cursor)
}

/** An attribute may be called not: what stands behind it tells, as in `not pr` and `not[type pr]`. */
const isName = (next: Token | undefined): boolean =>
  next !== undefined && (isMark(next, "[") || (next._tag === "Word" && operatorOf(next) !== undefined))

/** "not" *SP "(" FILTER ")" */
const negation = (cursor: FilterCursor): Read<Filter> => {
  cursor.index++
  return isMark(peek(cursor), "(")
    ? Either.map(enclosed(cursor, ")"), (filter) => ({ _tag: "Not", filter }) as const)
    : unexpected(cursor, "( behind not")
}

/** "(" FILTER ")", and valFilter between "[" and "]" */
const enclosed = (cursor: FilterCursor, close: ")" | "]"): Read<Filter> =>
  Either.gen(function* () {
    const open = peek(cursor)
    const depthMax = cursor.limits.filterDepthMax
    if (++cursor.depth > depthMax) {
      return yield* fail(
        cursor,
        `The ${cursor.noun} nests deeper than ${depthMax} levels, which is as deep as is read.`
      )
    }
    cursor.index++
    const filter = yield* disjunction(cursor)
    if (!isMark(peek(cursor), close)) {
      return yield* unexpected(cursor, `and, or or the ${close} for character ${open.position + 1}`)
    }
    cursor.index++
    cursor.depth--
    return filter
  })

/** attrExp = attrPath SP "pr" / attrPath SP compareOp SP compValue; or valuePath = attrPath "[" valFilter "]" */
const attributeExpression = (cursor: FilterCursor): Read<Filter> =>
  Either.gen(function* () {
    const attribute = yield* attributePath(cursor)
    return yield* isMark(peek(cursor), "[") ? valuePath(cursor, attribute) : comparison(cursor, attribute)
  })

/** valuePath = attrPath "[" valFilter "]", in the wider grammar followed by "." ATTRNAME SP (compareOp SP compValue / "pr") */
const valuePath = (cursor: FilterCursor, attribute: AttributeName): Read<Filter> =>
  Either.gen(function* () {
    const filter = yield* enclosed(cursor, "]")
    const behind = peek(cursor)
    const name = behind._tag === "Word" ? subAttributeName(behind.text) : undefined
    if (name === undefined) return { _tag: "ValuePath", attribute, filter } as const
    if (!cursor.grammar.valuePathComparison) {
      const where = `A comparison cannot stand behind ] as at character ${behind.position + 1}`
      return yield* fail(cursor, `${where}: put it into the brackets, as in ${attribute.text}[… and ${name} eq "…"].`)
    }
    cursor.index++
    const inner = yield* comparison(cursor, { text: name, position: behind.position + 1 })
    note(cursor, "ValuePathComparison", `Read the comparison behind ${attribute.text}[…] as standing in the brackets.`)
    return { _tag: "ValuePath", attribute, filter: { _tag: "And", filters: [filter, inner] } } as const
  })

/** (SP "pr") / (SP compareOp SP compValue) */
const comparison = (cursor: FilterCursor, attribute: AttributeName): Read<Filter> =>
  Either.gen(function* () {
    const token = peek(cursor)
    const operator = token._tag === "Word" ? operatorOf(token) : undefined
    if (operator === undefined) return yield* unexpected(cursor, `an operator (${compareOperators.join(", ")}, pr)`)
    const comparisonsMax = cursor.limits.filterComparisonsMax
    if (++cursor.comparisons > comparisonsMax) {
      return yield* fail(
        cursor,
        `The ${cursor.noun} has more than ${comparisonsMax} comparisons. Ask in several requests.`
      )
    }
    cursor.index++
    if (operator === "pr") return { _tag: "Present", attribute } as const
    const { position } = peek(cursor)
    const value = yield* comparisonValue(cursor, attribute)
    return { _tag: "Compare", attribute, operator, value, position } as const
  })

/** compValue = false / null / true / number / string, in the wider grammar also a bare word or text in single quotes */
const comparisonValue = (cursor: FilterCursor, attribute: AttributeName): Read<Literal> => {
  const token = peek(cursor)
  if (token._tag === "Text") {
    if (token.quote === "'") {
      if (!cursor.grammar.singleQuotes) return unexpected(cursor, `text in double quotes, not in single ones,`)
      note(cursor, "SingleQuotes", `Read the value of ${attribute.text} as text although it stands in single quotes.`)
    }
    cursor.index++
    return Either.right(token.value)
  }
  if (token._tag !== "Word") return unexpected(cursor, values)
  const literal = FilterLiteral.parse(token.text)
  if (literal !== undefined) {
    if (!Number.isFinite(literal) && typeof literal === "number") return unexpected(cursor, "a number of usual size")
    cursor.index++
    return Either.right(literal)
  }
  const key = token.text.toLowerCase()
  if (!cursor.grammar.bareWords || key === "and" || key === "or" || key === "not") return unexpected(cursor, values)
  note(cursor, "BareWord", `Read the value of ${attribute.text} as text although it has no quotes.`)
  cursor.index++
  return Either.right(token.text)
}

const values = 'a value (text in double quotes as "abc", a number, true, false or null)'

/** attrPath = [URI ":"] ATTRNAME *1subAttr */
const attributePath = (cursor: FilterCursor): Read<AttributeName> => {
  const token = peek(cursor)
  if (token._tag !== "Word" || !isAttributePath(token.text)) {
    return unexpected(cursor, "an attribute name such as userName, name.givenName or one with its schema's URN")
  }
  cursor.index++
  return Either.right({ text: token.text, position: token.position })
}

/** The last colon ends the URN: names behind it have none, but URNs have dots. */
const isAttributePath = (text: string): boolean => {
  const colon = text.lastIndexOf(":")
  if (colon >= 0 && !isUrn(text.slice(0, colon))) return false
  const names = text.slice(colon + 1).split(".")
  return names.length <= 2 && names.every(AttributeDefinition.isName)
}

const isUrn = (text: string): boolean => {
  if (text.length <= 4 || text.slice(0, 4).toLowerCase() !== "urn:") return false
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) > 0x7e) return false
  }
  return true
}

/** subAttr = "." ATTRNAME, without its dot */
const subAttributeName = (text: string): string | undefined =>
  text.startsWith(".") && AttributeDefinition.isName(text.slice(1)) ? text.slice(1) : undefined

/** compareOp = "eq" / "ne" / "co" / "sw" / "ew" / "gt" / "lt" / "ge" / "le", and "pr", in any letter case */
const operatorOf = (word: { readonly text: string }): CompareOperator | "pr" | undefined => {
  const key = word.text.toLowerCase()
  return key === "pr" ? "pr" : compareOperators.find((operator) => operator === key)
}
