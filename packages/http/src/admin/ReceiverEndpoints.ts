/** The receivers of a tenant: made, changed, and told again what they missed. */
import { HttpApiBuilder } from "@effect/platform"
import { TokenPolicy } from "@rollcall/core"
import { ReceiverService, WebhookRecord, type WebhookService } from "@rollcall/provider"
import { Effect } from "effect"
import { AdminApi } from "./AdminApi.ts"
import { Invalid, NotFound, stored } from "./AdminError.ts"
import { type Endpoints, Surroundings } from "./AdminServices.ts"
import * as Outside from "./Outside.ts"
import * as Replaying from "./Replaying.ts"
import * as TenantEndpoints from "./TenantEndpoints.ts"
import { deliveries } from "./WebhookEndpoints.ts"

const withSecret = ({ receiver, text }: ReceiverService.Issued) => ({
  ...WebhookRecord.ofReceiver(receiver),
  ...(text === undefined ? {} : { secret: text })
})

const missing = () => new NotFound({ detail: "The tenant has no receiver with this id." })

/** The receiver, where the tenant has it and the tenant is theirs. */
const own = Effect.fnUntraced(
  function* (tenant: string, id: string) {
    yield* TenantEndpoints.own(tenant)
    const found = yield* ReceiverService.find(id)
    return found.tenant === tenant ? found : yield* missing()
  },
  Effect.catchTag("UnknownReceiver", missing)
)

const unfit = ({ detail }: WebhookService.UnfitUrl) => new Invalid({ detail: `url must be ${detail}.` })

const fetches = new Invalid({ detail: "The receiver fetches its tokens: it has a secret, and no url and no token." })

export const layer: Endpoints<"receivers"> = HttpApiBuilder.group(AdminApi, "receivers", (handlers) =>
  handlers
    .handle("list", ({ path }) =>
      Effect.gen(function* () {
        const { id } = yield* TenantEndpoints.own(path.tenant)
        return (yield* ReceiverService.list(id)).map(WebhookRecord.ofReceiverStanding)
      }).pipe(stored)
    )
    .handle("create", ({ path, payload: { audience, url, token } }) =>
      Effect.gen(function* () {
        const { id } = yield* TenantEndpoints.own(path.tenant)
        const { reach } = yield* Surroundings
        if (url === undefined && token !== undefined) return yield* fetches
        const push = url === undefined ? {} : { push: { url, ...(token === undefined ? {} : { token }) } }
        const request = { tenant: id, audience, root: yield* Outside.root, reach, ...push }
        return withSecret(yield* ReceiverService.create(request))
      }).pipe(Effect.catchTags({ UnfitUrl: unfit, UnknownTenant: missing }), stored)
    )
    .handle("update", ({ path, payload: { enabled, ...push } }) =>
      Effect.gen(function* () {
        const { id, receiver } = yield* own(path.tenant, path.id)
        const { reach } = yield* Surroundings
        if (receiver.delivery === "poll" && Object.keys(push).length > 0) return yield* fetches
        const change = enabled === undefined ? {} : { enabled }
        return WebhookRecord.ofReceiver(yield* ReceiverService.update(id, { push, reach, ...change }))
      }).pipe(Effect.catchTags({ UnfitUrl: unfit, UnknownReceiver: missing }), stored)
    )
    .handle("delete", ({ path }) =>
      Effect.gen(function* () {
        const { id } = yield* own(path.tenant, path.id)
        yield* ReceiverService.remove(id)
      }).pipe(Effect.catchTag("UnknownReceiver", missing), stored)
    )
    .handle("rotate", ({ path, payload: { overlapDays } }) =>
      Effect.gen(function* () {
        const { id, receiver } = yield* own(path.tenant, path.id)
        if (receiver.delivery === "push") {
          return yield* new Invalid({ detail: "Tokens are posted to this receiver, so it has no secret to show here." })
        }
        const overlap = overlapDays === undefined ? undefined : overlapDays * TokenPolicy.day
        return withSecret(yield* ReceiverService.rotate(id, overlap))
      }).pipe(Effect.catchTag("UnknownReceiver", missing), stored)
    )
    .handle("deliveries", ({ path, urlParams }) =>
      Effect.gen(function* () {
        const { id, tenant } = yield* own(path.tenant, path.id)
        return yield* deliveries(tenant, id, urlParams)
      }).pipe(stored)
    )
    .handle("replay", ({ path, payload }) =>
      Effect.gen(function* () {
        return yield* Replaying.perform(yield* own(path.tenant, path.id), payload)
      }).pipe(stored)
    )
)
