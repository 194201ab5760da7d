/**
 * The literals of a filter that stand without quotes: false, null, true and the numbers of JSON (RFC 7644 §3.4.2.2).
 * The words are read in any letter case: taken as text, `TRUE` would silently mean something else.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8259#section-6
 */
import type { Literal } from "./Filter.ts"

/** The value of the word; nothing when it is no literal. A number beyond the range of a double is infinite. */
export const parse = (text: string): Literal | undefined => {
  switch (text.toLowerCase()) {
    case "true":
      return true
    case "false":
      return false
    case "null":
      return null
    default:
      // There is one zero: printing -0 would lose its sign.
      return isNumber(text) ? Number(text) + 0 : undefined
  }
}

/** number = [ "-" ] int [ frac ] [ exp ] of RFC 8259 §6 */
const isNumber = (text: string): boolean => {
  let index = text.startsWith("-") ? 1 : 0
  const whole = digits(text, index)
  if (whole === 0 || (whole > 1 && text[index] === "0")) return false
  index += whole
  if (text[index] === ".") {
    const fraction = digits(text, index + 1)
    if (fraction === 0) return false
    index += 1 + fraction
  }
  if (text[index] === "e" || text[index] === "E") {
    const sign = text[index + 1] === "+" || text[index + 1] === "-" ? 1 : 0
    const exponent = digits(text, index + 1 + sign)
    if (exponent === 0) return false
    index += 1 + sign + exponent
  }
  return index === text.length
}

const digits = (text: string, start: number): number => {
  let end = start
  while (text.charCodeAt(end) >= 0x30 && text.charCodeAt(end) <= 0x39) end++
  return end - start
}
