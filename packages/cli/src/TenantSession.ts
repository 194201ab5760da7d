/** A session in which the person at the command line works in a tenant, through the operations that clients use. */
import { Limits, Token } from "@rollcall/core"
import { Session, type StoreError, type Tenant, TenantStore, TokenService } from "@rollcall/provider"
import { Effect, Option } from "effect"
import * as Endpoint from "./Endpoint.ts"
import type { Surroundings } from "./Environment.ts"

export const open = (
  surroundings: Surroundings,
  id: string
): Effect.Effect<Session.Session, TokenService.UnknownTenant | StoreError, TenantStore> =>
  Effect.gen(function* () {
    const tenant = yield* (yield* TenantStore).find(id)
    if (Option.isNone(tenant)) return yield* new TokenService.UnknownTenant({ id })
    return Session.factory(surroundings.registry, Limits.standard)(
      { tenant: tenant.value, token: administrator(tenant.value) },
      Endpoint.base(surroundings, surroundings)
    )
  })

/** Whoever can open the database may read and write all of it: the command needs no token of its own. */
const administrator = (tenant: Tenant.Tenant): Token.Token => ({
  id: "rollcall",
  tenant: tenant.id,
  name: "rollcall",
  digest: "",
  hint: "",
  scopes: Token.allScopes,
  created: 0,
  expires: Number.MAX_SAFE_INTEGER
})
