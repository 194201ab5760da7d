import { Json } from "@rollcall/core"
import { FastCheck as fc } from "effect"
import { describe, expect, it } from "vitest"

describe("Json.equals", () => {
  it("does not mind the order of names", () => {
    expect(Json.equals({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true)
  })

  it.each([
    [{ a: 1 }, { a: 1, b: 2 }],
    [
      [1, 2],
      [2, 1]
    ],
    [[], {}],
    [{ a: null }, {}],
    ["1", 1]
  ])("tells %j from %j", (left, right) => {
    expect(Json.equals(left, right)).toBe(false)
    expect(Json.equals(right, left)).toBe(false)
  })

  it("holds between a value and its copy", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => Json.equals(value as Json.Json, JSON.parse(JSON.stringify(value))))
    )
  })
})
