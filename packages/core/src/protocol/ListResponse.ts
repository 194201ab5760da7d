/**
 * The answer to a query (RFC 7644 §3.4.2). `Resources` is there even when it is empty: clients fail without it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2
 */
import type { JsonObject } from "../Json.ts"

export const schema = "urn:ietf:params:scim:api:messages:2.0:ListResponse"

export interface Page {
  readonly totalResults: number
  /** Present where the page was asked for by index. */
  readonly startIndex?: number
  /** Present where the page was asked for by cursor and there are more matches that way (RFC 9865 §2). */
  readonly nextCursor?: string
  readonly previousCursor?: string
  readonly resources: ReadonlyArray<JsonObject>
}

/** `itemsPerPage` is the number of resources really on this page. */
export const render = ({ totalResults, resources, ...place }: Page): JsonObject => ({
  schemas: [schema],
  totalResults,
  ...place,
  itemsPerPage: resources.length,
  Resources: resources
})
