/** The OAuth clients of a tenant: made, shown without their secret, given another one and revoked. */
import { HttpApiBuilder } from "@effect/platform"
import { TokenPolicy } from "@rollcall/core"
import { type Client, ClientService, ClientStore } from "@rollcall/provider"
import { Effect, Either, Encoding, Option } from "effect"
import { AdminApi } from "./AdminApi.ts"
import { Conflict, Invalid, NotFound, stored } from "./AdminError.ts"
import type { Endpoints } from "./AdminServices.ts"
import { Admitted, nameOf } from "./Admittance.ts"
import type * as ClientApi from "./ClientApi.ts"
import * as Page from "./Page.ts"
import * as Rendering from "./Rendering.ts"
import * as TenantEndpoints from "./TenantEndpoints.ts"

const render = (given: Client.Client): typeof ClientApi.Client.Type => {
  const { credentials, previous } = given
  return {
    id: given.id,
    name: given.name,
    authentication: credentials._tag === "Secret" ? "secret" : "keys",
    ...(credentials._tag === "Secret" ? { hint: credentials.hint } : {}),
    scopes: given.scopes,
    tokenSeconds: given.tokenMillis / 1_000,
    state: given.revoked === undefined ? "valid" : "revoked",
    ...(given.createdBy === undefined ? {} : { createdBy: given.createdBy }),
    ...(given.identityProvider === undefined ? {} : { identityProvider: given.identityProvider }),
    createdAt: Rendering.time(given.created),
    ...(previous === undefined ? {} : { previousUntil: Rendering.time(previous.until) }),
    ...(given.revoked === undefined ? {} : { revokedAt: Rendering.time(given.revoked) }),
    ...(given.lastUsed === undefined ? {} : { lastUsedAt: Rendering.time(given.lastUsed) })
  }
}

const registered = ({ client, secret }: ClientService.Registered): typeof ClientApi.Registered.Type => ({
  ...render(client),
  ...(secret === undefined ? {} : { secret })
})

const missing = () => new NotFound({ detail: "The tenant has no client with this id." })

/** The client, where the tenant has it and the tenant is theirs. */
const own = Effect.fnUntraced(function* (tenant: string, id: string) {
  yield* TenantEndpoints.own(tenant)
  const found = yield* (yield* ClientStore).find(id)
  if (Option.isNone(found) || found.value.tenant !== tenant) return yield* missing()
  return found.value
})

/** Where a page ended. */
const print = ({ created, id }: Client.Client): string => Encoding.encodeBase64Url(`${created} ${id}`)

const parse = (cursor: string): Either.Either<Pick<Client.Client, "created" | "id">, Invalid> => {
  const [created = "", id = ""] = Either.getOrElse(Encoding.decodeBase64UrlString(cursor), () => "").split(" ")
  return id !== "" && Number.isSafeInteger(Number(created))
    ? Either.right({ created: Number(created), id })
    : Either.left(new Invalid({ detail: "after must be what an answer had as next, unchanged." }))
}

export const layer: Endpoints<"clients"> = HttpApiBuilder.group(AdminApi, "clients", (handlers) =>
  handlers
    .handle("list", ({ path, urlParams: { after, limit = Page.limitStandard } }) =>
      Effect.gen(function* () {
        const { id: tenant } = yield* TenantEndpoints.own(path.tenant)
        const begin = after === undefined ? {} : { after: yield* parse(after) }
        const found = yield* (yield* ClientStore).list({ tenant, ...begin, limit: limit + 1 })
        const page = found.slice(0, limit)
        const last = found.length > limit ? page.at(-1) : undefined
        return { items: page.map(render), ...(last === undefined ? {} : { next: print(last) }) }
      }).pipe(stored)
    )
    .handle("create", ({ path, payload: { tokenSeconds, ...given } }) =>
      Effect.gen(function* () {
        const { id: tenant } = yield* TenantEndpoints.own(path.tenant)
        const lifetime = tokenSeconds === undefined ? {} : { tokenMillis: tokenSeconds * 1_000 }
        const createdBy = nameOf(yield* Admitted)
        return registered(yield* ClientService.create({ tenant, createdBy, ...given, ...lifetime }))
      }).pipe(
        Effect.catchTags({
          UnknownTenant: ({ id }) => new NotFound({ detail: `There is no tenant ${JSON.stringify(id)}.` }),
          InvalidLifetime: ({ detail }) => new Invalid({ detail }),
          InvalidKeys: ({ detail }) => new Invalid({ detail })
        }),
        stored
      )
    )
    .handle("rotate", ({ path, payload: { keys, overlapDays } }) =>
      Effect.gen(function* () {
        const { id } = yield* own(path.tenant, path.id)
        const overlap = overlapDays === undefined ? {} : { overlap: overlapDays * TokenPolicy.day }
        const given = keys === undefined ? overlap : { ...overlap, keys }
        return registered(yield* ClientService.rotate(id, given))
      }).pipe(
        Effect.catchTags({
          UnknownClient: missing,
          InvalidKeys: ({ detail }) => new Invalid({ detail }),
          NotRotated: ({ detail }) => new Conflict({ detail })
        }),
        stored
      )
    )
    .handle("revoke", ({ path }) =>
      Effect.gen(function* () {
        const { id } = yield* own(path.tenant, path.id)
        return render(yield* ClientService.revoke(id))
      }).pipe(Effect.catchTag("UnknownClient", missing), stored)
    )
)
