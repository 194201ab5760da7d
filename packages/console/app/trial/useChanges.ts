/** What has changed of the users and groups that lines of the log are about, since a time. */
import { useQueries } from "@tanstack/react-query"
import { type Answer, call } from "../api/call.ts"
import { type Entry, isFailed, subjectOf } from "../api/log.ts"

export type Change = Answer<"changes", "user">["items"][number]

/** So many users and groups show all that there is to show. */
const subjectsMax = 25

/** The newest of each. */
const limit = 50

const changes = (tenant: string, resource: string, signal: AbortSignal) => {
  const request = { path: { tenant, id: subjectOf(resource)?.id ?? "" }, urlParams: { limit }, signal }
  return resource.startsWith("User/") ? call("changes", "user", request) : call("changes", "group", request)
}

export const useChanges = (
  tenant: string,
  entries: ReadonlyArray<Entry>,
  from: string
): ReadonlyMap<string, ReadonlyArray<Change>> => {
  const touched = [...lastTouch(entries)].slice(0, subjectsMax)
  const all = useQueries({
    queries: touched.map(([resource, last]) => ({
      // Another line about the same may be another change.
      queryKey: ["trial", tenant, resource, last],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => changes(tenant, resource, signal),
      staleTime: Number.POSITIVE_INFINITY,
      retry: false
    }))
  })
  return new Map(
    touched.map(([resource], index) => [resource, (all[index]?.data?.items ?? []).filter(({ at }) => at >= from)])
  )
}

/** Of each user and group that was written to, the line that did it last. */
const lastTouch = (entries: ReadonlyArray<Entry>): ReadonlyMap<string, number> => {
  const found = new Map<string, number>()
  for (const entry of entries) {
    const { id, method, resource } = entry
    if (resource === undefined || method === "GET" || isFailed(entry) || !/^(User|Group)\//.test(resource)) continue
    found.set(resource, Math.max(found.get(resource) ?? 0, id))
  }
  return found
}
