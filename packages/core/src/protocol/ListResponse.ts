/**
 * The answer to a query (RFC 7644 §3.4.2). `Resources` is there even when it is empty: clients fail without it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2
 */
import type { JsonObject } from "../Json.ts"

export const schema = "urn:ietf:params:scim:api:messages:2.0:ListResponse"

/** `itemsPerPage` is the number of resources really on this page. */
export const render = (page: {
  readonly totalResults: number
  readonly startIndex: number
  readonly resources: ReadonlyArray<JsonObject>
}): JsonObject => ({
  schemas: [schema],
  totalResults: page.totalResults,
  startIndex: page.startIndex,
  itemsPerPage: page.resources.length,
  Resources: page.resources
})
