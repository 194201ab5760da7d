/**
 * Node's HTTP server in front of the handler. It bounds what the network may do; it decides nothing of SCIM.
 *
 * @see https://nodejs.org/api/http.html
 */
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
  STATUS_CODES
} from "node:http"
import type { AddressInfo, Socket } from "node:net"
import { type Address, CliError } from "@rollcall/cli"
import { Limits, ScimError } from "@rollcall/core"
import { ErrorResponse, NodeListener, type ScimHandler } from "@rollcall/http"
import { Effect, type Scope } from "effect"

/** What the network may do, each with its reason. Times are milliseconds. */
export interface Bounds {
  /** Request line and headers: the longest URL that is answered, and as much again for headers. */
  readonly headerBytesMax: number
  /** For a client to send its headers, so that slow ones cannot hold connections. */
  readonly headersMillisMax: number
  /** For a client to send a request as a whole. */
  readonly requestMillisMax: number
  /** How often clients are looked at that may be too slow. */
  readonly checkMillis: number
  /** Longer than the 60 seconds after which common proxies drop an idle connection: they close first, not we. */
  readonly idleMillisMax: number
  /** For what was accepted to finish when the process is asked to stop. */
  readonly stopMillisMax: number
  /** For a request to come over a connection that was opened before, when the process is asked to stop. */
  readonly lingerMillis: number
}

export const standard: Bounds = {
  headerBytesMax: 2 * Limits.standard.urlLengthMax,
  headersMillisMax: 15_000,
  requestMillisMax: 60_000,
  checkMillis: 5_000,
  idleMillisMax: 65_000,
  stopMillisMax: 10_000,
  lingerMillis: 200
}

/** Serves until the scope closes; what was accepted by then is finished first. */
export const listen = (
  address: Address,
  handler: ScimHandler.Handler,
  bounds: Bounds = standard
): Effect.Effect<Address, CliError.CliError, Scope.Scope> =>
  Effect.gen(function* () {
    const answer = yield* NodeListener.of(handler)
    const underWay = new Set<ServerResponse>()
    const server = createServer(options(bounds), (message, response) => {
      underWay.add(response)
      response.once("close", () => underWay.delete(response))
      if (!server.listening) announceClose(response)
      if (lacksHost(message)) NodeListener.send(response, withoutHost)
      else answer(message, response)
    })
    server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => refuse(bounds, error, socket))
    return yield* Effect.acquireRelease(bind(server, address), () => stop(server, underWay, bounds))
  })

const options = (bounds: Bounds): ServerOptions => ({
  maxHeaderSize: bounds.headerBytesMax,
  headersTimeout: bounds.headersMillisMax,
  requestTimeout: bounds.requestMillisMax,
  connectionsCheckingInterval: bounds.checkMillis,
  keepAliveTimeout: bounds.idleMillisMax,
  // Node would refuse such a request without a word; here it gets the error that all others get.
  requireHostHeader: false
})

const bind = (server: Server, address: Address): Effect.Effect<Address, CliError.CliError> =>
  Effect.async<Address, CliError.CliError>((resume) => {
    const failed = (error: NodeJS.ErrnoException) => resume(Effect.fail(CliError.cannotListen(address, error)))
    server.once("error", failed)
    server.listen(address.port, address.host, () => {
      server.off("error", failed)
      resume(Effect.succeed({ host: address.host, port: boundPort(server.address(), address.port) }))
    })
  })

const boundPort = (bound: AddressInfo | string | null, asked: number): number =>
  typeof bound === "object" && bound !== null ? bound.port : asked

/**
 * Takes no new connection and lets requests under way finish. A connection without one is closed soon after, whether it
 * has carried a request before or not; what is left after `stopMillisMax` is cut.
 */
const stop = (server: Server, underWay: ReadonlySet<ServerResponse>, bounds: Bounds): Effect.Effect<void> =>
  Effect.async<void>((resume) => {
    for (const response of underWay) announceClose(response)
    const late = setTimeout(() => server.closeAllConnections(), bounds.stopMillisMax)
    const quiet = setInterval(() => {
      if (underWay.size === 0) server.closeAllConnections()
    }, bounds.lingerMillis)
    server.close(() => {
      clearTimeout(late)
      clearInterval(quiet)
      resume(Effect.void)
    })
  })

/** Nobody is to send the next request over a connection that is about to be closed. */
const announceClose = (response: ServerResponse): void => {
  if (!response.headersSent) response.setHeader("connection", "close")
}

/** HTTP/1.1 asks for it of every request (RFC 9112 §3.2). */
const lacksHost = (message: IncomingMessage): boolean =>
  message.headers.host === undefined && message.httpVersion === "1.1"

const withoutHost = ErrorResponse.render(
  new ScimError.InvalidSyntax({ detail: "The request has no Host header. HTTP/1.1 asks for one." })
)

/** The answer to what is no HTTP request, or comes too large or too slowly to be one. */
const refuse = (bounds: Bounds, error: NodeJS.ErrnoException, socket: Socket): void => {
  if (!socket.writable) return void socket.destroy()
  const { status, headers, body } = ErrorResponse.render(refusal(bounds, error.code))
  const text = typeof body === "string" ? body : ""
  const lines = Object.entries({
    ...headers,
    "content-length": String(Buffer.byteLength(text)),
    connection: "close"
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${lines.join("")}\r\n${text}`)
}

const refusal = (bounds: Bounds, code: string | undefined): ScimError.ScimError => {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return new ScimError.HeadersTooLarge({
        detail: `The URL and the headers are larger than ${bounds.headerBytesMax} bytes together. Send fewer or shorter headers.`
      })
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return new ScimError.RequestTimeout({ detail: "The request took too long to arrive. Send it again." })
    default:
      return new ScimError.InvalidSyntax({ detail: "This is no HTTP request." })
  }
}
