/** How a tenant and its server do. */
import { queryOptions } from "@tanstack/react-query"
import { type Answer, call } from "./call.ts"

export type Overview = Answer<"overview", "tenant">

export type Span = Overview["requests"][number]

export type Attention = Overview["attention"][number]

export type Grain = "hour" | "day"

/** How often it is looked at again while somebody watches. */
const refreshMillis = 30_000

export const overviewQuery = (tenant: string, by: Grain) =>
  queryOptions({
    queryKey: ["overview", tenant, by],
    queryFn: ({ signal }) => call("overview", "tenant", { path: { tenant }, urlParams: { by }, signal }),
    refetchInterval: refreshMillis,
    // The other chart comes into the place of this one; another tenant begins empty.
    placeholderData: (previous, query) => (query?.queryKey[1] === tenant ? previous : undefined)
  })

export const healthQuery = queryOptions({
  queryKey: ["health"],
  queryFn: ({ signal }) => call("overview", "health", { signal }),
  refetchInterval: refreshMillis
})
