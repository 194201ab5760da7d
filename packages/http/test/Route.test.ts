import { SchemaRegistry } from "@rollcall/core"
import { Either } from "effect"
import { describe, expect, it } from "vitest"
import * as Route from "../src/Route.ts"

const parse = (path: string) => Route.parse(path, "/scim/v2", SchemaRegistry.standard)

const route = (path: string) => Either.getOrThrow(parse(path))

const { user, group } = SchemaRegistry

describe("Route", () => {
  it.each(["/scim/v2/Users", "/scim/v2/Users/", "/scim/v2//users", "/SCIM/V2/USERS", "/scim/Users"])(
    "reads %s as the users",
    (path) => {
      expect(route(path)).toEqual({ _tag: "Collection", type: user })
    }
  )

  it("reads an id as it stands, percent-encoding resolved", () => {
    expect(route("/scim/v2/Groups/a%20B+c/")).toEqual({ _tag: "Resource", type: group, id: "a B+c" })
  })

  it("reads the discovery endpoints with what they name", () => {
    expect(route("/scim/v2/ServiceProviderConfig")).toEqual({ _tag: "ServiceProviderConfig" })
    expect(route("/scim/v2/serviceConfiguration")).toEqual({ _tag: "ServiceProviderConfig" })
    expect(route("/scim/v2/ResourceTypes")).toEqual({ _tag: "ResourceTypes" })
    expect(route("/scim/v2/ResourceTypes/User")).toEqual({ _tag: "ResourceType", name: "User" })
    expect(route("/scim/v2/Schemas/")).toEqual({ _tag: "Schemas" })
    expect(route("/scim/v2/Schemas/urn:a%3Ab")).toEqual({ _tag: "Schema", urn: "urn:a:b" })
  })

  it("reads what is not about one type, in whatever letter case", () => {
    for (const path of ["", "/"]) expect(route(`/scim/v2${path}`)).toEqual({ _tag: "Root" })
    for (const path of ["/.search", "/.Search/"]) expect(route(`/scim/v2${path}`)).toEqual({ _tag: "Search" })
    for (const path of ["/Bulk", "/bulk"]) expect(route(`/scim/v2${path}`)).toEqual({ _tag: "Bulk" })
    for (const path of ["/Me", "/me/"]) expect(route(`/scim/v2${path}`)).toEqual({ _tag: "Me" })
    expect(route("/scim/v2/Users/.search")).toEqual({ _tag: "Search", type: SchemaRegistry.user })
  })

  it("reads OAuth under the root and under the base", () => {
    for (const path of ["/oauth/token", "/scim/v2/oauth/token/", "/scim/oauth/token"]) {
      expect(route(path)).toEqual({ _tag: "OAuthToken" })
    }
    const metadata = "/.well-known/oauth-authorization-server"
    expect(route(metadata)).toEqual({ _tag: "OAuthMetadata", issuer: "root" })
    for (const path of [`${metadata}/scim/v2`, `/scim/v2${metadata}`]) {
      expect(route(path)).toEqual({ _tag: "OAuthMetadata", issuer: "base" })
    }
    for (const path of ["/oauth", "/scim/v2/oauth", `${metadata}/other`, `/scim/v2${metadata}/x`]) {
      expect(route(path)).toMatchObject({ _tag: "Unknown" })
    }
  })

  it("answers health outside the base only", () => {
    expect(route("/healthz")).toEqual({ _tag: "Health" })
    expect(route("/readyz")).toEqual({ _tag: "Readiness" })
    expect(route("/scim/v2/healthz")).toMatchObject({ _tag: "Unknown" })
  })

  it.each([
    "/",
    "/Users",
    "/scim/v1/Users",
    "/scim/v99/Users",
    "/scim/v2/Pets",
    "/scim/v2/Users/1/2",
    "/scim/v2/Schemas/a/b",
    "/scim/v2/Bulk/1",
    "/scim/v2/Me/1",
    "/scim/v2/.search/1"
  ])("finds nothing at %s", (path) => {
    expect(route(path)).toMatchObject({ _tag: "Unknown" })
  })

  it("refuses the character NUL in a path", () => {
    const detail = "The path holds the character NUL, which no id has."
    expect(parse("/scim/v2/Users/a%00b")).toMatchObject(Either.left({ detail }))
  })

  it("refuses a path whose percent-encoding is broken", () => {
    expect(parse("/scim/v2/Users/%zz")).toMatchObject(Either.left({ detail: "The path's percent-encoding is broken." }))
  })

  it.each([
    ["/healthz", "/healthz"],
    ["/readyz", "/readyz"],
    ["/metrics", "/metrics"],
    ["/oauth/token", "/oauth/token"],
    ["/scim/v2/.well-known/oauth-authorization-server", "/.well-known/oauth-authorization-server"],
    ["/scim/v2", "/"],
    ["/scim/v2/users", "/Users"],
    ["/scim/v2/Users/2819c223", "/Users/{id}"],
    ["/scim/v2/Groups/.search", "/Groups/.search"],
    ["/scim/v2/.search", "/.search"],
    ["/scim/v2/Bulk", "/Bulk"],
    ["/scim/v2/Me", "/Me"],
    ["/scim/v2/ServiceProviderConfig", "/ServiceProviderConfig"],
    ["/scim/v2/ResourceTypes", "/ResourceTypes"],
    ["/scim/v2/ResourceTypes/User", "/ResourceTypes/{name}"],
    ["/scim/v2/Schemas", "/Schemas"],
    ["/scim/v2/Schemas/urn:a", "/Schemas/{urn}"],
    ["/scim/v2/Nothing", "none"],
    ["/elsewhere", "none"]
  ])("has for %s the pattern %s", (path, pattern) => {
    expect(Route.pattern(route(path))).toBe(pattern)
  })
})
