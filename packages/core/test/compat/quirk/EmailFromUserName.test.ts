import { Either } from "effect"
import { describe, expect, it } from "vitest"
import { quirk } from "../../../src/compat/quirk/EmailFromUserName.ts"
import * as Reading from "../Reading.ts"
import { patchSchema, userSchema } from "../RewriteSuite.ts"

const note = {
  name: "EmailFromUserName",
  text: "The user has no e-mail address; its userName is one and became the primary work address."
}
const work = (value: string) => [{ value, type: "work", primary: true }]

describe("EmailFromUserName", () => {
  it("gives a user without e-mail the userName as work address", () => {
    const body = { schemas: [userSchema], userName: "joe@example.com" }
    expect(Reading.resource(Reading.only(quirk), "User", body)).toEqual(
      Either.right({ read: { userName: "joe@example.com", emails: work("joe@example.com") }, notes: [note] })
    )
    expect(Reading.resource(Reading.without(quirk), "User", body)).toEqual(Either.left("InvalidValue"))
  })

  it("does so when a PATCH takes the last address away", () => {
    const body = {
      schemas: [patchSchema],
      Operations: [
        { op: "replace", path: "userName", value: "ada@example.org" },
        { op: "remove", path: "emails" }
      ]
    }
    expect(Reading.patch(Reading.only(quirk), "User", body)).toEqual(
      Either.right({ read: { userName: "ada@example.org", emails: work("ada@example.org") }, notes: [note] })
    )
    expect(Reading.patch(Reading.without(quirk), "User", body)).toEqual(Either.left("Mutability"))
  })

  it("leaves an address alone that is there", () => {
    const user = { userName: "joe@example.com", emails: [{ value: "joe@example.net" }] }
    expect(Reading.resource(Reading.only(quirk), "User", { schemas: [userSchema], ...user })).toEqual(
      Either.right({ read: user, notes: [] })
    )
  })

  it.each(["joe", "joe@localhost", "@example.com", "a@b@example.com", "joe doe@example.com", "joe@example."])(
    "refuses a user called %s without e-mail",
    (userName) => {
      expect(Reading.resource(Reading.only(quirk), "User", { schemas: [userSchema], userName })).toEqual(
        Either.left("InvalidValue")
      )
    }
  )
})
