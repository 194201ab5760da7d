/**
 * What a query asks for, whether it came in a URL (RFC 7644 §3.4.2) or in the body of a search (§3.4.3).
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.3
 */
import { Either } from "effect"
import { isArray, isObject, type Json, kindOf } from "../Json.ts"
import type { Limits } from "./Limits.ts"
import * as Paging from "./Paging.ts"
import { type InvalidCount, InvalidSyntax, InvalidValue, type ScimError } from "./ScimError.ts"

export interface SearchRequest {
  /** Names as written; absent when the client did not select. */
  readonly attributes?: ReadonlyArray<string>
  readonly excludedAttributes?: ReadonlyArray<string>
  readonly filter?: string
  readonly sortBy?: string
  readonly sortOrder: "ascending" | "descending"
  readonly paging: Paging.Paging
}

export const schema = "urn:ietf:params:scim:api:messages:2.0:SearchRequest"

/** The parameters of a URL. Unknown ones are ignored; one without a value counts as absent, but for `cursor`. */
export const fromParameters = (
  parameter: (name: string) => string | undefined,
  limits: Limits
): Either.Either<SearchRequest, ScimError> =>
  Either.gen(function* () {
    const startIndex = yield* integer("startIndex", parameter("startIndex"))
    const count = yield* integer("count", parameter("count"))
    return yield* make(
      {
        attributes: names(parameter("attributes")),
        excludedAttributes: names(parameter("excludedAttributes")),
        filter: parameter("filter") || undefined,
        sortBy: parameter("sortBy") || undefined,
        sortOrder: parameter("sortOrder"),
        startIndex,
        count,
        cursor: parameter("cursor")
      },
      limits
    )
  })

/** The body of a search. Fails with invalidSyntax when it is no SearchRequest, with invalidValue for a wrong type. */
export const fromBody = (body: Json, limits: Limits): Either.Either<SearchRequest, ScimError> =>
  Either.gen(function* () {
    if (!isObject(body) || !isArray(body.schemas) || !body.schemas.includes(schema)) {
      const detail = `The body of a search must be a JSON object that names its schema: "schemas": ["${schema}"].`
      return yield* Either.left(new InvalidSyntax({ detail }))
    }
    return yield* make(
      {
        attributes: yield* texts("attributes", body.attributes),
        excludedAttributes: yield* texts("excludedAttributes", body.excludedAttributes),
        filter: yield* text("filter", body.filter),
        sortBy: yield* text("sortBy", body.sortBy),
        sortOrder: yield* text("sortOrder", body.sortOrder),
        startIndex: yield* whole("startIndex", body.startIndex),
        count: yield* whole("count", body.count),
        cursor: yield* cursor(body.cursor)
      },
      limits
    )
  })

interface Asked {
  readonly attributes: ReadonlyArray<string> | undefined
  readonly excludedAttributes: ReadonlyArray<string> | undefined
  readonly filter: string | undefined
  readonly sortBy: string | undefined
  readonly sortOrder: string | undefined
  readonly startIndex: number | undefined
  readonly count: number | undefined
  readonly cursor: string | undefined
}

const make = (asked: Asked, limits: Limits): Either.Either<SearchRequest, InvalidCount> => {
  const { attributes, excludedAttributes, filter, sortBy, startIndex, count, cursor } = asked
  const paging = Paging.make(
    {
      ...(startIndex === undefined ? {} : { startIndex }),
      ...(count === undefined ? {} : { count }),
      ...(cursor === undefined ? {} : { cursor })
    },
    limits
  )
  return Either.map(paging, (paging) => ({
    ...(attributes === undefined ? {} : { attributes }),
    ...(excludedAttributes === undefined ? {} : { excludedAttributes }),
    ...(filter === undefined ? {} : { filter }),
    ...(sortBy === undefined ? {} : { sortBy }),
    // Any other word means the default: a sort order does not decide whether a query succeeds.
    sortOrder: asked.sortOrder?.toLowerCase() === "descending" ? "descending" : "ascending",
    paging
  }))
}

const invalid = (attribute: string, wanted: string, found: string) =>
  Either.left(new InvalidValue({ attribute, detail: `${attribute} must be ${wanted}, but it is ${found}.` }))

const integer = (name: string, value: string | undefined): Either.Either<number | undefined, ScimError> => {
  const trimmed = value?.trim()
  if (trimmed === undefined || trimmed === "") return Either.right(undefined)
  const number = Number(trimmed)
  return Number.isSafeInteger(number)
    ? Either.right(number)
    : invalid(name, "a whole number", `"${trimmed.slice(0, 40)}"`)
}

const names = (value: string | undefined): ReadonlyArray<string> | undefined => {
  const listed = value?.split(",").flatMap((name) => (name.trim() === "" ? [] : [name.trim()]))
  return listed === undefined || listed.length === 0 ? undefined : listed
}

const text = (name: string, value: Json | undefined): Either.Either<string | undefined, ScimError> => {
  if (value === undefined || value === null || value === "") return Either.right(undefined)
  return typeof value === "string" ? Either.right(value) : invalid(name, "a string", kindOf(value))
}

/** Here an empty text says something: it asks for the first page by cursor. */
const cursor = (value: Json | undefined): Either.Either<string | undefined, ScimError> => {
  if (value === undefined || value === null) return Either.right(undefined)
  return typeof value === "string" ? Either.right(value) : invalid("cursor", "a string", kindOf(value))
}

const texts = (name: string, value: Json | undefined): Either.Either<ReadonlyArray<string> | undefined, ScimError> => {
  if (value === undefined || value === null) return Either.right(undefined)
  if (!isArray(value)) return invalid(name, "an array of strings", kindOf(value))
  const strings = value.filter((item) => typeof item === "string")
  if (strings.length < value.length) return invalid(name, "an array of strings", "an array of other things")
  return Either.right(strings.length === 0 ? undefined : strings)
}

const whole = (name: string, value: Json | undefined): Either.Either<number | undefined, ScimError> => {
  if (value === undefined || value === null) return Either.right(undefined)
  if (typeof value !== "number") return invalid(name, "a whole number", kindOf(value))
  return Number.isSafeInteger(value) ? Either.right(value) : invalid(name, "a whole number", "a fraction")
}
