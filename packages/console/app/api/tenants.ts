/** The tenants that whoever is signed in may see: all of them, in as few pages as there can be. */
import { queryOptions } from "@tanstack/react-query"
import { type Answer, call } from "./call.ts"

export type Tenant = Answer<"tenants", "get">

/** What a page may have at most. */
const limit = 1_000

const every = async (signal: AbortSignal): Promise<ReadonlyArray<Tenant>> => {
  const found: Array<Tenant> = []
  let after: string | undefined
  do {
    const urlParams = after === undefined ? { limit } : { limit, after }
    const page = await call("tenants", "list", { urlParams, signal })
    found.push(...page.items)
    after = page.next
  } while (after !== undefined)
  return found
}

export const tenantsQuery = queryOptions({
  queryKey: ["tenants"],
  queryFn: ({ signal }) => every(signal),
  staleTime: 60_000
})
