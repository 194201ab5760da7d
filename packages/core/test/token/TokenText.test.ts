import { crc32 } from "node:zlib"
import { Either, FastCheck as fc } from "effect"
import { describe, expect, it } from "vitest"
import * as TokenText from "../../src/token/TokenText.ts"

const secret = fc.uint8Array({ minLength: TokenText.secretBytes, maxLength: TokenText.secretBytes })
const zeros = new Uint8Array(TokenText.secretBytes)
const malformed = Either.left("malformed")

describe("TokenText.print", () => {
  it("writes the prefix, the secret in base64url without padding, and six characters of checksum", () => {
    fc.assert(
      fc.property(secret, (bytes) => {
        const text = TokenText.print(bytes)
        expect(text.slice(0, 52)).toBe(`rollcall_${Buffer.from(bytes).toString("base64url")}`)
        expect(text.length).toBe(58)
      })
    )
  })

  it("ends in the CRC-32 of all that stands before it, in base62", () => {
    fc.assert(
      fc.property(secret, (bytes) => {
        const text = TokenText.print(bytes)
        expect(fromBase62(text.slice(52))).toBe(crc32(text.slice(0, 52)))
      })
    )
  })

  it("writes the same secret the same way", () => {
    expect(TokenText.print(zeros)).toBe(`rollcall_${"A".repeat(43)}1eUSU8`)
  })

  it.each([0, 16, 31, 33])("writes a secret of %d bytes as a text that is none", (length) => {
    expect(TokenText.parse(TokenText.print(new Uint8Array(length)))).toEqual(malformed)
  })
})

describe("TokenText.parse", () => {
  it("accepts what was printed, as it is", () => {
    fc.assert(
      fc.property(secret, (bytes) => {
        const text = TokenText.print(bytes)
        expect(TokenText.parse(text)).toEqual(Either.right(text))
      })
    )
  })

  it("notices every single changed character", () => {
    fc.assert(
      fc.property(secret, fc.nat({ max: 57 }), fc.char(), (bytes, place, character) => {
        const text = TokenText.print(bytes)
        fc.pre(text[place] !== character)
        expect(TokenText.parse(text.slice(0, place) + character + text.slice(place + 1))).toEqual(malformed)
      }),
      { numRuns: 2_000 }
    )
  })

  it("notices two characters that changed places", () => {
    fc.assert(
      fc.property(secret, fc.nat({ max: 56 }), (bytes, place) => {
        const text = TokenText.print(bytes)
        const [first = "", second = ""] = text.slice(place, place + 2)
        fc.pre(first !== second)
        expect(TokenText.parse(text.slice(0, place) + second + first + text.slice(place + 2))).toEqual(malformed)
      })
    )
  })

  it("takes no text at all for a token that was not printed", () => {
    fc.assert(
      fc.property(fc.fullUnicodeString(), (text) => {
        expect(TokenText.parse(text)).toEqual(malformed)
        expect(TokenText.parse(`rollcall_${text}`)).toEqual(malformed)
      })
    )
  })

  const text = TokenText.print(zeros)
  it.each([
    ["nothing", ""],
    ["a token that is cut off", text.slice(0, -1)],
    ["a token with something behind it", `${text}A`],
    ["a token with a blank before it", ` ${text}`],
    ["a token in capital letters", text.toUpperCase()],
    ["a token of another service", text.replace("rollcall_", "rolecall_")]
  ])("refuses %s", (_, sent) => {
    expect(TokenText.parse(sent)).toEqual(malformed)
  })

  it("refuses a second text for the same secret, whose checksum is right", () => {
    // The last of 43 characters holds four bits of the secret and two that are zero.
    const body = `rollcall_${"A".repeat(42)}B`
    expect(Buffer.from(body.slice(9), "base64url")).toEqual(Buffer.from(zeros))
    expect(TokenText.parse(body + toBase62(crc32(body)))).toEqual(malformed)
  })
})

describe("TokenText.hint", () => {
  it("shows the prefix and six characters of the secret", () => {
    expect(TokenText.hint(TokenText.print(zeros))).toBe("rollcall_AAAAAA")
  })
})

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

const fromBase62 = (text: string): number =>
  [...text].reduce((value, character) => value * 62 + base62.indexOf(character), 0)

const toBase62 = (value: number): string =>
  Array.from({ length: 6 }, (_, index) => base62[Math.floor(value / 62 ** (5 - index)) % 62]).join("")
