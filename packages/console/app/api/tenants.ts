/** The tenants that whoever is signed in may see. */
import { queryOptions } from "@tanstack/react-query"
import { type Answer, call } from "./call.ts"
import { everyPage } from "./everyPage.ts"

export type Tenant = Answer<"tenants", "get">

export const tenantsQuery = queryOptions({
  queryKey: ["tenants"],
  queryFn: ({ signal }) => everyPage((urlParams) => call("tenants", "list", { urlParams, signal })),
  staleTime: 60_000
})
