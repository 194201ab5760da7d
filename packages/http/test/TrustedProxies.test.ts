import { Either } from "effect"
import { describe, expect, it } from "vitest"
import * as TrustedProxies from "../src/TrustedProxies.ts"

const parse = (text: string) => Either.getOrThrow(TrustedProxies.parse(text))

describe("TrustedProxies", () => {
  it("knows single addresses, blocks and loopback", () => {
    const proxies = parse("loopback, 10.0.0.0/8,203.0.113.7 , 2001:db8::/32")
    expect(
      ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", "10.1.2.3", "203.0.113.7", "2001:db8::5"].map((address) =>
        TrustedProxies.includes(proxies, address)
      )
    ).toEqual([true, true, true, true, true, true, true])
    expect(
      ["203.0.113.8", "11.0.0.1", "2001:db9::1", "::", "nonsense", ""].map((address) =>
        TrustedProxies.includes(proxies, address)
      )
    ).toEqual([false, false, false, false, false, false])
  })

  it("trusts nobody when the list is empty or the peer unknown", () => {
    expect(TrustedProxies.includes(TrustedProxies.none, "127.0.0.1")).toBe(false)
    expect(TrustedProxies.includes(parse("  "), "127.0.0.1")).toBe(false)
    expect(TrustedProxies.includes(parse("loopback"), undefined)).toBe(false)
  })

  it.each([["10.0.0.0/33"], ["proxy.example.com"], ["10"], ["1.2.3"], ["::1/129"], ["10.0.0.1/"]])(
    "refuses %s and names it",
    (entry) => {
      expect(TrustedProxies.parse(`loopback,${entry}`)).toEqual(Either.left(entry))
    }
  )
})
