/**
 * Everything that can go wrong in the protocol: one tagged error per scimType and status, one exhaustive table, one
 * renderer (RFC 7644 §3.12). Details are written for the administrator who reads them in an identity provider's log:
 * what was wrong, where, and what to send instead. Only a resource that is not there is a 404.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.12
 */
import { Data } from "effect"
import type { JsonObject } from "../Json.ts"
import type { Token } from "../token/Token.ts"

interface Detail {
  readonly detail: string
}

/** The filter cannot be read, or names what the schema does not have. `position` counts UTF-16 units from 0. */
export class InvalidFilter extends Data.TaggedError("InvalidFilter")<Detail & { readonly position?: number }> {}
export class TooMany extends Data.TaggedError("TooMany")<Detail> {}
export class Uniqueness extends Data.TaggedError("Uniqueness")<Detail & { readonly attribute: string }> {}
export class Mutability extends Data.TaggedError("Mutability")<Detail & { readonly attribute: string }> {}
export class InvalidSyntax extends Data.TaggedError("InvalidSyntax")<Detail> {}
export class InvalidPath extends Data.TaggedError("InvalidPath")<Detail & { readonly path: string }> {}
export class NoTarget extends Data.TaggedError("NoTarget")<Detail & { readonly path: string }> {}
export class InvalidValue extends Data.TaggedError("InvalidValue")<Detail & { readonly attribute?: string }> {}
export class InvalidVersion extends Data.TaggedError("InvalidVersion")<Detail> {}
/** A cursor that this server did not give out for this query (RFC 9865 §2.1). */
export class InvalidCursor extends Data.TaggedError("InvalidCursor")<Detail> {}
export class ExpiredCursor extends Data.TaggedError("ExpiredCursor")<Detail> {}
export class InvalidCount extends Data.TaggedError("InvalidCount")<Detail> {}
export class Sensitive extends Data.TaggedError("Sensitive")<Detail> {}
/** `challenge` is the value of the WWW-Authenticate header; `token` is the one that has ended, for the log. */
export class Unauthorized extends Data.TaggedError("Unauthorized")<
  Detail & { readonly challenge: string; readonly token?: Pick<Token, "id" | "tenant" | "name" | "identityProvider"> }
> {}
export class Forbidden extends Data.TaggedError("Forbidden")<Detail> {}
/** There is no such resource or endpoint. Never the answer to anything else. */
export class NotFound extends Data.TaggedError("NotFound")<Detail> {}
export class MethodNotAllowed extends Data.TaggedError("MethodNotAllowed")<
  Detail & { readonly allow: ReadonlyArray<string> }
> {}
export class RequestTimeout extends Data.TaggedError("RequestTimeout")<Detail> {}
export class PreconditionFailed extends Data.TaggedError("PreconditionFailed")<Detail> {}
export class PayloadTooLarge extends Data.TaggedError("PayloadTooLarge")<Detail> {}
export class UriTooLong extends Data.TaggedError("UriTooLong")<Detail> {}
/** The tenant demands If-Match of every change (RFC 6585 §3). */
export class PreconditionRequired extends Data.TaggedError("PreconditionRequired")<Detail> {}
/** More came than the tenant lets in at a time: the client should come again (RFC 6585 §4). */
export class TooManyRequests extends Data.TaggedError("TooManyRequests")<
  Detail & { readonly retryAfterSeconds: number }
> {}
export class UnsupportedMediaType extends Data.TaggedError("UnsupportedMediaType")<Detail> {}
export class HeadersTooLarge extends Data.TaggedError("HeadersTooLarge")<Detail> {}
/** A defect. The detail never says more than that; the cause goes to the server's own log. */
export class InternalError extends Data.TaggedError("InternalError")<Detail> {}
export class NotImplemented extends Data.TaggedError("NotImplemented")<Detail> {}
/** The database cannot be reached or is too busy: the client should come again. */
export class ServiceUnavailable extends Data.TaggedError("ServiceUnavailable")<
  Detail & { readonly retryAfterSeconds: number }
> {}

export type ScimError =
  | InvalidFilter
  | TooMany
  | Uniqueness
  | Mutability
  | InvalidSyntax
  | InvalidPath
  | NoTarget
  | InvalidValue
  | InvalidVersion
  | InvalidCursor
  | ExpiredCursor
  | InvalidCount
  | Sensitive
  | Unauthorized
  | Forbidden
  | NotFound
  | MethodNotAllowed
  | RequestTimeout
  | PreconditionFailed
  | PayloadTooLarge
  | UriTooLong
  | UnsupportedMediaType
  | PreconditionRequired
  | TooManyRequests
  | HeadersTooLarge
  | InternalError
  | NotImplemented
  | ServiceUnavailable

/** The words of RFC 7644 §3.12, Table 9, and of RFC 9865 §2.1. */
export type ScimType =
  | "invalidFilter"
  | "tooMany"
  | "uniqueness"
  | "mutability"
  | "invalidSyntax"
  | "invalidPath"
  | "noTarget"
  | "invalidValue"
  | "invalidVers"
  | "invalidCursor"
  | "expiredCursor"
  | "invalidCount"
  | "sensitive"

interface Row {
  readonly status: number
  readonly scimType?: ScimType
}

/** Status and scimType of each error. A new error without a row does not compile. */
export const table: { readonly [Tag in ScimError["_tag"]]: Row } = {
  InvalidFilter: { status: 400, scimType: "invalidFilter" },
  TooMany: { status: 400, scimType: "tooMany" },
  Uniqueness: { status: 409, scimType: "uniqueness" },
  Mutability: { status: 400, scimType: "mutability" },
  InvalidSyntax: { status: 400, scimType: "invalidSyntax" },
  InvalidPath: { status: 400, scimType: "invalidPath" },
  NoTarget: { status: 400, scimType: "noTarget" },
  InvalidValue: { status: 400, scimType: "invalidValue" },
  InvalidVersion: { status: 400, scimType: "invalidVers" },
  InvalidCursor: { status: 400, scimType: "invalidCursor" },
  ExpiredCursor: { status: 400, scimType: "expiredCursor" },
  InvalidCount: { status: 400, scimType: "invalidCount" },
  Sensitive: { status: 403, scimType: "sensitive" },
  Unauthorized: { status: 401 },
  Forbidden: { status: 403 },
  NotFound: { status: 404 },
  MethodNotAllowed: { status: 405 },
  RequestTimeout: { status: 408 },
  PreconditionFailed: { status: 412 },
  PayloadTooLarge: { status: 413 },
  UriTooLong: { status: 414 },
  UnsupportedMediaType: { status: 415 },
  PreconditionRequired: { status: 428 },
  TooManyRequests: { status: 429 },
  HeadersTooLarge: { status: 431 },
  InternalError: { status: 500 },
  NotImplemented: { status: 501 },
  ServiceUnavailable: { status: 503 }
}

export const schema = "urn:ietf:params:scim:api:messages:2.0:Error"

/** The body of the error response. */
export const render = (error: ScimError): JsonObject => {
  const { status, scimType } = table[error._tag]
  return {
    schemas: [schema],
    ...(scimType === undefined ? {} : { scimType }),
    detail: error.detail,
    status: String(status)
  }
}
