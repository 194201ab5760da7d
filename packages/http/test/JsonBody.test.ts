import { Either, FastCheck as fc } from "effect"
import { describe, expect, it } from "vitest"
import * as JsonBody from "../src/JsonBody.ts"

const depthMax = 32

const bytes = (text: string) => new TextEncoder().encode(text)

const parse = (text: string) => JsonBody.parse(bytes(text), depthMax)

const detail = (text: string) => Either.getOrThrow(Either.flip(parse(text))).detail

const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth)

describe("JsonBody", () => {
  it("reads what JSON.stringify writes", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.nat(3), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        fc.pre(!text.includes("__proto__") && !text.includes("\\u0000") && !text.includes("\\ud"))
        expect(parse(text)).toEqual(Either.right(JSON.parse(text)))
      })
    )
  })

  it("agrees with JSON.parse about what is no JSON", () => {
    const pieces = fc.constantFrom(
      ...'{}[],:"\\ \n0123.eE+-tfnu',
      "true",
      "false",
      "null",
      '"a"',
      '"b":',
      "\\u0041",
      "é"
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join("")
        const readable = Either.isRight(Either.try(() => JSON.parse(text)))
        const answer = parse(text)
        // Only a second use of a name is refused beyond the grammar: these pieces can say nothing else of that kind.
        const twice = Either.isLeft(answer) && answer.left.detail.includes("a second time")
        expect(Either.isRight(answer) || twice).toBe(readable)
      }),
      { numRuns: 3_000 }
    )
  })

  it("never throws, whatever the bytes are", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (body) => {
        const answer = JsonBody.parse(body, depthMax)
        expect(Either.isRight(answer) || answer.left.detail.length > 0).toBe(true)
      })
    )
  })

  it("says that the body is empty", () => {
    expect(detail("")).toBe("The body is empty. Send a JSON object.")
    expect(detail(" \n ")).toBe("The body is empty. Send a JSON object.")
  })

  it("passes over a byte order mark", () => {
    expect(parse('\ufeff{"a":1}')).toEqual(Either.right({ a: 1 }))
  })

  it("says at which line and column the text stops being JSON", () => {
    expect(detail('{"a":1,\n "b":}')).toBe(
      "The body cannot be read: at line 2, column 6 there is the character } where a value must stand."
    )
    expect(detail('{"a":1')).toBe(
      "The body cannot be read: at line 1, column 7 there is the end of the body where a comma or } must stand."
    )
    expect(detail('{"a" 1}')).toBe(
      'The body cannot be read: at line 1, column 6 there is the character 1 where a colon after the name "a" must stand.'
    )
    expect(detail("{'a':1}")).toBe(
      "The body cannot be read: at line 1, column 2 there is the character ' where a name in quotation marks must stand."
    )
    expect(detail("[1] x")).toBe(
      "The body cannot be read: at line 1, column 5 there is the character x where the end of the body must stand."
    )
  })

  it("refuses a name that stands twice in one object, however it is spelled", () => {
    expect(detail('{"userName":"a","user\\u004eame":"b"}')).toBe(
      'The body cannot be read: at line 1, column 17 there is the name "userName" a second time in one object.'
    )
    expect(parse('{"a":{"b":1},"b":[{"b":1},{"b":2}]}')).toEqual(Either.right({ a: { b: 1 }, b: [{ b: 1 }, { b: 2 }] }))
  })

  it("refuses the name __proto__, also in escapes", () => {
    const refusal =
      "The body cannot be read: at line 1, column 2 there is the name __proto__, which is never an attribute."
    expect(detail('{"__proto__":{"admin":true}}')).toBe(refusal)
    expect(detail('{"\\u005f_proto__":1}')).toBe(refusal)
    expect(parse('{"a":"__proto__"}')).toEqual(Either.right({ a: "__proto__" }))
  })

  it("refuses the character NUL", () => {
    expect(detail('{"a":"x\\u0000y"}')).toBe(
      "The body cannot be read: at line 1, column 8 there is the character NUL, which no attribute can hold."
    )
    expect(detail('{"a":"x\u0000y"}')).toBe(
      "The body cannot be read: at line 1, column 8 there is the control character U+0000 inside a string, where it must be escaped."
    )
  })

  it("refuses half a surrogate pair and reads a whole one", () => {
    const half = "The body cannot be read: at line 1, column 2 there is a string with half a surrogate pair."
    expect(detail('["\\ud83d"]')).toBe(half)
    expect(detail('["\\ude00\\ud83d"]')).toBe(half)
    expect(detail('["\\ud83dx"]')).toBe(half)
    expect(parse('["\\ud83d\\ude00", "😀"]')).toEqual(Either.right(["😀", "😀"]))
  })

  it("refuses bytes that are not UTF-8", () => {
    expect(JsonBody.parse(new Uint8Array([0x22, 0xff, 0x22]), depthMax)).toMatchObject(
      Either.left({ detail: "The body is not UTF-8 text. Send JSON in UTF-8." })
    )
  })

  it("reads nesting up to the limit and refuses one more", () => {
    expect(Either.isRight(parse(nested(depthMax)))).toBe(true)
    expect(detail(nested(depthMax + 1))).toBe(
      "The body cannot be read: at line 1, column 33 there is nesting deeper than 32 objects and arrays."
    )
    expect(detail("[".repeat(1_000_000))).toBe(
      "The body cannot be read: at line 1, column 33 there is nesting deeper than 32 objects and arrays."
    )
  })
})
