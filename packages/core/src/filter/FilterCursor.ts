/**
 * Where the parser stands in the tokens of a filter, what it may still take, and how it says that something else was
 * expected. Knows tokens and bounds, and nothing of the grammar's productions (RFC 7644 §3.4.2.2).
 */
import { Either } from "effect"
import type { Limits } from "../protocol/Limits.ts"
import * as Note from "../protocol/Note.ts"
import { InvalidFilter } from "../protocol/ScimError.ts"
import type { Grammar } from "./Filter.ts"
import * as FilterLexer from "./FilterLexer.ts"

export interface FilterCursor {
  readonly noun: "filter" | "path"
  readonly tokens: ReadonlyArray<FilterLexer.Token>
  readonly grammar: Grammar
  readonly limits: Limits
  /** By name: the first note of a kind stands for all. */
  readonly notes: Map<string, Note.Note>
  index: number
  depth: number
  comparisons: number
}

/** At the first token; fails with invalidFilter when the text is longer than its bound. */
export const start = (
  noun: "filter" | "path",
  text: string,
  grammar: Grammar,
  limits: Limits
): Either.Either<FilterCursor, InvalidFilter> => {
  const lengthMax = noun === "filter" ? limits.filterLengthMax : limits.patchPathLengthMax
  if (text.length > lengthMax) {
    const detail = `The ${noun} has ${text.length} characters; at most ${lengthMax} are read.`
    return Either.left(new InvalidFilter({ detail, position: lengthMax }))
  }
  const tokens = FilterLexer.lex(text)
  return Either.right({ noun, tokens, grammar, limits, notes: new Map(), index: 0, depth: 0, comparisons: 0 })
}

/** The lexer's last token is never passed over, so there is always one to look at. */
export const peek = (cursor: FilterCursor): FilterLexer.Token =>
  cursor.tokens[cursor.index] ?? { _tag: "End", position: 0 }

export const isMark = (token: FilterLexer.Token, mark: FilterLexer.Mark): boolean =>
  token._tag === "Mark" && token.mark === mark

export const isWord = (token: FilterLexer.Token, key: string): boolean =>
  token._tag === "Word" && token.text.length === key.length && token.text.toLowerCase() === key

export const note = (cursor: FilterCursor, name: string, text: string): void => {
  if (!cursor.notes.has(name)) cursor.notes.set(name, Note.make(name, text))
}

export const fail = (cursor: FilterCursor, detail: string): Either.Either<never, InvalidFilter> =>
  Either.left(new InvalidFilter({ detail, position: peek(cursor).position }))

export const unexpected = (cursor: FilterCursor, expected: string): Either.Either<never, InvalidFilter> => {
  const token = peek(cursor)
  const place = `Expected ${expected} at character ${token.position + 1}`
  return fail(
    cursor,
    token._tag === "End" ? `${place}, but the ${cursor.noun} ends there.` : `${place} but found ${show(token)}.`
  )
}

const show = (token: FilterLexer.Token): string => {
  switch (token._tag) {
    case "Word":
      return `"${cut(token.text)}"`
    case "Text":
      return token.quote === '"' ? JSON.stringify(cut(token.value)) : `'${cut(token.value)}'`
    case "Mark":
      return token.mark
    case "Broken":
      return token.problem
    case "End":
      return "the end"
  }
}

/** By characters, so that a pair of surrogates is not cut in two. */
const cut = (text: string): string => (text.length > 40 ? `${[...text.slice(0, 41)].slice(0, -1).join("")}…` : text)
