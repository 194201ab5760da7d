/** What the administrator's API shows of users and groups: the few things that a list needs, taken out of documents. */
import { EntityTag, Json, type Resource } from "@rollcall/core"
import type { Kept } from "@rollcall/provider"
import type * as GroupApi from "./GroupApi.ts"
import type * as KeptApi from "./KeptApi.ts"
import * as Rendering from "./Rendering.ts"
import type * as UserApi from "./UserApi.ts"

export const user = (resource: Resource.Resource): typeof UserApi.UserRow.Type => {
  const { document } = resource
  return {
    id: resource.id,
    ...text("userName", document.userName),
    ...text("displayName", displayName(document)),
    active: document.active !== false,
    ...text("email", email(document)),
    ...text("externalId", document.externalId),
    ...times(resource)
  }
}

export const group = (resource: Resource.Resource, memberCount: number): typeof GroupApi.GroupRow.Type => {
  const { displayName, externalId } = resource.document
  return {
    id: resource.id,
    ...text("displayName", displayName),
    ...text("externalId", externalId),
    memberCount,
    ...times(resource)
  }
}

export const kept = ({ resource, removed }: Kept): typeof KeptApi.Kept.Type => {
  const { document } = resource
  return {
    id: resource.id,
    ...text("userName", document.userName),
    ...text("displayName", displayName(document)),
    ...text("email", email(document)),
    ...text("externalId", document.externalId),
    createdAt: Rendering.time(resource.created),
    removedAt: Rendering.time(removed)
  }
}

export const version = ({ version }: Resource.Resource): string => EntityTag.print(version)

const times = ({ created, lastModified }: Resource.Resource) => ({
  createdAt: Rendering.time(created),
  lastModifiedAt: Rendering.time(lastModified)
})

/** Only what is not empty is shown. */
const text = <Name extends string>(name: Name, value: Json.Json | undefined): { readonly [N in Name]?: string } =>
  typeof value === "string" && value !== "" ? ({ [name]: value } as { readonly [N in Name]?: string }) : {}

/** What a person is called: most identity providers send a displayName, some the parts of a name alone. */
const displayName = (document: Json.JsonObject): Json.Json | undefined => {
  if (isText(document.displayName)) return document.displayName
  const name = Json.isObject(document.name) ? document.name : {}
  if (isText(name.formatted)) return name.formatted
  return [name.givenName, name.familyName].filter(isText).join(" ")
}

const isText = (value: Json.Json | undefined): value is string => typeof value === "string" && value !== ""

const email = ({ emails }: Json.JsonObject): Json.Json | undefined => {
  const all = Json.isArray(emails) ? emails.filter(Json.isObject) : []
  return (all.find(({ primary }) => primary === true) ?? all[0])?.value
}
