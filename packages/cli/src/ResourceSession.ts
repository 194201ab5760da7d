/** What commands may do in a tenant: everything, since whoever can open the database can. They need no token of their own. */
import { Limits, type ResourceType, SchemaRegistry } from "@rollcall/core"
import { Principal, Session, type StoreError, TenantStore, TokenService } from "@rollcall/provider"
import { Effect, Option } from "effect"
import * as Endpoint from "./Endpoint.ts"
import type { Surroundings } from "./Environment.ts"

/** The command line in a tenant. */
export const open = (
  surroundings: Surroundings,
  tenant: string
): Effect.Effect<Session.Session, TokenService.UnknownTenant | StoreError, TenantStore> =>
  Effect.gen(function* () {
    const found = yield* (yield* TenantStore).find(tenant)
    if (Option.isNone(found)) return yield* new TokenService.UnknownTenant({ id: tenant })
    return Session.factory(surroundings.registry, Limits.standard)(
      { tenant: found.value, principal: Principal.commandLine },
      Endpoint.base(surroundings, surroundings)
    )
  })

/** Users, or groups, as the tenant has them. */
export const typeOf = (session: Session.Session, name: "User" | "Group"): ResourceType.ResourceType =>
  SchemaRegistry.typeByName(session.registry, name) ?? (name === "User" ? SchemaRegistry.user : SchemaRegistry.group)
