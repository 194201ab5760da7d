/**
 * The console for output that goes into a file or another program: the help and the complaints of the command line's
 * parser come with the colours of a terminal, which are noise anywhere else.
 */
import type { Console } from "effect"

/** The same console, which leaves colours out of what it writes to the streams where they are not wanted. */
export const make = (
  console: Console.Console,
  colours: { readonly stdout: boolean; readonly stderr: boolean }
): Console.Console => ({
  ...console,
  log: (...values) => console.log(...(colours.stdout ? values : values.map(withoutColours))),
  error: (...values) => console.error(...(colours.stderr ? values : values.map(withoutColours)))
})

/** A colour begins so and ends with the letter m. */
const colour = "\x1b["

const withoutColours = (value: unknown): unknown => {
  if (typeof value !== "string" || !value.includes(colour)) return value
  const [first = "", ...rest] = value.split(colour)
  return [first, ...rest.map((part) => part.slice(part.indexOf("m") + 1))].join("")
}
