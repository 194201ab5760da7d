/** What a command prints on stdout: a table for people, or JSON for programs with `--json`. */
import { Options } from "@effect/cli"
import { Console, type Effect } from "effect"

/** The option that every command has. */
export const json = Options.boolean("json").pipe(Options.withDescription("Print JSON, for programs."))

/** Prints the value as JSON where that is asked for, else the text. */
export const print = (asJson: boolean, value: unknown, text: string): Effect.Effect<void> =>
  Console.log(asJson ? JSON.stringify(value) : text)

/** Columns under their heads, as wide as their widest cell. */
export const table = (heads: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string => {
  const lines = [heads, ...rows]
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

/** A time as people and programs read it; a dash for none. */
export const time = (millis: number | undefined): string =>
  millis === undefined ? "-" : new Date(millis).toISOString()
