/** Where SCIM is served, and under which addresses. */
import { BaseUrl } from "@rollcall/http"
import type { Address } from "./Address.ts"
import type { Configuration } from "./Configuration.ts"

type Place = Pick<Configuration, "basePath" | "baseUrl">

/** The SCIM base at an address: `http://127.0.0.1:8042/scim/v2`. */
export const at = ({ basePath }: Place, { host, port }: Address): string =>
  `http://${host.includes(":") ? `[${host}]` : host}:${port}${basePath}`

/** The SCIM base as identity providers are given it. Configuration may name it with the path of SCIM or without. */
export const base = (place: Place, address: Address): string => {
  const { baseUrl, basePath } = place
  if (baseUrl === undefined) return at(place, reachable(address))
  return baseUrl.toLowerCase().endsWith(basePath.toLowerCase()) ? baseUrl : `${baseUrl}${basePath}`
}

/** Where the pages for a browser are. */
export const pages = (place: Place, address: Address): string => BaseUrl.pagesOf(base(place, address), place.basePath)
/** What lies above the SCIM base, where the rest of the server is; nothing where the port is not known yet. */
export const root = (place: Place, address: Address): string | undefined =>
  place.baseUrl === undefined && address.port === 0
    ? undefined
    : base(place, address).slice(0, -place.basePath.length || undefined)

/** An address that stands for all of the machine's is none to connect to. */
export const reachable = ({ host, port }: Address): Address => {
  if (host === "0.0.0.0") return { host: "127.0.0.1", port }
  return host === "::" ? { host: "::1", port } : { host, port }
}
