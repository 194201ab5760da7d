/** Whether a tenant's resources may be looked at and changed at all: whoever runs the server may have switched that off. */
import { ScimError } from "@rollcall/core"
import type { Session } from "@rollcall/provider"
import { Effect } from "effect"
import type { Route } from "./Route.ts"

/** Fails with 403 that says who can switch it on. What the service provider says of itself is told all the same. */
export const check = ({ _tag }: Route, { tenant }: Session.Session): Effect.Effect<void, ScimError.Forbidden> =>
  tenant.settings.provisioning === "on" || discovery.includes(_tag)
    ? Effect.void
    : new ScimError.Forbidden({
        detail: `Provisioning is switched off for the tenant ${tenant.id}, so nothing is read or changed. Whoever runs this server switches it on with: rollcall tenant update ${tenant.id} --provisioning on`
      })

const discovery: ReadonlyArray<Route["_tag"]> = [
  "ServiceProviderConfig",
  "ResourceTypes",
  "ResourceType",
  "Schemas",
  "Schema"
]
