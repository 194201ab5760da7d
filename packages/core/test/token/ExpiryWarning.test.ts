import { describe, expect, it } from "vitest"
import { expiryWarning, thresholds } from "../../src/token/ExpiryWarning.ts"
import * as TokenPolicy from "../../src/token/TokenPolicy.ts"

const { day } = TokenPolicy

/** A token that was made at 0 for so many days. */
const token = (days: number) =>
  TokenPolicy.issue({ id: "1", tenant: "acme", name: "Okta", digest: "", hint: "", now: 0, lifetime: days * day })

describe("the warning of a token that lives a year", () => {
  it.each([
    [0, undefined],
    [305 * day - 1, undefined],
    [305 * day, 60],
    [335 * day - 1, 60],
    [335 * day, 30],
    [358 * day, 7],
    [364 * day - 1, 7],
    [364 * day, 1],
    [365 * day - 1, 1],
    [365 * day, undefined],
    [400 * day, undefined]
  ])("at the time %i is that of %s days", (now, days) => {
    expect(expiryWarning(token(365), now)).toEqual(days === undefined ? undefined : { days, expires: 365 * day })
  })

  it("is not given of one that is revoked", () => {
    expect(expiryWarning(TokenPolicy.revoke(token(365), 5), 364 * day)).toBeUndefined()
  })

  it("is given of one that was retired for a day", () => {
    const retired = TokenPolicy.retire(token(365), 100 * day)
    expect(expiryWarning(retired, 100 * day)).toEqual({ days: 1, expires: 101 * day })
  })
})

describe("the warning of a token that lives shorter", () => {
  it.each([
    [90, [60, 30, 7, 1]],
    [60, [30, 7, 1]],
    [30, [7, 1]],
    [7, [1]],
    [1, []],
    [1 / 24, []]
  ])("than %s days ahead of it is not given, but at %j", (days, expected) => {
    const given = thresholds.filter(
      (threshold) => expiryWarning(token(days), days * day - threshold * day)?.days === threshold
    )
    expect(given).toEqual(expected)
    expect(expiryWarning(token(days), 0)).toBeUndefined()
  })
})
