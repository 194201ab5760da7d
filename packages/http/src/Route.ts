/**
 * Which endpoint a path names (RFC 7644 §3.2, Table 2). Segments are compared without regard to case, and empty ones
 * (a slash at the end, two slashes after a base URL that ends in one) are not counted. Methods are not its concern.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.2
 */
import { type ResourceType, SchemaRegistry, ScimError } from "@rollcall/core"
import { Either } from "effect"
import { metadataPath, tokenPath } from "./oauth/AuthorizationServer.ts"
import * as QueryString from "./QueryString.ts"

export type Route =
  | { readonly _tag: "Health" }
  | { readonly _tag: "Readiness" }
  | { readonly _tag: "Metrics" }
  | { readonly _tag: "Collection"; readonly type: ResourceType.ResourceType }
  | { readonly _tag: "Resource"; readonly type: ResourceType.ResourceType; readonly id: string }
  /** The base itself: a query over all resource types. */
  | { readonly _tag: "Root" }
  /** `.search` of a type, or of the base. */
  | { readonly _tag: "Search"; readonly type?: ResourceType.ResourceType }
  | { readonly _tag: "Bulk" }
  | { readonly _tag: "Me" }
  | { readonly _tag: "ServiceProviderConfig" }
  | { readonly _tag: "ResourceTypes" }
  | { readonly _tag: "ResourceType"; readonly name: string }
  | { readonly _tag: "Schemas" }
  | { readonly _tag: "Schema"; readonly urn: string }
  | { readonly _tag: "OAuthToken" }
  /** What the authorization server says of itself, as issuer of the SCIM base or of the root that it stands under. */
  | { readonly _tag: "OAuthMetadata"; readonly issuer: "base" | "root" }
  | { readonly _tag: "Unknown"; readonly detail: string }

/** Fails with invalidSyntax where the path's percent-encoding is broken. */
export const parse = (
  path: string,
  basePath: string,
  registry: SchemaRegistry.SchemaRegistry
): Either.Either<Route, ScimError.InvalidSyntax> => {
  const segments: Array<string> = []
  for (const part of path.split("/")) {
    if (part === "") continue
    const segment = QueryString.decodePercent(part)
    if (segment === undefined) {
      return Either.left(new ScimError.InvalidSyntax({ detail: "The path's percent-encoding is broken." }))
    }
    if (segment.includes("\0")) {
      return Either.left(new ScimError.InvalidSyntax({ detail: "The path holds the character NUL, which no id has." }))
    }
    segments.push(segment)
  }
  return Either.right(recognise(segments, basePath, registry))
}

const recognise = (
  segments: ReadonlyArray<string>,
  basePath: string,
  registry: SchemaRegistry.SchemaRegistry
): Route => {
  if (segments.length === 1 && segments[0] === "healthz") return { _tag: "Health" }
  if (segments.length === 1 && segments[0] === "readyz") return { _tag: "Readiness" }
  if (segments.length === 1 && segments[0] === "metrics") return { _tag: "Metrics" }
  const oauth = recogniseOAuth(segments, basePath)
  if (oauth !== undefined) return oauth
  const rest = underBase(segments, basePath)
  if (rest === undefined) {
    return { _tag: "Unknown", detail: `There is nothing here. SCIM is served under ${basePath || "/"}.` }
  }
  return endpoint(rest, basePath, registry)
}

/** Under the root; metadata stands before the path of its issuer there (RFC 8414 §3.1). */
const recogniseOAuth = (segments: ReadonlyArray<string>, basePath: string): Route | undefined => {
  if (areSame(segments, tokenPath)) return { _tag: "OAuthToken" }
  if (!startsWith(segments, metadataPath)) return undefined
  const issuer = segments.slice(metadataPath.length)
  if (issuer.length === 0) return { _tag: "OAuthMetadata", issuer: "root" }
  return areSame(issuer, segmentsOf(basePath)) ? { _tag: "OAuthMetadata", issuer: "base" } : undefined
}

/** The endpoint without what stands for one resource, so that there is a small number of them: `/Users/{id}`. */
export const pattern = (route: Route): string => {
  switch (route._tag) {
    case "Health":
      return "/healthz"
    case "Readiness":
      return "/readyz"
    case "Metrics":
      return "/metrics"
    case "Collection":
      return route.type.endpoint
    case "Resource":
      return `${route.type.endpoint}/{id}`
    case "Root":
      return "/"
    case "Search":
      return `${route.type?.endpoint ?? ""}/.search`
    case "ResourceType":
      return "/ResourceTypes/{name}"
    case "Schema":
      return "/Schemas/{urn}"
    case "OAuthToken":
      return "/oauth/token"
    case "OAuthMetadata":
      return "/.well-known/oauth-authorization-server"
    case "Unknown":
      return "none"
    default:
      return `/${route._tag}`
  }
}

/**
 * The segments behind the base path. Where the base ends in a version (`/scim/v2`) the version may be left out
 * (RFC 7644 §3.13); another version than ours is no base of ours.
 */
const underBase = (segments: ReadonlyArray<string>, basePath: string): ReadonlyArray<string> | undefined => {
  const base = segmentsOf(basePath)
  if (startsWith(segments, base)) return segments.slice(base.length)
  const version = base.at(-1)
  const unversioned = base.slice(0, -1)
  if (version === undefined || !isVersion(version) || unversioned.length === 0) return undefined
  if (!startsWith(segments, unversioned)) return undefined
  const rest = segments.slice(unversioned.length)
  return rest[0] !== undefined && isVersion(rest[0]) ? undefined : rest
}

const segmentsOf = (path: string): ReadonlyArray<string> => path.split("/").filter((part) => part !== "")

const areSame = (segments: ReadonlyArray<string>, others: ReadonlyArray<string>): boolean =>
  segments.length === others.length && startsWith(segments, others)

const startsWith = (segments: ReadonlyArray<string>, base: ReadonlyArray<string>): boolean =>
  base.every((part, index) => segments[index]?.toLowerCase() === part.toLowerCase())

const isVersion = (segment: string): boolean => {
  if (segment.length < 2 || segment[0]?.toLowerCase() !== "v") return false
  for (const character of segment.slice(1)) if (!"0123456789".includes(character)) return false
  return true
}

const endpoint = (
  segments: ReadonlyArray<string>,
  basePath: string,
  registry: SchemaRegistry.SchemaRegistry
): Route => {
  const [first, second] = segments
  if (first === undefined) return { _tag: "Root" }
  const unknown: Route = {
    _tag: "Unknown",
    detail: `There is no such endpoint. ${basePath || "/"} has ${registry.resourceTypes.map((type) => type.endpoint).join(", ")}, /ServiceProviderConfig, /ResourceTypes, /Schemas, /Bulk, /Me and /.search.`
  }
  if (segments.length > 2) return unknown
  const type = SchemaRegistry.typeByEndpoint(registry, `/${first}`)
  if (type !== undefined) {
    if (second === undefined) return { _tag: "Collection", type }
    return second.toLowerCase() === ".search" ? { _tag: "Search", type } : { _tag: "Resource", type, id: second }
  }
  switch (first.toLowerCase()) {
    case "serviceproviderconfig":
    case "serviceproviderconfigs":
    case "serviceconfiguration":
      return second === undefined ? { _tag: "ServiceProviderConfig" } : unknown
    case "resourcetypes":
      return second === undefined ? { _tag: "ResourceTypes" } : { _tag: "ResourceType", name: second }
    case "schemas":
      return second === undefined ? { _tag: "Schemas" } : { _tag: "Schema", urn: second }
    case "me":
      return second === undefined ? { _tag: "Me" } : unknown
    case "bulk":
      return second === undefined ? { _tag: "Bulk" } : unknown
    case ".search":
      return second === undefined ? { _tag: "Search" } : unknown
    case "oauth":
      return areSame(segments, tokenPath) ? { _tag: "OAuthToken" } : unknown
    // For whoever forwards the base alone.
    case ".well-known":
      return areSame(segments, metadataPath) ? { _tag: "OAuthMetadata", issuer: "base" } : unknown
    default:
      return unknown
  }
}
