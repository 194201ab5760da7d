/** The tokens of a tenant: made, shown without their text, replaced and revoked. */
import { HttpApiBuilder } from "@effect/platform"
import { type Token, TokenPolicy } from "@rollcall/core"
import { TokenService, TokenStore } from "@rollcall/provider"
import { Clock, Effect, Option } from "effect"
import { AdminApi } from "./AdminApi.ts"
import { Invalid, NotFound, stored } from "./AdminError.ts"
import type { Endpoints } from "./AdminServices.ts"
import { Admitted, nameOf } from "./Admittance.ts"
import * as Rendering from "./Rendering.ts"
import * as TenantEndpoints from "./TenantEndpoints.ts"

const shown = (token: Token.Token) => Effect.map(Clock.currentTimeMillis, (now) => Rendering.token(token, now))

const withSecret = ({ token, text }: TokenService.Issued) =>
  Effect.map(shown(token), (rendered) => ({ ...rendered, secret: text }))

const missing = () => new NotFound({ detail: "The tenant has no token with this id." })

/** The token, where the tenant has it and the tenant is theirs. */
const own = Effect.fnUntraced(function* (tenant: string, id: string) {
  yield* TenantEndpoints.own(tenant)
  const found = yield* (yield* TokenStore).find(id)
  if (Option.isNone(found) || found.value.tenant !== tenant) return yield* missing()
  return found.value
})

export const layer: Endpoints<"tokens"> = HttpApiBuilder.group(AdminApi, "tokens", (handlers) =>
  handlers
    .handle("list", ({ path }) =>
      Effect.gen(function* () {
        const { id } = yield* TenantEndpoints.own(path.tenant)
        return yield* Effect.forEach(yield* (yield* TokenStore).list(id), shown)
      }).pipe(stored)
    )
    .handle("create", ({ path, payload: { days, ...given } }) =>
      Effect.gen(function* () {
        const { id } = yield* TenantEndpoints.own(path.tenant)
        const lifetime = days === undefined ? {} : { lifetime: days * TokenPolicy.day }
        return yield* withSecret(
          yield* TokenService.issue({ tenant: id, ...given, ...lifetime, createdBy: nameOf(yield* Admitted) })
        )
      }).pipe(
        Effect.catchTags({
          UnknownTenant: ({ id }) => new NotFound({ detail: `There is no tenant ${JSON.stringify(id)}.` }),
          UnknownUser: ({ id }) => new Invalid({ detail: `The tenant has no user with the id ${JSON.stringify(id)}.` })
        }),
        stored
      )
    )
    .handle("rotate", ({ path, payload: { overlapDays } }) =>
      Effect.gen(function* () {
        const { id } = yield* own(path.tenant, path.id)
        const overlap = overlapDays === undefined ? undefined : overlapDays * TokenPolicy.day
        const { retired, ...issued } = yield* TokenService.rotate(id, overlap, nameOf(yield* Admitted))
        return { ...(yield* withSecret(issued)), replaces: yield* shown(retired) }
      }).pipe(Effect.catchTag("UnknownToken", missing), stored)
    )
    .handle("revoke", ({ path }) =>
      Effect.gen(function* () {
        const { id } = yield* own(path.tenant, path.id)
        return yield* shown(yield* TokenService.revoke(id))
      }).pipe(Effect.catchTag("UnknownToken", missing), stored)
    )
)
