/**
 * The values in a filter or a path: what stands behind a comparison operator or in quotes. The text comes from a client
 * and may be none that the parser takes, so this reads leniently: what could be a value is one, and only names, operators
 * and brackets are certain to be none.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */

/** Stands where something was. */
export const masked = "***"

/** Whether a value stays; it is given without its quotes. */
export type Keep = (value: string) => boolean

const comparisons: ReadonlyArray<string> = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"]
const joints: ReadonlyArray<string> = ["and", "or"]

/** The text with each value masked that does not stay. */
export const mask = (text: string, keep: Keep): string => {
  let shown = ""
  let isValue = false
  for (const part of parts(text)) {
    const word = part.toLowerCase()
    if (isBlank(part)) shown += part
    else if (isQuote(part.charAt(0))) shown += keep(unquoted(part)) ? part : `"${masked}"`
    else if (isBracket(part)) shown += part
    else if (joints.includes(word)) shown += part
    else shown += (isValue ? keep(part) : isName(part)) ? part : masked
    if (comparisons.includes(word)) isValue = true
    else if (isBracket(part) || joints.includes(word)) isValue = false
  }
  return shown
}

/** Texts in quotes, brackets, blanks, and the words between them. */
const parts = (text: string): ReadonlyArray<string> => {
  const found: Array<string> = []
  let start = 0
  while (start < text.length) {
    const end = endOf(text, start)
    found.push(text.slice(start, end))
    start = end
  }
  return found
}

const endOf = (text: string, start: number): number => {
  const first = text.charAt(start)
  if (isQuote(first)) return endOfQuoted(text, start)
  let end = start + 1
  if (isBlank(first) || isBracket(first)) return end
  while (end < text.length && isInside(text.charAt(end))) end++
  return end
}

/** What does not end in a quote goes on to the end of the text. */
const endOfQuoted = (text: string, start: number): number => {
  for (let index = start + 1; index < text.length; index++) {
    if (text.charAt(index) === "\\") index++
    else if (text.charAt(index) === text.charAt(start)) return index + 1
  }
  return text.length
}

const unquoted = (part: string): string =>
  part.slice(1, part.length > 1 && part.endsWith(part.charAt(0)) ? -1 : undefined)

const isQuote = (character: string): boolean => character === '"' || character === "'"
const isBracket = (part: string): boolean => part.length === 1 && "()[]".includes(part)
const isBlank = (part: string): boolean => part.trim() === ""
const isInside = (character: string): boolean => !isQuote(character) && !isBracket(character) && !isBlank(character)

/** Those of names, paths and URNs, and what stands behind a word in a sentence. */
const nameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789.:_-$/,"
const isName = (part: string): boolean => [...part.toLowerCase()].every((each) => nameCharacters.includes(each))
