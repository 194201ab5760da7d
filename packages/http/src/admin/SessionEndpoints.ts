/** Signing in and out, and the keys of whoever is signed in. */
import { HttpApiBuilder } from "@effect/platform"
import { Administrator, AdministratorService, AdministratorStore, SetupLinkService } from "@rollcall/provider"
import { Clock, Effect } from "effect"
import { AdminApi } from "./AdminApi.ts"
import { NotFound, stored, TooManyRequests, Unauthorized } from "./AdminError.ts"
import type { Endpoints } from "./AdminServices.ts"
import { Admitted, csrf } from "./Admittance.ts"
import * as Rendering from "./Rendering.ts"
import * as SessionCookie from "./SessionCookie.ts"

export const signIn: Endpoints<"signIn"> = HttpApiBuilder.group(AdminApi, "signIn", (handlers) =>
  handlers.handle("signIn", ({ payload }) =>
    Effect.gen(function* () {
      const browser = yield* SessionCookie.browser
      const { access, administrator, text } = yield* AdministratorService.signIn({ ...payload, browser })
      yield* SessionCookie.give(text, access)
      return {
        administrator: Rendering.administrator(administrator),
        expiresAt: Rendering.time(access.expires),
        csrf: csrf(text)
      }
    }).pipe(
      Effect.catchTags({
        SignInRefused: () =>
          new Unauthorized({ detail: "There is nobody with this name and this password. Type both again." }),
        SignInDelayed: ({ retryAfterSeconds }) =>
          new TooManyRequests({
            detail: `There were too many wrong passwords. Try again in ${retryAfterSeconds} seconds.`,
            retryAfterSeconds
          })
      }),
      stored
    )
  )
)

export const session: Endpoints<"session"> = HttpApiBuilder.group(AdminApi, "session", (handlers) =>
  handlers
    .handle("current", () =>
      Effect.map(Admitted, ({ access, administrator, csrf }) => ({
        administrator: Rendering.administrator(administrator),
        access: Rendering.access(access),
        ...(csrf === undefined ? {} : { csrf })
      }))
    )
    .handle("signOut", () =>
      Effect.gen(function* () {
        const { access, administrator } = yield* Admitted
        yield* access.kind === "setup" && administrator.tenant !== undefined
          ? SetupLinkService.revoke(administrator.tenant, access.id)
          : AdministratorService.end(administrator.id, { id: access.id })
        yield* SessionCookie.take
      }).pipe(stored)
    )
    .handle("signOutEverywhere", () =>
      Effect.gen(function* () {
        const { administrator } = yield* Admitted
        yield* AdministratorService.end(administrator.id, { kind: "session" })
        yield* SessionCookie.take
      }).pipe(stored)
    )
    .handle("keys", () =>
      Effect.gen(function* () {
        const { administrator } = yield* Admitted
        const all = yield* (yield* AdministratorStore).accesses(administrator.id)
        const now = yield* Clock.currentTimeMillis
        return all
          .filter((each) => each.kind === "key" && Administrator.isLive(each, administrator, now))
          .map(Rendering.access)
      }).pipe(stored)
    )
    .handle("createKey", ({ payload: { name, days } }) =>
      Effect.gen(function* () {
        const { administrator } = yield* Admitted
        const { access, text } = yield* AdministratorService.issueKey(administrator, name, lifetime(days))
        return { ...Rendering.access(access), secret: text }
      }).pipe(stored)
    )
    .handle("endKey", ({ path: { id } }) =>
      Effect.gen(function* () {
        const { administrator } = yield* Admitted
        const all = yield* (yield* AdministratorStore).accesses(administrator.id)
        if (!all.some((each) => each.kind === "key" && each.id === id)) {
          return yield* new NotFound({ detail: "You have no key with this id." })
        }
        yield* AdministratorService.end(administrator.id, { id })
      }).pipe(stored)
    )
)

const dayMillis = 24 * 3_600_000

const lifetime = (days: number | undefined): number | undefined => (days === undefined ? undefined : days * dayMillis)
