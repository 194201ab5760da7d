/**
 * The way to a page of a tenant that there may be, asked of the router: a page cannot look into the list of pages, which
 * loads it.
 */
import { useRouter } from "@tanstack/react-router"
import { tenantPath } from "../addresses.ts"
import { isGuest, useSession } from "../api/session.ts"

export const useAnyPage = (): ((tenant: string, page: string) => string | undefined) => {
  const { routesByPath } = useRouter()
  // A set-up link leads to few pages, and none of them is linked from everywhere.
  const guest = isGuest(useSession())
  return (tenant, page) =>
    !guest && Object.hasOwn(routesByPath, `/t/$tenant/${page}`) ? tenantPath(tenant, page) : undefined
}
