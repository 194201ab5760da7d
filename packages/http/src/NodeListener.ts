/**
 * The service provider as what Node's HTTP servers call for a request, and Express for whatever is mounted in it: from
 * the incoming message to a plain value and from a plain value to the response, one fiber for each request. It knows of
 * Node's classes the parts that it uses, so whoever loads it needs no types of Node.
 *
 * @see https://nodejs.org/api/http.html
 */
import { Effect, Runtime } from "effect"
import * as RequestBody from "./RequestBody.ts"
import * as ScimHandler from "./ScimHandler.ts"
import * as StreamedBody from "./StreamedBody.ts"
import type { WireRequest } from "./WireRequest.ts"
import type { WireResponse } from "./WireResponse.ts"

/** What is asked of an `http.IncomingMessage`. */
export interface Incoming {
  readonly method?: string | undefined
  readonly url?: string | undefined
  /** Express cuts the path under which something is mounted off `url`, and keeps the whole here. */
  readonly originalUrl?: string | undefined
  readonly headers: Readonly<Record<string, string | ReadonlyArray<string> | undefined>>
  readonly socket: { readonly remoteAddress?: string | undefined }
  /** Whether somebody has read the body to its end. */
  readonly readableEnded: boolean
  on(event: "data", listener: (chunk: Uint8Array) => void): unknown
  once(event: "end" | "error", listener: () => void): unknown
  removeAllListeners(event: "data"): unknown
  resume(): unknown
}

/** What is asked of an `http.ServerResponse`. */
export interface Outgoing extends StreamedBody.Sink {
  statusCode: number
  setHeader(name: string, value: string): unknown
  end(body?: string | Uint8Array): unknown
}

export type NodeListener = (message: Incoming, response: Outgoing) => void

/** Answers every request that it gets: those beside the base path with 404. */
export const make = (config?: Partial<ScimHandler.Config>): Effect.Effect<NodeListener, never, ScimHandler.Services> =>
  Effect.flatMap(ScimHandler.make(config), of)

/** The same for a handler that is already there. */
export const of = (handler: ScimHandler.Handler): Effect.Effect<NodeListener> =>
  Effect.map(Effect.runtime<never>(), (runtime) => {
    const run = Runtime.runFork(runtime)
    return (message, response) =>
      run(handler(toWire(message))).addObserver((exit) => {
        if (exit._tag === "Success") send(response, exit.value)
        else response.destroy()
      })
  })

/** Node itself adds the length of the body, and leaves out what HEAD must not have. */
export const send = (response: Outgoing, { status, headers, body }: WireResponse): void => {
  response.statusCode = status
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  if (body instanceof ReadableStream) void StreamedBody.pump(body, response)
  else response.end(body)
}

const toWire = (message: Incoming): WireRequest => {
  const url = message.originalUrl ?? message.url ?? "/"
  const mark = url.indexOf("?")
  const { remoteAddress } = message.socket
  return {
    method: message.method ?? "GET",
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? "" : url.slice(mark + 1),
    header: (name) => {
      const value = message.headers[name]
      return value === undefined || typeof value === "string" ? value : value.join(", ")
    },
    ...(remoteAddress === undefined ? {} : { remoteAddress }),
    readBody: (bytesMax) => (message.readableEnded ? RequestBody.alreadyRead : readBody(message, bytesMax))
  }
}

const readBody = (message: Incoming, bytesMax: number): ReturnType<WireRequest["readBody"]> =>
  Effect.async((resume) => {
    const chunks: Array<Uint8Array> = []
    let length = 0
    const tooLarge = () => {
      // What is left is read and thrown away, so that the client comes to read the answer instead of a broken pipe.
      message.removeAllListeners("data")
      message.resume()
      resume(RequestBody.tooLarge(bytesMax))
    }
    if (Number(message.headers["content-length"] ?? 0) > bytesMax) return tooLarge()
    message.on("data", (chunk) => {
      length += chunk.length
      if (length > bytesMax) return tooLarge()
      chunks.push(chunk)
    })
    message.once("end", () => resume(Effect.succeed(RequestBody.join(chunks, length))))
    message.once("error", () => resume(RequestBody.brokenOff))
  })
