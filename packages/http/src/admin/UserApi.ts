/** The users of a tenant in the administrator's API: a list to find them in, each by itself, and what is done about one. */
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "@effect/platform"
import { Schema } from "effect"
import { Conflict, Invalid, NotFound, Unavailable } from "./AdminError.ts"
import { id, Time, tenant } from "./AdminSchema.ts"
import { Admittance } from "./Admittance.ts"
import * as Page from "./Page.ts"
import { ListParams } from "./ResourceLists.ts"

const optional = Schema.optionalWith(Schema.String, { exact: true })

export const UserRow = Schema.Struct({
  id: Schema.String,
  userName: optional,
  displayName: optional.annotations({ description: "The displayName, or what name says where there is none." }),
  active: Schema.Boolean,
  email: optional.annotations({ description: "The primary address, or the first." }),
  externalId: optional,
  createdAt: Time,
  lastModifiedAt: Time
}).annotations({ identifier: "UserRow" })

/** By whom a resource was last changed, as far as the provisioning log still tells. */
export const Source = Schema.Struct({ id: Schema.String, name: Schema.String, at: Time }).annotations({
  identifier: "Source",
  description: "The token, or the administrator, that last changed it, as far as the provisioning log still tells."
})

/** A resource as SCIM has it. */
export const ScimResource = Schema.Record({ key: Schema.String, value: Schema.Unknown }).annotations({
  identifier: "ScimResource",
  description: "The resource as clients of SCIM see it, without groups and members: those are lists of their own."
})

export const User = Schema.Struct({
  ...UserRow.fields,
  version: Schema.String.annotations({ description: "The entity tag." }),
  source: Schema.optionalWith(Source, { exact: true }),
  resource: ScimResource
}).annotations({ identifier: "User" })

export const Membership = Schema.Struct({
  id: Schema.String,
  displayName: optional,
  type: Schema.Literal("direct", "indirect")
}).annotations({ identifier: "Membership" })

export const Removal = Schema.Struct({
  kept: Schema.Boolean.annotations({ description: "Whether it was put aside and can be restored." })
}).annotations({ identifier: "Removal" })

export const users = HttpApiGroup.make("users")
  .add(
    HttpApiEndpoint.get("list")`/tenants/${tenant}/users`
      .setUrlParams(ListParams)
      .addSuccess(Page.of(UserRow))
      .annotate(OpenApi.Description, "Users, to be filtered, searched and sorted.")
  )
  .add(
    HttpApiEndpoint.get("get")`/tenants/${tenant}/users/${id}`
      .addSuccess(User)
      .annotate(OpenApi.Description, "One user, whole.")
  )
  .add(
    HttpApiEndpoint.get("groups")`/tenants/${tenant}/users/${id}/groups`
      .setUrlParams(Schema.Struct(Page.params))
      .addSuccess(Page.of(Membership))
      .annotate(OpenApi.Description, "The groups that a user is in, directly or through others.")
  )
  .add(
    HttpApiEndpoint.post("deactivate")`/tenants/${tenant}/users/${id}/deactivate`
      .addSuccess(User)
      .annotate(OpenApi.Description, "Keeps a user out, who stays in every group.")
  )
  .add(
    HttpApiEndpoint.post("activate")`/tenants/${tenant}/users/${id}/activate`
      .addSuccess(User)
      .annotate(OpenApi.Description, "Lets a user in again.")
  )
  .add(
    HttpApiEndpoint.del("remove")`/tenants/${tenant}/users/${id}`
      .addSuccess(Removal)
      .annotate(OpenApi.Description, "Deletes a user, or puts it aside where the tenant keeps what is deleted.")
  )
  .addError(NotFound)
  .addError(Invalid)
  .addError(Conflict)
  .addError(Unavailable)
  .middleware(Admittance)
