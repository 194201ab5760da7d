/**
 * Values for attributes, few enough that a filter often meets the value that a resource has, and chosen so that every
 * place where two implementations could part company is among them.
 */
import type { AttributeDefinition, Json } from "@rollcall/core"
import { FastCheck as fc } from "effect"

const letters = ["", " ", "a", "A", "ab", "aB", "b", "Zz", "zz", "salt and pepper"]
const unicode = ["ß", "ẞ", "ss", "Straße", "İ", "i̇", "ı", "I", "é", "e\u0301", "É", "ς", "Σ", "Ａ", "ﾊﾞ", "Å", "\u212b"]
const beyond = ["😀", "a😀b", "😀b", "\ue000", "\uffee", "\u{10ffff}", "👨‍👩‍👧"]
const marks = [
  "%",
  "_",
  "100%",
  "a_b",
  "a%",
  '"',
  "'",
  "\\",
  "]",
  "$.a",
  "{}",
  "[1]",
  '{"a":1}',
  "null",
  "true",
  "1",
  "01"
]

export const texts: ReadonlyArray<string> = [...letters, ...unicode, ...beyond, ...marks]

const integers = [0, 1, -1, 2, 10, 2 ** 31, 2 ** 53, 2 ** 53 + 2, 2 ** 62, 2 ** 63, 1e21, 1e300]
const decimals = [0, 1, 0.1, 0.2, 0.1 + 0.2, 0.3, -0.5, 1.5, 1e-7, 5e-324, 1e21, Math.PI, Number.MAX_VALUE]

export const dateTimes: ReadonlyArray<string> = [
  "2011-05-13T04:42:34Z",
  "2011-05-13T04:42:34.000Z",
  "2011-05-13T06:42:34+02:00",
  "2011-05-13T04:42:34.5Z",
  "2011-05-13T04:42:34",
  "1969-12-31T23:59:59.999Z",
  "1970-01-01T00:00:00Z",
  "9999-12-31T24:00:00Z"
]

const binaries = ["AAAA", "aaaa", "QQ==", "qq==", "AAAAAAAA"]

/** Any value of a simple attribute's type, or of one element of it. */
export const ofType = ({ type }: AttributeDefinition.AttributeDefinition): fc.Arbitrary<Exclude<Json.Json, null>> => {
  switch (type) {
    case "string":
    case "reference":
      return text
    case "boolean":
      return fc.boolean()
    case "integer":
      return fc.oneof(fc.constantFrom(...integers), fc.maxSafeInteger())
    case "decimal":
      return fc.oneof(fc.constantFrom(...decimals), fc.double({ noNaN: true, noDefaultInfinity: true }))
    case "dateTime":
      return fc.constantFrom(...dateTimes)
    case "binary":
      return fc.constantFrom(...binaries)
    case "complex":
      return fc.constant({})
  }
}

/** A null byte never comes so far: requests that hold one are refused. */
const text = fc.oneof(
  { arbitrary: fc.constantFrom(...texts), weight: 4 },
  { arbitrary: fc.string({ unit: "grapheme", maxLength: 4 }).filter((value) => !value.includes("\0")), weight: 1 }
)
