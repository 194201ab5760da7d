/** The history of users and groups as data: what has changed, who changed it, and what was there before and after. */
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "@effect/platform"
import { Schema } from "effect"
import { Invalid, NotFound, Unavailable } from "./AdminError.ts"
import { id, optional, tenant } from "./AdminSchema.ts"
import { Admittance } from "./Admittance.ts"
import * as Page from "./Page.ts"

export const Actor = Schema.Struct({
  kind: Schema.Literal("token", "administrator", "commandLine"),
  id: optional(Schema.String),
  name: optional(Schema.String).annotations({ description: "As it was called at that time." })
}).annotations({ identifier: "Actor" })

/** A value is whatever the schema of its attribute says. */
const Value = Schema.Unknown

export const ValueChange = Schema.Struct({
  path: Schema.String,
  before: optional(Value),
  after: optional(Value),
  added: optional(Schema.Array(Value)).annotations({ description: "Values of a multi-valued attribute that came." }),
  removed: optional(Schema.Array(Value)),
  changed: optional(Schema.Array(Schema.Struct({ before: Value, after: Value }))),
  hidden: optional(Schema.Literal(true)).annotations({ description: "It is never returned, so it is not shown." }),
  cut: optional(Schema.Literal(true)).annotations({ description: "It was too large to be kept." })
}).annotations({ identifier: "ValueChange" })

const Members = Schema.Struct({
  count: Schema.Number,
  ids: Schema.Array(Schema.String).annotations({ description: "The first hundred of them." })
})

export const HistoryEntry = Schema.Struct({
  seq: Schema.Number.annotations({ description: "The number of the change, as its events have it." }),
  change: Schema.Literal("created", "updated", "deleted"),
  activity: optional(Schema.Literal("deactivated", "reactivated")),
  version: Schema.Number,
  at: Schema.String.annotations({ description: "A time in ISO 8601, in UTC." }),
  actor: optional(Actor),
  request: optional(Schema.String).annotations({ description: "The x-request-id of the request that did it." }),
  because: optional(Schema.Literal("memberArrived", "memberDeleted")),
  attributes: Schema.Array(Schema.String).annotations({ description: "The names of the attributes that differ." }),
  membersAdded: optional(Members),
  membersRemoved: optional(Members),
  values: optional(Schema.Array(ValueChange)).annotations({ description: "Absent once they are forgotten." })
}).annotations({ identifier: "HistoryEntry" })

export const history = HttpApiGroup.make("history")
  .add(
    HttpApiEndpoint.get("user")`/tenants/${tenant}/users/${id}/history`
      .setUrlParams(Schema.Struct(Page.params))
      .addSuccess(Page.of(HistoryEntry))
      .annotate(OpenApi.Description, "What has changed of a user, by whom, and what was there before, newest first.")
  )
  .add(
    HttpApiEndpoint.get("group")`/tenants/${tenant}/groups/${id}/history`
      .setUrlParams(Schema.Struct(Page.params))
      .addSuccess(Page.of(HistoryEntry))
      .annotate(OpenApi.Description, "What has changed of a group and its members, by whom, newest first.")
  )
  .addError(Invalid)
  .addError(NotFound)
  .addError(Unavailable)
  .middleware(Admittance)
