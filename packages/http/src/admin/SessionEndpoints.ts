/** Signing in and out, and the keys of whoever is signed in. */
import { HttpApiBuilder, HttpServerRequest } from "@effect/platform"
import { Administrator, AdministratorService, AdministratorStore } from "@rollcall/provider"
import { Clock, Effect } from "effect"
import { AdminApi, basePath } from "./AdminApi.ts"
import { NotFound, stored, TooManyRequests, Unauthorized } from "./AdminError.ts"
import type { Endpoints } from "./AdminServices.ts"
import { Admitted, cookie, csrf } from "./Admittance.ts"
import * as Rendering from "./Rendering.ts"

/** By the header that `AdminHandler` writes. A browser keeps no secure cookie of a plain http page. */
const isSecure = Effect.map(
  HttpServerRequest.HttpServerRequest,
  ({ headers }) => headers["x-forwarded-proto"] === "https"
)

export const signIn: Endpoints<"signIn"> = HttpApiBuilder.group(AdminApi, "signIn", (handlers) =>
  handlers.handle("signIn", ({ payload }) =>
    Effect.gen(function* () {
      const { headers } = yield* HttpServerRequest.HttpServerRequest
      const browser = headers["user-agent"] ?? "an unnamed program"
      const { access, administrator, text } = yield* AdministratorService.signIn({ ...payload, browser })
      yield* HttpApiBuilder.securitySetCookie(cookie, text, {
        path: basePath,
        sameSite: "strict",
        secure: yield* isSecure,
        maxAge: `${access.expires - access.created} millis`
      })
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

/** Takes the cookie away. */
const forget = Effect.flatMap(isSecure, (secure) =>
  HttpApiBuilder.securitySetCookie(cookie, "", { path: basePath, sameSite: "strict", secure, maxAge: 0 })
)

export const session: Endpoints<"session"> = HttpApiBuilder.group(AdminApi, "session", (handlers) =>
  handlers
    .handle("current", () =>
      Effect.map(Admitted, ({ access, administrator }) => ({
        administrator: Rendering.administrator(administrator),
        access: Rendering.access(access)
      }))
    )
    .handle("signOut", () =>
      Effect.gen(function* () {
        const { access, administrator } = yield* Admitted
        yield* AdministratorService.end(administrator.id, { id: access.id })
        yield* forget
      }).pipe(stored)
    )
    .handle("signOutEverywhere", () =>
      Effect.gen(function* () {
        const { administrator } = yield* Admitted
        yield* AdministratorService.end(administrator.id, { kind: "session" })
        yield* forget
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
