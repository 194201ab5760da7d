import { Coverage, reasons, requirements } from "@rollcall/conformance"
import { describe, expect, it } from "vitest"

const { contradiction, coverage } = Coverage

describe("the list of requirements", () => {
  it("names no id twice", () => {
    expect(new Set(requirements.map(({ id }) => id)).size).toBe(requirements.length)
  })

  it("holds every requirement of RFC 7643, 7644, 9865 and 9967 that was counted", () => {
    expect(requirements.length).toBe(464)
  })

  it("has every id that a reason is given for", () => {
    const ids = requirements.map(({ id }) => id)
    expect([...reasons.keys()].filter((id) => !ids.includes(id))).toEqual([])
  })

  it("has every id that a case names", () => {
    expect(coverage().unknown).toEqual([])
  })

  it("says of every id which case proves it, or why none does", () => {
    expect(coverage().covered.flatMap((covered) => contradiction(covered) ?? [])).toEqual([])
  })
})

describe("the judgement over an entry", () => {
  const tested = { id: "1", section: "1", level: "MUST", status: "tested" } as const
  const untested = { id: "2", section: "1", level: "MAY", status: "notOffered", reason: "It is not." } as const

  it("objects to a claim without a case", () => {
    expect(contradiction({ requirement: tested, cases: [] })).toBe("1 has no case.")
  })

  it("objects to a case against the claim", () => {
    const entry = { requirement: untested, cases: ["a case"] }
    expect(contradiction(entry)).toBe("2 is said to be notOffered and has a case: a case.")
  })

  it("objects to a missing reason", () => {
    expect(contradiction({ requirement: { ...untested, reason: "" }, cases: [] })).toBe(
      "2 is notOffered without a reason."
    )
  })

  it("has nothing against what is proven or explained", () => {
    expect(contradiction({ requirement: tested, cases: ["a case"] })).toBeUndefined()
    expect(contradiction({ requirement: untested, cases: [] })).toBeUndefined()
  })
})
