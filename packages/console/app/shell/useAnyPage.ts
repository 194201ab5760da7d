/**
 * The way to a page of a tenant that there may be, asked of the router: a page cannot look into the list of pages, which
 * loads it.
 */
import { useRouter } from "@tanstack/react-router"
import { tenantPath } from "../addresses.ts"

export const useAnyPage = (): ((tenant: string, page: string) => string | undefined) => {
  const { routesByPath } = useRouter()
  return (tenant, page) => (Object.hasOwn(routesByPath, `/t/$tenant/${page}`) ? tenantPath(tenant, page) : undefined)
}
