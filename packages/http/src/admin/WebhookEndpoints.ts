/** The webhooks of a tenant: made, changed, tried, and told again what they missed. */
import { HttpApiBuilder } from "@effect/platform"
import { TokenPolicy, type Webhook } from "@rollcall/core"
import { type StoreError, WebhookAttempt, WebhookRecord, WebhookService, WebhookStore } from "@rollcall/provider"
import { Duration, Effect } from "effect"
import { AdminApi } from "./AdminApi.ts"
import { Invalid, NotFound, stored } from "./AdminError.ts"
import { type Endpoints, Surroundings } from "./AdminServices.ts"
import { readKinds } from "./EventEndpoints.ts"
import * as Page from "./Page.ts"
import * as Replaying from "./Replaying.ts"
import * as TenantEndpoints from "./TenantEndpoints.ts"

const withSecret = (webhook: Webhook.Webhook) => ({
  ...WebhookRecord.of(webhook),
  secret: webhook.secrets[0]?.text ?? ""
})

const missing = () => new NotFound({ detail: "The tenant has no webhook with this id." })

/** The webhook, where the tenant has it and the tenant is theirs. */
const own = Effect.fnUntraced(
  function* (tenant: string, id: string) {
    yield* TenantEndpoints.own(tenant)
    const found = yield* WebhookService.find(id)
    return found.tenant === tenant ? found : yield* missing()
  },
  Effect.catchTag("UnknownWebhook", missing)
)

const said = (text: string) => {
  const answer = WebhookAttempt.excerpt(text)
  return answer === "" ? {} : { answer }
}

const unfit = ({ detail }: WebhookService.UnfitUrl) => new Invalid({ detail: `url must be ${detail}.` })

export const layer: Endpoints<"webhooks"> = HttpApiBuilder.group(AdminApi, "webhooks", (handlers) =>
  handlers
    .handle("list", ({ path }) =>
      Effect.gen(function* () {
        const { id } = yield* TenantEndpoints.own(path.tenant)
        return (yield* WebhookService.list(id)).map(WebhookRecord.ofStanding)
      }).pipe(stored)
    )
    .handle("create", ({ path, payload: { url, kinds } }) =>
      Effect.gen(function* () {
        const { id } = yield* TenantEndpoints.own(path.tenant)
        const { reach } = yield* Surroundings
        return withSecret(yield* WebhookService.create({ tenant: id, url, kinds: yield* readKinds(kinds), reach }))
      }).pipe(Effect.catchTags({ UnfitUrl: unfit, UnknownTenant: missing }), stored)
    )
    .handle("update", ({ path, payload: { kinds, ...given } }) =>
      Effect.gen(function* () {
        const { id } = yield* own(path.tenant, path.id)
        const { reach } = yield* Surroundings
        const wanted = kinds === undefined ? {} : { kinds: yield* readKinds(kinds) }
        return WebhookRecord.of(yield* WebhookService.update(id, { ...given, ...wanted, reach }))
      }).pipe(Effect.catchTags({ UnfitUrl: unfit, UnknownWebhook: missing }), stored)
    )
    .handle("delete", ({ path }) =>
      Effect.gen(function* () {
        const { id } = yield* own(path.tenant, path.id)
        yield* WebhookService.remove(id)
      }).pipe(Effect.catchTag("UnknownWebhook", missing), stored)
    )
    .handle("rotate", ({ path, payload: { overlapDays } }) =>
      Effect.gen(function* () {
        const { id } = yield* own(path.tenant, path.id)
        const overlap = overlapDays === undefined ? undefined : overlapDays * TokenPolicy.day
        return withSecret(yield* WebhookService.rotate(id, overlap))
      }).pipe(Effect.catchTag("UnknownWebhook", missing), stored)
    )
    .handle("test", ({ path }) =>
      Effect.gen(function* () {
        const { id } = yield* own(path.tenant, path.id)
        const { reach } = yield* Surroundings
        const [took, outcome] = yield* WebhookService.test(id, reach).pipe(
          Effect.map(({ status, text }) => ({ status, ...said(text) })),
          Effect.catchTag("Undelivered", ({ detail }) => Effect.succeed({ detail })),
          Effect.timed
        )
        return { ...outcome, ms: Math.round(Duration.toMillis(took)) }
      }).pipe(Effect.catchTag("UnknownWebhook", missing), stored)
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

interface Found {
  readonly items: ReadonlyArray<ReturnType<typeof WebhookRecord.ofDelivery>>
  readonly next?: string
}

/** A page of what became of the events of an endpoint. One more than it holds tells whether there is another. */
export const deliveries: (
  tenant: string,
  id: string,
  asked: { readonly after?: string; readonly limit?: number }
) => Effect.Effect<Found, StoreError, WebhookStore> = Effect.fnUntraced(function* (tenant, id, asked) {
  const { after, limit = Page.limitStandard } = asked
  const found = yield* (yield* WebhookStore).deliveries(tenant, id, limit + 1, after)
  const items = found.slice(0, limit).map(WebhookRecord.ofDelivery)
  const last = items.at(-1)
  return { items, ...(found.length > limit && last !== undefined ? { next: last.id } : {}) }
})
