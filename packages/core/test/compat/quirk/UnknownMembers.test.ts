import { describe, expect, it } from "vitest"
import { quirk } from "../../../src/compat/quirk/UnknownMembers.ts"
import * as Reading from "../Reading.ts"

describe("UnknownMembers", () => {
  it("tells storage to keep members aside that it does not know, and to refuse them without it", () => {
    expect(Reading.only(quirk).policy.unknownMembers).toBe("wait")
    expect(Reading.without(quirk).policy.unknownMembers).toBe("refuse")
  })
})
