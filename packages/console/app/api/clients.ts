/** The OAuth clients of a tenant as these pages look at them. */
import { queryOptions } from "@tanstack/react-query"
import { type Answer, call } from "./call.ts"
import { everyPage } from "./everyPage.ts"
import { place } from "./place.ts"

export type Client = Answer<"clients", "list">["items"][number]
export type Registered = Answer<"clients", "create">

export const clientsQuery = (tenant: string) =>
  queryOptions({
    queryKey: ["clients", tenant],
    queryFn: ({ signal }) => everyPage((urlParams) => call("clients", "list", { path: { tenant }, urlParams, signal }))
  })

/** Where a client gets its access tokens: below the SCIM endpoint. */
export const tokenEndpoint = (): string => `${place.scim.replace(/\/$/, "")}/oauth/token`
