import { Either } from "effect"
import { describe, expect, it } from "vitest"
import * as Lifetime from "../src/Lifetime.ts"

const day = 86_400_000

describe("a lifetime", () => {
  it.each([
    ["1s", 1_000],
    ["30m", 1_800_000],
    ["12h", day / 2],
    ["90d", 90 * day],
    ["90D", 90 * day],
    ["6w", 42 * day],
    ["1y", 365 * day],
    ["007d", 7 * day],
    ["10y", 3_650 * day]
  ])("%s is %d milliseconds", (text, millis) => {
    expect(Lifetime.parse(text)).toEqual(Either.right(millis))
  })

  it.each(["", "d", "90", "90 d", " 90d", "-1d", "1.5h", "1e3d", "0d", "1M2d", "90days", "11y", "9999999999s", "٣d"])(
    "%j is refused with what was expected",
    (text) => {
      expect(Lifetime.parse(text)).toEqual(Either.left(Lifetime.expected))
    }
  )
})
