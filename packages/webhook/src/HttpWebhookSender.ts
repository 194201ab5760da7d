/**
 * The WebhookSender port over Node's HTTP client. The name of an endpoint is looked up once, every address it has is looked
 * at, and the connection goes to one of those: no second look-up comes between that could answer something else.
 */
import { lookup } from "node:dns/promises"
import { type ClientRequest, type RequestOptions, request as requestHttp } from "node:http"
import { request as requestHttps } from "node:https"
import { isIP } from "node:net"
import { type Message, Undelivered, WebhookSender } from "@rollcall/provider"
import { Effect, Layer } from "effect"
import * as PublicAddress from "./PublicAddress.ts"

const post = Effect.fnUntraced(function* (message: Message): Effect.fn.Return<number, Undelivered> {
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
  return yield* exchange(url, host, address, message)
})

export const layer: Layer.Layer<WebhookSender> = Layer.succeed(WebhookSender, { post })

const resolve = (host: string): Effect.Effect<ReadonlyArray<string>, Undelivered> =>
  Effect.tryPromise({
    try: () => lookup(host, { all: true, verbatim: true }),
    catch: (error) => new Undelivered({ detail: reason(error) })
  }).pipe(Effect.map((found) => found.map(({ address }) => address)))

/** The status is all that is wanted: the connection ends when the headers of the answer are there. */
const exchange = (url: URL, host: string, address: string, { headers, body }: Message) =>
  Effect.async<number, Undelivered>((resume) => {
    const request = send(url, {
      host: address,
      port: url.port,
      path: url.pathname + url.search,
      method: "POST",
      agent: false,
      maxHeaderSize: headerBytesMax,
      headers: { ...headers, host: url.host, "content-length": String(Buffer.byteLength(body)), connection: "close" },
      // A certificate is for the name, not for the address.
      ...(isIP(host) === 0 ? { servername: host } : {})
    })
    request.once("response", (response) => {
      resume(Effect.succeed(response.statusCode ?? 0))
      response.destroy()
    })
    request.on("error", (error) => resume(new Undelivered({ detail: reason(error) })))
    request.end(body)
    return Effect.sync(() => void request.destroy())
  })

/** Nothing but the status is read of an answer, and no honest one has more before it. */
const headerBytesMax = 16 * 1024

type Options = RequestOptions & { readonly servername?: string }

const send = (url: URL, options: Options): ClientRequest =>
  url.protocol === "https:" ? requestHttps(options) : requestHttp(options)

const reason = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return "code" in error && typeof error.code === "string" ? error.code : error.message
}
