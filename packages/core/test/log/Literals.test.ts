import { Literals } from "@rollcall/core"
import { describe, expect, it } from "vitest"

const keep: Literals.Keep = (value) => value === "work"

describe("literals", () => {
  it.each([
    ["userName", "userName"],
    ['userName eq "ada@example.com"', 'userName eq "***"'],
    ['emails[type eq "work" and value eq "ada"].value', 'emails[type eq "work" and value eq "***"].value'],
    ["urn:x:User:manager pr", "urn:x:User:manager pr"],
    ['userName EQ "a\\"b" or not (title co "]")', 'userName EQ "***" or not (title co "***")'],
    ["emails[type eq 'home'].value", 'emails[type eq "***"].value'],
    ["name eq Ada Lovelace and type eq work", "name eq *** *** and type eq work"],
    ["members[value eq ada]", "members[value eq ***]"],
    ['userName eq "ada', 'userName eq "***"'],
    ['userName eq "', 'userName eq "***"'],
    ["ada@example.com", "***"],
    ["userName=ada", "***"],
    ["title must be a string, but it is 'ada'.", 'title must be a string, but it is "***".'],
    ["", ""]
  ])("of %j are masked and the rest stays", (text, shown) => {
    expect(Literals.mask(text, keep)).toBe(shown)
  })
})
