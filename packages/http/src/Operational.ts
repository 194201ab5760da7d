/** What those ask who run the server: whether it lives, whether it can serve, and what there is to count. Not SCIM. */
import { ScimError } from "@rollcall/core"
import type { TenantStore } from "@rollcall/provider"
import { Effect } from "effect"
import * as Health from "./Health.ts"
import * as Metrics from "./Metrics.ts"
import type { Route } from "./Route.ts"
import type { WireResponse } from "./WireResponse.ts"

export type Operational = Extract<Route, { readonly _tag: "Health" | "Readiness" | "Metrics" }>

export const is = (route: Route): route is Operational =>
  route._tag === "Health" || route._tag === "Readiness" || route._tag === "Metrics"

/** No token of a tenant is asked for. */
export const answer = (
  route: Operational,
  metrics: Metrics.Access | undefined,
  authorization: string | undefined
): Effect.Effect<WireResponse, ScimError.NotFound | ScimError.Unauthorized, TenantStore> => {
  switch (route._tag) {
    case "Health":
      return Effect.succeed(Health.live)
    case "Readiness":
      return Health.ready
    case "Metrics":
      return metrics === undefined
        ? new ScimError.NotFound({ detail: "Metrics are switched off. Whoever runs this server can switch them on." })
        : Metrics.respond(metrics, authorization)
  }
}
