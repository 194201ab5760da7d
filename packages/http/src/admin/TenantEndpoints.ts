/** Tenants, as whoever is signed in may see them: an operator all, another administrator one. */
import { HttpApiBuilder } from "@effect/platform"
import { Administrator, Tenant, TenantStore } from "@rollcall/provider"
import { Clock, Effect, Either, Option, Schema } from "effect"
import { AdminApi } from "./AdminApi.ts"
import { Conflict, Forbidden, Invalid, NotFound, stored } from "./AdminError.ts"
import type { Endpoints } from "./AdminServices.ts"
import { Admitted } from "./Admittance.ts"
import * as Page from "./Page.ts"
import * as Rendering from "./Rendering.ts"

/** The tenant, where it is theirs; another one's is not there for them. */
export const own = Effect.fnUntraced(function* (id: string) {
  const { administrator } = yield* Admitted
  const found = Administrator.administers(administrator, id) ? yield* (yield* TenantStore).find(id) : Option.none()
  if (Option.isNone(found)) return yield* missing(id)
  return found.value
}, stored)

export const missing = (id: string) => new NotFound({ detail: `There is no tenant ${JSON.stringify(id)}.` })

export const layer: Endpoints<"tenants"> = HttpApiBuilder.group(AdminApi, "tenants", (handlers) =>
  handlers
    .handle("list", ({ urlParams }) =>
      Effect.gen(function* () {
        const { administrator } = yield* Admitted
        const { after, limit } = yield* Page.read(Schema.String, urlParams)
        const { tenant } = administrator
        const found =
          tenant === undefined
            ? yield* (yield* TenantStore).page(after, limit + 1)
            : [yield* own(tenant)].filter(({ id }) => after === undefined || id > after)
        return Page.show(Schema.String, found, limit, ({ id }) => id, Rendering.tenant)
      }).pipe(
        // Whose tenant is gone sees none.
        Effect.catchTag("NotFound", () => Effect.succeed({ items: [] })),
        stored
      )
    )
    .handle("create", ({ payload: { id, name = id } }) =>
      Effect.gen(function* () {
        const { administrator } = yield* Admitted
        if (!Administrator.isOperator(administrator)) {
          return yield* new Forbidden({ detail: "Only an operator makes tenants." })
        }
        if (!Tenant.isId(id))
          return yield* new Invalid({ detail: `The id of a tenant must have ${Tenant.idExpected}.` })
        const made = { id, name, settings: Tenant.defaultSettings, created: yield* Clock.currentTimeMillis }
        if (!(yield* (yield* TenantStore).insert(made))) {
          return yield* new Conflict({ detail: `There is a tenant ${JSON.stringify(id)} already.` })
        }
        return Rendering.tenant(made)
      }).pipe(stored)
    )
    .handle("get", ({ path }) => Effect.map(own(path.tenant), Rendering.tenant))
    .handle("rename", ({ path, payload: { name } }) =>
      Effect.gen(function* () {
        const { id } = yield* own(path.tenant)
        const renamed = yield* (yield* TenantStore).change(id, ({ settings }) => Either.right({ name, settings }))
        return Option.isSome(renamed) ? Rendering.tenant(renamed.value) : yield* missing(id)
      }).pipe(stored)
    )
)
