import { describe, expect, it } from "vitest"
import * as Endpoint from "../src/Endpoint.ts"

describe("the endpoint", () => {
  it.each([
    ["127.0.0.1", "http://127.0.0.1:8042/scim/v2"],
    ["localhost", "http://localhost:8042/scim/v2"],
    ["0.0.0.0", "http://0.0.0.0:8042/scim/v2"],
    ["::1", "http://[::1]:8042/scim/v2"]
  ])("at %s is a URL", (host, url) => {
    expect(Endpoint.at({ basePath: "/scim/v2" }, { host, port: 8042 })).toBe(url)
  })

  it.each([
    [undefined, "http://127.0.0.1:8042/scim/v2"],
    ["https://scim.example.com", "https://scim.example.com/scim/v2"],
    ["https://example.com/rollcall", "https://example.com/rollcall/scim/v2"],
    ["https://example.com/scim/v2", "https://example.com/scim/v2"],
    ["https://example.com/SCIM/v2", "https://example.com/SCIM/v2"]
  ])("for identity providers is complete when the base URL is %s", (baseUrl, url) => {
    const configuration = { basePath: "/scim/v2", ...(baseUrl === undefined ? {} : { baseUrl }) }
    expect(Endpoint.base(configuration, { host: "0.0.0.0", port: 8042 })).toBe(url)
  })

  it.each([
    [undefined, "/scim/v2", "http://127.0.0.1:8042"],
    [undefined, "", "http://127.0.0.1:8042/console"],
    ["https://scim.example.com", "", "https://scim.example.com/console"],
    ["https://example.com/rollcall", "/scim/v2", "https://example.com/rollcall"],
    ["https://example.com/SCIM/v2", "/scim/v2", "https://example.com"]
  ])("has pages above it when the base URL is %s and the base path %j", (baseUrl, basePath, url) => {
    const configuration = { basePath, ...(baseUrl === undefined ? {} : { baseUrl }) }
    expect(Endpoint.pages(configuration, { host: "0.0.0.0", port: 8042 })).toBe(url)
  })

  it.each([
    ["0.0.0.0", "127.0.0.1"],
    ["::", "::1"],
    ["192.0.2.1", "192.0.2.1"]
  ])("bound to %s is reached at %s", (host, reachable) => {
    expect(Endpoint.reachable({ host, port: 1 })).toEqual({ host: reachable, port: 1 })
  })
})
