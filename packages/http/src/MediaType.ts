/**
 * Which bodies are read: JSON in UTF-8, by the media type of SCIM or by that of JSON itself, since most clients say the
 * latter. It refuses to look into the body.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.8
 */
import { ScimError } from "@rollcall/core"
import { Either } from "effect"

const accepted: ReadonlyArray<string> = ["application/scim+json", "application/json"]

/** Passes a body of that Content-Type and Content-Encoding, or says what to send instead. No type at all is JSON. */
export const check = (
  contentType: string | undefined,
  contentEncoding: string | undefined
): Either.Either<void, ScimError.UnsupportedMediaType> => {
  if (contentEncoding !== undefined && contentEncoding.trim().toLowerCase() !== "identity") {
    return refuse(`The body is encoded as ${shown(contentEncoding)}`, "Send it without a Content-Encoding.")
  }
  if (contentType === undefined || contentType.trim() === "") return Either.void
  const [type = "", ...parameters] = contentType.split(";").map((part) => part.trim().toLowerCase())
  if (!accepted.includes(type)) {
    return refuse(`The body's Content-Type is ${shown(contentType)}`, "Send JSON as application/scim+json.")
  }
  const charset = parameters.find((parameter) => parameter.startsWith("charset="))?.slice("charset=".length)
  if (charset !== undefined && !["utf-8", "utf8"].includes(charset.replaceAll('"', ""))) {
    return refuse(`The body's charset is ${shown(charset)}`, "Send JSON in UTF-8.")
  }
  return Either.void
}

const refuse = (what: string, instead: string): Either.Either<never, ScimError.UnsupportedMediaType> =>
  Either.left(new ScimError.UnsupportedMediaType({ detail: `${what}. ${instead}` }))

const shown = (value: string): string => JSON.stringify(value.slice(0, 80))
