/**
 * Node's HTTP server in front of the handler: from `IncomingMessage` to `WireRequest` and from `WireResponse` to
 * `ServerResponse`, one fiber for each request. It translates and bounds what the network may do; it decides nothing of
 * SCIM.
 *
 * @see https://nodejs.org/api/http.html
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http"
import type { AddressInfo, Socket } from "node:net"
import { CliError, type Platform } from "@rollcall/cli"
import { Limits, ScimError } from "@rollcall/core"
import { ErrorResponse, type ScimHandler, type WireRequest, type WireResponse } from "@rollcall/http"
import { Effect, Runtime, type Scope } from "effect"

/** Bytes of request line and headers: the longest URL that is answered, and as much again for headers. */
const headerBytesMax = 2 * Limits.standard.urlLengthMax
/** A client has this long to send its headers, so that slow ones cannot hold connections. */
const headersMillisMax = 15_000
/** A client has this long to send a request as a whole. */
const requestMillisMax = 60_000
/** Longer than the 60 seconds after which common proxies drop an idle connection: they close first, not we. */
const idleMillisMax = 65_000
/** What was accepted has this long to finish when the process is asked to stop. */
const stopMillisMax = 10_000

/** Serves until the scope closes; what was accepted by then is finished first. */
export const listen = (
  address: Platform.Address,
  handler: ScimHandler.Handler
): Effect.Effect<Platform.Address, CliError.CliError, Scope.Scope> =>
  Effect.gen(function* () {
    const runtime = yield* Effect.runtime<never>()
    const run = Runtime.runFork(runtime)
    const server = createServer(
      {
        maxHeaderSize: headerBytesMax,
        headersTimeout: headersMillisMax,
        requestTimeout: requestMillisMax,
        keepAliveTimeout: idleMillisMax
      },
      (message, response) => {
        run(handler(toWire(message))).addObserver((exit) => {
          if (exit._tag === "Success") send(server, response, exit.value)
          else response.destroy()
        })
      }
    )
    server.on("clientError", refuse)
    return yield* Effect.acquireRelease(bind(server, address), () => stop(server))
  })

const bind = (server: Server, address: Platform.Address): Effect.Effect<Platform.Address, CliError.CliError> =>
  Effect.async<Platform.Address, CliError.CliError>((resume) => {
    const failed = (error: NodeJS.ErrnoException) => resume(Effect.fail(CliError.cannotListen(address, error)))
    server.once("error", failed)
    server.listen(address.port, address.host, () => {
      server.off("error", failed)
      resume(Effect.succeed({ host: address.host, port: boundPort(server.address(), address.port) }))
    })
  })

const boundPort = (bound: AddressInfo | string | null, asked: number): number =>
  typeof bound === "object" && bound !== null ? bound.port : asked

/** Takes no new connection, lets requests under way finish, and cuts what is left after a while. */
const stop = (server: Server): Effect.Effect<void> =>
  Effect.async<void>((resume) => {
    const timer = setTimeout(() => server.closeAllConnections(), stopMillisMax)
    server.close(() => {
      clearTimeout(timer)
      resume(Effect.void)
    })
    server.closeIdleConnections()
  })

const send = (server: Server, response: ServerResponse, { status, headers, body }: WireResponse.WireResponse): void => {
  // Nobody is to send the next request over a connection that is about to be closed.
  const closing = server.listening ? {} : { connection: "close" }
  const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) }
  response.writeHead(status, { ...headers, ...length, ...closing })
  response.end(body)
}

const toWire = (message: IncomingMessage): WireRequest => {
  const url = message.url ?? "/"
  const mark = url.indexOf("?")
  const remoteAddress = message.socket.remoteAddress
  return {
    method: message.method ?? "GET",
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? "" : url.slice(mark + 1),
    header: (name) => {
      const value = message.headers[name]
      return typeof value === "string" ? value : value?.join(", ")
    },
    ...(remoteAddress === undefined ? {} : { remoteAddress }),
    readBody: (bytesMax) => readBody(message, bytesMax)
  }
}

const readBody = (message: IncomingMessage, bytesMax: number): ReturnType<WireRequest["readBody"]> =>
  Effect.async((resume) => {
    const chunks: Array<Buffer> = []
    let length = 0
    const tooLarge = () => {
      // What is left is read and thrown away, so that the client comes to read the answer instead of a broken pipe.
      message.removeAllListeners("data")
      message.resume()
      resume(
        new ScimError.PayloadTooLarge({
          detail: `The body is larger than ${bytesMax} bytes. Send less at a time, for example fewer members.`
        })
      )
    }
    if (Number(message.headers["content-length"] ?? 0) > bytesMax) return tooLarge()
    message.on("data", (chunk: Buffer) => {
      length += chunk.length
      if (length > bytesMax) return tooLarge()
      chunks.push(chunk)
    })
    message.once("end", () =>
      resume(Effect.succeed(chunks.length === 1 ? (chunks[0] ?? empty) : Buffer.concat(chunks)))
    )
    message.once("error", () => resume(new ScimError.InvalidSyntax({ detail: "The body broke off before its end." })))
  })

const empty = new Uint8Array()

/** The answer to what is no HTTP request, or comes too large or too slowly to be one. */
const refuse = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (!socket.writable) return void socket.destroy()
  const { status, headers, body = "" } = refusal(error.code)
  const lines = Object.entries({
    ...headers,
    "content-length": String(Buffer.byteLength(body)),
    connection: "close"
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${lines.join("")}\r\n${body.toString()}`)
}

const refusal = (code: string | undefined): WireResponse.WireResponse => {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return ErrorResponse.render(
        new ScimError.HeadersTooLarge({
          detail: `The URL and the headers are larger than ${headerBytesMax} bytes together. Send fewer or shorter headers.`
        })
      )
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return ErrorResponse.render(new ScimError.RequestTimeout({ detail: "The request took too long to arrive." }))
    default:
      return ErrorResponse.render(new ScimError.InvalidSyntax({ detail: "This is no HTTP request." }))
  }
}
