/** The groups of a tenant in the administrator's API. However many members one has, what is asked costs what is answered. */
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "@effect/platform"
import { Schema } from "effect"
import { Conflict, Invalid, NotFound, Unavailable } from "./AdminError.ts"
import { id, Time, tenant } from "./AdminSchema.ts"
import { Admittance } from "./Admittance.ts"
import * as Page from "./Page.ts"
import { ListParams } from "./ResourceLists.ts"
import { Removal, ScimResource, Source } from "./UserApi.ts"

const optional = Schema.optionalWith(Schema.String, { exact: true })

export const GroupRow = Schema.Struct({
  id: Schema.String,
  displayName: optional,
  externalId: optional,
  memberCount: Schema.Int.annotations({ description: "How many members it has itself; those that wait do not count." }),
  createdAt: Time,
  lastModifiedAt: Time
}).annotations({ identifier: "GroupRow" })

export const Group = Schema.Struct({
  ...GroupRow.fields,
  version: Schema.String.annotations({ description: "The entity tag." }),
  source: Schema.optionalWith(Source, { exact: true }),
  resource: ScimResource
}).annotations({ identifier: "Group" })

export const Member = Schema.Struct({
  id: Schema.String,
  type: optional.annotations({ description: "The name of its resource type, such as User or Group." }),
  displayName: optional
}).annotations({ identifier: "Member" })

export const groups = HttpApiGroup.make("groups")
  .add(
    HttpApiEndpoint.get("list")`/tenants/${tenant}/groups`
      .setUrlParams(ListParams)
      .addSuccess(Page.of(GroupRow))
      .annotate(OpenApi.Description, "Groups, to be filtered, searched and sorted.")
  )
  .add(
    HttpApiEndpoint.get("get")`/tenants/${tenant}/groups/${id}`
      .addSuccess(Group)
      .annotate(OpenApi.Description, "One group, without its members.")
  )
  .add(
    HttpApiEndpoint.get("members")`/tenants/${tenant}/groups/${id}/members`
      .setUrlParams(Schema.Struct(Page.params))
      .addSuccess(Page.of(Member))
      .annotate(OpenApi.Description, "The members of a group, in the order of their ids.")
  )
  .add(
    HttpApiEndpoint.del("remove")`/tenants/${tenant}/groups/${id}`
      .addSuccess(Removal)
      .annotate(OpenApi.Description, "Deletes a group, or puts it aside where the tenant keeps what is deleted.")
  )
  .addError(NotFound)
  .addError(Invalid)
  .addError(Conflict)
  .addError(Unavailable)
  .middleware(Admittance)
