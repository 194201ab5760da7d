/** The addresses of these pages, for whoever links to one. */
import { isGuest, isOperator, type Session } from "./api/session.ts"

/** A page of a tenant: `tenantPath("acme", "scim")`. Without a page it is the tenant's first one. */
export const tenantPath = (tenant: string, page = ""): string =>
  `/t/${encodeURIComponent(tenant)}${page === "" ? "" : `/${page}`}`

/** Where somebody begins: an operator among all tenants, a guest where they connect, everybody else in their own. */
export const home = (session: Session): string => {
  if (isOperator(session)) return "/tenants"
  return tenantPath(session.administrator.tenant ?? "", isGuest(session) ? "scim" : "")
}
