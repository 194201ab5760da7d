/** The name of what a line is about; the log has its id alone. Nothing of what is not there any more. */
import { useQuery } from "@tanstack/react-query"
import { call } from "../api/call.ts"
import { subjectOf } from "../api/log.ts"
import { isGuest, useSession } from "../api/session.ts"
import { useAnyPage } from "../shell/useAnyPage.ts"

const nameOf = async (tenant: string, resource: string | undefined, signal: AbortSignal) => {
  const subject = subjectOf(resource)
  const path = { tenant, id: subject?.id ?? "" }
  if (subject?.type === "User") {
    const { displayName, userName } = await call("users", "get", { path, signal })
    return userName ?? displayName ?? null
  }
  return subject?.type === "Group" ? ((await call("groups", "get", { path, signal })).displayName ?? null) : null
}

export const useSubject = (tenant: string, resource: string | undefined): string | undefined => {
  // Who came by a set-up link may look at no user.
  const guest = isGuest(useSession())
  const { data } = useQuery({
    queryKey: ["logSubject", tenant, resource],
    queryFn: ({ signal }) => nameOf(tenant, resource, signal),
    enabled: resource !== undefined && !guest,
    retry: false
  })
  return data ?? undefined
}

/** The page of the resource itself, where there is one. */
export const useSubjectPage = (tenant: string, resource: string | undefined): string | undefined => {
  const anyPage = useAnyPage()
  const subject = subjectOf(resource)
  const page = subject === undefined ? undefined : { User: "users/$id", Group: "groups/$id" }[subject.type]
  return subject === undefined || page === undefined
    ? undefined
    : anyPage(tenant, page)?.replace("$id", encodeURIComponent(subject.id))
}
