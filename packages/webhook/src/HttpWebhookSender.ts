/**
 * The WebhookSender port over Node's HTTP client. The name of an endpoint is looked up for each message, every address it
 * has is looked at, and the connection goes to one of those: no second look-up comes between that could answer something
 * else. Connections are kept and used again, each by the address that it goes to, so a name that leads elsewhere
 * meanwhile is not followed by an old connection.
 */
import { lookup } from "node:dns/promises"
import { Agent, type ClientRequest, type IncomingMessage, type RequestOptions, request as requestHttp } from "node:http"
import { Agent as AgentHttps, request as requestHttps } from "node:https"
import { isIP } from "node:net"
import { type Message, type Reply, Undelivered, WebhookSender } from "@rollcall/provider"
import { Effect, Layer, type Scope } from "effect"
import * as PublicAddress from "./PublicAddress.ts"

export interface Trust {
  /** Certificates, as PEM, of authorities that are believed in place of those that the runtime knows. */
  readonly authorities?: ReadonlyArray<string>
}

/** Connections that are kept, by the address, and with TLS by the name that the certificate is for. */
interface Connections {
  readonly http: Agent
  readonly https: AgentHttps
}

/** As many as a worker sends over at a time are kept when it is done; the endpoint closes what it wants to. */
const freeConnectionsMax = 20

const opened: Effect.Effect<Connections, never, Scope.Scope> = Effect.acquireRelease(
  Effect.sync(() => {
    const options = { keepAlive: true, maxFreeSockets: freeConnectionsMax, scheduling: "lifo" } as const
    return { http: new Agent(options), https: new AgentHttps(options) }
  }),
  ({ http, https }) =>
    Effect.sync(() => {
      http.destroy()
      https.destroy()
    })
)

export const layerOf = (trust: Trust): Layer.Layer<WebhookSender> =>
  Layer.scoped(
    WebhookSender,
    Effect.map(opened, (kept) => ({
      post: (message) => post(message, kept, trust)
    }))
  )

export const layer: Layer.Layer<WebhookSender> = layerOf({})

const post = Effect.fnUntraced(function* (
  message: Message,
  kept: Connections,
  trust: Trust
): Effect.fn.Return<Reply, Undelivered> {
  const url = new URL(message.url)
  if (message.reach === "public" && url.protocol !== "https:") {
    return yield* new Undelivered({ detail: "the address is not https" })
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1")
  const addresses = isIP(host) === 0 ? yield* resolve(host) : [host]
  const hidden = message.reach === "public" ? addresses.find((address) => !PublicAddress.includes(address)) : undefined
  if (hidden !== undefined)
    return yield* new Undelivered({ detail: `${host} is ${hidden}, which is no public address` })
  const [address] = addresses
  if (address === undefined) return yield* new Undelivered({ detail: `${host} has no address` })
  const options = optionsOf(url, host, address, message, trust)
  return yield* exchange(url, { ...options, agent: url.protocol === "https:" ? kept.https : kept.http }, message).pipe(
    // The endpoint may close a connection that was kept while a message is on its way: that is no answer to the message.
    Effect.catchIf(
      (failure) => failure instanceof Stale,
      () => exchange(url, { ...options, agent: false }, message)
    ),
    Effect.mapError(({ detail }) => new Undelivered({ detail }))
  )
})

const resolve = (host: string): Effect.Effect<ReadonlyArray<string>, Undelivered> =>
  Effect.tryPromise({
    try: () => lookup(host, { all: true, verbatim: true }),
    catch: (error) => new Undelivered({ detail: reason(error) })
  }).pipe(Effect.map((found) => found.map(({ address }) => address)))

type Options = RequestOptions & { readonly servername?: string; readonly ca?: Array<string> }

const optionsOf = (url: URL, host: string, address: string, { headers, body }: Message, trust: Trust): Options => ({
  host: address,
  port: url.port,
  path: url.pathname + url.search,
  method: "POST",
  maxHeaderSize: headerBytesMax,
  headers: { ...headers, host: url.host, "content-length": String(Buffer.byteLength(body)) },
  // A certificate is for the name, not for the address.
  ...(isIP(host) === 0 ? { servername: host } : {}),
  ...(trust.authorities === undefined ? {} : { ca: [...trust.authorities] })
})

/** Only the beginning of an answer is of use, and no honest one has more before it. */
const headerBytesMax = 16 * 1024

/** A connection that was kept was closed by the endpoint. */
class Stale extends Undelivered {}

const exchange = (url: URL, options: Options, { body }: Message): Effect.Effect<Reply, Undelivered> =>
  Effect.async((resume) => {
    const request = send(url, options)
    request.once("response", (response) => read(response, (answer) => resume(Effect.succeed(answer))))
    request.on("error", (error) => {
      const detail = reason(error)
      const isStale = request.reusedSocket && (detail === "ECONNRESET" || detail === "EPIPE")
      resume(isStale ? new Stale({ detail }) : new Undelivered({ detail }))
    })
    request.end(body)
    return Effect.sync(() => void request.destroy())
  })

const send = (url: URL, options: Options): ClientRequest =>
  url.protocol === "https:" ? requestHttps(options) : requestHttp(options)

/** An answer worth reading says why in a few words. A connection with more on it is not worth keeping. */
const bodyBytesMax = 4 * 1024
const bodyMillisMax = 1_000

/** Reads the answer to its end, or as far as it is worth. */
const read = (response: IncomingMessage, answered: (answer: Reply) => void): void => {
  const chunks: Array<Buffer> = []
  let length = 0
  const end = () => {
    clearTimeout(late)
    const asked = retryAfter(response.headers["retry-after"])
    answered({
      status: response.statusCode ?? 0,
      ...(asked === undefined ? {} : { retryAfter: asked }),
      text: Buffer.concat(chunks).subarray(0, bodyBytesMax).toString("utf8")
    })
  }
  /** What is left is not waited for, and the connection is not used again. */
  const leave = () => {
    end()
    response.destroy()
  }
  const late = setTimeout(leave, bodyMillisMax)
  response.on("data", (chunk: Buffer) => {
    chunks.push(chunk)
    length += chunk.length
    if (length > bodyBytesMax) leave()
  })
  response.once("end", end)
  response.once("error", end)
}

/** Seconds, or the date until when (RFC 9110 §10.2.3); in milliseconds from now. */
const retryAfter = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  const millis = /^\d{1,9}$/.test(text.trim()) ? Number(text) * 1_000 : Date.parse(text) - Date.now()
  return millis > 0 ? millis : undefined
}

const reason = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return "code" in error && typeof error.code === "string" ? error.code : error.message
}
