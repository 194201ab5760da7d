/**
 * What a server may leave out: the features of RFC 7644 and RFC 9865 that are optional, and how a server says, or shows,
 * that it has them. Cases about a feature that is not offered have nothing to prove.
 */
import { type Scim, urn } from "./Scim.ts"

export type Feature = "bulk" | "cursor" | "etag" | "filter" | "patch" | "search" | "root" | "sort" | "devices"

/** The features that the server offers. */
export const offered = async (scim: Scim): Promise<ReadonlySet<Feature>> => {
  const config = await scim.get("/ServiceProviderConfig")
  const announced = (["bulk", "etag", "filter", "patch", "sort"] as const).filter(
    (name) => config.at(`/${name}/supported`) === true
  )
  const search = await scim.post("/Users/.search", { schemas: [urn.search], count: 0 })
  const root = await scim.list("/", { count: 0 })
  const types = await scim.get("/ResourceTypes")
  const hasDevices = types.resources.some((_, index) => types.at(`/Resources/${index}/endpoint`) === "/Devices")
  return new Set<Feature>([
    ...announced,
    ...(config.at("/pagination/cursor") === true ? (["cursor"] as const) : []),
    ...(search.status === 200 ? (["search"] as const) : []),
    ...(root.status === 200 ? (["root"] as const) : []),
    ...(hasDevices ? (["devices"] as const) : [])
  ])
}

/** What is said of cases about a feature that is not there. */
export const absence: Readonly<Record<Feature, string>> = {
  bulk: "ServiceProviderConfig does not announce bulk",
  cursor: "ServiceProviderConfig does not announce cursors",
  etag: "ServiceProviderConfig does not announce entity tags",
  filter: "ServiceProviderConfig does not announce filters",
  patch: "ServiceProviderConfig does not announce PATCH",
  search: "POST to /Users/.search is not answered",
  root: "a query on the base is not answered",
  sort: "ServiceProviderConfig does not announce sorting",
  devices: "there is no resource type with the endpoint /Devices"
}
