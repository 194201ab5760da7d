import { Either } from "effect"
import { describe, expect, it } from "vitest"
import { quirk } from "../../../src/compat/quirk/ValuePathComparison.ts"
import * as Reading from "../Reading.ts"

describe("ValuePathComparison", () => {
  it.each([
    [
      'emails[type eq "work"].value eq "ada@example.com"',
      'emails[type eq "work" and value eq "ada@example.com"]',
      "emails"
    ],
    ['emails[type eq "work"].value pr', 'emails[type eq "work" and value pr]', "emails"],
    ['roles[type eq "a" or type eq "b"].value sw "x"', 'roles[(type eq "a" or type eq "b") and value sw "x"]', "roles"]
  ])("reads %s", (filter, read, attribute) => {
    const text = `Read the comparison behind ${attribute}[…] as standing in the brackets.`
    expect(Reading.filter(Reading.only(quirk), filter)).toEqual(
      Either.right({ read, notes: [{ name: "ValuePathComparison", text }] })
    )
    expect(Reading.filter(Reading.without(quirk), filter)).toEqual(Either.left("InvalidFilter"))
  })

  it("has no note on a value path of the RFC", () => {
    const filter = 'emails[type eq "work" and value co "@example.com"]'
    expect(Reading.filter(Reading.only(quirk), filter)).toEqual(Either.right({ read: filter, notes: [] }))
  })

  it.each(['emails[type eq "work"].value', 'emails[type eq "work"]. eq "x"', 'emails[type eq "work"].shoe eq "x"'])(
    "refuses %s",
    (filter) => {
      expect(Reading.filter(Reading.only(quirk), filter)).toEqual(Either.left("InvalidFilter"))
    }
  )
})
