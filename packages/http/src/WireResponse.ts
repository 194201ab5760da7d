/** A response as a plain value: what every runtime can turn into its native one. */
import type { Json } from "@rollcall/core"

export interface WireResponse {
  readonly status: number
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** A stream where nobody knows its end, or it is too long to be held. SCIM has none. */
  readonly body?: string | Uint8Array | ReadableStream<Uint8Array>
}

export const scimMediaType = "application/scim+json; charset=utf-8"

/** A response with a SCIM body. Its media type never depends on what the client says it accepts (RFC 7644 §3.8). */
export const scim = (
  status: number,
  body: Json.JsonObject,
  headers: Readonly<Record<string, string>> = {}
): WireResponse => ({
  status,
  headers: { "content-type": scimMediaType, ...headers },
  body: JSON.stringify(body)
})

/** A response without a body. */
export const empty = (status: number, headers: Readonly<Record<string, string>> = {}): WireResponse => ({
  status,
  headers
})

/** The same response without its body: the answer to HEAD. */
export const withoutBody = ({ status, headers }: WireResponse): WireResponse => ({ status, headers })
