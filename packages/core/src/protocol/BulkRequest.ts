/**
 * The message of a bulk request and that of its answer (RFC 7644 §3.7): many operations in one body. An operation that
 * is no operation is an entry with an error of its own, since one slip of a client must not cost the other entries.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.7
 */
import { Either } from "effect"
import { isArray, isObject, type Json, type JsonObject, kindOf } from "../Json.ts"
import type { Limits } from "./Limits.ts"
import { InvalidPath, InvalidSyntax, InvalidValue, PayloadTooLarge, type ScimError } from "./ScimError.ts"

export const schema = "urn:ietf:params:scim:api:messages:2.0:BulkRequest"
export const responseSchema = "urn:ietf:params:scim:api:messages:2.0:BulkResponse"

export type Method = "POST" | "PUT" | "PATCH" | "DELETE"

export interface Operation {
  readonly method: Method
  /** The name by which other operations of the request mean what this one creates. */
  readonly bulkId?: string
  /** As If-Match has it. */
  readonly version?: string
  /** As the client wrote it, relative to the base: `/Users`, `/Users/2819c223`, `/Users/bulkId:a`. */
  readonly path: string
  readonly data?: Json
}

/** An operation, or what is wrong with it; what could be read of it comes back in the answer either way. */
export interface Entry {
  readonly method: string
  readonly bulkId?: string
  readonly path: string
  readonly operation: Either.Either<Operation, ScimError>
}

export interface BulkRequest {
  /** After so many errors no further operation is carried out; absent, all are. */
  readonly failOnErrors?: number
  readonly entries: ReadonlyArray<Entry>
}

/**
 * Reads the body of a bulk request. Fails with invalidSyntax when it is none, with invalidValue for a failOnErrors that
 * is no number of errors, and with 413 for more operations than are taken at once.
 */
export const decode = (body: Json, limits: Limits): Either.Either<BulkRequest, ScimError> => {
  const syntax = (detail: string) => Either.left(new InvalidSyntax({ detail }))
  if (!isObject(body)) return syntax(`The body of a bulk request must be a JSON object, but it is ${kindOf(body)}.`)
  if (!isArray(body.schemas) || !body.schemas.includes(schema)) {
    return syntax(`The body of a bulk request must name its schema: "schemas": ["${schema}"].`)
  }
  const { failOnErrors, Operations: operations } = body
  if (!isArray(operations) || operations.length === 0) {
    return syntax(`The body of a bulk request must have an array "Operations" with at least one operation.`)
  }
  if (operations.length > limits.bulkOperationsMax) {
    const detail = `The request has ${operations.length} operations; at most ${limits.bulkOperationsMax} are taken at once (bulk.maxOperations of /ServiceProviderConfig). Send it in parts.`
    return Either.left(new PayloadTooLarge({ detail }))
  }
  if (failOnErrors !== undefined && failOnErrors !== null && !isNumberOfErrors(failOnErrors)) {
    const detail =
      "failOnErrors must be a whole number of errors, 1 or more. Leave it out to have every operation tried."
    return Either.left(new InvalidValue({ detail, attribute: "failOnErrors" }))
  }
  const entries = withoutDoubles(operations.map((operation, index) => decodeEntry(operation, index + 1)))
  return Either.right({ ...(typeof failOnErrors === "number" ? { failOnErrors } : {}), entries })
}

const isNumberOfErrors = (value: Json): boolean => typeof value === "number" && Number.isInteger(value) && value >= 1

const methods: ReadonlyArray<string> = ["POST", "PUT", "PATCH", "DELETE"] satisfies ReadonlyArray<Method>

const isMethod = (text: string): text is Method => methods.includes(text)

/** What comes from clients and goes back to them is cut. */
const shownLengthMax = 200

const decodeEntry = (given: Json, number: number): Entry => {
  const { method, bulkId, path } = isObject(given) ? given : {}
  const shown = (value: Json | undefined) => (typeof value === "string" ? value.slice(0, shownLengthMax) : "")
  return {
    method: shown(method),
    ...(typeof bulkId === "string" ? { bulkId } : {}),
    path: shown(path),
    operation: decodeOperation(given, number)
  }
}

const decodeOperation = (given: Json, number: number): Either.Either<Operation, ScimError> => {
  const syntax = (detail: string) => Either.left(new InvalidSyntax({ detail: `Operation ${number}: ${detail}` }))
  if (!isObject(given)) return syntax(`it must be a JSON object, but it is ${kindOf(given)}.`)
  const { method, bulkId, version, path, data } = given
  if (typeof method !== "string" || !isMethod(method)) return syntax(`"method" must be one of ${methods.join(", ")}.`)
  if (typeof path !== "string" || path === "") {
    const detail = `Operation ${number}: "path" must name an endpoint such as /Users, or a resource such as /Users/2819c223.`
    return Either.left(new InvalidPath({ detail, path: "" }))
  }
  if (version !== undefined && version !== null && typeof version !== "string") {
    return syntax(`"version" must be a string, but it is ${kindOf(version)}.`)
  }
  const problem = method === "POST" ? problemOfBulkId(bulkId) : undefined
  if (problem !== undefined) return syntax(problem)
  if (method !== "DELETE" && data === undefined) return syntax(`${method} needs "data", the body of the request.`)
  return Either.right({
    method,
    ...(typeof bulkId === "string" ? { bulkId } : {}),
    ...(typeof version === "string" ? { version } : {}),
    path,
    ...(data === undefined ? {} : { data })
  })
}

const problemOfBulkId = (bulkId: Json | undefined): string | undefined =>
  typeof bulkId === "string" && bulkId !== ""
    ? undefined
    : `POST needs a "bulkId", a name by which other operations can mean the new resource and by which you find it in the answer.`

/** A name means one operation: the second one of that name is refused. */
const withoutDoubles = (entries: ReadonlyArray<Entry>): ReadonlyArray<Entry> => {
  const known = new Set<string>()
  return entries.map((entry, index) => {
    const { bulkId, operation } = entry
    if (bulkId === undefined || Either.isLeft(operation) || operation.right.method !== "POST") return entry
    if (!known.has(bulkId)) {
      known.add(bulkId)
      return entry
    }
    const detail = `Operation ${index + 1}: another operation has the bulkId "${bulkId.slice(0, shownLengthMax)}" already. Give each a name of its own.`
    return { ...entry, operation: Either.left(new InvalidValue({ detail, attribute: "bulkId" })) }
  })
}

/** What became of one operation. */
export interface Result {
  readonly method: string
  readonly bulkId?: string
  /** Absent for a POST that failed, and only there (RFC 7644 §3.7.3). */
  readonly location?: string
  readonly version?: string
  readonly status: number
  /** The resource where the client asked for it, the error where there is one. */
  readonly response?: JsonObject
}

/** The body of the answer. */
export const render = (results: ReadonlyArray<Result>): JsonObject => ({
  schemas: [responseSchema],
  Operations: results.map(({ status, ...result }): JsonObject => ({ ...result, status: String(status) }))
})
