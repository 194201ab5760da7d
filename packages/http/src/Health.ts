/**
 * Two questions that orchestrators ask: does the process live, and can it serve. Neither needs a token, and neither
 * tells more than yes or no.
 */
import { TenantStore } from "@rollcall/provider"
import { Effect } from "effect"
import type { WireResponse } from "./WireResponse.ts"

/** Always 200: whoever can answer lives. */
export const live: WireResponse = answer(200, { status: "ok" })

/** 200 when the database answers, else 503. */
export const ready: Effect.Effect<WireResponse, never, TenantStore> = Effect.gen(function* () {
  yield* (yield* TenantStore).find("default")
  return answer(200, { status: "ready" })
}).pipe(Effect.catchTag("ServiceUnavailable", () => Effect.succeed(answer(503, { status: "database unavailable" }))))

function answer(status: number, body: { readonly status: string }): WireResponse {
  return {
    status,
    headers: { "content-type": "application/json", "cache-control": "no-store" },
    body: JSON.stringify(body)
  }
}
