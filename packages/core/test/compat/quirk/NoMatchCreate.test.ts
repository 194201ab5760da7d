import { Either } from "effect"
import { describe, expect, it } from "vitest"
import { quirk } from "../../../src/compat/quirk/NoMatchCreate.ts"
import * as Reading from "../Reading.ts"
import { patchSchema } from "../RewriteSuite.ts"

const patch = (compat: Parameters<typeof Reading.patch>[0], path: string, value: string, op = "replace") =>
  Reading.patch(compat, "User", { schemas: [patchSchema], Operations: [{ op, path, value }] })

const home = { value: "ada@example.com", type: "home" }

describe("NoMatchCreate", () => {
  it.each([
    [
      "add",
      'emails[type eq "work"].value',
      "ada@example.org",
      { emails: [home, { type: "work", value: "ada@example.org" }] }
    ],
    [
      "replace",
      'emails[type eq "work" and primary eq true].value',
      "ada@example.org",
      { emails: [home, { type: "work", primary: true, value: "ada@example.org" }] }
    ],
    [
      "add",
      'addresses[type eq "work"].country',
      "US",
      { emails: [home], addresses: [{ type: "work", country: "US" }] }
    ],
    [
      "replace",
      'roles[value eq "Admin"].display',
      "Boss",
      { emails: [home], roles: [{ value: "Admin", display: "Boss" }] }
    ]
  ])("makes the value that %s of %s describes", (op, path, value, attributes) => {
    const text = `${path} matched nothing, so the value that it describes was made.`
    expect(patch(Reading.only(quirk), path, value, op)).toEqual(
      Either.right({ read: { userName: "ada", ...attributes }, notes: [{ name: "NoMatchCreate", text }] })
    )
    expect(patch(Reading.without(quirk), path, value, op)).toEqual(Either.left("NoTarget"))
  })

  it.each([
    ['emails[type ne "home"].value'],
    ['emails[type eq "work" or type eq "other"].value'],
    ['emails[not (type eq "home")].value'],
    ['emails[value sw "eve"].value']
  ])("refuses %s, which does not describe one value", (path) => {
    expect(patch(Reading.only(quirk), path, "ada@example.org")).toEqual(Either.left("NoTarget"))
  })

  it("changes the value that is there, without a note", () => {
    expect(patch(Reading.only(quirk), 'emails[type eq "home"].value', "ada@example.org")).toEqual(
      Either.right({ read: { userName: "ada", emails: [{ value: "ada@example.org", type: "home" }] }, notes: [] })
    )
  })
})
