/**
 * One walk over a JSON text (RFC 8259) before anything is built from it. It refuses what is no JSON, saying where, and
 * what JSON allows but no client means: a name twice in one object, the name `__proto__`, the character NUL, halves of
 * surrogate pairs, and nesting that only costs stack. It makes no values, and knows nothing of SCIM.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8259
 */

/** What is wrong, and at which UTF-16 unit, counted from 0. */
export interface Problem {
  readonly position: number
  readonly what: string
}

interface Scan {
  readonly text: string
  readonly depthMax: number
  position: number
}

/** The first problem of the text, if it has one. */
export const scan = (text: string, depthMax: number): Problem | undefined => {
  const walk: Scan = { text, depthMax, position: 0 }
  const problem = value(walk, 0)
  if (problem !== undefined) return problem
  skipBlanks(walk)
  return walk.position === text.length ? undefined : unexpected(walk, "the end of the body")
}

/** Line and column from 1, as editors count them. */
export const place = (text: string, position: number): { readonly line: number; readonly column: number } => {
  let line = 1
  let lineStart = 0
  for (let index = text.indexOf("\n"); index >= 0 && index < position; index = text.indexOf("\n", index + 1)) {
    line++
    lineStart = index + 1
  }
  return { line, column: position - lineStart + 1 }
}

const value = (walk: Scan, depth: number): Problem | undefined => {
  skipBlanks(walk)
  switch (walk.text[walk.position]) {
    case "{":
      return depth >= walk.depthMax ? tooDeep(walk) : object(walk, depth + 1)
    case "[":
      return depth >= walk.depthMax ? tooDeep(walk) : array(walk, depth + 1)
    case '"': {
      const content = string(walk)
      return typeof content === "string" ? undefined : content
    }
    case "t":
      return word(walk, "true")
    case "f":
      return word(walk, "false")
    case "n":
      return word(walk, "null")
    default:
      return number(walk)
  }
}

const object = (walk: Scan, depth: number): Problem | undefined => {
  walk.position++
  skipBlanks(walk)
  if (take(walk, "}")) return undefined
  const names = new Set<string>()
  for (;;) {
    skipBlanks(walk)
    const start = walk.position
    if (walk.text[start] !== '"') return unexpected(walk, "a name in quotation marks")
    const name = string(walk)
    if (typeof name !== "string") return name
    if (name === "__proto__") return { position: start, what: "the name __proto__, which is never an attribute" }
    if (names.has(name)) return { position: start, what: `the name ${shown(name)} a second time in one object` }
    names.add(name)
    skipBlanks(walk)
    if (!take(walk, ":")) return unexpected(walk, `a colon after the name ${shown(name)}`)
    const problem = value(walk, depth)
    if (problem !== undefined) return problem
    skipBlanks(walk)
    if (take(walk, "}")) return undefined
    if (!take(walk, ",")) return unexpected(walk, "a comma or }")
  }
}

const array = (walk: Scan, depth: number): Problem | undefined => {
  walk.position++
  skipBlanks(walk)
  if (take(walk, "]")) return undefined
  for (;;) {
    const problem = value(walk, depth)
    if (problem !== undefined) return problem
    skipBlanks(walk)
    if (take(walk, "]")) return undefined
    if (!take(walk, ",")) return unexpected(walk, "a comma or ]")
  }
}

const quote = 0x22
const backslash = 0x5c

/** The content of the string that begins here, escapes resolved. */
const string = (walk: Scan): string | Problem => {
  const { text } = walk
  const start = walk.position + 1
  let plainFrom = start
  let content = ""
  for (let index = start; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === quote) {
      content += text.slice(plainFrom, index)
      walk.position = index + 1
      return surrogatesPair(content) ? content : { position: start - 1, what: "a string with half a surrogate pair" }
    }
    if (code < 0x20) return { position: index, what: `${character(code)} inside a string, where it must be escaped` }
    if (code !== backslash) continue
    const escaped = readEscape(text, index)
    if (escaped === undefined) return { position: index, what: "an escape that JSON does not have" }
    if (escaped.character === "\0") return { position: index, what: "the character NUL, which no attribute can hold" }
    content += text.slice(plainFrom, index) + escaped.character
    index += escaped.length - 1
    plainFrom = index + 1
  }
  return { position: start - 1, what: "a string that never ends" }
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t"
}

const readEscape = (
  text: string,
  start: number
): { readonly character: string; readonly length: number } | undefined => {
  const letter = text[start + 1] ?? ""
  if (letter === "u") {
    const digits = text.slice(start + 2, start + 6)
    return isHexadecimal(digits)
      ? { character: String.fromCharCode(Number.parseInt(digits, 16)), length: 6 }
      : undefined
  }
  const single = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined
  return single === undefined ? undefined : { character: single, length: 2 }
}

const isHexadecimal = (digits: string): boolean => {
  if (digits.length !== 4) return false
  for (const digit of digits.toLowerCase()) if (!"0123456789abcdef".includes(digit)) return false
  return true
}

/** True when every half of a surrogate pair has its other half. */
const surrogatesPair = (text: string): boolean => {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code < 0xd800 || code > 0xdfff) continue
    const next = text.charCodeAt(index + 1)
    if (code > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return false
    index++
  }
  return true
}

const number = (walk: Scan): Problem | undefined => {
  const start = walk.position
  take(walk, "-")
  const whole = digits(walk)
  if (whole === 0) {
    walk.position = start
    return unexpected(walk, "a value")
  }
  const first = walk.text[walk.position - whole]
  if (first === "0" && whole > 1) return { position: start, what: "a number that begins with 0" }
  if (take(walk, ".") && digits(walk) === 0) return unexpected(walk, "a digit")
  if (take(walk, "e") || take(walk, "E")) {
    if (!take(walk, "+")) take(walk, "-")
    if (digits(walk) === 0) return unexpected(walk, "a digit")
  }
  return undefined
}

/** Passes over digits and answers how many there were. */
const digits = (walk: Scan): number => {
  const start = walk.position
  for (;;) {
    const code = walk.text.charCodeAt(walk.position)
    if (!(code >= 0x30 && code <= 0x39)) return walk.position - start
    walk.position++
  }
}

const word = (walk: Scan, expected: string): Problem | undefined => {
  if (!walk.text.startsWith(expected, walk.position)) return unexpected(walk, "a value")
  walk.position += expected.length
  return undefined
}

const take = (walk: Scan, character: string): boolean => {
  if (walk.text[walk.position] !== character) return false
  walk.position++
  return true
}

const skipBlanks = (walk: Scan): void => {
  for (;;) {
    const code = walk.text.charCodeAt(walk.position)
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
    walk.position++
  }
}

const unexpected = (walk: Scan, expected: string): Problem => {
  const code = walk.text.codePointAt(walk.position)
  const found = code === undefined ? "the end of the body" : character(code)
  return { position: walk.position, what: `${found} where ${expected} must stand` }
}

const tooDeep = (walk: Scan): Problem => ({
  position: walk.position,
  what: `nesting deeper than ${walk.depthMax} objects and arrays`
})

const character = (code: number): string =>
  code < 0x20 || (code >= 0x7f && code < 0xa0)
    ? `the control character U+${code.toString(16).toUpperCase().padStart(4, "0")}`
    : `the character ${String.fromCodePoint(code)}`

const shown = (name: string): string => JSON.stringify(name.slice(0, 60))
