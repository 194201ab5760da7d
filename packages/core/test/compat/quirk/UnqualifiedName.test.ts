import { EnterpriseUserSchema } from "@rollcall/core"
import { Either } from "effect"
import { describe, expect, it } from "vitest"
import { quirk } from "../../../src/compat/quirk/UnqualifiedName.ts"
import * as Reading from "../Reading.ts"

describe("UnqualifiedName", () => {
  it.each([
    ['manager eq "26118915"', "manager"],
    ['Department eq "Tours"', "department"]
  ])("finds the one extension that has the name in %s", (filter, attribute) => {
    const read = Reading.filter(Reading.only(quirk), filter)
    const [name] = filter.split(" ")
    expect(Either.map(read, ({ notes }) => notes)).toEqual(
      Either.right([{ name: "UnqualifiedName", text: `Read ${name} as ${EnterpriseUserSchema.urn}:${attribute}.` }])
    )
    expect(Reading.filter(Reading.without(quirk), filter)).toEqual(Either.left("InvalidFilter"))
  })

  it("still refuses a name that no extension has", () => {
    expect(Reading.filter(Reading.only(quirk), 'shoe eq "9"')).toEqual(Either.left("InvalidFilter"))
  })
})
