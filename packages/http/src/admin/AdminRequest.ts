/**
 * A request of the seam as the web's own, as far as the administrator's API reads it. What no endpoint could make anything
 * of is refused here: a body that is too large, that is not JSON, or whose sender did not say that it is, and the
 * character NUL, which no database keeps.
 *
 * A page of another site may have a browser send any of these types without asking us: text/plain, a form, or none at
 * all. JSON is not among them, so nobody is signed in, or changes anything, by a form elsewhere.
 *
 * @see https://fetch.spec.whatwg.org/#cors-safelisted-request-header
 */
import { Limits } from "@rollcall/core"
import { Effect } from "effect"
import * as BaseUrl from "../BaseUrl.ts"
import * as JsonBody from "../JsonBody.ts"
import type { WireRequest } from "../WireRequest.ts"
import type { WireResponse } from "../WireResponse.ts"
import * as Admittance from "./Admittance.ts"
import * as DryRunApi from "./DryRunApi.ts"
import * as LogApi from "./LogApi.ts"
import * as Outside from "./Outside.ts"

/** Settings and names; nothing else that an administrator sends is longer. */
const bodyBytesMax = 64 * 1_024

/** A request that is tried may be one of an identity provider, with as many members as those send at a time. */
const triedBytesMax = 1_024 * 1_024

/** What the API reads of a request's headers. */
const headerNames = [
  "authorization",
  "cookie",
  "content-type",
  "accept",
  "user-agent",
  LogApi.place,
  Admittance.csrfHeader
]

/** The request of that name, or the answer to one that is not even looked at. */
export const make = (request: WireRequest, source: BaseUrl.Source, id: string): Effect.Effect<Request, WireResponse> =>
  Effect.gen(function* () {
    if (holdsNul(request)) return yield* refuse(400, "The address holds the character NUL, which nothing here has.")
    const { origin } = new URL(BaseUrl.of(request, source))
    const headers = new Headers(Outside.headersOf(request, source, id))
    for (const name of headerNames) {
      const value = request.header(name)
      if (value !== undefined) headers.set(name, value)
    }
    const body = hasBody(request) ? yield* readBody(request) : undefined
    const query = request.query === "" ? "" : `?${request.query}`
    return new Request(`${origin}${request.path}${query}`, {
      method: request.method,
      headers,
      ...(body === undefined ? {} : { body })
    })
  })

const hasBody = ({ method }: WireRequest): boolean => !["GET", "HEAD", "OPTIONS"].includes(method)

/** What is broken otherwise is for whoever decodes it. */
const holdsNul = ({ path, query }: WireRequest): boolean =>
  [path, query].some((text) => text.includes("%00") || text.includes("\0"))

/** What was sent, where it is JSON; nothing where nothing was. */
const readBody = (request: WireRequest): Effect.Effect<Uint8Array<ArrayBuffer> | undefined, WireResponse> =>
  Effect.gen(function* () {
    const bytesMax = DryRunApi.isAsked(request) ? triedBytesMax : bodyBytesMax
    const bytes = yield* Effect.catchAll(request.readBody(bytesMax), ({ _tag, detail }) =>
      refuse(_tag === "PayloadTooLarge" ? 413 : 400, detail)
    )
    if (bytes.length === 0) return undefined
    const type = request.header("content-type")
    if (!isJson(type)) {
      const sent =
        type === undefined ? "The body has no Content-Type" : `The body is ${JSON.stringify(type.slice(0, 80))}`
      return yield* refuse(415, `${sent}. Send JSON, with the header Content-Type: application/json.`)
    }
    yield* Effect.mapError(JsonBody.parse(bytes, Limits.standard.jsonDepthMax), ({ detail }) => invalid(400, detail))
    return new Uint8Array(bytes)
  })

const isJson = (type = ""): boolean => {
  const [name = ""] = type.split(";", 1)
  return name.trim().toLowerCase() === "application/json"
}

const refuse = (status: number, detail: string): Effect.Effect<never, WireResponse> =>
  Effect.fail(invalid(status, detail))

const invalid = (status: number, detail: string): WireResponse => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ _tag: "Invalid", detail })
})
