/** Requests as plain values, for tests. */
import { Effect } from "effect"
import type { WireRequest } from "../src/WireRequest.ts"

export interface Sent {
  readonly method?: string
  readonly path?: string
  readonly query?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly remoteAddress?: string
  readonly body?: string | Uint8Array
}

export const request = (sent: Sent): WireRequest => ({
  method: sent.method ?? "GET",
  path: sent.path ?? "/",
  query: sent.query ?? "",
  header: (name) => sent.headers?.[name],
  ...(sent.remoteAddress === undefined ? {} : { remoteAddress: sent.remoteAddress }),
  readBody: () =>
    Effect.succeed(
      typeof sent.body === "string" ? new TextEncoder().encode(sent.body) : (sent.body ?? new Uint8Array())
    )
})
