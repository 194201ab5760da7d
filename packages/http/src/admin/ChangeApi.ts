/**
 * What has changed of users and groups, without a value of it: for those who connect an identity provider and want to see
 * that it does what it should. `HistoryApi` has the whole of it, for those who administer.
 */
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "@effect/platform"
import { Schema } from "effect"
import { Invalid, NotFound, Unavailable } from "./AdminError.ts"
import { id, optional, tenant } from "./AdminSchema.ts"
import { Admittance, Needed } from "./Admittance.ts"
import { HistoryEntry } from "./HistoryApi.ts"
import * as Page from "./Page.ts"

const { activity, at, attributes, change, seq } = HistoryEntry.fields

export const Change = Schema.Struct({
  seq,
  change,
  activity,
  at,
  attributes,
  membersAdded: optional(Schema.Int).annotations({ description: "How many members came." }),
  membersRemoved: optional(Schema.Int)
}).annotations({ identifier: "Change" })

export const changes = HttpApiGroup.make("changes")
  .add(
    HttpApiEndpoint.get("user")`/tenants/${tenant}/users/${id}/changes`
      .setUrlParams(Schema.Struct(Page.params))
      .addSuccess(Page.of(Change))
      .annotate(OpenApi.Description, "What has changed of a user, newest first, without the values.")
  )
  .add(
    HttpApiEndpoint.get("group")`/tenants/${tenant}/groups/${id}/changes`
      .setUrlParams(Schema.Struct(Page.params))
      .addSuccess(Page.of(Change))
      .annotate(OpenApi.Description, "What has changed of a group, newest first, without the values.")
  )
  .addError(Invalid)
  .addError(NotFound)
  .addError(Unavailable)
  .middleware(Admittance)
  .annotate(Needed, "test")
