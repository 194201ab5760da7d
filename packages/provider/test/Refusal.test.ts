import { SchemaRegistry, ScimError } from "@rollcall/core"
import { describe, expect, it } from "vitest"
import * as Refusal from "../src/port/Refusal.ts"

describe("a refusal of storage", () => {
  it("names the attribute whose value is taken, and says how to find who has it", () => {
    expect(Refusal.taken(SchemaRegistry.user, "userName")).toEqual(
      new ScimError.Uniqueness({
        attribute: "userName",
        detail:
          'There is a User with this userName already. Look it up with a filter (userName eq "…") and update that one, or send another userName.'
      })
    )
  })

  it("names the path that matches no member", () => {
    expect(Refusal.noMember('members[value eq "u9"]')).toEqual(
      new ScimError.NoTarget({
        path: 'members[value eq "u9"]',
        detail:
          'No member of the group matches members[value eq "u9"], so there is nothing to replace. Use "add" to give the group a new member.'
      })
    )
  })

  it.each([
    ["x", ["x"]],
    ["a, b, c, d, e", ["a", "b", "c", "d", "e"]],
    ["a, b, c, d, e and 2 more", ["a", "b", "c", "d", "e", "f", "g"]]
  ])("names %s as the members that do not exist", (names, given) => {
    expect(Refusal.unknownMembers(given)).toEqual(
      new ScimError.InvalidValue({
        attribute: "members",
        detail: `These members do not exist: ${names}. Create them first, and send the id that the server gave them as "value".`
      })
    )
  })
})
