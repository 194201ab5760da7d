import { Either } from "effect"
import { describe, expect, it } from "vitest"
import { quirk } from "../../../src/compat/quirk/UnknownAttribute.ts"
import * as Reading from "../Reading.ts"
import { patchSchema, userSchema } from "../RewriteSuite.ts"

const user = { userName: "ada", emails: [{ value: "ada@example.com", type: "home" }] }
const note = (names: string) => ({ name: "UnknownAttribute", text: `Left out what no schema defines: ${names}.` })

describe("UnknownAttribute", () => {
  it.each([
    ["custom", { ...user, custom: { team: "blue" } }, "custom"],
    ["constructor", { ...user, constructor: "x" }, "constructor"],
    ["several", { ...user, a: 1, b: 2 }, "a, b"],
    ["a part of an element", { ...user, emails: [{ ...user.emails[0], verified: true }] }, "emails[0].verified"],
    ["a foreign extension", { ...user, "urn:example:ext": { a: 1 } }, "urn:example:ext"]
  ])("leaves %s out of a resource", (_, attributes, names) => {
    const body = { schemas: [userSchema], ...attributes }
    expect(Reading.resource(Reading.only(quirk), "User", body)).toEqual(
      Either.right({ read: user, notes: [note(names)] })
    )
    expect(Reading.resource(Reading.without(quirk), "User", body)).toEqual(Either.left("InvalidValue"))
  })

  it("leaves it out of the value of an operation", () => {
    const body = { schemas: [patchSchema], Operations: [{ op: "replace", value: { custom: 1, title: "Guide" } }] }
    expect(Reading.patch(Reading.only(quirk), "User", body)).toEqual(
      Either.right({ read: { ...user, title: "Guide" }, notes: [note("custom")] })
    )
    expect(Reading.patch(Reading.without(quirk), "User", body)).toEqual(Either.left("InvalidValue"))
  })

  it("refuses a path that names it: the client would believe that it was stored", () => {
    const body = { schemas: [patchSchema], Operations: [{ op: "replace", path: "custom", value: 1 }] }
    expect(Reading.patch(Reading.only(quirk), "User", body)).toEqual(Either.left("InvalidPath"))
  })
})
