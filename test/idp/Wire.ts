/**
 * One HTTP request, sent as it is written: a stray `?`, an `&` at the end or a `+` reach the server, which `fetch`
 * would tidy away. Knows HTTP. Refuses to know SCIM.
 */
import { request } from "node:http"
import type * as Simulation from "@rollcall/http/Simulation"

/** The path stands behind that of the base. */
export const send: Simulation.Wire.Send = (base, { method, path, headers, body }) =>
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
