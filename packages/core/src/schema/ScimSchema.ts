/**
 * A schema: a URN with the attributes that it defines (RFC 7643 §7).
 * Resource types combine one base schema with any number of extensions; a schema itself knows neither.
 */
import type { JsonObject } from "../Json.ts"
import * as AttributeDefinition from "./AttributeDefinition.ts"

export interface ScimSchema {
  /** The URN, in the letter case in which it is answered. */
  readonly id: string
  /** The URN in lower case, for comparison (RFC 7644 §3.10). */
  readonly key: string
  readonly name: string
  readonly description: string
  readonly attributes: ReadonlyArray<AttributeDefinition.AttributeDefinition>
}

export const make = (schema: Omit<ScimSchema, "key">): ScimSchema => ({ ...schema, key: schema.id.toLowerCase() })

/** The body of a Schema resource, without `meta` (RFC 7643 §7). */
export const render = (schema: ScimSchema): JsonObject => ({
  id: schema.id,
  name: schema.name,
  description: schema.description,
  attributes: schema.attributes.map(AttributeDefinition.render)
})
