/** Those who administer, as whoever is signed in may see and change them: those of one's own tenant, or all. */
import { HttpApiBuilder } from "@effect/platform"
import { Administrator, AdministratorService, AdministratorStore } from "@rollcall/provider"
import { Effect, Option } from "effect"
import { AdminApi } from "./AdminApi.ts"
import { Conflict, Forbidden, Invalid, NotFound, stored } from "./AdminError.ts"
import type { Endpoints } from "./AdminServices.ts"
import { Admitted } from "./Admittance.ts"
import * as Rendering from "./Rendering.ts"

const missing = () => new NotFound({ detail: "There is no administrator with this id." })

/** An operator is theirs only where they are one too. */
const mayChange = (who: Administrator.Administrator, whom: Administrator.Administrator): boolean =>
  Administrator.isOperator(who) || (whom.tenant !== undefined && whom.tenant === who.tenant)

const own = Effect.fnUntraced(function* (id: string) {
  const { administrator } = yield* Admitted
  const found = yield* (yield* AdministratorStore).find(id)
  if (Option.isNone(found) || !mayChange(administrator, found.value)) return yield* missing()
  return found.value
})

export const layer: Endpoints<"administrators"> = HttpApiBuilder.group(AdminApi, "administrators", (handlers) =>
  handlers
    .handle("list", () =>
      Effect.gen(function* () {
        const { administrator } = yield* Admitted
        const all = yield* (yield* AdministratorStore).list(administrator.tenant)
        return all.map(Rendering.administrator)
      }).pipe(stored)
    )
    .handle("create", ({ payload }) =>
      Effect.gen(function* () {
        const { administrator } = yield* Admitted
        if (payload.tenant === undefined && !Administrator.isOperator(administrator)) {
          return yield* new Forbidden({ detail: "Only an operator makes operators. Name your tenant." })
        }
        if (payload.tenant !== undefined && !Administrator.administers(administrator, payload.tenant)) {
          return yield* noTenant(payload.tenant)
        }
        return Rendering.administrator(yield* AdministratorService.create(payload))
      }).pipe(
        Effect.catchTags({
          NameTaken: ({ name }) =>
            new Conflict({ detail: `There is an administrator ${JSON.stringify(name)} already.` }),
          InvalidAdministrator: ({ detail }) => new Invalid({ detail }),
          UnknownTenant: ({ id }) => noTenant(id)
        }),
        stored
      )
    )
    .handle("setPassword", ({ path, payload: { password } }) =>
      Effect.gen(function* () {
        const { name } = yield* own(path.id)
        yield* AdministratorService.setPassword(name, password)
      }).pipe(
        Effect.catchTags({
          InvalidAdministrator: ({ detail }) => new Invalid({ detail }),
          UnknownAdministrator: missing
        }),
        stored
      )
    )
    .handle("setDisabled", ({ path, payload: { disabled } }) =>
      Effect.gen(function* () {
        const { administrator } = yield* Admitted
        const { id, name } = yield* own(path.id)
        if (disabled && id === administrator.id) {
          return yield* new Conflict({ detail: "Nobody keeps out themselves. Let another administrator do it." })
        }
        return Rendering.administrator(yield* AdministratorService.setDisabled(name, disabled))
      }).pipe(Effect.catchTag("UnknownAdministrator", missing), stored)
    )
)

const noTenant = (id: string) => new NotFound({ detail: `There is no tenant ${JSON.stringify(id)}.` })
