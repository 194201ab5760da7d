/** What resources of a tenant are made of, as these pages look at it. */
import { queryOptions } from "@tanstack/react-query"
import { type Answer, call } from "./call.ts"

export type ResourceType = Answer<"schemas", "list">[number]
export type SchemaPart = ResourceType["schemas"][number]
export type Attribute = SchemaPart["attributes"][number]
export type Mapping = Answer<"schemas", "mappings">[number]

/** Schemas change with a release of the server, not while somebody looks at them. */
const staleTime = 10 * 60_000

export const schemasQuery = (tenant: string) =>
  queryOptions({
    queryKey: ["schemas", tenant],
    queryFn: ({ signal }) => call("schemas", "list", { path: { tenant }, signal }),
    staleTime
  })

export const mappingsQuery = (tenant: string) =>
  queryOptions({
    queryKey: ["mappings", tenant],
    queryFn: ({ signal }) => call("schemas", "mappings", { path: { tenant }, signal }),
    staleTime
  })
