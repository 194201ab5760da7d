/**
 * Statements whose text never changes: a template is made into text once for a database, and each use binds its values.
 * Statements that depend on more than values (on a filter, on what a request left out) are made anew each time.
 */
import type { Statement } from "@effect/sql"
import type { Dialect } from "./Dialect.ts"

/** What can be bound. */
export type Value = string | number | null

export interface Maker {
  readonly sql: Statement.Constructor
  readonly dialect: Dialect
}

/** What a template and values are together: one statement to run. */
export interface Bound<A extends object> {
  readonly template: Template<A>
  readonly values: ReadonlyArray<Value>
}

export interface Template<A extends object> {
  readonly compile: (maker: Maker) => Compiled
  /** Never there: it carries the type of the rows. */
  readonly rows?: A
}

/** The text, and which of the values stands at each of its parameters; a parameter may be the same for all uses. */
export interface Compiled {
  readonly text: string
  readonly parameters: ReadonlyArray<Parameter>
}

type Parameter =
  | { readonly _tag: "Value"; readonly index: number }
  | { readonly _tag: "Constant"; readonly value: unknown }

/**
 * A template. `make` binds each of its values, as often as it likes, and does nothing else with them: it is called once,
 * with placeholders, and a value that is bound nowhere fails then. `count` is how many values there are, where `make` does
 * not name each.
 */
export const template = <A extends object, Values extends ReadonlyArray<Value> = []>(
  make: (maker: Maker, ...values: Values) => Statement.Statement<A>,
  count = make.length - 1
): ((...values: Values) => Bound<A>) => {
  const made: Template<A> = { compile: (maker) => compile(maker, make, count) }
  return (...values) => ({ template: made, values })
}

const compile = <A, Values extends ReadonlyArray<Value>>(
  maker: Maker,
  make: (maker: Maker, ...values: Values) => Statement.Statement<A>,
  count: number
): Compiled => {
  // Symbols go through where values are bound, and nowhere else.
  const holes = Array.from({ length: count }, (_, index) => Symbol(`value ${index + 1}`))
  const [text, bound] = make(maker, ...(holes as ReadonlyArray<unknown> as Values)).compile()
  const missing = holes.find((hole) => !bound.includes(hole))
  if (missing !== undefined) throw new Error(`${String(missing)} is not bound in ${text}`)
  return {
    text,
    parameters: bound.map((value) =>
      typeof value === "symbol" ? { _tag: "Value", index: holes.indexOf(value) } : { _tag: "Constant", value }
    )
  }
}

/** The values in the order of the text's parameters. */
export const bind = ({ parameters }: Compiled, values: ReadonlyArray<Value>): ReadonlyArray<unknown> =>
  parameters.map((parameter) => (parameter._tag === "Value" ? values[parameter.index] : parameter.value))
