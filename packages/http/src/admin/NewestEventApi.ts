/** Events in the administrator's API as people look at them, the newest first. Knows no store. */
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "@effect/platform"
import { Schema } from "effect"
import { Invalid, NotFound, Unavailable } from "./AdminError.ts"
import { optional, strictly, tenant } from "./AdminSchema.ts"
import { Admittance } from "./Admittance.ts"
import * as EventApi from "./EventApi.ts"
import * as Page from "./Page.ts"

const Resource = Schema.String.pipe(
  Schema.maxLength(400),
  Schema.filter((text) => /^[^/]+\/./.test(text) || "Expected a type and an id: User/2819c223")
).annotations({ description: "Only events of this resource, by type and id: User/2819c223." })

const Found = Schema.Struct({
  ...Page.of(EventApi.Event).fields,
  end: Schema.Int.annotations({ description: "Whatever comes later is behind this number, as after of the stream." })
})

export const newestEvents = HttpApiGroup.make("newestEvents")
  .add(
    HttpApiEndpoint.get("list")`/tenants/${tenant}/events/newest`
      .setUrlParams(strictly(Schema.Struct({ ...Page.shortParams, kind: EventApi.kind, resource: optional(Resource) })))
      .addSuccess(Found)
      .annotate(
        OpenApi.Description,
        "Events of the tenant, those of the newest change first. The limit is of changes, of which one may be several events."
      )
  )
  .add(
    HttpApiEndpoint.get("kinds")`/tenants/${tenant}/events/kinds`
      .addSuccess(Schema.Array(Schema.String))
      .annotate(OpenApi.Description, "Every kind of event that there can be.")
  )
  .addError(Invalid)
  .addError(NotFound)
  .addError(Unavailable)
  .middleware(Admittance)
