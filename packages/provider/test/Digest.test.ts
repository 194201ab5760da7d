import { createHash } from "node:crypto"
import { FastCheck as fc } from "effect"
import { describe, expect, it } from "vitest"
import { digest, portable } from "../src/Digest.ts"

describe.each(Object.entries({ digest, portable }))("%s", (_, digest) => {
  it.each([
    ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    [
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ]
  ])("is the SHA-256 that FIPS 180-4 has for %j", (text, expected) => {
    expect(digest(text)).toBe(expected)
  })

  it("is that of the text in UTF-8", () => {
    fc.assert(
      fc.property(fc.fullUnicodeString(), (text) => {
        expect(digest(text)).toBe(createHash("sha256").update(text, "utf8").digest("hex"))
      })
    )
  })
})
