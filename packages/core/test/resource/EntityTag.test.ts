import { EntityTag } from "@rollcall/core"
import { FastCheck as fc } from "effect"
import { describe, expect, it } from "vitest"

describe("EntityTag", () => {
  it("prints a version as a weak tag", () => expect(EntityTag.print(3)).toBe('W/"3"'))

  it.each([
    "*",
    " * ",
    'W/"3"',
    '"3"',
    '"2", W/"3"',
    ' W/"1" ,\tW/"3" ',
    '"1",,"3"',
    ', "3"',
    '"a,b", "3"',
    '"", "3"',
    'nonsense, "1", "3"'
  ])("finds version 3 in %s", (header) => expect(EntityTag.matches(header, 3)).toBe(true))

  it.each([
    "",
    "3",
    '"33"',
    'W/"2", "4"',
    '"3',
    '3"',
    '"1" "3"',
    'w/"3"',
    'W/ "3"',
    'x"3"',
    '"a,3,b"',
    '"*"',
    "W/3",
    '"03"',
    '" 3"',
    '"1"W/"3"',
    '**"3"',
    '*, "1"'
  ])("does not find version 3 in %s", (header) => expect(EntityTag.matches(header, 3)).toBe(false))

  it("finds among others the tags that it prints, and no other version", () => {
    const version = fc.integer({ min: 1, max: 40 })
    fc.assert(
      fc.property(fc.array(version), version, (versions, version) => {
        const header = versions.map(EntityTag.print).join(", ")
        expect(EntityTag.matches(header, version)).toBe(versions.includes(version))
      })
    )
  })
})
