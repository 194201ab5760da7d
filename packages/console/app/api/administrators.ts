/** Those who administer, as whoever is signed in may see them. */
import { queryOptions } from "@tanstack/react-query"
import { type Answer, call } from "./call.ts"

export type Administrator = Answer<"administrators", "list">[number]

export const administratorsQuery = queryOptions({
  queryKey: ["administrators"],
  queryFn: ({ signal }) => call("administrators", "list", { signal })
})
