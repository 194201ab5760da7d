/**
 * For which identity provider a token or a client was made: a name that people choose, so that a list tells them apart.
 * Nothing is decided by it.
 */
import { Either } from "effect"

/** What people are offered; any other name does as well. */
export const suggested: ReadonlyArray<string> = [
  "okta",
  "entra",
  "google",
  "onelogin",
  "jumpcloud",
  "pingone",
  "rippling",
  "other"
]

const lengthMax = 60

/** What a name must be, to stand behind "must be". */
export const expected = `one line of 1 to ${lengthMax} characters, such as ${suggested.slice(0, 3).join(", ")}`

/** The name without the blanks around it. The left side is what was expected. */
export const parse = (text: string): Either.Either<string, string> => {
  const name = text.trim()
  return name !== "" && name.length <= lengthMax && isLine(name) ? Either.right(name) : Either.left(expected)
}

/** What would begin a line or move a cursor stands in no name. */
const isLine = (text: string): boolean => {
  for (const character of text) if (character < " " || (character >= "\x7f" && character <= "\x9f")) return false
  return true
}
