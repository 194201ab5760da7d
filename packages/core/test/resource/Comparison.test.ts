import { AttributeDefinition, Comparison } from "@rollcall/core"
import { FastCheck as fc } from "effect"
import { describe, expect, it } from "vitest"
import * as AnyText from "../AnyText.ts"

const text = AnyText.make()
/** Text that is rich in characters that have several forms. */
const forms = fc.string({
  unit: fc.oneof(
    fc.constantFrom(..."aAåÅΣςσİiıßｶﾞＡ\u212a\u030a\u0307\u0323\u030cJ"),
    AnyText.make({ minLength: 1, maxLength: 1 })
  )
})

describe("Comparison.fold", () => {
  it.each([
    ["BJensen", "bjensen"],
    ["ÄÖÜ", "äöü"],
    ["o\u0308", "ö"],
    ["ＢＪ", "bj"],
    ["ｶﾞ", "ガ"],
    ["a\u3000b", "a b"],
    ["ΟΔΟΣ", "οδοσ"],
    ["οδος", "οδοσ"],
    ["\u212a", "k"],
    ["\u212bsa", "åsa"],
    ["J\u030c", "\u01f0"],
    ["ﬁ", "ﬁ"],
    ["𐐀", "𐐨"],
    ["ß", "ß"]
  ])("makes %s to %s", (from, to) => expect(Comparison.fold(from)).toBe(to))

  it("folds what is folded to itself", () => {
    fc.assert(
      fc.property(forms, (text) => {
        expect(Comparison.fold(Comparison.fold(text))).toBe(Comparison.fold(text))
      }),
      { numRuns: 500 }
    )
  })

  it("does not see how characters are composed, nor letter case in ASCII", () => {
    fc.assert(
      fc.property(forms, fc.string({ unit: "grapheme-ascii" }), (text, ascii) => {
        expect(Comparison.fold(text.normalize("NFD"))).toBe(Comparison.fold(text.normalize("NFC")))
        expect(Comparison.fold(ascii.toUpperCase())).toBe(Comparison.fold(ascii))
      })
    )
  })
})

describe("Comparison.instant", () => {
  it.each([
    ["1970-01-01T00:00:00Z", 0],
    ["1970-01-01T00:00:00", 0],
    ["1970-01-01T00:00:00.5Z", 500],
    ["1970-01-01T00:00:00.1239Z", 123],
    ["1970-01-01T02:00:00+02:00", 0],
    ["1969-12-31T19:00:00-05:00", 0],
    ["1970-01-01T24:00:00Z", 86_400_000],
    ["2024-02-29T00:00:00Z", 1_709_164_800_000],
    ["1970-01-01T00:00:00.123456789012345678901234567890Z", 123],
    ["1969-12-31T23:59:59.999Z", -1],
    ["1970-01-01T14:00:00+14:00", 0],
    ["1970-01-01T00:00:00.25-00:01", 60_250],
    ["1969-12-31T24:00:00.000Z", 0],
    ["2000-02-29T00:00:00Z", 951_782_400_000],
    ["0000-02-29T00:00:00Z", -62_162_121_600_000],
    ["0001-01-01T00:00:00Z", -62_135_596_800_000],
    ["0099-12-31T23:59:59Z", -59_011_459_201_000],
    ["9999-12-31T23:59:59.999Z", 253_402_300_799_999]
  ])("reads %s", (text, millis) => expect(Comparison.instant(text)).toBe(millis))

  it.each([
    "",
    "2024-02-29",
    "2024-01-01T00:00Z",
    "2024-04-31T00:00:00Z",
    "2023-02-29T00:00:00Z",
    "1900-02-29T00:00:00Z",
    "2024-13-01T00:00:00Z",
    "2024-00-01T00:00:00Z",
    "2024-01-00T00:00:00Z",
    "2024-01-01T25:00:00Z",
    "2024-01-01T24:00:01Z",
    "2024-01-01T24:00:00.5Z",
    "2024-01-01T00:60:00Z",
    "2024-01-01T00:00:60Z",
    "2024-01-01T00:00:00.Z",
    "2024-01-01T00:00:00,5Z",
    "2024-01-01T00:00:00.5.5Z",
    "2024-01-01T00:00:00+15:00",
    "2024-01-01T00:00:00+14:01",
    "2024-01-01T00:00:00-02:60",
    "2024-01-01T00:00:00+1",
    "2024-01-01T00:00:00+0100",
    "2024-01-01T00:00:00Zx",
    "2024-01-01 00:00:00Z",
    "2024-01-01t00:00:00z",
    "2024-01-01T00:00:00Z ",
    "+024-01-01T00:00:00Z",
    "12024-01-01T00:00:00Z",
    "٢٠٢٤-01-01T00:00:00Z",
    "yesterday"
  ])("reads no instant in %j", (text) => expect(Comparison.instant(text)).toBeUndefined())

  const date = fc.date({
    min: new Date("0000-01-01T00:00:00Z"),
    max: new Date("9999-12-31T23:59:59.999Z"),
    noInvalidDate: true
  })

  it("reads every instant that a date prints", () => {
    fc.assert(
      fc.property(date, (date) => {
        expect(Comparison.instant(date.toISOString())).toBe(date.getTime())
      })
    )
  })

  it("takes the offset off the time that the text shows", () => {
    const two = (value: number) => String(value).padStart(2, "0")
    fc.assert(
      fc.property(date, fc.integer({ max: 14 * 60, min: -14 * 60 }), (date, offset) => {
        const minutes = Math.abs(offset)
        const zone = `${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
        expect(Comparison.instant(date.toISOString().replace("Z", zone))).toBe(date.getTime() - offset * 60_000)
      })
    )
  })

  it("reads no text at all with an exception", () => {
    fc.assert(
      fc.property(text, (text) => {
        expect(["number", "undefined"]).toContain(typeof Comparison.instant(text))
      })
    )
  })
})

describe("Comparison.prepare", () => {
  const of = (type: AttributeDefinition.AttributeType, caseExact = false) =>
    AttributeDefinition.make("any", type, "Any.", { caseExact })

  it.each([
    ["folds text", of("string"), "ÄB", "äb"],
    ["keeps the case of case-exact text, normalised", of("string", true), "O\u0308b", "Öb"],
    [
      "keeps the case of references",
      AttributeDefinition.make("any", "reference", "Any."),
      "https://X.org",
      "https://X.org"
    ],
    ["makes a dateTime an instant", of("dateTime"), "1970-01-01T00:00:01Z", 1_000],
    ["keeps booleans", of("boolean"), false, false],
    ["keeps numbers", of("decimal"), 1.5, 1.5],
    ["has nothing for text where a boolean is due", of("boolean"), "true", undefined],
    ["has nothing for a number where text is due", of("string"), 5, undefined],
    ["has nothing for text where a number is due", of("integer"), "5", undefined],
    ["has nothing for a text that is no dateTime", of("dateTime"), "soon", undefined],
    ["has nothing for a complex value", of("complex"), { value: "a" }, undefined],
    ["has nothing for nothing", of("string"), undefined, undefined]
  ] as const)("%s", (_, definition, value, prepared) => {
    expect(Comparison.prepare(definition, value)).toBe(prepared)
  })
})

describe("Comparison.compareText", () => {
  const codePoints = (text: string) => [...text].map((character) => character.codePointAt(0) ?? 0)

  it("orders by code point, as the databases do", () => {
    fc.assert(
      fc.property(text, text, text, (shared, first, second) => {
        const [left, right] = [shared + first, shared + second]
        const [a, b] = [codePoints(left), codePoints(right)]
        const place = a.findIndex((code, index) => code !== b[index])
        const expected = place < 0 ? a.length - b.length : (a[place] ?? 0) - (b[place] ?? -1)
        expect(Math.sign(Comparison.compareText(left, right))).toBe(Math.sign(expected))
      })
    )
  })

  it("puts what lies beyond the basic plane behind its last characters", () => {
    expect(["\u{1f600}", "\uff5e", "z", ""].sort(Comparison.compareText)).toEqual(["", "z", "\uff5e", "\u{1f600}"])
  })
})
