/**
 * One operation of a PATCH body as it travels (RFC 7644 §3.5.2), and the body's envelope.
 */
import { Either } from "effect"
import { isArray, isObject, type Json, kindOf } from "../Json.ts"
import type { Limits } from "../protocol/Limits.ts"
import { InvalidPath, InvalidSyntax, InvalidValue, type ScimError, TooMany } from "../protocol/ScimError.ts"

export interface PatchOperation {
  readonly op: "add" | "remove" | "replace"
  /** The path as written; absent when the operation speaks of the resource itself. */
  readonly path?: string
  readonly value?: Json
}

export const schema = "urn:ietf:params:scim:api:messages:2.0:PatchOp"

/**
 * Reads the body of a PATCH request.
 * Fails with invalidSyntax when it is no PatchOp message, and names the operation (counted from 1) that is wrong.
 */
export const decode = (body: Json, limits: Limits): Either.Either<ReadonlyArray<PatchOperation>, ScimError> => {
  const syntax = (detail: string) => Either.left(new InvalidSyntax({ detail }))
  if (!isObject(body)) return syntax(`The body of a PATCH must be a JSON object, but it is ${kindOf(body)}.`)
  if (!isArray(body.schemas) || !body.schemas.includes(schema)) {
    return syntax(`The body of a PATCH must name its schema: "schemas": ["${schema}"].`)
  }
  const operations = body.Operations
  if (!isArray(operations) || operations.length === 0) {
    return syntax(`The body of a PATCH must have an array "Operations" with at least one operation.`)
  }
  if (operations.length > limits.patchOperationsMax) {
    return Either.left(
      new TooMany({
        detail: `The PATCH has ${operations.length} operations; at most ${limits.patchOperationsMax} are taken at once. Send it in parts.`
      })
    )
  }
  return Either.all(operations.map((operation, index) => decodeOperation(operation, index + 1, limits)))
}

const decodeOperation = (operation: Json, number: number, limits: Limits): Either.Either<PatchOperation, ScimError> => {
  const syntax = (detail: string) => Either.left(new InvalidSyntax({ detail: `Operation ${number}: ${detail}` }))
  if (!isObject(operation)) return syntax(`it must be a JSON object, but it is ${kindOf(operation)}.`)
  const { op, path, value } = operation
  if (op !== "add" && op !== "remove" && op !== "replace") {
    return syntax(`"op" must be "add", "remove" or "replace".`)
  }
  if (path !== undefined && typeof path !== "string")
    return syntax(`"path" must be a string, but it is ${kindOf(path)}.`)
  if (path !== undefined && path.length > limits.patchPathLengthMax) {
    const detail = `Operation ${number}: the path has ${path.length} characters; at most ${limits.patchPathLengthMax} are read.`
    return Either.left(new InvalidPath({ detail, path: path.slice(0, 80) }))
  }
  if (op !== "remove" && value === undefined) {
    return Either.left(new InvalidValue({ detail: `Operation ${number}: "${op}" needs a "value".` }))
  }
  return Either.right({ op, ...(path === undefined ? {} : { path }), ...(value === undefined ? {} : { value }) })
}
