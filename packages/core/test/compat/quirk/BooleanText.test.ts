import { Either } from "effect"
import { describe, expect, it } from "vitest"
import { quirk } from "../../../src/compat/quirk/BooleanText.ts"
import * as Reading from "../Reading.ts"
import { patchSchema } from "../RewriteSuite.ts"

const note = (attribute: string) => ({
  name: "BooleanText",
  text: `Read the text that ${attribute} is compared with as a boolean.`
})

describe("BooleanText", () => {
  it.each([
    ['active eq "True"', "active"],
    ['active ne "FALSE"', "active"],
    ['roles[primary eq "true"]', "roles.primary"]
  ])("reads %s", (filter, attribute) => {
    expect(Reading.filter(Reading.only(quirk), filter)).toEqual(
      Either.right({ read: filter, notes: [note(attribute)] })
    )
    expect(Reading.filter(Reading.without(quirk), filter)).toEqual(Either.left("InvalidFilter"))
  })

  it("chooses the elements of a path that have the boolean", () => {
    const body = {
      schemas: [patchSchema],
      Operations: [
        { op: "add", path: "roles", value: [{ value: "Guide", primary: true }, { value: "Admin" }] },
        { op: "replace", path: 'roles[primary eq "True"].display', value: "Guide of tours" }
      ]
    }
    expect(Reading.patch(Reading.only(quirk), "User", body)).toEqual(
      Either.right({
        read: {
          userName: "ada",
          emails: [{ value: "ada@example.com", type: "home" }],
          roles: [{ value: "Guide", primary: true, display: "Guide of tours" }, { value: "Admin" }]
        },
        notes: [note("roles.primary")]
      })
    )
  })

  it.each(['active eq "yes"', 'active eq ""', 'active eq "truetrue"'])("refuses %s", (filter) => {
    expect(Reading.filter(Reading.only(quirk), filter)).toEqual(Either.left("InvalidFilter"))
  })
})
