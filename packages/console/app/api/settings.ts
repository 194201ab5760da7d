/** The settings of a tenant as these pages look at them, and what settings there are. */
import { queryOptions } from "@tanstack/react-query"
import { type Answer, call } from "./call.ts"

export type Catalogue = Answer<"settings", "all">
export type Setting = Catalogue["settings"][number]
export type Quirk = Catalogue["quirks"][number]
export type Values = Answer<"settings", "get">["settings"]
export type Value = Setting["default"]

/** It stays as it is for as long as the server runs. */
export const catalogueQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: ({ signal }) => call("settings", "all", { signal }),
  staleTime: Number.POSITIVE_INFINITY
})

export const settingsQuery = (tenant: string) =>
  queryOptions({
    queryKey: ["settings", tenant],
    queryFn: ({ signal }) => call("settings", "get", { path: { tenant }, signal })
  })
