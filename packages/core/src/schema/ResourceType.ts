/**
 * A resource type: an endpoint whose resources follow one base schema and its extensions (RFC 7643 §6).
 */
import type { JsonObject } from "../Json.ts"
import type { AttributeDefinition } from "./AttributeDefinition.ts"
import * as AttributePath from "./AttributePath.ts"
import * as CommonAttributes from "./CommonAttributes.ts"
import type { ScimSchema } from "./ScimSchema.ts"

export interface SchemaExtension {
  readonly schema: ScimSchema
  readonly required: boolean
}

export interface ResourceType {
  readonly id: string
  readonly name: string
  readonly description: string
  /** Relative to the base URL, with its leading slash: `/Users`. */
  readonly endpoint: string
  readonly schema: ScimSchema
  readonly extensions: ReadonlyArray<SchemaExtension>
  /**
   * True where no two resources of the type may have one externalId. It keeps a client that repeats a create, because
   * the answer to the first was lost, from making a second resource where nothing else tells the two apart.
   */
  readonly uniqueExternalId?: boolean
  /** The common attributes of RFC 7643 §3.1 and those of the base schema, in the order in which they are answered. */
  readonly attributes: ReadonlyArray<AttributeDefinition>
}

export const make = (type: Omit<ResourceType, "attributes">): ResourceType => ({
  ...type,
  attributes: [...CommonAttributes.of(type.uniqueExternalId === true), ...type.schema.attributes]
})

/** The extension of that URN, compared without regard to case. */
export const extension = (type: ResourceType, urn: string): ScimSchema | undefined => {
  const key = urn.toLowerCase()
  return type.extensions.find((candidate) => candidate.schema.key === key)?.schema
}

/** The attribute of that link, if the type has one: `members` of a Group, `groups` of a User. */
export const linked = (type: ResourceType, link: "members" | "memberOf"): AttributeDefinition | undefined =>
  type.schema.attributes.find((definition) => definition.link === link)

/** Every path of the type's attributes and of their sub-attributes. */
export const paths = (type: ResourceType): ReadonlyArray<AttributePath.AttributePath> => [
  ...type.attributes.flatMap((attribute) => withParts({ attribute })),
  ...type.extensions.flatMap(({ schema: extension }) =>
    extension.attributes.flatMap((attribute) => withParts({ extension, attribute }))
  )
]

const withParts = (path: AttributePath.AttributePath): ReadonlyArray<AttributePath.AttributePath> => [
  path,
  ...path.attribute.subAttributes.map((subAttribute) => AttributePath.child(path, subAttribute))
]

/**
 * The same type with exactly these attributes of the base schema required, whatever the schema says.
 * A tenant decides what it demands; discovery then tells the truth about it.
 */
export const withRequired = (type: ResourceType, names: ReadonlyArray<string>): ResourceType => {
  const keys = new Set(names.map((name) => name.toLowerCase()))
  const attributes = type.schema.attributes.map((definition) =>
    definition.required === keys.has(definition.key)
      ? definition
      : { ...definition, required: keys.has(definition.key) }
  )
  return make({ ...type, schema: { ...type.schema, attributes } })
}

/** The body of a ResourceType resource, without `meta` (RFC 7643 §6). */
export const render = (type: ResourceType): JsonObject => ({
  id: type.id,
  name: type.name,
  description: type.description,
  endpoint: type.endpoint,
  schema: type.schema.id,
  schemaExtensions: type.extensions.map(({ schema, required }) => ({ schema: schema.id, required }))
})
