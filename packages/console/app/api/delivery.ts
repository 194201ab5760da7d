/** Who is told of events: webhooks, and receivers of security event tokens. What became of each event is one for both. */
import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query"
import { type Answer, call } from "./call.ts"
import type { Paged } from "./directory.ts"

/** The two kinds of endpoints, by the names of their addresses. */
export type Kind = "webhooks" | "receivers"

export type Webhook = Answer<"webhooks", "list">[number]
export type Receiver = Answer<"receivers", "list">[number]
export type Delivery = Answer<"webhooks", "deliveries">["items"][number]
export type State = Webhook["state"]
export type Outcome = Answer<"webhooks", "test">

/** How often it is looked at again while somebody watches. */
const refreshMillis = 5_000

const limit = 50

export const webhooksQuery = (tenant: string) =>
  queryOptions({
    queryKey: ["webhooks", tenant],
    queryFn: ({ signal }) => call("webhooks", "list", { path: { tenant }, signal }),
    refetchInterval: refreshMillis
  })

export const receiversQuery = (tenant: string) =>
  queryOptions({
    queryKey: ["receivers", tenant],
    queryFn: ({ signal }) => call("receivers", "list", { path: { tenant }, signal }),
    refetchInterval: refreshMillis
  })

const keyOf = (kind: Kind, tenant: string, id: string) => ["deliveries", kind, tenant, id] as const

/** As long as it is short it is brought up to date by itself. */
export const deliveriesQuery = (kind: Kind, tenant: string, id: string) =>
  infiniteQueryOptions({
    queryKey: [...keyOf(kind, tenant, id), "all"],
    queryFn: ({ pageParam, signal }) =>
      call(kind, "deliveries", {
        path: { tenant, id },
        urlParams: { limit, ...(pageParam === "" ? {} : { after: pageParam }) },
        signal
      }),
    initialPageParam: "",
    getNextPageParam: ({ next }: Paged<Delivery>) => next,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) <= 1 ? refreshMillis : false)
  })

/** What became of the newest event. */
export const lastDeliveryQuery = (kind: Kind, tenant: string, id: string) =>
  queryOptions({
    queryKey: [...keyOf(kind, tenant, id), "last"],
    queryFn: async ({ signal }) => {
      const { items } = await call(kind, "deliveries", { path: { tenant, id }, urlParams: { limit: 1 }, signal })
      return items[0] ?? null
    },
    refetchInterval: refreshMillis
  })

/** Every kind of event that there is; it changes with the server alone. */
export const kindsQuery = (tenant: string) =>
  queryOptions({
    queryKey: ["eventKinds", tenant],
    queryFn: ({ signal }) => call("newestEvents", "kinds", { path: { tenant }, signal }),
    staleTime: Number.POSITIVE_INFINITY
  })

/** After a change: where endpoints stand, what became of their events, and what needs attention. */
export const changed = async (queries: QueryClient, kind: Kind, tenant: string): Promise<void> => {
  await Promise.all(
    [
      [kind, tenant],
      ["deliveries", kind, tenant],
      ["overview", tenant]
    ].map((queryKey) => queries.invalidateQueries({ queryKey }))
  )
}

/** An address as people know it: without what all have in common. */
export const shortUrl = (url: string): string => url.replace(/^https?:\/\//, "").replace(/\/$/, "")

/** Where the keys are that security event tokens of this issuer are signed by. */
export const keysOf = (issuer: string): string => issuer.replace(/\/security-events\/[^/]*$/, "/.well-known/jwks.json")
