import { Explanation, ScimError } from "@rollcall/core"
import { describe, expect, it } from "vitest"

const errors = Object.entries(ScimError.table)

const of = (given: Partial<Explanation.Happening>): Explanation.Explanation =>
  Explanation.of({ status: 400, notes: [], ...given })

describe("an explanation", () => {
  it.each(errors)("of %s says what happened and what to do, in sentences", (error, { status }) => {
    const { happened, remedy } = of({ error, status })
    for (const text of [happened, remedy]) expect(text).toMatch(/^[A-Z].*\.$/)
    expect(happened).not.toBe(of({ error: "Unheard" }).happened)
  })

  it("is another one for each error", () => {
    const texts = errors.map(([error, { status }]) => of({ error, status }).happened)
    expect(new Set(texts).size).toBe(texts.length)
  })

  it("names the attribute, where the log has one", () => {
    const error = { error: "Uniqueness", status: 409, attribute: "userName" }
    expect(of(error)).toEqual({
      happened: "Another resource has the same userName already, and no two may share it.",
      remedy: expect.stringContaining("Look up who holds it with a filter on userName.")
    })
    for (const tag of ["Mutability", "InvalidPath", "NoTarget", "InvalidValue"]) {
      expect(of({ error: tag, attribute: "nickName" }).happened).toContain("nickName")
    }
  })

  it("tells a token that has ended from one that nobody knows", () => {
    const error = { error: "Unauthorized", status: 401 }
    expect(of({ ...error, token: "Okta" })).toMatchObject({
      happened: 'The token "Okta" has expired or was revoked; the detail says when.',
      remedy: expect.stringContaining("Generate a new token")
    })
    expect(of(error).remedy).toContain("Paste the whole token")
  })

  it("tells a resource that is gone from a wrong URL", () => {
    const error = { error: "NotFound", status: 404 }
    expect(of({ ...error, resource: "User/7" }).happened).toBe("There is no User/7: it was deleted, or was never here.")
    expect(of(error).remedy).toContain("Correct the URL")
  })

  it("of a success says what was left out or read into the request", () => {
    const texts = [[], ["CapitalisedOperation: Read it."], ["UnknownAttribute: Left out nick."]].map((notes) =>
      of({ status: 200, notes })
    )
    expect(texts.map(({ remedy }) => remedy)).toEqual([
      "Nothing has to be changed.",
      "Nothing has to be changed.",
      "Remove their mappings in the identity provider, or add the attributes to the schema."
    ])
    expect(texts[1]?.happened).toContain("how it was read")
  })

  it("of a gap says that requests are missing", () => {
    expect(of({ status: 0 }).happened).toContain("Requests are missing in the log")
  })

  it("is there for what a later release has written, whatever its name", () => {
    for (const error of ["Unheard", "constructor", "__proto__"]) {
      expect(of({ error }).happened).toBe("The request was refused; the detail says why.")
    }
  })
})
