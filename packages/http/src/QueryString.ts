/**
 * The parameters of a query, read as forms send them: `+` is a blank, pairs are parted by `&`, and noise such as a
 * second question mark or an `&` at the end means nothing. It knows no parameter by name.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2
 */
import { ScimError } from "@rollcall/core"
import { Either } from "effect"

/** Values by parameter name in lower case. */
export type QueryString = ReadonlyMap<string, string>

/**
 * Fails with invalidSyntax where percent-encoding is broken, and where one parameter comes with two different values:
 * to pick one of two filters would be to answer a question that nobody asked. Names are compared without regard to
 * case, because a parameter that is passed over silently makes a list of everybody.
 */
export const parse = (query: string): Either.Either<QueryString, ScimError.InvalidSyntax> => {
  const parameters = new Map<string, string>()
  for (const pair of withoutQuestionMarks(query).split("&")) {
    if (pair === "") continue
    const equals = pair.indexOf("=")
    const name = decode(equals < 0 ? pair : pair.slice(0, equals))
    const value = decode(equals < 0 ? "" : pair.slice(equals + 1))
    if (name === undefined || value === undefined) return Either.left(brokenEncoding(name))
    const key = name.toLowerCase()
    const earlier = parameters.get(key)
    if (earlier !== undefined && earlier !== value) return Either.left(givenTwice(name))
    parameters.set(key, value)
  }
  return Either.right(parameters)
}

/** A name or value as it was meant; undefined where the percent-encoding is broken or is not UTF-8. */
export const decode = (text: string): string | undefined => decodePercent(text.replaceAll("+", " "))

/** Percent-encoding alone, as paths use it: there `+` is itself. */
export const decodePercent = (text: string): string | undefined => {
  if (!text.includes("%")) return text
  return Either.getOrUndefined(Either.try(() => decodeURIComponent(text)))
}

const withoutQuestionMarks = (query: string): string => {
  let start = 0
  while (query[start] === "?") start++
  return query.slice(start)
}

const brokenEncoding = (name: string | undefined): ScimError.InvalidSyntax =>
  new ScimError.InvalidSyntax({
    detail: `The query's percent-encoding is broken${name === undefined ? "" : ` in the parameter ${name.slice(0, 40)}`}: a per cent sign must be followed by two hexadecimal digits, and the bytes must be UTF-8. Send a per cent sign itself as %25.`
  })

const givenTwice = (name: string): ScimError.InvalidSyntax =>
  new ScimError.InvalidSyntax({
    detail: `The parameter ${name.slice(0, 40)} is given twice with different values. Send it once.`
  })
