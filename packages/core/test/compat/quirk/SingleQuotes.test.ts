import { Either } from "effect"
import { describe, expect, it } from "vitest"
import { quirk } from "../../../src/compat/quirk/SingleQuotes.ts"
import * as Reading from "../Reading.ts"

describe("SingleQuotes", () => {
  it.each([
    ["userName eq 'jdoe'", 'userName eq "jdoe"'],
    ["userName eq 'John \"Jack\" Doe'", 'userName eq "John \\"Jack\\" Doe"'],
    ["userName eq 'O\\'Hara'", `userName eq "O'Hara"`],
    ["userName eq ''", 'userName eq ""']
  ])("reads %s", (filter, read) => {
    const text = "Read the value of userName as text although it stands in single quotes."
    expect(Reading.filter(Reading.only(quirk), filter)).toEqual(
      Either.right({ read, notes: [{ name: "SingleQuotes", text }] })
    )
    expect(Reading.filter(Reading.without(quirk), filter)).toEqual(Either.left("InvalidFilter"))
  })

  it("takes a single quote between double ones for what it is", () => {
    expect(Reading.filter(Reading.only(quirk), `userName eq "O'Hara"`)).toEqual(
      Either.right({ read: `userName eq "O'Hara"`, notes: [] })
    )
  })

  it("refuses a text that is never closed", () => {
    expect(Reading.filter(Reading.only(quirk), "userName eq 'jdoe")).toEqual(Either.left("InvalidFilter"))
  })
})
