import { Either } from "effect"
import { describe, expect, it } from "vitest"
import { quirk } from "../../../src/compat/quirk/BareWord.ts"
import * as Reading from "../Reading.ts"

const note = (attribute: string) => ({
  name: "BareWord",
  text: `Read the value of ${attribute} as text although it has no quotes.`
})

describe("BareWord", () => {
  it.each([
    ["userName Eq jdoe", 'userName eq "jdoe"', "userName"],
    ["externalId eq 0a21f0f2-8d2a-4f8e", 'externalId eq "0a21f0f2-8d2a-4f8e"', "externalId"],
    ["(emails.Value co ada@example.com)", 'emails.Value co "ada@example.com"', "emails.Value"],
    [
      "meta.Created gt 2015-10-10T14:38:21.8617979-07:00",
      'meta.Created gt "2015-10-10T14:38:21.8617979-07:00"',
      "meta.Created"
    ],
    [
      "name.FamilyName eq Employee and (emails.Value co example.com or emails.Value co example.net)",
      'name.FamilyName eq "Employee" and (emails.Value co "example.com" or emails.Value co "example.net")',
      "name.FamilyName"
    ],
    ["emails[type eq work]", 'emails[type eq "work"]', "type"],
    ["userName sw O'Hara", `userName sw "O'Hara"`, "userName"]
  ])("reads %s", (filter, read, attribute) => {
    expect(Reading.filter(Reading.only(quirk), filter)).toEqual(Either.right({ read, notes: [note(attribute)] }))
    expect(Reading.filter(Reading.without(quirk), filter)).toEqual(Either.left("InvalidFilter"))
  })

  it("reads a word that JSON knows as what it is in JSON", () => {
    expect(Reading.filter(Reading.only(quirk), "active eq true")).toEqual(
      Either.right({ read: "active eq true", notes: [] })
    )
  })

  it.each(["userName eq John Doe", "userName eq and", "userName eq", "userName eq (jdoe)"])("refuses %s", (filter) => {
    expect(Reading.filter(Reading.only(quirk), filter)).toEqual(Either.left("InvalidFilter"))
  })
})
