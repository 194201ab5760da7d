/**
 * The resource types and schemas that a tenant has, as resources to read (RFC 7644 §4). Parameters for paging, sorting
 * and projection are not looked at, and a filter is refused, because clients take these lists as a whole.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-4
 */
import {
  type Json,
  ResourceType,
  ResourceTypeSchema,
  type SchemaRegistry,
  SchemaSchema,
  ScimError,
  ScimSchema,
  ServiceProviderConfigSchema
} from "@rollcall/core"
import { Either } from "effect"

export const resourceTypes = (registry: SchemaRegistry.SchemaRegistry, base: string): Json.JsonObject =>
  list(registry.resourceTypes.map((type) => renderType(type, base)))

export const resourceType = (
  registry: SchemaRegistry.SchemaRegistry,
  base: string,
  name: string
): Either.Either<Json.JsonObject, ScimError.NotFound> => {
  const key = name.toLowerCase()
  const type = registry.resourceTypes.find((candidate) => candidate.id.toLowerCase() === key)
  return type === undefined
    ? missing(`There is no resource type of that name. /ResourceTypes lists those that there are.`)
    : Either.right(renderType(type, base))
}

export const schemas = (registry: SchemaRegistry.SchemaRegistry, base: string): Json.JsonObject =>
  list(all(registry).map((schema) => renderSchema(schema, base)))

export const schema = (
  registry: SchemaRegistry.SchemaRegistry,
  base: string,
  urn: string
): Either.Either<Json.JsonObject, ScimError.NotFound> => {
  const key = urn.toLowerCase()
  const found = all(registry).find((candidate) => candidate.key === key)
  return found === undefined
    ? missing(`There is no schema of that URN. /Schemas lists those that there are.`)
    : Either.right(renderSchema(found, base))
}

/** Every URN that stands in the `schemas` of a resource can be read, those of the discovery resources included. */
const all = (registry: SchemaRegistry.SchemaRegistry): ReadonlyArray<ScimSchema.ScimSchema> => [
  ...registry.schemas,
  ServiceProviderConfigSchema.schema,
  ResourceTypeSchema.schema,
  SchemaSchema.schema
]

const renderType = (type: ResourceType.ResourceType, base: string): Json.JsonObject => ({
  schemas: [ResourceTypeSchema.urn],
  ...ResourceType.render(type),
  meta: { resourceType: "ResourceType", location: `${base}/ResourceTypes/${type.id}` }
})

const renderSchema = (schema: ScimSchema.ScimSchema, base: string): Json.JsonObject => ({
  schemas: [SchemaSchema.urn],
  ...ScimSchema.render(schema),
  meta: { resourceType: "Schema", location: `${base}/Schemas/${schema.id}` }
})

const list = (resources: ReadonlyArray<Json.JsonObject>): Json.JsonObject => ({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
  totalResults: resources.length,
  itemsPerPage: resources.length,
  startIndex: 1,
  Resources: resources
})

const missing = (detail: string): Either.Either<never, ScimError.NotFound> =>
  Either.left(new ScimError.NotFound({ detail }))
