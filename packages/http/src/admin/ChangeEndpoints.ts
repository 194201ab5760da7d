/** The changes of a user or a group of a tenant, as little of them as shows that an identity provider does its work. */
import { HttpApiBuilder } from "@effect/platform"
import { SchemaRegistry } from "@rollcall/core"
import type { HistoryEntry } from "@rollcall/provider"
import { AdminApi } from "./AdminApi.ts"
import type { Endpoints } from "./AdminServices.ts"
import type * as ChangeApi from "./ChangeApi.ts"
import * as HistoryEndpoints from "./HistoryEndpoints.ts"
import { time } from "./Rendering.ts"

const render = (entry: HistoryEntry.HistoryEntry): typeof ChangeApi.Change.Type => {
  const { activity, at, attributes = [], change, membersAdded, membersRemoved, seq } = entry
  return {
    seq,
    change,
    ...(activity === undefined ? {} : { activity }),
    at: time(at),
    attributes,
    ...(membersAdded === undefined ? {} : { membersAdded: membersAdded.length }),
    ...(membersRemoved === undefined ? {} : { membersRemoved: membersRemoved.length })
  }
}

export const layer: Endpoints<"changes"> = HttpApiBuilder.group(AdminApi, "changes", (handlers) =>
  handlers
    .handle("user", HistoryEndpoints.page(SchemaRegistry.user, render))
    .handle("group", HistoryEndpoints.page(SchemaRegistry.group, render))
)
