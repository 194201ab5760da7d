/** Webhooks in the administrator's API, as the command line shows them. Knows no store. */
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "@effect/platform"
import { Schema } from "effect"
import { Invalid, NotFound, Unavailable } from "./AdminError.ts"
import { id, tenant } from "./AdminSchema.ts"
import { Admittance } from "./Admittance.ts"
import * as Page from "./Page.ts"

const maybe = <A, I>(schema: Schema.Schema<A, I>) => Schema.optionalWith(schema, { exact: true })

const Kinds = Schema.Array(Schema.String).annotations({ description: "The kinds of events that it gets; none is all." })

export const Webhook = Schema.Struct({
  id: Schema.String,
  tenant: Schema.String,
  url: Schema.String,
  kinds: Kinds,
  enabled: Schema.Boolean,
  createdAt: Schema.String
}).annotations({ identifier: "Webhook" })

/** How it stands with what is sent to an endpoint. */
export const standing = {
  state: Schema.Literal("disabled", "working", "failing"),
  pending: Schema.Int.annotations({ description: "How many events wait to be taken." }),
  dead: Schema.Int.annotations({ description: "How many events were given up." })
}

export const Delivery = Schema.Struct({
  id: Schema.String,
  seq: Schema.Int.annotations({ description: "The number of the change that it tells of." }),
  type: Schema.String,
  resource: Schema.Struct({ type: Schema.String, id: Schema.String }),
  state: Schema.Literal("pending", "delivered", "dead"),
  attempts: Schema.Int,
  at: Schema.String,
  nextAttemptAt: maybe(Schema.String),
  answer: maybe(Schema.String).annotations({ description: "What the endpoint answered last, or why it could not." })
}).annotations({ identifier: "Delivery" })

const Url = Schema.String.pipe(Schema.maxLength(2_000))

export const OverlapDays = maybe(Schema.Number.pipe(Schema.between(0, 365))).annotations({
  description: "How long the old secret is good beside the new one; a day where it is not given."
})

const After = maybe(Schema.String.pipe(Schema.maxLength(20))).annotations({
  description: "The number of an event behind which all are sent again; without it, those that were given up."
})

/** What is sent again; without any of these, whatever was given up. */
export const Replay = Schema.Struct({
  after: After,
  since: maybe(Schema.String.pipe(Schema.maxLength(40))).annotations({
    description: "A time in ISO 8601: all events from then on are sent again, whether they were taken or not."
  }),
  event: maybe(Schema.String.pipe(Schema.maxLength(200))).annotations({
    description: "The id of one event that was given up, which alone is sent again."
  })
})

export const Replayed = Schema.Struct({
  replayed: maybe(Schema.Int).annotations({ description: "How many were given up and are sent again." }),
  after: maybe(Schema.Int)
})

const WithSecret = Schema.Struct({
  ...Webhook.fields,
  secret: Schema.String.annotations({ description: "Shown now and never again." })
})

export const webhooks = HttpApiGroup.make("webhooks")
  .add(
    HttpApiEndpoint.get("list")`/tenants/${tenant}/webhooks`
      .addSuccess(Schema.Array(Schema.Struct({ ...Webhook.fields, ...standing })))
      .annotate(OpenApi.Description, "The webhooks of the tenant, and where each stands.")
  )
  .add(
    HttpApiEndpoint.post("create")`/tenants/${tenant}/webhooks`
      .setPayload(Schema.Struct({ url: Url, kinds: maybe(Kinds) }))
      .addSuccess(WithSecret, { status: 201 })
      .addError(Invalid)
      .annotate(OpenApi.Description, "Tells an endpoint of events from now on.")
  )
  .add(
    HttpApiEndpoint.patch("update")`/tenants/${tenant}/webhooks/${id}`
      .setPayload(Schema.Struct({ url: maybe(Url), kinds: maybe(Kinds), enabled: maybe(Schema.Boolean) }))
      .addSuccess(Webhook)
      .addError(Invalid)
      .annotate(OpenApi.Description, "Changes what is named. While it is not enabled, events wait.")
  )
  .add(
    HttpApiEndpoint.del("delete")`/tenants/${tenant}/webhooks/${id}`.annotate(
      OpenApi.Description,
      "Takes a webhook away, with the events that wait for it."
    )
  )
  .add(
    HttpApiEndpoint.post("rotate")`/tenants/${tenant}/webhooks/${id}/rotate`
      .setPayload(Schema.Struct({ overlapDays: OverlapDays }))
      .addSuccess(WithSecret)
      .annotate(OpenApi.Description, "Makes a new secret; the old one signs too for a while.")
  )
  .add(
    HttpApiEndpoint.post("test")`/tenants/${tenant}/webhooks/${id}/test`
      .addSuccess(
        Schema.Struct({
          status: maybe(Schema.Int),
          answer: maybe(Schema.String).annotations({ description: "The beginning of what the endpoint said." }),
          ms: Schema.Int.annotations({ description: "How many milliseconds it took." }),
          detail: maybe(Schema.String).annotations({ description: "Why the endpoint could not be reached." })
        })
      )
      .annotate(OpenApi.Description, "Sends an event of the kind webhook.test now, and says what the endpoint answers.")
  )
  .add(
    HttpApiEndpoint.get("deliveries")`/tenants/${tenant}/webhooks/${id}/deliveries`
      .setUrlParams(Schema.Struct(Page.shortParams))
      .addSuccess(Page.of(Delivery))
      .annotate(OpenApi.Description, "What became of its events, the newest first.")
  )
  .add(
    HttpApiEndpoint.post("replay")`/tenants/${tenant}/webhooks/${id}/replay`
      .setPayload(Replay)
      .addSuccess(Replayed)
      .addError(Invalid)
      .annotate(
        OpenApi.Description,
        "Sends again what was given up, or one event of that, or everything behind a number or since a time."
      )
  )
  .addError(NotFound)
  .addError(Unavailable)
  .middleware(Admittance)
