/** Entries of the provisioning log as people read them in a terminal. */
import type { Json } from "@rollcall/core"
import { LogEntry, type Logged, LogRecord } from "@rollcall/provider"
import { Either } from "effect"
import * as Output from "./Output.ts"

export const heads: ReadonlyArray<string> = ["ID", "TIME", "STATUS", "METHOD", "ABOUT", "TOKEN", "WHAT WAS SAID"]

export const row = (entry: Logged): ReadonlyArray<string> => [
  String(entry.seq),
  Output.time(entry.time),
  LogEntry.isMissing(entry) ? "-" : String(entry.status),
  entry.method === "" ? "-" : entry.method,
  shorten(LogEntry.isMissing(entry) ? "-" : (entry.resource ?? entry.path)),
  shorten(entry.token?.name ?? "-"),
  shorten(entry.detail ?? entry.notes.map(nameOf).join(", "))
]

/** A line by itself, for who cannot know what the widest one will be. */
export const line = (entry: Logged): string =>
  row(entry)
    .map((cell, column) => Output.printable(cell).padEnd(widths[column] ?? 0))
    .join("  ")
    .trimEnd()

/** Of each column: numbers, times, statuses and methods fit, and a resource with its id. */
const widths: ReadonlyArray<number> = [6, 24, 3, 6, 42, 12]

/** `CapitalisedOperation: Read …` has the name before its colon. */
const nameOf = (note: string): string => note.slice(0, Math.max(0, note.indexOf(":")))

const lengthMax = 100

const shorten = (text: string): string => (text.length <= lengthMax ? text : `${text.slice(0, lengthMax - 1)}…`)

/** All that the log has of a request, what it means, and what to do about it. */
export const page = (entry: Logged): string => {
  const { happened, remedy } = LogRecord.explain(entry)
  const token = entry.token === undefined ? "none that is known" : titleOf(entry.token)
  const facts: ReadonlyArray<readonly [string, string | undefined]> = [
    ["time", Output.time(entry.time)],
    ["token", LogEntry.isMissing(entry) ? undefined : token],
    ["request", LogEntry.isMissing(entry) ? undefined : `${entry.method} ${entry.path}`],
    ["request id", entry.requestId],
    ["answer", LogEntry.isMissing(entry) ? undefined : answer(entry)],
    ["resource", entry.resource],
    ["attribute", entry.attribute],
    ["detail", entry.detail],
    ...entry.notes.map((note) => ["note", note] as const)
  ]
  const whose = entry.tenant === LogEntry.nobody ? "of nobody known" : `of tenant ${entry.tenant}`
  return [
    `Entry ${entry.seq} in the log ${whose}`,
    ...facts.flatMap(([name, text]) =>
      text === undefined ? [] : [`  ${`${name}:`.padEnd(12)}${Output.printable(text)}`]
    ),
    "",
    `What happened: ${Output.printable(happened)}`,
    `What to do: ${Output.printable(remedy)}`,
    ...body("Sent", entry.request),
    ...body("Answered", entry.response)
  ].join("\n")
}

const titleOf = ({ id, name, identityProvider }: LogEntry.TokenName): string =>
  `${name} (${id})${identityProvider === undefined ? "" : ` for ${identityProvider}`}`

const answer = ({ status, scimType, duration }: Logged): string =>
  `${status}${scimType === undefined ? "" : ` ${scimType}`} in ${duration} ms`

/** A body that was cut is JSON no more, and is shown as it is. */
const body = (title: string, text: string | undefined): ReadonlyArray<string> => {
  if (text === undefined) return []
  const parsed = Either.try((): Json.Json => JSON.parse(text))
  const shown = Either.isRight(parsed) ? JSON.stringify(parsed.right, null, 2) : text
  return ["", `${title}:`, ...shown.split("\n").map(Output.printable)]
}
