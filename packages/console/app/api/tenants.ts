/** The tenants that whoever is signed in may see. */
import { queryOptions } from "@tanstack/react-query"
import { type Answer, call } from "./call.ts"

export type Tenant = Answer<"tenants", "get">

export const tenantsQuery = queryOptions({
  queryKey: ["tenants"],
  queryFn: ({ signal }) => call("tenants", "list", { signal }),
  staleTime: 60_000
})
