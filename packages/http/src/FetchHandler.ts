/**
 * The same service provider as a function of web standards, `Request` in and `Response` out, for whoever mounts
 * Rollcall inside another server.
 */
import { Effect, Runtime } from "effect"
import * as RequestBody from "./RequestBody.ts"
import * as RequestTarget from "./RequestTarget.ts"
import * as ScimHandler from "./ScimHandler.ts"
import type { WireRequest } from "./WireRequest.ts"
import type { WireResponse } from "./WireResponse.ts"

/** `remoteAddress` is that of the peer, where the surrounding server knows it; proxies are trusted by it. */
export type FetchHandler = (request: Request, peer?: { readonly remoteAddress?: string }) => Promise<Response>

export const make = (config?: Partial<ScimHandler.Config>): Effect.Effect<FetchHandler, never, ScimHandler.Services> =>
  Effect.flatMap(ScimHandler.make(config), of)

/** The same for a handler that is already there. */
export const of = (handler: ScimHandler.Handler): Effect.Effect<FetchHandler> =>
  Effect.map(Effect.runtime<never>(), (runtime) => {
    const run = Runtime.runPromise(runtime)
    return async (request, peer) => toResponse(await run(handler(toWire(request, peer?.remoteAddress))))
  })

export const toResponse = ({ status, headers, body }: WireResponse): Response =>
  new Response(body instanceof Uint8Array ? new Uint8Array(body) : body, { status, headers })

const toWire = (request: Request, remoteAddress: string | undefined): WireRequest => {
  const { host, path, query } = RequestTarget.split(request.url)
  return {
    method: request.method,
    path,
    query,
    header: (name) => request.headers.get(name) ?? (name === "host" ? host : undefined),
    ...(remoteAddress === undefined ? {} : { remoteAddress }),
    readBody: (bytesMax) => (request.bodyUsed ? RequestBody.alreadyRead : readBody(request, bytesMax))
  }
}

const readBody = (request: Request, bytesMax: number): ReturnType<WireRequest["readBody"]> =>
  Effect.flatMap(
    Effect.tryPromise({ try: () => collect(request.body, bytesMax), catch: () => RequestBody.brokenOff }),
    (bytes) => (bytes === undefined ? RequestBody.tooLarge(bytesMax) : Effect.succeed(bytes))
  )

/** The bytes of a stream; nothing when there are more than `bytesMax`. */
const collect = async (
  stream: ReadableStream<Uint8Array> | null,
  bytesMax: number
): Promise<Uint8Array | undefined> => {
  const chunks: Array<Uint8Array> = []
  if (stream === null) return RequestBody.join(chunks, 0)
  let length = 0
  const reader = stream.getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length
    if (length > bytesMax) {
      await reader.cancel()
      return undefined
    }
    chunks.push(part.value)
  }
  return RequestBody.join(chunks, length)
}
