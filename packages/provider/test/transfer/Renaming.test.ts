import { describe, expect, it } from "vitest"
import { Renaming } from "../../src/transfer/Renaming.ts"

const timed = "01a21740-6cae-757f-9617-ebeb72931384"
const uuid8 = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

describe("Renaming", () => {
  it("leaves ids as they are where they are to be kept", () => {
    expect(new Renaming(true, "default").idOf("u1")).toBe("u1")
  })

  it("makes UUIDs of version 8, the same each time, others for each tenant and each source", () => {
    const renaming = new Renaming(false, "default")
    const other = new Renaming(false, "default")
    other.source = "acme"
    const ids = [renaming.idOf("u1"), renaming.idOf("u2"), new Renaming(false, "acme").idOf("u1"), other.idOf("u1")]
    expect(ids.filter((id) => !uuid8.test(id))).toEqual([])
    expect(new Set(ids).size).toBe(4)
    expect(new Renaming(false, "default").idOf("u1")).toBe(ids[0])
  })

  it("keeps the time that a UUID of version 7 begins with", () => {
    const id = new Renaming(false, "default").idOf(timed)
    expect(id).toMatch(uuid8)
    expect(id.slice(0, 13)).toBe(timed.slice(0, 13))
    expect(id).not.toBe(timed)
  })

  it("calls what was met under another id by that one, members with a type included", () => {
    const renaming = new Renaming(true, "default")
    renaming.meet("u1", "there")
    expect([renaming.idOf("u1"), renaming.member({ value: "u1", type: "User" })]).toEqual(["there", "there"])
    expect(renaming.member({ value: "u1" })).toBe("u1")
  })
})
