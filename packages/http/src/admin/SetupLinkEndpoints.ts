/** The set-up links of a tenant: made, shown without their secret, and revoked with what they have opened. */
import { HttpApiBuilder } from "@effect/platform"
import { SetupLink, SetupLinkService, SetupLinkStore } from "@rollcall/provider"
import { Clock, Effect, Either, Encoding, Option, Schema } from "effect"
import { AdminApi } from "./AdminApi.ts"
import { Invalid, NotFound, stored } from "./AdminError.ts"
import type { Endpoints } from "./AdminServices.ts"
import { Admitted } from "./Admittance.ts"
import * as Outside from "./Outside.ts"
import * as Page from "./Page.ts"
import * as Rendering from "./Rendering.ts"
import type * as SetupLinkApi from "./SetupLinkApi.ts"
import * as TenantEndpoints from "./TenantEndpoints.ts"

const hourMillis = 3_600_000

const shown = (link: SetupLink.SetupLink): Effect.Effect<typeof SetupLinkApi.SetupLink.Type> =>
  Effect.map(Clock.currentTimeMillis, (now) => ({
    id: link.id,
    note: link.note,
    state: SetupLink.stateOf(link, now),
    ...(link.maker === undefined ? {} : { maker: link.maker }),
    createdAt: Rendering.time(link.created),
    expiresAt: Rendering.time(link.expires),
    ...(link.session === undefined
      ? {}
      : {
          openedAt: Rendering.time(link.session.created),
          sessionExpiresAt: Rendering.time(link.session.expires)
        }),
    ...(link.revoked === undefined ? {} : { revokedAt: Rendering.time(link.revoked) })
  }))

/** Milliseconds, where one of both is given. */
const lifetime = (days: number | undefined, hours: number | undefined): Either.Either<number | undefined, Invalid> => {
  if (days === undefined) return Either.right(hours === undefined ? undefined : hours * hourMillis)
  return hours === undefined
    ? Either.right(days * 24 * hourMillis)
    : Either.left(new Invalid({ detail: "Say how long the link is good in days or in hours, not in both." }))
}

/** What stands behind a cursor, which is whatever we once answered as one. */
const position = (after: string | undefined): Either.Either<string | undefined, Invalid> =>
  after === undefined
    ? Either.right(undefined)
    : Encoding.decodeBase64UrlString(after).pipe(
        Either.filterOrLeft(isId, () => "no id"),
        Either.mapLeft(() => new Invalid({ detail: "after must be what a page before answered as next." }))
      )

const isId = Schema.is(Schema.UUID)

export const layer: Endpoints<"setupLinks"> = HttpApiBuilder.group(AdminApi, "setupLinks", (handlers) =>
  handlers
    .handle("list", ({ path, urlParams: { after, limit = Page.limitStandard } }) =>
      Effect.gen(function* () {
        const { id } = yield* TenantEndpoints.own(path.tenant)
        const found = yield* (yield* SetupLinkStore).list(id, limit + 1, yield* position(after))
        const items = found.slice(0, limit)
        const last = items.at(-1)
        const next = found.length > limit && last !== undefined ? { next: Encoding.encodeBase64Url(last.id) } : {}
        return { items: yield* Effect.forEach(items, shown), ...next }
      }).pipe(stored)
    )
    .handle("create", ({ path, payload: { note, days, hours } }) =>
      Effect.gen(function* () {
        const { administrator } = yield* Admitted
        const { id } = yield* TenantEndpoints.own(path.tenant)
        const millis = yield* lifetime(days, hours)
        const { link, secret } = yield* SetupLinkService.issue({
          tenant: id,
          maker: administrator.id,
          ...(note === undefined ? {} : { note }),
          ...(millis === undefined ? {} : { lifetime: millis })
        })
        return { ...(yield* shown(link)), secret, url: SetupLink.url(yield* Outside.pages, link, secret) }
      }).pipe(
        Effect.catchTag(
          "UnknownTenant",
          ({ id }) => new NotFound({ detail: `There is no tenant ${JSON.stringify(id)}.` })
        ),
        stored
      )
    )
    .handle("revoke", ({ path }) =>
      Effect.gen(function* () {
        const { id } = yield* TenantEndpoints.own(path.tenant)
        const revoked = yield* SetupLinkService.revoke(id, path.id)
        return yield* Option.isSome(revoked)
          ? shown(revoked.value)
          : new NotFound({ detail: "The tenant has no set-up link with this id." })
      }).pipe(stored)
    )
)
