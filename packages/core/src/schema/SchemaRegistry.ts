/**
 * The schemas and resource types that a service provider has, and the one place where a name becomes a definition.
 * The standard types and those that a user registers are treated alike.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.10
 */
import { Either } from "effect"
import * as AttributeDefinition from "./AttributeDefinition.ts"
import type { AttributePath } from "./AttributePath.ts"
import * as EnterpriseUserSchema from "./EnterpriseUserSchema.ts"
import * as GroupSchema from "./GroupSchema.ts"
import * as ResourceType from "./ResourceType.ts"
import * as ResourceTypeRules from "./ResourceTypeRules.ts"
import type { ScimSchema } from "./ScimSchema.ts"
import * as UserSchema from "./UserSchema.ts"

export interface SchemaRegistry {
  readonly resourceTypes: ReadonlyArray<ResourceType.ResourceType>
  /** Each schema once, in the order of first use. */
  readonly schemas: ReadonlyArray<ScimSchema>
}

export const user: ResourceType.ResourceType = ResourceType.make({
  id: "User",
  name: "User",
  description: "A person's account.",
  endpoint: "/Users",
  schema: UserSchema.schema,
  extensions: [{ schema: EnterpriseUserSchema.schema, required: false }]
})

export const group: ResourceType.ResourceType = ResourceType.make({
  id: "Group",
  name: "Group",
  description: "A set of users and of other groups.",
  endpoint: "/Groups",
  schema: GroupSchema.schema,
  extensions: [],
  uniqueExternalId: true
})

/** A registry of these types, or what is wrong with them, one sentence each. */
export const make = (
  resourceTypes: ReadonlyArray<ResourceType.ResourceType>
): Either.Either<SchemaRegistry, ReadonlyArray<string>> => {
  const problems = ResourceTypeRules.problems(resourceTypes)
  return problems.length > 0 ? Either.left(problems) : Either.right(fromTypes(resourceTypes))
}

const fromTypes = (resourceTypes: ReadonlyArray<ResourceType.ResourceType>): SchemaRegistry => {
  const schemas = new Map<string, ScimSchema>()
  for (const type of resourceTypes) {
    for (const schema of [type.schema, ...type.extensions.map((extension) => extension.schema)]) {
      if (!schemas.has(schema.key)) schemas.set(schema.key, schema)
    }
  }
  return { resourceTypes, schemas: [...schemas.values()] }
}

/** Users and groups, as the RFC defines them. */
export const standard: SchemaRegistry = fromTypes([user, group])

/** The registry in which a type's required attributes are exactly those named. */
export const withRequired = (
  registry: SchemaRegistry,
  typeName: string,
  names: ReadonlyArray<string>
): SchemaRegistry =>
  fromTypes(
    registry.resourceTypes.map((type) => (type.name === typeName ? ResourceType.withRequired(type, names) : type))
  )

export const typeByName = (registry: SchemaRegistry, name: string): ResourceType.ResourceType | undefined =>
  registry.resourceTypes.find((type) => type.name === name)

/** The type served at that endpoint (`/Users`), compared without regard to case. */
export const typeByEndpoint = (registry: SchemaRegistry, endpoint: string): ResourceType.ResourceType | undefined => {
  const key = endpoint.toLowerCase()
  return registry.resourceTypes.find((type) => type.endpoint.toLowerCase() === key)
}

export const schemaById = (registry: SchemaRegistry, urn: string): ScimSchema | undefined => {
  const key = urn.toLowerCase()
  return registry.schemas.find((schema) => schema.key === key)
}

/** Why a name names nothing: the part that is unknown, and what stands there instead. */
export interface UnknownAttribute {
  readonly name: string
  readonly reason: string
}

/** What a name resolves to: an attribute, or a whole extension when the name is the extension's URN. */
export type Resolved =
  | { readonly _tag: "Attribute"; readonly path: AttributePath }
  | { readonly _tag: "Extension"; readonly schema: ScimSchema }

/**
 * Resolves `[URN:]attribute[.subAttribute]` against a resource type, without regard to letter case (RFC 7644 §3.10).
 * The URN of the base schema may be given or left out; attributes of an extension need theirs.
 */
export const resolve = (type: ResourceType.ResourceType, name: string): Either.Either<Resolved, UnknownAttribute> => {
  if (!name.includes(":")) return resolveIn(type.attributes, undefined, name, name, type)
  const whole = ResourceType.extension(type, name)
  if (whole !== undefined) return Either.right({ _tag: "Extension", schema: whole })
  for (const schema of [type.schema, ...type.extensions.map((extension) => extension.schema)]) {
    // The separator is the colon right behind the URN: names after it hold none, but URNs hold dots.
    if (name.length > schema.key.length && name[schema.key.length] === ":" && startsWith(name, schema.key)) {
      const rest = name.slice(schema.key.length + 1)
      const inBase = schema === type.schema
      return resolveIn(inBase ? type.attributes : schema.attributes, inBase ? undefined : schema, rest, name, type)
    }
  }
  return Either.left({
    name,
    reason: `No schema of ${type.name} begins this name. Its schemas are ${[type.schema, ...type.extensions.map((extension) => extension.schema)].map((schema) => schema.id).join(" and ")}`
  })
}

const startsWith = (text: string, key: string): boolean => text.slice(0, key.length).toLowerCase() === key

const resolveIn = (
  definitions: ReadonlyArray<AttributeDefinition.AttributeDefinition>,
  extension: ScimSchema | undefined,
  text: string,
  whole: string,
  type: ResourceType.ResourceType
): Either.Either<Resolved, UnknownAttribute> => {
  const dot = text.indexOf(".")
  const attribute = AttributeDefinition.find(definitions, dot < 0 ? text : text.slice(0, dot))
  if (attribute === undefined) {
    return Either.left({
      name: whole,
      reason: `${extension?.id ?? `The schema of ${type.name}`} has no attribute of this name`
    })
  }
  const path: AttributePath = extension === undefined ? { attribute } : { extension, attribute }
  if (dot < 0) return Either.right({ _tag: "Attribute", path })
  const subAttribute = AttributeDefinition.find(attribute.subAttributes, text.slice(dot + 1))
  if (subAttribute === undefined) {
    return Either.left({
      name: whole,
      reason:
        attribute.subAttributes.length === 0
          ? `${attribute.name} is a simple attribute and has no parts`
          : `${attribute.name} has the parts ${attribute.subAttributes.map((sub) => sub.name).join(", ")}`
    })
  }
  return Either.right({ _tag: "Attribute", path: { ...path, subAttribute } })
}
