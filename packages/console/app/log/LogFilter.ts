/**
 * What of the log is shown, as the address of the page has it: whoever is sent a link sees the same. Pure: the address
 * comes in as the router has read it, which takes numbers for numbers.
 */
import type { Chosen } from "../api/log.ts"

export const spans = { "1h": 3_600_000, "24h": 86_400_000, "7d": 604_800_000 } as const

export type Span = keyof typeof spans

export interface LogFilter {
  readonly outcome?: "ok" | "failed"
  readonly method?: string
  readonly token?: string
  readonly identityProvider?: string
  /** `User/2819c223` */
  readonly resource?: string
  /** The id of a request, as a history has it. */
  readonly request?: string
  readonly text?: string
  /** How far back from now; or else the times between which it is. */
  readonly since?: Span
  readonly from?: string
  readonly to?: string
}

export const names = [
  "outcome",
  "method",
  "token",
  "identityProvider",
  "resource",
  "request",
  "text",
  "since",
  "from",
  "to"
] as const

const textMax = 200

/** What an address says; what it says wrongly is as if it were not there. */
export const read = (search: Readonly<Record<string, unknown>>): LogFilter => {
  const of = (name: keyof LogFilter): string | undefined => {
    const value = search[name]
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
      ? `${value}`.trim().slice(0, textMax) || undefined
      : undefined
  }
  const time = (name: "from" | "to") => {
    const value = of(name)
    return value === undefined || Number.isNaN(Date.parse(value)) ? undefined : value
  }
  const [outcome, since] = [of("outcome"), of("since")]
  return present({
    outcome: outcome === "ok" || outcome === "failed" ? outcome : undefined,
    method: of("method"),
    token: of("token"),
    identityProvider: of("identityProvider"),
    resource: of("resource"),
    request: of("request"),
    text: of("text"),
    since: since !== undefined && Object.hasOwn(spans, since) ? (since as Span) : undefined,
    from: time("from"),
    to: time("to")
  })
}

/** The filter with other values; undefined takes one away. */
export const change = (
  filter: LogFilter,
  values: { readonly [Name in keyof LogFilter]?: LogFilter[Name] | undefined }
): LogFilter => present({ ...filter, ...values })

type Values = { readonly [Name in keyof LogFilter]: LogFilter[Name] | undefined }

const present = (values: Partial<Values>): LogFilter =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ""))

export const isEmpty = (filter: LogFilter): boolean => Object.keys(filter).length === 0

/** The parameters of the API, at that time. */
export const chosen = ({ since, from, to, ...rest }: LogFilter, now: number): Chosen => ({
  ...rest,
  ...(since === undefined
    ? { ...(from === undefined ? {} : { from: instant(from) }), ...(to === undefined ? {} : { to: instant(to) }) }
    : { from: new Date(now - spans[since]).toISOString() })
})

const instant = (text: string): string => new Date(text).toISOString()

/** The parameters of the stream, which begins now; nothing where all that is shown has been. */
export const watched = ({ since: _, from: __, to, ...rest }: LogFilter): Chosen | undefined =>
  to === undefined ? rest : undefined
