/**
 * How two values of an attribute are compared. Case folding and ordering happen here and nowhere else: what a database
 * compares is what `prepare` made of it, so two databases cannot disagree whether a userName is taken.
 *
 * Text is prepared after the width mapping, case mapping and normalisation of the PRECIS username profile (RFC 8265
 * §3.3, which RFC 7644 §7.8 asks for in its older form); case-exact text is only normalised. Order is by code point.
 */
import type { Json } from "../Json.ts"
import type { AttributeDefinition } from "../schema/AttributeDefinition.ts"

const firstFullwidth = 0xff01
const lastHalfwidth = 0xffee
const ideographicSpace = 0x3000

const isAscii = (text: string): boolean => {
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) > 0x7f) return false
  }
  return true
}

/** Full-width and half-width forms to the characters that they are forms of. */
const mapWidth = (text: string): string => {
  let mapped = ""
  for (const character of text) {
    const code = character.charCodeAt(0)
    if (code === ideographicSpace) mapped += " "
    else mapped += code >= firstFullwidth && code <= lastHalfwidth ? character.normalize("NFKC") : character
  }
  return mapped
}

/** Text in the form in which letter case and width do not matter. Folding twice is folding once. */
export const fold = (text: string): string => {
  if (isAscii(text)) return text.toLowerCase()
  // A final sigma is a sigma: lower-casing depends on what stands behind it, comparison must not.
  return mapWidth(text).normalize("NFC").toLowerCase().replaceAll("ς", "σ").normalize("NFC")
}

/** Text in the form in which it is compared for this attribute. */
export const prepareText = (definition: AttributeDefinition, text: string): string =>
  definition.caseExact ? (isAscii(text) ? text : text.normalize("NFC")) : fold(text)

const digits = (text: string, from: number, count: number): number => {
  let value = 0
  for (let index = from; index < from + count; index++) {
    const digit = text.charCodeAt(index) - 48
    if (!(digit >= 0 && digit <= 9)) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

/**
 * The instant of an XSD dateTime in milliseconds since 1970, or nothing when the text is none.
 * A fraction is cut to milliseconds; a text without zone is taken as UTC (RFC 7643 §2.3.5).
 */
export const instant = (text: string): number | undefined => {
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2)]
  const [hour, minute, second] = [digits(text, 11, 2), digits(text, 14, 2), digits(text, 17, 2)]
  const separators = text[4] === "-" && text[7] === "-" && text[10] === "T" && text[13] === ":" && text[16] === ":"
  if (!separators || Number.isNaN(year + month + day + hour + minute + second)) return undefined
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year + 400, month, 0)).getUTCDate()
  if (!isDate || hour > 24 || minute > 59 || second > 59) return undefined
  const fraction = fractionMillis(text, 19)
  const offset = offsetMillis(text, fraction?.end ?? Number.NaN)
  if (fraction === undefined || offset === undefined) return undefined
  if (hour === 24 && minute + second + fraction.millis > 0) return undefined
  // Date takes a year below 100 for one of the twentieth century; the calendar repeats after 400 years.
  return Date.UTC(year + 400, month - 1, day, hour, minute, second) - fourCenturies + fraction.millis - offset
}

const fourCenturies = 146_097 * 24 * 60 * 60_000

const fractionMillis = (text: string, start: number): { readonly millis: number; readonly end: number } | undefined => {
  if (text[start] !== ".") return { millis: 0, end: start }
  let end = start + 1
  while (end < text.length && digits(text, end, 1) >= 0) end++
  if (end === start + 1) return undefined
  return { millis: digits(text.slice(start + 1, end).padEnd(3, "0"), 0, 3), end }
}

const offsetMillis = (text: string, start: number): number | undefined => {
  if (start === text.length) return 0
  if (text[start] === "Z") return start + 1 === text.length ? 0 : undefined
  const sign = text[start] === "+" ? 1 : text[start] === "-" ? -1 : undefined
  const [hours, minutes] = [digits(text, start + 1, 2), digits(text, start + 4, 2)]
  if (sign === undefined || text[start + 3] !== ":" || text.length !== start + 6) return undefined
  const offset = hours * 60 + minutes
  return minutes <= 59 && offset <= offsetMinutesMax ? sign * offset * 60_000 : undefined
}

/** XSD has no zone that is further from UTC than 14 hours. */
const offsetMinutesMax = 14 * 60

/** A stored value of a simple attribute in the form in which it is compared; nothing for a value of another type. */
export const prepare = (
  definition: AttributeDefinition,
  value: Json | undefined
): string | number | boolean | undefined => {
  switch (definition.type) {
    case "string":
    case "reference":
    case "binary":
      return typeof value === "string" ? prepareText(definition, value) : undefined
    case "dateTime":
      return typeof value === "string" ? instant(value) : undefined
    case "boolean":
      return typeof value === "boolean" ? value : undefined
    case "integer":
    case "decimal":
      return typeof value === "number" ? value : undefined
    case "complex":
      return undefined
  }
}

/** The order of texts by code point, as `COLLATE "C"` and SQLite's BINARY have it; negative when left is first. */
export const compareText = (left: string, right: string): number => {
  const length = Math.min(left.length, right.length)
  for (let index = 0; index < length; index++) {
    const [a, b] = [left.charCodeAt(index), right.charCodeAt(index)]
    if (a !== b) return rank(a) - rank(b)
  }
  return left.length - right.length
}

/** UTF-16 puts surrogates below U+E000 to U+FFFF; by code point they are above. */
const rank = (unit: number): number => (unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit)
