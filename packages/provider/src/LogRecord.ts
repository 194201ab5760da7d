/** Entries of the provisioning log as programs read them: an object of JSON, or a line of comma-separated values. */
import { Explanation, type Json } from "@rollcall/core"
import * as Csv from "./Csv.ts"
import * as LogEntry from "./LogEntry.ts"
import type { Logged } from "./port/LogStore.ts"

/** What is not known of a request is not there, and neither are bodies. */
export const describe = (entry: Logged) => ({
  id: entry.seq,
  time: time(entry.time),
  ...(entry.tenant === LogEntry.nobody ? {} : { tenant: entry.tenant }),
  ...(entry.token === undefined ? {} : describeToken(entry.token)),
  ...(LogEntry.isMissing(entry)
    ? {}
    : { method: entry.method, path: entry.path, status: entry.status, ms: entry.duration }),
  ...(entry.resource === undefined ? {} : { resource: entry.resource }),
  ...(entry.requestId === undefined ? {} : { requestId: entry.requestId }),
  ...(entry.error === undefined ? {} : { error: entry.error }),
  ...(entry.scimType === undefined ? {} : { scimType: entry.scimType }),
  ...(entry.detail === undefined ? {} : { detail: entry.detail }),
  ...(entry.attribute === undefined ? {} : { attribute: entry.attribute }),
  notes: entry.notes
})

const describeToken = ({ id, name, identityProvider }: LogEntry.TokenName) => ({
  token: id,
  tokenName: name,
  ...(identityProvider === undefined ? {} : { identityProvider })
})

/** The same with its bodies and its explanation. */
export const describeWhole = (entry: Logged) => ({
  ...describe(entry),
  ...explain(entry),
  ...(entry.request === undefined ? {} : { request: entry.request }),
  ...(entry.response === undefined ? {} : { response: entry.response })
})

/** What happened, and what to do about it. */
export const explain = ({ token, ...rest }: Logged): Explanation.Explanation =>
  Explanation.of({ ...rest, ...(token === undefined ? {} : { token: token.name }) })

/** One line for each entry, with its end. */
export const jsonLines = (page: ReadonlyArray<Logged>): string =>
  page.map((entry) => `${JSON.stringify(describe(entry) satisfies Json.JsonObject)}\n`).join("")

/** The columns of comma-separated values, by name. */
const columns: ReadonlyArray<readonly [name: string, value: (entry: Logged) => string | number | undefined]> = [
  ["id", ({ seq }) => seq],
  ["time", (entry) => time(entry.time)],
  ["tenant", ({ tenant }) => tenant],
  ["token", ({ token }) => token?.id],
  ["tokenName", ({ token }) => token?.name],
  ["method", ({ method }) => method],
  ["path", ({ path }) => path],
  ["status", ({ status }) => status],
  ["ms", ({ duration }) => duration],
  ["resource", ({ resource }) => resource],
  ["error", ({ error }) => error],
  ["scimType", ({ scimType }) => scimType],
  ["detail", ({ detail }) => detail],
  ["attribute", ({ attribute }) => attribute],
  ["notes", ({ notes }) => notes.join(" ")],
  ["identityProvider", ({ token }) => token?.identityProvider],
  ["requestId", ({ requestId }) => requestId]
]

/** The line above all others, with its end. */
export const csvHead: string = `${Csv.line(columns.map(([name]) => name))}${Csv.lineEnd}`

/** One line for each entry, with its end. */
export const csvLines = (page: ReadonlyArray<Logged>): string =>
  page.map((entry) => `${Csv.line(columns.map(([, value]) => value(entry)))}${Csv.lineEnd}`).join("")

const time = (millis: number): string => new Date(millis).toISOString()
