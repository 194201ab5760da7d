/**
 * The same service provider as a function of web standards, `Request` in and `Response` out, for whoever mounts
 * Rollcall inside another server.
 */
import { ScimError } from "@rollcall/core"
import { Effect, Runtime } from "effect"
import * as ScimHandler from "./ScimHandler.ts"
import type { WireRequest } from "./WireRequest.ts"

/** `remoteAddress` is that of the peer, where the surrounding server knows it; proxies are trusted by it. */
export type FetchHandler = (request: Request, peer?: { readonly remoteAddress?: string }) => Promise<Response>

export const make = (config: ScimHandler.Config): Effect.Effect<FetchHandler, never, ScimHandler.Services> =>
  Effect.flatMap(ScimHandler.make(config), of)

/** The same for a handler that is already there. */
export const of = (handler: ScimHandler.Handler): Effect.Effect<FetchHandler> =>
  Effect.map(Effect.runtime<never>(), (runtime) => {
    const run = Runtime.runPromise(runtime)
    return async (request, peer) => {
      const { status, headers, body } = await run(handler(toWire(request, peer?.remoteAddress)))
      return new Response(body === undefined || typeof body === "string" ? body : new Uint8Array(body), {
        status,
        headers
      })
    }
  })

const toWire = (request: Request, remoteAddress: string | undefined): WireRequest => {
  const { pathname, search, host } = new URL(request.url)
  return {
    method: request.method,
    path: pathname,
    query: search.slice(1),
    header: (name) => request.headers.get(name) ?? (name === "host" ? host : undefined),
    ...(remoteAddress === undefined ? {} : { remoteAddress }),
    readBody: (bytesMax) => readBody(request, bytesMax)
  }
}

const readBody = (request: Request, bytesMax: number): ReturnType<WireRequest["readBody"]> =>
  Effect.flatMap(
    Effect.tryPromise({
      try: () => collect(request.body, bytesMax),
      catch: () => new ScimError.InvalidSyntax({ detail: "The body broke off before its end." })
    }),
    (bytes) =>
      bytes === undefined
        ? new ScimError.PayloadTooLarge({
            detail: `The body is larger than ${bytesMax} bytes. Send less at a time, for example fewer members.`
          })
        : Effect.succeed(bytes)
  )

/** The bytes of a stream; nothing when there are more than `bytesMax`. */
const collect = async (
  stream: ReadableStream<Uint8Array> | null,
  bytesMax: number
): Promise<Uint8Array | undefined> => {
  if (stream === null) return new Uint8Array()
  const chunks: Array<Uint8Array> = []
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
  const whole = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}
