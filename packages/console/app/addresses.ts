/** The addresses of these pages, for whoever links to one. */
import { isOperator, type Session } from "./api/session.ts"

/** A page of a tenant: `tenantPath("acme", "scim")`. Without a page it is the tenant's first one. */
export const tenantPath = (tenant: string, page = ""): string =>
  `/t/${encodeURIComponent(tenant)}${page === "" ? "" : `/${page}`}`

/** Where somebody begins: an operator among all tenants, everybody else in their own. */
export const home = (session: Session): string =>
  isOperator(session) ? "/tenants" : tenantPath(session.administrator.tenant ?? "")
