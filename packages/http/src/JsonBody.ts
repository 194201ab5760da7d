/**
 * From the bytes of a body to JSON. Everything that is wrong is said with its line and column, because the reader is an
 * administrator with somebody else's program at the other end. It knows nothing of SCIM's messages.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.8
 */
import { type Json, ScimError } from "@rollcall/core"
import { Either } from "effect"
import * as JsonScan from "./JsonScan.ts"

/** Fails with invalidSyntax for bytes that are not UTF-8 and for texts that JsonScan refuses. */
export const parse = (bytes: Uint8Array, depthMax: number): Either.Either<Json.Json, ScimError.InvalidSyntax> => {
  const text = decode(bytes)
  if (Either.isLeft(text)) return Either.left(text.left)
  if (text.right.trim() === "") return refuse("The body is empty. Send a JSON object.")
  const problem = JsonScan.scan(text.right, depthMax)
  if (problem === undefined) return build(text.right)
  const { line, column } = JsonScan.place(text.right, problem.position)
  return refuse(`The body cannot be read: at line ${line}, column ${column} there is ${problem.what}.`)
}

/** A byte order mark is passed over; anything that is not UTF-8 is refused rather than repaired. */
const decode = (bytes: Uint8Array): Either.Either<string, ScimError.InvalidSyntax> =>
  Either.try({
    try: () => decoder.decode(bytes),
    catch: () => new ScimError.InvalidSyntax({ detail: "The body is not UTF-8 text. Send JSON in UTF-8." })
  })

/** It begins anew with each body. */
const decoder = new TextDecoder("utf-8", { fatal: true })

const build = (text: string): Either.Either<Json.Json, ScimError.InvalidSyntax> =>
  Either.try({
    try: (): Json.Json => JSON.parse(text),
    catch: () => new ScimError.InvalidSyntax({ detail: "The body is not JSON." })
  })

const refuse = (detail: string): Either.Either<never, ScimError.InvalidSyntax> =>
  Either.left(new ScimError.InvalidSyntax({ detail }))
