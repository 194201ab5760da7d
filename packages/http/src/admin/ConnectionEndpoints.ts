/** Where an identity provider finds a tenant: all are under one address, and the token says which is meant. */
import { HttpApiBuilder } from "@effect/platform"
import { Effect } from "effect"
import { AdminApi } from "./AdminApi.ts"
import type { Endpoints } from "./AdminServices.ts"
import * as Outside from "./Outside.ts"
import * as TenantEndpoints from "./TenantEndpoints.ts"

export const layer: Endpoints<"connection"> = HttpApiBuilder.group(AdminApi, "connection", (handlers) =>
  handlers.handle("get", ({ path }) =>
    Effect.gen(function* () {
      const { id, name } = yield* TenantEndpoints.own(path.tenant)
      return { tenant: id, name, endpoint: yield* Outside.base }
    })
  )
)
