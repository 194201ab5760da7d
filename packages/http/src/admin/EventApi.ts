/** Events in the administrator's API: in pages, and as a stream that goes on. Knows no store. */
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "@effect/platform"
import { Schema } from "effect"
import { Invalid, NotFound, TooManyRequests, Unavailable } from "./AdminError.ts"
import { Time, tenant } from "./AdminSchema.ts"
import { Admittance } from "./Admittance.ts"
import * as Page from "./Page.ts"

const Expiry = Schema.Struct({
  name: Schema.String,
  days: Schema.Int.annotations({ description: "How many days ahead it is told." }),
  expires: Time
}).annotations({ description: "Of token.expiring alone, whose resource is the token." })

export const Event = Schema.Struct({
  id: Schema.String,
  type: Schema.String.annotations({ description: "Such as user.deactivated." }),
  timestamp: Schema.String,
  data: Schema.Struct({
    seq: Schema.Int.annotations({ description: "Counts changes up; it has gaps." }),
    tenant: Schema.String,
    resource: Schema.Struct({ type: Schema.String, id: Schema.String, version: Schema.Int }),
    attributes: Schema.optionalWith(Schema.Array(Schema.String), { exact: true }),
    member: Schema.optionalWith(Schema.String, { exact: true }),
    expiry: Schema.optionalWith(Expiry, { exact: true })
  })
}).annotations({ identifier: "Event" })

export const kind = Schema.optionalWith(Schema.String, { exact: true }).annotations({
  description: "Only events of these kinds, parted by commas."
})

export const events = HttpApiGroup.make("events")
  .add(
    HttpApiEndpoint.get("list")`/tenants/${tenant}/events`
      .setUrlParams(Schema.Struct({ ...Page.shortParams, kind }))
      .addSuccess(Page.of(Event))
      .annotate(
        OpenApi.Description,
        "Events of the tenant, the oldest first. The limit is of changes, of which one may be several events."
      )
  )
  .add(
    HttpApiEndpoint.get("stream")`/tenants/${tenant}/events/stream`
      .setUrlParams(Schema.Struct({ after: Page.shortParams.after, kind }))
      .addSuccess(HttpApiSchema.Text({ contentType: "text/event-stream" }))
      .addError(TooManyRequests)
      .annotate(
        OpenApi.Description,
        "Server-sent events, from now on or behind the header Last-Event-ID. It ends after some minutes; a client comes back by itself."
      )
  )
  .addError(Invalid)
  .addError(NotFound)
  .addError(Unavailable)
  .middleware(Admittance)
