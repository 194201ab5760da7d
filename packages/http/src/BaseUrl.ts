/**
 * Under which address clients know this service provider: it begins every `meta.location` and `$ref` (RFC 7644 §1.3).
 * Configuration decides; else the headers of a trusted proxy; else the Host header, plain.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-1.3
 */
import { Either } from "effect"
import * as ConsolePlace from "./console/ConsolePlace.ts"
import * as TrustedProxies from "./TrustedProxies.ts"
import type { WireRequest } from "./WireRequest.ts"

export interface Source {
  /** The address from outside, as an administrator states it; the base path is added where it is missing. */
  readonly baseUrl?: string
  /** Where SCIM is served, with its leading slash: `/scim/v2`; empty stands for the root. */
  readonly basePath: string
  readonly trustedProxies: TrustedProxies.TrustedProxies
}

/** The absolute SCIM base, without a slash at the end. */
export const of = (request: WireRequest, source: Source): string => {
  if (source.baseUrl !== undefined) return complete(source.baseUrl, source.basePath)
  const own = `http://${validHost(request.header("host")) ?? "localhost"}`
  if (!TrustedProxies.includes(source.trustedProxies, request.remoteAddress)) return `${own}${source.basePath}`
  const { proto, host, prefix } = forwarded(request)
  const scheme = proto === "https" ? "https" : "http"
  const authority = validHost(host) ?? own.slice("http://".length)
  return `${scheme}://${authority}${prefix}${source.basePath}`
}

/** What lies above the SCIM base: where everything is that is not SCIM. Without a slash at the end. */
export const rootOf = (base: string, basePath: string): string => base.slice(0, base.length - basePath.length)

/** Where the pages for a browser are, without a slash at the end. */
export const pagesOf = (base: string, basePath: string): string =>
  `${rootOf(base, basePath)}${ConsolePlace.pathOf(basePath)}`

/** An absolute http or https URL without query and fragment, or nothing. */
export const parse = (text: string): string | undefined => {
  const url = Either.getOrUndefined(Either.try(() => new URL(text)))
  if (url === undefined || (url.protocol !== "http:" && url.protocol !== "https:")) return undefined
  if (url.search !== "" || url.hash !== "" || url.username !== "" || url.password !== "") return undefined
  return withoutSlash(`${url.origin}${url.pathname}`)
}

/** A base path: with its leading slash and none at the end, so the root is empty; or nothing. */
export const parsePath = (text: string): string | undefined => {
  const path = withoutSlash(text)
  return path === "" || validPrefix(path) === path ? path : undefined
}

const complete = (baseUrl: string, basePath: string): string => {
  const base = withoutSlash(baseUrl)
  return base.toLowerCase().endsWith(basePath.toLowerCase()) ? base : `${base}${basePath}`
}

interface Forwarded {
  readonly proto: string | undefined
  readonly host: string | undefined
  readonly prefix: string
}

/**
 * What the trusted proxy says. Where a header lists several values the last one counts: the proxy itself added it,
 * while those before it may come from anybody.
 */
const forwarded = (request: WireRequest): Forwarded => {
  const standard = parameters(last(request.header("forwarded")))
  return {
    proto: (standard.get("proto") ?? last(request.header("x-forwarded-proto")))?.toLowerCase(),
    host: standard.get("host") ?? last(request.header("x-forwarded-host")),
    prefix: validPrefix(last(request.header("x-forwarded-prefix")))
  }
}

const last = (value: string | undefined): string | undefined => {
  const item = value?.slice(value.lastIndexOf(",") + 1).trim()
  return item === "" ? undefined : item
}

/** The parameters of one element of the Forwarded header (RFC 7239 §4), quotation marks taken off. */
const parameters = (element: string | undefined): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const part of element?.split(";") ?? []) {
    const equals = part.indexOf("=")
    if (equals < 0) continue
    found.set(
      part.slice(0, equals).trim().toLowerCase(),
      part
        .slice(equals + 1)
        .trim()
        .replaceAll('"', "")
    )
  }
  return found
}

const hostCharacters = "abcdefghijklmnopqrstuvwxyz0123456789.-_:[]"
const prefixCharacters = "abcdefghijklmnopqrstuvwxyz0123456789.-_~/%"

const consistsOf = (text: string, characters: string): boolean => {
  for (const character of text.toLowerCase()) if (!characters.includes(character)) return false
  return true
}

const validHost = (host: string | undefined): string | undefined => {
  const text = host?.trim() ?? ""
  return text !== "" && text.length <= 255 && consistsOf(text, hostCharacters) ? text : undefined
}

const validPrefix = (prefix: string | undefined): string => {
  const text = withoutSlash(prefix ?? "")
  return text.startsWith("/") && !text.startsWith("//") && consistsOf(text, prefixCharacters) ? text : ""
}

const withoutSlash = (text: string): string => {
  let end = text.length
  while (text[end - 1] === "/") end--
  return text.slice(0, end)
}
