/** The provisioning log of a tenant as these pages look at it. */
import { queryOptions } from "@tanstack/react-query"
import { type Answer, call, type Request } from "./call.ts"
import { place } from "./place.ts"

export type Entry = Answer<"log", "list">["items"][number]

export type WholeEntry = Answer<"log", "get">

/** What the log is asked for. */
export type Chosen = Omit<NonNullable<Request<"log", "list">["urlParams"]>, "after" | "limit">

/** What a page has: more than a screen, and there at once. */
const limit = 50

export const logPage = (tenant: string, chosen: Chosen, after: string | undefined, signal: AbortSignal) =>
  call("log", "list", {
    path: { tenant },
    urlParams: { ...chosen, limit, ...(after === undefined ? {} : { after }) },
    signal
  })

export const entryQuery = (tenant: string, id: number) =>
  queryOptions({
    queryKey: ["logEntry", tenant, id],
    queryFn: ({ signal }) => call("log", "get", { path: { tenant, id }, signal }),
    staleTime: Number.POSITIVE_INFINITY
  })

/** Where the log is watched, or taken away, with these parameters. */
export const logAddress = (
  tenant: string,
  what: "stream" | "export",
  parameters: Readonly<Record<string, string | number | undefined>>
): string => {
  const pairs = Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [[name, `${value}`]]))
  const query = pairs.length === 0 ? "" : `?${new URLSearchParams(pairs)}`
  return `${place.api}/tenants/${encodeURIComponent(tenant)}/log/${what}${query}`
}

/** Whether it was refused or went wrong, or stands for what is missing. */
export const isFailed = ({ status }: Pick<Entry, "status">): boolean => status === undefined || status >= 400

/** The type and id of what an entry is about, where it is about one. */
export const subjectOf = (resource: string | undefined): { readonly type: string; readonly id: string } | undefined => {
  const at = resource?.indexOf("/") ?? -1
  return resource === undefined || at < 1 ? undefined : { type: resource.slice(0, at), id: resource.slice(at + 1) }
}

/** The path as somebody reads it who knows where SCIM stands: without that. */
export const shortPath = (path: string): string => {
  const base = new URL(place.scim).pathname.replace(/\/$/, "")
  return path.startsWith(`${base}/`) ? path.slice(base.length) : path
}
