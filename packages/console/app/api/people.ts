/** Users and groups that somebody may have meant by what they typed, the first few of each. */
import { queryOptions } from "@tanstack/react-query"
import { call } from "./call.ts"

export interface Found {
  readonly type: "User" | "Group"
  readonly id: string
  readonly name: string
}

export const peopleQuery = (tenant: string, search: string, limit: number) =>
  queryOptions({
    queryKey: ["people", tenant, search, limit],
    queryFn: ({ signal }) => find(tenant, search, limit, signal),
    retry: false
  })

const find = async (
  tenant: string,
  search: string,
  limit: number,
  signal: AbortSignal
): Promise<ReadonlyArray<Found>> => {
  const request = { path: { tenant }, urlParams: { search, limit }, signal }
  const [users, groups] = await Promise.all([call("users", "list", request), call("groups", "list", request)])
  return [
    ...users.items.map(({ id, userName, displayName }) => ({
      type: "User" as const,
      id,
      name: userName ?? displayName ?? id
    })),
    ...groups.items.map(({ id, displayName }) => ({ type: "Group" as const, id, name: displayName ?? id }))
  ]
}
