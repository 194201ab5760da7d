/**
 * From an error to its response: the SCIM body, and the headers that HTTP asks of some statuses (RFC 7644 §3.12).
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.12
 */
import { ScimError } from "@rollcall/core"
import * as WireResponse from "./WireResponse.ts"

export const render = (error: ScimError.ScimError): WireResponse.WireResponse =>
  WireResponse.scim(ScimError.table[error._tag].status, ScimError.render(error), headers(error))

const headers = (error: ScimError.ScimError): Readonly<Record<string, string>> => {
  switch (error._tag) {
    case "Unauthorized":
      return { "www-authenticate": error.challenge }
    case "MethodNotAllowed":
      return { allow: error.allow.join(", ") }
    case "TooManyRequests":
    case "ServiceUnavailable":
      return { "retry-after": String(error.retryAfterSeconds) }
    default:
      return {}
  }
}
