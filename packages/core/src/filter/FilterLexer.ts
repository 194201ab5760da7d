/**
 * A filter's text as tokens (RFC 7644 §3.4.2.2). Words are not told apart here: whether `true` or `pr` is a name, an
 * operator or a value depends on where it stands, and only the parser knows that.
 *
 * The lexer takes any text. What cannot be a token becomes one last token that says why, so that the parser reports the
 * first problem in reading order. Blanks separate words and mean nothing else. Each character is looked at once.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */

export type Mark = "(" | ")" | "[" | "]"

/** Positions count UTF-16 units from 0. The last token of a text is `End` or `Broken`, and no other is. */
export type Token =
  | { readonly _tag: "Word"; readonly text: string; readonly position: number }
  | { readonly _tag: "Text"; readonly value: string; readonly quote: '"' | "'"; readonly position: number }
  | { readonly _tag: "Mark"; readonly mark: Mark; readonly position: number }
  | { readonly _tag: "Broken"; readonly problem: string; readonly position: number }
  | { readonly _tag: "End"; readonly position: number }

const doubleQuote = 0x22
const singleQuote = 0x27
const backslash = 0x5c
const delete_ = 0x7f

export const lex = (text: string): ReadonlyArray<Token> => {
  const tokens: Array<Token> = []
  let index = 0
  while (index < text.length) {
    const code = text.charCodeAt(index)
    if (isBlank(code)) {
      index++
      continue
    }
    const read = isMark(code) ? mark(text, index) : isQuote(code) ? quoted(text, index, code) : word(text, index)
    tokens.push(read.token)
    if (read.token._tag === "Broken") return tokens
    index = read.end
  }
  tokens.push({ _tag: "End", position: text.length })
  return tokens
}

/** A token, and where the next one may begin. */
interface Read {
  readonly token: Token
  readonly end: number
}

const broken = (position: number, problem: string): Read => ({
  token: { _tag: "Broken", problem, position },
  end: position
})

const mark = (text: string, start: number): Read => ({
  token: { _tag: "Mark", mark: text.charAt(start) as Mark, position: start },
  end: start + 1
})

/** Everything up to a blank, a bracket or a double quote. A single quote inside is a letter, as in O'Hara. */
const word = (text: string, start: number): Read => {
  let end = start
  while (end < text.length) {
    const code = text.charCodeAt(end)
    if (isBlank(code) || isMark(code) || code === doubleQuote) break
    if (code < 0x20 || code === delete_) return broken(end, "a control character")
    const units = unitsAt(text, end)
    if (units === 0) return broken(end, "half of a surrogate pair")
    end += units
  }
  return { token: { _tag: "Word", text: text.slice(start, end), position: start }, end }
}

/** string of RFC 8259 §7, except that NUL and lone surrogates, which no attribute can hold, are refused here. */
const quoted = (text: string, start: number, quote: number): Read => {
  let value = ""
  let copied = start + 1
  let index = start + 1
  while (index < text.length) {
    const code = text.charCodeAt(index)
    if (code === quote) {
      value += text.slice(copied, index)
      const token: Token = { _tag: "Text", value, quote: quote === doubleQuote ? '"' : "'", position: start }
      return isWellFormed(value) ? { token, end: index + 1 } : broken(start, "text with half of a surrogate pair")
    }
    if (code < 0x20) return broken(index, "a control character in a text, where JSON wants an escape such as \\n")
    if (code !== backslash) {
      index++
      continue
    }
    const escaped = escapeAt(text, index, quote)
    if (escaped === undefined) return broken(index, "an escape that JSON does not have; a backslash is written \\\\")
    if (escaped.character === "\0") return broken(index, "the character NUL, which no attribute holds")
    value += text.slice(copied, index) + escaped.character
    index = copied = index + escaped.length
  }
  return broken(start, "a text that is never closed; its last quote is missing")
}

/** char of RFC 8259 §7 behind a backslash; between single quotes also that quote. */
const escapeAt = (
  text: string,
  start: number,
  quote: number
): { readonly character: string; readonly length: number } | undefined => {
  const letter = text.charAt(start + 1)
  switch (letter) {
    case '"':
    case "\\":
    case "/":
      return { character: letter, length: 2 }
    case "'":
      return quote === singleQuote ? { character: letter, length: 2 } : undefined
    case "b":
      return { character: "\b", length: 2 }
    case "f":
      return { character: "\f", length: 2 }
    case "n":
      return { character: "\n", length: 2 }
    case "r":
      return { character: "\r", length: 2 }
    case "t":
      return { character: "\t", length: 2 }
    case "u": {
      const unit = hex4(text, start + 2)
      return unit === undefined ? undefined : { character: String.fromCharCode(unit), length: 6 }
    }
    default:
      return undefined
  }
}

/** The number that four hexadecimal digits stand for; nothing when they are not there. */
const hex4 = (text: string, start: number): number | undefined => {
  let value = 0
  for (let index = start; index < start + 4; index++) {
    const code = text.charCodeAt(index)
    if (code >= 0x30 && code <= 0x39) value = value * 16 + code - 0x30
    else if (code >= 0x41 && code <= 0x46) value = value * 16 + code - 0x41 + 10
    else if (code >= 0x61 && code <= 0x66) value = value * 16 + code - 0x61 + 10
    else return undefined
  }
  return value
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d

const isMark = (code: number): boolean => code === 0x28 || code === 0x29 || code === 0x5b || code === 0x5d

const isQuote = (code: number): boolean => code === doubleQuote || code === singleQuote

/** How many UTF-16 units the character there takes; 0 for half of a surrogate pair. */
const unitsAt = (text: string, index: number): 0 | 1 | 2 => {
  const code = text.charCodeAt(index)
  if (code < 0xd800 || code > 0xdfff) return 1
  const next = text.charCodeAt(index + 1)
  return code <= 0xdbff && next >= 0xdc00 && next <= 0xdfff ? 2 : 0
}

const isWellFormed = (text: string): boolean => {
  for (let index = 0; index < text.length; ) {
    const units = unitsAt(text, index)
    if (units === 0) return false
    index += units
  }
  return true
}
