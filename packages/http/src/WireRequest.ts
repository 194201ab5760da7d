/**
 * A request as the service provider sees it: a small record that every runtime can make from its native request
 * without building more than is asked for. It knows no runtime, and reads its body only when someone wants it.
 */
import type { ScimError } from "@rollcall/core"
import type { Effect } from "effect"

export interface WireRequest {
  /** In capitals: `PATCH`. */
  readonly method: string
  /** As it was sent, percent-encoding and all: `/scim/v2/Users/2819c223`. */
  readonly path: string
  /** What stands behind the first question mark; empty where there is none. */
  readonly query: string
  /** The value of a header by its name in lower case. */
  readonly header: (name: string) => string | undefined
  /** The address of the peer that holds the connection: the client, or the proxy before it. */
  readonly remoteAddress?: string
  /** The whole body. Reading stops at the first byte beyond `bytesMax`. */
  readonly readBody: (
    bytesMax: number
  ) => Effect.Effect<Uint8Array, ScimError.PayloadTooLarge | ScimError.InvalidSyntax>
}
