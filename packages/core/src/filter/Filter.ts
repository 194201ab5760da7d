/**
 * The tree of a filter (RFC 7644 §3.4.2.2), in two states: as written, and resolved against a schema.
 * After the lexer nothing handles a filter as text any more.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */
import type { AttributePath } from "../schema/AttributePath.ts"

export type EqualityOperator = "eq" | "ne"
export type TextOperator = "co" | "sw" | "ew"
export type OrderOperator = "gt" | "ge" | "lt" | "le"
export type CompareOperator = EqualityOperator | TextOperator | OrderOperator

export const compareOperators: ReadonlyArray<CompareOperator> = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"]

/** A literal as written: a JSON string, number, true, false or null. */
export type Literal = string | number | boolean | null

/** An attribute name as written, with where it stands in the text (UTF-16 units from 0). */
export interface AttributeName {
  readonly text: string
  readonly position: number
}

/** A filter as written. `And` and `Or` hold two filters or more. */
export type Filter =
  | { readonly _tag: "And"; readonly filters: ReadonlyArray<Filter> }
  | { readonly _tag: "Or"; readonly filters: ReadonlyArray<Filter> }
  | { readonly _tag: "Not"; readonly filter: Filter }
  | { readonly _tag: "Present"; readonly attribute: AttributeName }
  | {
      readonly _tag: "Compare"
      readonly attribute: AttributeName
      readonly operator: CompareOperator
      readonly value: Literal
      /** Where the literal stands in the text. */
      readonly position: number
    }
  | { readonly _tag: "ValuePath"; readonly attribute: AttributeName; readonly filter: Filter }

/**
 * A comparison value in the form in which it is compared: text is prepared (`Comparison.prepare`), a dateTime is
 * milliseconds since 1970. `null` stands for unassigned and occurs with eq and ne only.
 */
export type Operand = string | number | boolean | null

/**
 * A filter whose names are attributes of a resource type and whose operators and values fit them. An `And` of none is
 * always true and an `Or` of none never is: that is what becomes of a comparison with an attribute that only another
 * type of the same query has.
 * Inside a `ValuePath` the paths are those of the attribute's sub-attributes (`emails.type`), judged on one element;
 * for a simple multi-valued attribute the path there is the attribute itself.
 */
export type ResolvedFilter =
  | { readonly _tag: "And"; readonly filters: ReadonlyArray<ResolvedFilter> }
  | { readonly _tag: "Or"; readonly filters: ReadonlyArray<ResolvedFilter> }
  | { readonly _tag: "Not"; readonly filter: ResolvedFilter }
  | { readonly _tag: "Present"; readonly path: AttributePath }
  | {
      readonly _tag: "Compare"
      readonly path: AttributePath
      readonly operator: CompareOperator
      readonly value: Operand
    }
  | { readonly _tag: "ValuePath"; readonly path: AttributePath; readonly filter: ResolvedFilter }

/** What every resource matches, and what none does. */
export const always: ResolvedFilter = { _tag: "And", filters: [] }
export const never: ResolvedFilter = { _tag: "Or", filters: [] }

/** Widenings of the grammar that single clients need; all off is the RFC's grammar. */
export interface Grammar {
  /** `userName eq jdoe`: one bare word is read as a string. */
  readonly bareWords: boolean
  /** `emails[type eq "work"].value eq "x"`: a comparison behind a value path. */
  readonly valuePathComparison: boolean
  /** `userName eq 'jdoe'`: single quotes around a string. */
  readonly singleQuotes: boolean
}

export const rfcGrammar: Grammar = { bareWords: false, valuePathComparison: false, singleQuotes: false }
