/** An identity provider that is played in front of a tenant, for whoever has none at hand. */
import { HttpApiBuilder, HttpServerResponse } from "@effect/platform"
import { Principal } from "@rollcall/provider"
import { Effect } from "effect"
import { AdminApi } from "./AdminApi.ts"
import type { Endpoints } from "./AdminServices.ts"
import { Admitted, nameOf } from "./Admittance.ts"
import * as Outside from "./Outside.ts"
import { Sessions } from "./Sessions.ts"
import { Simulations } from "./Simulations.ts"
import * as TenantEndpoints from "./TenantEndpoints.ts"

export const layer: Endpoints<"simulations"> = HttpApiBuilder.group(AdminApi, "simulations", (handlers) =>
  handlers.handle("start", ({ path, payload: { identityProvider } }) =>
    Effect.gen(function* () {
      const tenant = yield* TenantEndpoints.own(path.tenant)
      const admitted = yield* Admitted
      const acting = { tenant, principal: Principal.administrator(admitted.administrator) }
      const session = (yield* Sessions).of(acting, yield* Outside.base)
      const told = yield* (yield* Simulations).start({
        session,
        identityProvider,
        startedBy: nameOf(admitted),
        origin: new URL(yield* Outside.root).origin
      })
      return HttpServerResponse.stream(told, { contentType: "text/event-stream" })
    })
  )
)
