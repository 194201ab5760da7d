/** What was put aside of the users and groups that were deleted, in the administrator's API: to look at, and to take back. */
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "@effect/platform"
import { Schema } from "effect"
import { Conflict, Invalid, NotFound, Unavailable } from "./AdminError.ts"
import { id, Time, tenant } from "./AdminSchema.ts"
import { Admittance } from "./Admittance.ts"
import * as Page from "./Page.ts"

const optional = Schema.optionalWith(Schema.String, { exact: true })

const type = HttpApiSchema.param(
  "type",
  Schema.Literal("users", "groups").annotations({ description: "Of which type: users or groups." })
)

export const Kept = Schema.Struct({
  id: Schema.String,
  userName: optional,
  displayName: optional,
  email: optional,
  externalId: optional,
  createdAt: Time,
  removedAt: Time
}).annotations({ identifier: "Kept" })

export const Restored = Schema.Struct({ id: Schema.String }).annotations({ identifier: "Restored" })

export const kept = HttpApiGroup.make("kept")
  .add(
    HttpApiEndpoint.get("list")`/tenants/${tenant}/kept/${type}`
      .setUrlParams(Schema.Struct(Page.params))
      .addSuccess(Page.of(Kept))
      .annotate(OpenApi.Description, "What was deleted and is kept, the latest first.")
  )
  .add(
    HttpApiEndpoint.post("restore")`/tenants/${tenant}/kept/${type}/${id}/restore`
      .addSuccess(Restored)
      .annotate(
        OpenApi.Description,
        "Takes back what was deleted: a user inactive and in no group, a group without members. 409 where a unique value is taken."
      )
  )
  .addError(NotFound)
  .addError(Invalid)
  .addError(Conflict)
  .addError(Unavailable)
  .middleware(Admittance)
