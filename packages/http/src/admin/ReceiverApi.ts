/** Receivers of security event tokens in the administrator's API, as the command line shows them. Knows no store. */
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "@effect/platform"
import { Schema } from "effect"
import { Invalid, NotFound, Unavailable } from "./AdminError.ts"
import { id, tenant } from "./AdminSchema.ts"
import { Admittance } from "./Admittance.ts"
import * as Page from "./Page.ts"
import * as WebhookApi from "./WebhookApi.ts"

const maybe = <A, I>(schema: Schema.Schema<A, I>) => Schema.optionalWith(schema, { exact: true })

export const Receiver = Schema.Struct({
  id: Schema.String,
  tenant: Schema.String,
  delivery: Schema.Literal("push", "poll"),
  url: Schema.String.annotations({ description: "Where tokens are posted to, or fetched from." }),
  audience: Schema.String,
  issuer: Schema.String,
  enabled: Schema.Boolean,
  createdAt: Schema.String
}).annotations({ identifier: "Receiver" })

const WithSecret = Schema.Struct({
  ...Receiver.fields,
  secret: maybe(Schema.String).annotations({
    description: "What it shows when it fetches tokens. Shown now and never again."
  })
})

const Text = Schema.String.pipe(Schema.minLength(1), Schema.maxLength(2_000))

const url = maybe(Text).annotations({ description: "Where tokens are posted to. Absent: the receiver fetches them." })
const token = maybe(Text).annotations({ description: "What is shown there, as a bearer token. Never shown here." })

export const receivers = HttpApiGroup.make("receivers")
  .add(
    HttpApiEndpoint.get("list")`/tenants/${tenant}/receivers`
      .addSuccess(Schema.Array(Schema.Struct({ ...Receiver.fields, ...WebhookApi.standing })))
      .annotate(OpenApi.Description, "The receivers of security event tokens, and where each stands.")
  )
  .add(
    HttpApiEndpoint.post("create")`/tenants/${tenant}/receivers`
      .setPayload(Schema.Struct({ audience: Text, url, token }))
      .addSuccess(WithSecret, { status: 201 })
      .addError(Invalid)
      .annotate(OpenApi.Description, "Tells a receiver of changes from now on, in tokens as RFC 9967 has them.")
  )
  .add(
    HttpApiEndpoint.patch("update")`/tenants/${tenant}/receivers/${id}`
      .setPayload(Schema.Struct({ url, token, enabled: maybe(Schema.Boolean) }))
      .addSuccess(Receiver)
      .addError(Invalid)
      .annotate(OpenApi.Description, "Changes what is named. While it is not enabled, events wait.")
  )
  .add(
    HttpApiEndpoint.del("delete")`/tenants/${tenant}/receivers/${id}`.annotate(
      OpenApi.Description,
      "Takes a receiver away, with the events that wait for it."
    )
  )
  .add(
    HttpApiEndpoint.post("rotate")`/tenants/${tenant}/receivers/${id}/rotate`
      .setPayload(Schema.Struct({ overlapDays: WebhookApi.OverlapDays }))
      .addSuccess(WithSecret)
      .addError(Invalid)
      .annotate(OpenApi.Description, "Makes a new secret for a receiver that fetches; the old one is good for a while.")
  )
  .add(
    HttpApiEndpoint.get("deliveries")`/tenants/${tenant}/receivers/${id}/deliveries`
      .setUrlParams(Schema.Struct(Page.shortParams))
      .addSuccess(Page.of(WebhookApi.Delivery))
      .annotate(OpenApi.Description, "What became of its events, the newest first.")
  )
  .add(
    HttpApiEndpoint.post("replay")`/tenants/${tenant}/receivers/${id}/replay`
      .setPayload(WebhookApi.Replay)
      .addSuccess(WebhookApi.Replayed)
      .addError(Invalid)
      .annotate(
        OpenApi.Description,
        "Sends again what was given up, or one event of that, or everything behind a number or since a time."
      )
  )
  .addError(NotFound)
  .addError(Unavailable)
  .middleware(Admittance)
