import { HttpApi } from "@effect/platform"
import { AdminApi } from "@rollcall/http/AdminApi"
import { describe, expect, it } from "vitest"
import * as ApiError from "../app/api/ApiError.ts"
import { stateOf } from "../app/api/tokens.ts"
import { endpoints } from "../app/generated/endpoints.ts"
import { guides } from "../app/guides/guides.ts"
import { tenantId } from "../app/pages/tenantId.ts"
import { matching } from "../app/shell/matching.ts"

describe("the table of endpoints", () => {
  it("has every endpoint of the administrator's API", () => {
    const described: Array<string> = []
    HttpApi.reflect(AdminApi, {
      onGroup: () => undefined,
      onEndpoint: ({ endpoint, group }) => {
        described.push(`${group.identifier}.${endpoint.name} ${endpoint.method} ${endpoint.path}`)
      }
    })
    const known = Object.entries(endpoints).flatMap(([group, all]) =>
      Object.entries(all).map(([name, [method, path]]) => `${group}.${name} ${method} ${path}`)
    )
    expect(known.toSorted()).toEqual(described.toSorted())
  })
})

describe("an error of the API", () => {
  it("has the server's own words, and when to try again", () => {
    const error = ApiError.of(503, { detail: "The database is away." }, "5", "otherwise")
    expect(error).toMatchObject({ kind: "Unavailable", message: "The database is away.", retryAfterSeconds: 5 })
    expect(ApiError.isPassing(error)).toBe(true)
  })

  it("has words where the server has none", () => {
    expect(ApiError.of(502, undefined, null, "otherwise")).toMatchObject({ kind: "Unexpected", message: "otherwise" })
  })
})

describe("the state of a token", () => {
  const now = Date.parse("2026-01-01T00:00:00Z")

  it.each([
    ["valid", "2026-03-01T00:00:00Z", "valid"],
    ["valid", "2026-01-30T23:59:59Z", "soon"],
    ["valid", "2026-01-31T00:00:00Z", "valid"],
    ["revoked", "2026-01-02T00:00:00Z", "revoked"],
    ["expired", "2025-01-02T00:00:00Z", "expired"]
  ] as const)("of one that is %s and ends at %s is %s", (state, expiresAt, expected) => {
    expect(stateOf({ state, expiresAt }, now)).toBe(expected)
  })
})

describe("the id proposed for a tenant", () => {
  it.each([
    ["Acme", "acme"],
    ["Müller & Söhne", "muller-sohne"],
    ["  — ", ""]
  ])("of %j is %j", (name, id) => expect(tenantId(name)).toBe(id))
})

describe("what is found by a few letters", () => {
  const all = [{ title: "All tenants" }, { title: "SCIM" }, { title: "Tenants of acme" }]

  it("has every word, and first what begins so", () => {
    expect(matching(all, "TEN").map(({ title }) => title)).toEqual(["Tenants of acme", "All tenants"])
    expect(matching(all, "ten acme").map(({ title }) => title)).toEqual(["Tenants of acme"])
  })

  it("is everything where nothing is typed", () => expect(matching(all, " ")).toEqual(all))
})

describe.each(guides)("the guide to $name", (guide) => {
  it("has the endpoint and the token in its steps, and knows the user's name", () => {
    const values = guide.steps.flatMap(({ values = [] }) => values.map(({ value }) => value)).join("\n")
    expect(values).toContain("{endpoint}")
    expect(values).toContain("{token}")
    expect(guide.mapping.map(([, to]) => to)).toContain("userName")
    expect(guide.pitfalls.length).toBeGreaterThan(0)
  })
})
