import { Either } from "effect"
import { describe, expect, it } from "vitest"
import { quirk } from "../../../src/compat/quirk/ReadOnlyInValue.ts"
import type { Json } from "../../../src/Json.ts"
import * as Reading from "../Reading.ts"
import { patchSchema } from "../RewriteSuite.ts"

const patch = (compat: Parameters<typeof Reading.patch>[0], operation: Json) =>
  Reading.patch(compat, "Group", { schemas: [patchSchema], Operations: [operation] })

const note = (name: string) => ({
  name: "ReadOnlyInValue",
  text: `Passed over ${name} in the value, because it is readOnly.`
})

describe("ReadOnlyInValue", () => {
  it.each([
    ["id", "another"],
    ["meta", { resourceType: "Group" }]
  ])("passes over %s beside what is changed", (name, value) => {
    const operation = { op: "replace", value: { [name]: value, displayName: "Tour Guides" } }
    expect(patch(Reading.only(quirk), operation)).toEqual(
      Either.right({ read: { displayName: "Tour Guides" }, notes: [note(name)] })
    )
    expect(patch(Reading.without(quirk), operation)).toEqual(Either.left("Mutability"))
  })

  it("takes the resource's own id without a note, as RFC 7644 has it", () => {
    const operation = { op: "replace", value: { id: "stored", displayName: "Tour Guides" } }
    const expected = Either.right({ read: { displayName: "Tour Guides" }, notes: [] })
    expect(patch(Reading.only(quirk), operation)).toEqual(expected)
    expect(patch(Reading.strict, operation)).toEqual(expected)
  })

  it("refuses a readOnly attribute that a path names", () => {
    expect(patch(Reading.only(quirk), { op: "replace", path: "id", value: "another" })).toEqual(
      Either.left("Mutability")
    )
  })
})
