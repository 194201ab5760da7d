import { Either } from "effect"
import { describe, expect, it } from "vitest"
import * as MediaType from "../src/MediaType.ts"

describe("MediaType", () => {
  it.each([
    [undefined],
    [""],
    ["application/scim+json"],
    ["application/json"],
    ["Application/SCIM+JSON; Charset=UTF-8"],
    ['application/json;charset="utf-8"'],
    ["application/json; charset=utf8; odata=none"]
  ])("takes a body of the type %s", (type) => {
    expect(MediaType.check(type, undefined)).toEqual(Either.void)
  })

  it("refuses other types and says what to send", () => {
    expect(MediaType.check("text/plain", undefined)).toMatchObject(
      Either.left({ detail: `The body's Content-Type is "text/plain". Send JSON as application/scim+json.` })
    )
    expect(Either.isLeft(MediaType.check("application/xml", undefined))).toBe(true)
    expect(Either.isLeft(MediaType.check("application/jsonp", undefined))).toBe(true)
    expect(Either.isLeft(MediaType.check("application/x-www-form-urlencoded", undefined))).toBe(true)
  })

  it("refuses other charsets than UTF-8", () => {
    expect(MediaType.check("application/json; charset=iso-8859-1", undefined)).toMatchObject(
      Either.left({ detail: `The body's charset is "iso-8859-1". Send JSON in UTF-8.` })
    )
  })

  it("refuses an encoded body", () => {
    expect(MediaType.check("application/json", "gzip")).toMatchObject(
      Either.left({ detail: `The body is encoded as "gzip". Send it without a Content-Encoding.` })
    )
    expect(MediaType.check("application/json", "identity")).toEqual(Either.void)
  })
})
