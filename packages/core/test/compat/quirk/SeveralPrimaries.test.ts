import { Either } from "effect"
import { describe, expect, it } from "vitest"
import { quirk } from "../../../src/compat/quirk/SeveralPrimaries.ts"
import * as Reading from "../Reading.ts"
import { patchSchema, userSchema } from "../RewriteSuite.ts"

const work = { value: "joe@example.com", type: "work", primary: true }
const other = { value: "joe@example.net", type: "home" }
const note = {
  name: "SeveralPrimaries",
  text: "emails had several primary values; the first one stays primary."
}

describe("SeveralPrimaries", () => {
  it("keeps the first of a resource primary", () => {
    const body = { schemas: [userSchema], userName: "joe", emails: [work, { ...other, primary: true }] }
    expect(Reading.resource(Reading.only(quirk), "User", body)).toEqual(
      Either.right({ read: { userName: "joe", emails: [work, { ...other, primary: false }] }, notes: [note] })
    )
    expect(Reading.resource(Reading.without(quirk), "User", body)).toEqual(Either.left("InvalidValue"))
  })

  it("keeps the first of an operation's values primary", () => {
    const value = [work, { ...other, primary: true }]
    const body = { schemas: [patchSchema], Operations: [{ op: "replace", path: "emails", value }] }
    expect(Reading.patch(Reading.only(quirk), "User", body)).toEqual(
      Either.right({ read: { userName: "ada", emails: [work, { ...other, primary: false }] }, notes: [note] })
    )
    expect(Reading.patch(Reading.without(quirk), "User", body)).toEqual(Either.left("InvalidValue"))
  })

  it("has no note on one primary value", () => {
    const body = { schemas: [userSchema], userName: "joe", emails: [work, { ...other, primary: false }] }
    expect(Reading.resource(Reading.only(quirk), "User", body)).toEqual(
      Either.right({ read: { userName: "joe", emails: [work, { ...other, primary: false }] }, notes: [] })
    )
  })
})
