/** Where SCIM is served. */
import type { Configuration } from "./Configuration.ts"

export const basePath = "/scim/v2"

/** The address of the server as a URL: `http://127.0.0.1:8042`. */
export const origin = ({ host, port }: { readonly host: string; readonly port: number }): string =>
  `http://${host.includes(":") ? `[${host}]` : host}:${port}`

/** The base of locations where no request says under which name it reached the server. */
export const base = (configuration: Configuration): string =>
  `${configuration.baseUrl ?? origin(configuration)}${basePath}`
