/**
 * The console over HTTP: the page that a browser shows to whoever administers, and the files that it loads. Files are
 * named by their content and never change; the page is asked for again each time. It knows the files as values, no file
 * system and no user: what is shown comes from the administrator's API, which asks who wants to know.
 */
import { Digest } from "@rollcall/provider"
import { Effect, Encoding } from "effect"
import * as BaseUrl from "../BaseUrl.ts"
import type { Handler } from "../ScimHandler.ts"
import type { WireRequest } from "../WireRequest.ts"
import type { WireResponse } from "../WireResponse.ts"
import * as WireResponses from "../WireResponse.ts"
import * as ConsolePlace from "./ConsolePlace.ts"
import * as ContentCoding from "./ContentCoding.ts"
import * as PageHeaders from "./PageHeaders.ts"

/** What `@rollcall/console` exports as `assets`. */
export interface Assets {
  readonly page: string
  /** By the path relative to the page. */
  readonly files: Readonly<Record<string, Asset>>
}

export interface Asset {
  /** Its media type. */
  readonly type: string
  /** Its bytes compressed by Brotli, in base64. */
  readonly brotli: string
  /** Its bytes compressed by gzip, in base64. */
  readonly gzip: string
}

/** Answers what belongs to the console, and hands everything else on. */
export const before = (next: Handler, assets: Assets, source: BaseUrl.Source): Handler => {
  const encoded = new Map<string, Promise<Uint8Array>>()
  return (request) => {
    if (request.method !== "GET" && request.method !== "HEAD") return next(request)
    const inside = ConsolePlace.inside(request.path, source.basePath)
    if (inside === undefined) return next(request)
    const asset = Object.hasOwn(assets.files, inside) ? assets.files[inside] : undefined
    if (asset !== undefined) return Effect.map(file(request, inside, asset, encoded), complete(request))
    if (inside.startsWith("assets/")) return Effect.succeed(complete(request)(gone))
    return isForPeople(request) ? Effect.succeed(complete(request)(page(request, assets.page, source))) : next(request)
  }
}

/** A browser that is told to show something says so; a program that takes anything does not. */
const isForPeople = (request: WireRequest): boolean => request.header("accept")?.includes("text/html") === true

const complete =
  (request: WireRequest) =>
  (response: WireResponse): WireResponse =>
    request.method === "HEAD" ? WireResponses.withoutBody(response) : response

/** A page of an older server may ask for a file that is no more. It loads itself anew then. */
const gone: WireResponse = {
  status: 404,
  headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store", ...PageHeaders.file },
  body: "There is no such file. The server may have been renewed: load the page again."
}

const file = (
  request: WireRequest,
  path: string,
  asset: Asset,
  encoded: Map<string, Promise<Uint8Array>>
): Effect.Effect<WireResponse> => {
  const coding = ContentCoding.choose(request.header("accept-encoding"))
  const key = `${coding} ${path}`
  const bytes = encoded.get(key) ?? bytesOf(asset, coding)
  encoded.set(key, bytes)
  return Effect.map(
    Effect.promise(() => bytes),
    (body) => ({
      status: 200,
      headers: {
        "content-type": asset.type,
        "cache-control": "public, max-age=31536000, immutable",
        vary: "accept-encoding",
        ...(coding === "identity" ? {} : { "content-encoding": coding }),
        ...PageHeaders.file
      },
      body
    })
  )
}

const bytesOf = async (asset: Asset, coding: ContentCoding.ContentCoding): Promise<Uint8Array> => {
  const decode = (text: string): Uint8Array => Encoding.decodeBase64(text).pipe(bytesOrNone)
  if (coding === "br") return decode(asset.brotli)
  if (coding === "gzip") return decode(asset.gzip)
  const stream = new Response(new Uint8Array(decode(asset.gzip))).body?.pipeThrough(new DecompressionStream("gzip"))
  return new Uint8Array(await new Response(stream ?? null).arrayBuffer())
}

/** What the build has written is base64; a module that is not would be no console at all. */
const bytesOrNone = (decoded: ReturnType<typeof Encoding.decodeBase64>): Uint8Array =>
  decoded._tag === "Right" ? decoded.right : new Uint8Array()

/** The page as it is at this address. Shown again only where it is what the browser has. */
const page = (request: WireRequest, template: string, source: BaseUrl.Source): WireResponse => {
  const body = ConsolePlace.complete(template, BaseUrl.of(request, source), source.basePath)
  const etag = `"${Digest.digest(body).slice(0, 32)}"`
  const headers = { "cache-control": "no-store", etag, ...PageHeaders.page }
  return request.header("if-none-match") === etag
    ? WireResponses.empty(304, headers)
    : { status: 200, headers: { ...headers, "content-type": "text/html; charset=utf-8" }, body }
}
