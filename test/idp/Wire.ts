/**
 * One HTTP request, sent as it is written: a stray `?`, an `&` at the end or a `+` reach the server, which `fetch`
 * would tidy away. Knows HTTP. Refuses to know SCIM.
 */
import { type IncomingHttpHeaders, request } from "node:http"

export interface Sent {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Received {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** The path stands behind that of the base. */
export const send = (base: string, { method, path, headers, body }: Sent): Promise<Received> =>
  new Promise((resolve, reject) => {
    const { hostname, port, pathname } = new URL(base)
    const length = body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(body)) }
    const options = { method, hostname, port, path: pathname + path, headers: { ...headers, ...length } }
    const sending = request(options, (response) => {
      const chunks: Array<Buffer> = []
      response.on("data", (chunk: Buffer) => chunks.push(chunk))
      response.on("error", reject)
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8")
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
      })
    })
    sending.on("error", reject)
    sending.end(body)
  })
