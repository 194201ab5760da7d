/**
 * What commands print on stdout, a table for people or JSON for programs with `--json`, and what they let people name so
 * that it can be printed.
 */
import { HelpDoc, Options } from "@effect/cli"
import { Printable } from "@rollcall/provider"
import { Console, type Effect, Either } from "effect"
import { CliError } from "./CliError.ts"

/** What the help says of a command: its first sentence stands in lists too. */
export const help = (text: string, example: string): HelpDoc.HelpDoc =>
  HelpDoc.blocks([HelpDoc.p(text), HelpDoc.p(`For example: ${example}`)])

/** The option that every command has. */
export const json = Options.boolean("json").pipe(Options.withDescription("Print JSON, for programs."))

/** Prints the value as JSON where that is asked for, else the text. */
export const print = (asJson: boolean, value: unknown, text: string): Effect.Effect<void> =>
  Console.log(asJson ? JSON.stringify(value) : text)

/** Columns under their heads, as wide as their widest cell. */
export const table = (heads: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string => {
  const lines = [heads, ...rows.map((row) => row.map(printable))]
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)))
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd()
    )
    .join("\n")
}

/** Names come from outside: what would move the cursor or begin a line is not printed. */
export const printable = Printable.of

const nameLengthMax = 200

/** What `--name` gives, for people to recognise a thing by in a table. */
export const readName = (text: string): Either.Either<string, CliError> => {
  const name = text.trim()
  return name !== "" && name.length <= nameLengthMax && Printable.is(name)
    ? Either.right(name)
    : Either.left(new CliError({ message: `--name must be one line of 1 to ${nameLengthMax} characters.` }))
}

/** A number as people read it: 1,000,000. */
export const grouped = (number: number): string => number.toLocaleString("en-US")

/** So many of a thing: "1 user", "2,000 users". */
export const counted = (count: number, noun: string): string => `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`

/** A time as people and programs read it; a dash for none. */
export const time = (millis: number | undefined): string =>
  millis === undefined ? "-" : new Date(millis).toISOString()
