import { Either } from "effect"
import { describe, expect, it } from "vitest"
import * as BaseUrl from "../src/BaseUrl.ts"
import * as TrustedProxies from "../src/TrustedProxies.ts"
import { request } from "./wire.ts"

const source = (more: Partial<BaseUrl.Source> = {}): BaseUrl.Source => ({
  basePath: "/scim/v2",
  trustedProxies: Either.getOrThrow(TrustedProxies.parse("loopback")),
  ...more
})

const seen = (
  headers: Readonly<Record<string, string>>,
  remoteAddress = "127.0.0.1",
  more: Partial<BaseUrl.Source> = {}
) => BaseUrl.of(request({ headers, remoteAddress }), source(more))

describe("BaseUrl", () => {
  it("is http and the Host header where nothing else is known", () => {
    expect(seen({ host: "scim.example.com:8042" })).toBe("http://scim.example.com:8042/scim/v2")
    expect(seen({})).toBe("http://localhost/scim/v2")
  })

  it("is what configuration says, whatever headers say", () => {
    const headers = { host: "a", "x-forwarded-host": "b" }
    expect(seen(headers, "127.0.0.1", { baseUrl: "https://scim.example.com" })).toBe("https://scim.example.com/scim/v2")
    expect(seen(headers, "127.0.0.1", { baseUrl: "https://example.com/rollcall/" })).toBe(
      "https://example.com/rollcall/scim/v2"
    )
    expect(seen(headers, "127.0.0.1", { baseUrl: "https://example.com/scim/v2/" })).toBe("https://example.com/scim/v2")
  })

  it("believes a trusted proxy's X-Forwarded headers", () => {
    expect(
      seen({
        host: "inside:8042",
        "x-forwarded-proto": "https",
        "x-forwarded-host": "scim.example.com",
        "x-forwarded-prefix": "/rollcall/"
      })
    ).toBe("https://scim.example.com/rollcall/scim/v2")
    expect(seen({ host: "scim.example.com", "x-forwarded-proto": "HTTPS" })).toBe("https://scim.example.com/scim/v2")
  })

  it("believes a trusted proxy's Forwarded header, and its last element only", () => {
    const forwarded =
      'for=1.2.3.4;host=evil.example;proto=http, for="[2001:db8::1]";Proto=https; host="scim.example.com"'
    expect(seen({ host: "inside", forwarded })).toBe("https://scim.example.com/scim/v2")
    expect(seen({ host: "inside", "x-forwarded-host": "evil.example, scim.example.com" })).toBe(
      "http://scim.example.com/scim/v2"
    )
  })

  it("does not believe anybody else", () => {
    const headers = {
      host: "scim.example.com",
      "x-forwarded-proto": "https",
      "x-forwarded-host": "evil.example",
      forwarded: "host=evil.example"
    }
    expect(seen(headers, "203.0.113.5")).toBe("http://scim.example.com/scim/v2")
    expect(BaseUrl.of(request({ headers }), source())).toBe("http://scim.example.com/scim/v2")
  })

  it("passes over hosts and prefixes that are none", () => {
    expect(seen({ host: "a b/<script>" })).toBe("http://localhost/scim/v2")
    expect(
      seen({
        host: "ok",
        "x-forwarded-host": "evil/path",
        "x-forwarded-proto": "javascript",
        "x-forwarded-prefix": "//evil"
      })
    ).toBe("http://ok/scim/v2")
  })

  it("parses absolute http and https URLs and nothing else", () => {
    expect(BaseUrl.parse("https://Example.com/scim/")).toBe("https://example.com/scim")
    expect(BaseUrl.parse("http://127.0.0.1:8042")).toBe("http://127.0.0.1:8042")
    for (const text of [
      "example.com",
      "ftp://example.com",
      "https://a/?b",
      "https://a/#b",
      "https://u:p@a/",
      "",
      "/scim"
    ]) {
      expect(BaseUrl.parse(text)).toBe(undefined)
    }
  })
})
