/** Entries of the provisioning log as people and programs read them. */
import { Explanation, type Json } from "@rollcall/core"
import { LogEntry, type Logged } from "@rollcall/provider"
import { Either } from "effect"
import * as Output from "./Output.ts"

/** An entry for programs; what is not known of a request is not there. */
export const describe = (entry: Logged): Json.JsonObject => ({
  id: entry.seq,
  time: Output.time(entry.time),
  ...(entry.tenant === LogEntry.nobody ? {} : { tenant: entry.tenant }),
  ...(entry.token === undefined ? {} : describeToken(entry.token)),
  ...(isMissing(entry) ? {} : { method: entry.method, path: entry.path, status: entry.status, ms: entry.duration }),
  ...(entry.resource === undefined ? {} : { resource: entry.resource }),
  ...(entry.error === undefined ? {} : { error: entry.error }),
  ...(entry.scimType === undefined ? {} : { scimType: entry.scimType }),
  ...(entry.detail === undefined ? {} : { detail: entry.detail }),
  ...(entry.attribute === undefined ? {} : { attribute: entry.attribute }),
  notes: entry.notes
})

const describeToken = ({ id, name, identityProvider }: LogEntry.TokenName): Json.JsonObject => ({
  token: id,
  tokenName: name,
  ...(identityProvider === undefined ? {} : { identityProvider })
})

/** The same with its bodies and its explanation. */
export const describeWhole = (entry: Logged): Json.JsonObject => ({
  ...describe(entry),
  ...explain(entry),
  ...(entry.request === undefined ? {} : { request: entry.request }),
  ...(entry.response === undefined ? {} : { response: entry.response })
})

const isMissing = ({ status }: LogEntry.LogEntry): boolean => status === 0

export const heads: ReadonlyArray<string> = ["ID", "TIME", "STATUS", "METHOD", "ABOUT", "TOKEN", "WHAT WAS SAID"]

export const row = (entry: Logged): ReadonlyArray<string> => [
  String(entry.seq),
  Output.time(entry.time),
  isMissing(entry) ? "-" : String(entry.status),
  entry.method === "" ? "-" : entry.method,
  shorten(isMissing(entry) ? "-" : (entry.resource ?? entry.path)),
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
  const { happened, remedy } = explain(entry)
  const token = entry.token === undefined ? "none that is known" : titleOf(entry.token)
  const facts: ReadonlyArray<readonly [string, string | undefined]> = [
    ["time", Output.time(entry.time)],
    ["token", isMissing(entry) ? undefined : token],
    ["request", isMissing(entry) ? undefined : `${entry.method} ${entry.path}`],
    ["answer", isMissing(entry) ? undefined : answer(entry)],
    ["resource", entry.resource],
    ["attribute", entry.attribute],
    ["detail", entry.detail],
    ...entry.notes.map((note) => ["note", note] as const)
  ]
  const whose = entry.tenant === LogEntry.nobody ? "of nobody known" : `of tenant ${entry.tenant}`
  return [
    `Entry ${entry.seq} in the log ${whose}`,
    ...facts.flatMap(([name, text]) =>
      text === undefined ? [] : [`  ${`${name}:`.padEnd(11)}${Output.printable(text)}`]
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

const explain = (entry: Logged): Explanation.Explanation => {
  const { token, ...rest } = entry
  return Explanation.of({ ...rest, ...(token === undefined ? {} : { token: token.name }) })
}

/** A body that was cut is JSON no more, and is shown as it is. */
const body = (title: string, text: string | undefined): ReadonlyArray<string> => {
  if (text === undefined) return []
  const parsed = Either.try((): Json.Json => JSON.parse(text))
  const shown = Either.isRight(parsed) ? JSON.stringify(parsed.right, null, 2) : text
  return ["", `${title}:`, ...shown.split("\n").map(Output.printable)]
}
