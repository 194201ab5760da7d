/**
 * The service provider as an app of @effect/platform, for whoever has an `HttpRouter` to mount it in. It is a module of
 * its own, so that nobody else needs that package; Rollcall's own servers take no such way, since a router costs more
 * than SCIM does.
 */
import { type HttpApp, HttpServerRequest, HttpServerResponse } from "@effect/platform"
import { Effect, Option, Stream } from "effect"
import * as RequestBody from "./RequestBody.ts"
import * as RequestTarget from "./RequestTarget.ts"
import * as ScimHandler from "./ScimHandler.ts"
import type { WireRequest } from "./WireRequest.ts"
import type { WireResponse } from "./WireResponse.ts"

/** Answers every request that it gets. It looks at the whole path, whether the router has cut a prefix off or not. */
export const app: HttpApp.Default<never, ScimHandler.ScimHandler> = Effect.flatMap(ScimHandler.ScimHandler, (handler) =>
  of(handler)
)

/** The same for a handler that is already there. */
export const of = (handler: ScimHandler.Handler): HttpApp.Default =>
  Effect.flatMap(HttpServerRequest.HttpServerRequest, (request) => Effect.map(handler(toWire(request)), toResponse))

const toResponse = ({ status, headers, body }: WireResponse): HttpServerResponse.HttpServerResponse => {
  if (body === undefined) return HttpServerResponse.empty({ status, headers })
  const contentType = headers["content-type"] ?? "application/octet-stream"
  if (body instanceof ReadableStream) {
    const stream = Stream.fromReadableStream({ evaluate: () => body, onError: (cause) => cause })
    return HttpServerResponse.stream(stream, { status, headers, contentType })
  }
  return typeof body === "string"
    ? HttpServerResponse.text(body, { status, headers, contentType })
    : HttpServerResponse.uint8Array(body, { status, headers, contentType })
}

const toWire = (request: HttpServerRequest.HttpServerRequest): WireRequest => {
  const { host, path, query } = RequestTarget.split(request.originalUrl)
  const remoteAddress = Option.getOrUndefined(request.remoteAddress)
  return {
    method: request.method,
    path,
    query,
    header: (name) => request.headers[name] ?? (name === "host" ? host : undefined),
    ...(remoteAddress === undefined ? {} : { remoteAddress }),
    readBody: (bytesMax) => readBody(request, bytesMax)
  }
}

/** A length that is stated is believed: what is longer is refused before anything of it is read. */
const readBody = (
  request: HttpServerRequest.HttpServerRequest,
  bytesMax: number
): ReturnType<WireRequest["readBody"]> => {
  if (Number(request.headers["content-length"] ?? 0) > bytesMax) return RequestBody.tooLarge(bytesMax)
  const chunks: Array<Uint8Array> = []
  let length = 0
  return Stream.runForEach(request.stream, (chunk) =>
    Effect.sync(() => {
      length += chunk.length
      // What is left is read and thrown away: Node breaks the connection of a stream that nobody reads to its end.
      if (length <= bytesMax) chunks.push(chunk)
    })
  ).pipe(
    Effect.catchTag("RequestError", () => RequestBody.brokenOff),
    Effect.flatMap(() =>
      length > bytesMax ? RequestBody.tooLarge(bytesMax) : Effect.succeed(RequestBody.join(chunks, length))
    )
  )
}
