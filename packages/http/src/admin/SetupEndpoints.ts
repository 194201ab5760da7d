/** Set-up links, as whoever has one uses it. Each works once, and signs in whoever was first. */
import { HttpApiBuilder } from "@effect/platform"
import { SetupLinkService } from "@rollcall/provider"
import { Effect } from "effect"
import { AdminApi } from "./AdminApi.ts"
import { Conflict, Invalid, stored, Unauthorized } from "./AdminError.ts"
import type { Endpoints } from "./AdminServices.ts"
import { csrf } from "./Admittance.ts"
import * as Rendering from "./Rendering.ts"
import * as SessionCookie from "./SessionCookie.ts"

const refused = ({ reason }: SetupLinkService.LinkRefused) =>
  new Unauthorized({ detail: `${reasons[reason]} Ask for another.` })

const reasons: Readonly<Record<SetupLinkService.LinkRefused["reason"], string>> = {
  unknown: "There is no such link: it may have been cut, or it has been used.",
  opened: "The link has been opened, and works only once.",
  expired: "The link has expired.",
  revoked: "The link has been revoked."
}

const exists = () =>
  new Conflict({ detail: "There is an operator already. Sign in, or ask them to make you an administrator." })

export const layer: Endpoints<"setup"> = HttpApiBuilder.group(AdminApi, "setup", (handlers) =>
  handlers
    .handle("makeFirstOperator", ({ payload }) =>
      Effect.gen(function* () {
        const browser = yield* SessionCookie.browser
        const { access, text } = yield* SetupLinkService.makeFirstOperator({ ...payload, browser })
        yield* SessionCookie.give(text, access)
        return { expiresAt: Rendering.time(access.expires), csrf: csrf(text) }
      }).pipe(
        Effect.catchTags({
          LinkRefused: refused,
          OperatorExists: exists,
          NameTaken: ({ name }) =>
            new Conflict({ detail: `There is an administrator ${JSON.stringify(name)} already.` }),
          InvalidAdministrator: ({ detail }) => new Invalid({ detail })
        }),
        stored
      )
    )
    .handle("openLink", ({ payload: { secret } }) =>
      Effect.gen(function* () {
        const { session, tenant, text } = yield* SetupLinkService.open(secret)
        yield* SessionCookie.give(text, session)
        return { tenant, expiresAt: Rendering.time(session.expires), csrf: csrf(text) }
      }).pipe(Effect.catchTag("LinkRefused", refused), stored)
    )
)
