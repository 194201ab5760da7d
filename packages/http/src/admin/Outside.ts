/**
 * What is known of a request before the administrator's API sees it: its name, and the addresses under which browsers and
 * identity providers reach this server, as `AdminRequest` has worked them out. It writes them into headers of its own, and
 * hands on none of these that came from outside.
 */
import { HttpServerRequest } from "@effect/platform"
import { Effect } from "effect"
import * as BaseUrl from "../BaseUrl.ts"
import * as RequestId from "../RequestId.ts"
import type { WireRequest } from "../WireRequest.ts"
import { basePath } from "./AdminApi.ts"

const schemeHeader = "x-forwarded-proto"
const baseHeader = "x-rollcall-base"
const rootHeader = "x-rollcall-root"
const pagesHeader = "x-rollcall-pages"

/** The headers that say it of this request. */
export const headersOf = (
  request: WireRequest,
  source: BaseUrl.Source,
  id: string
): Readonly<Record<string, string>> => {
  const base = BaseUrl.of(request, source)
  const root = BaseUrl.rootOf(base, source.basePath)
  const pages = BaseUrl.pagesOf(base, source.basePath)
  const scheme = new URL(base).protocol.slice(0, -1)
  return {
    [schemeHeader]: scheme,
    [baseHeader]: base,
    [rootHeader]: root,
    [pagesHeader]: pages,
    [RequestId.header]: id
  }
}

const read = (name: string) => Effect.map(HttpServerRequest.HttpServerRequest, ({ headers }) => headers[name] ?? "")

/** What the request is called, as its answer has it. */
export const requestId = read(RequestId.header)

/** Whether by https. A browser keeps no secure cookie of a plain http page. */
export const isSecure = Effect.map(read(schemeHeader), (scheme) => scheme === "https")

/** The SCIM base, without a slash at the end. */
export const base = read(baseHeader)

/** What lies above it, where `/api` is; without a slash at the end. */
export const root = read(rootHeader)

/** The path of `/api` as browsers have it, with whatever a proxy takes away: what a cookie has to name. */
export const apiPath = Effect.map(root, (url) => {
  const { pathname } = new URL(url)
  return `${pathname === "/" ? "" : pathname}${basePath}`
})

/** Where the pages for a browser are; without a slash at the end. */
export const pages = read(pagesHeader)
