/**
 * What a schema says of one attribute: the characteristics of RFC 7643 §7 as data.
 * Everything that the server does with an attribute (decode, validate, filter, sort, patch, project, index) is driven
 * by its definition, so this room knows no attribute by name.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-7
 */
import type { JsonObject } from "../Json.ts"

export type AttributeType =
  | "string"
  | "boolean"
  | "decimal"
  | "integer"
  | "dateTime"
  | "binary"
  | "reference"
  | "complex"
export type Mutability = "readOnly" | "readWrite" | "immutable" | "writeOnly"
export type Returned = "always" | "never" | "default" | "request"
export type Uniqueness = "none" | "server" | "global"

/**
 * How the values of a complex attribute hang together with other resources.
 *
 * - `members`: the values are memberships of their own, this resource holding others (`Group.members`).
 * - `memberOf`: the same memberships read from the other side, direct and indirect (`User.groups`).
 * - `resource`: the sub-attribute `value` is the id of a resource; `$ref` and `displayName` are read from it (`manager`).
 */
export type Link = "members" | "memberOf" | "resource"

export interface AttributeDefinition {
  readonly name: string
  /** The name in lower case: attribute names are compared without regard to case (RFC 7643 §2.1). */
  readonly key: string
  readonly type: AttributeType
  readonly multiValued: boolean
  readonly description: string
  readonly required: boolean
  readonly canonicalValues: ReadonlyArray<string>
  readonly caseExact: boolean
  readonly mutability: Mutability
  readonly returned: Returned
  readonly uniqueness: Uniqueness
  readonly referenceTypes: ReadonlyArray<string>
  readonly subAttributes: ReadonlyArray<AttributeDefinition>
  readonly link?: Link
  /** True for a reference to a resource that need not be there yet: people arrive before their managers do. */
  readonly mayDangle?: true
  /** True for a value that is accepted and thrown away: the password of a server that authenticates nobody. */
  readonly discarded?: true
}

export type Characteristics = Partial<Omit<AttributeDefinition, "name" | "key" | "type" | "description">>

/** A definition with the defaults of RFC 7643 §2.2 for every characteristic that is not stated. */
export const make = (
  name: string,
  type: AttributeType,
  description: string,
  characteristics: Characteristics = {}
): AttributeDefinition => ({
  name,
  key: name.toLowerCase(),
  type,
  description,
  multiValued: false,
  required: false,
  canonicalValues: [],
  caseExact: type === "binary" || type === "reference",
  mutability: "readWrite",
  returned: "default",
  uniqueness: "none",
  referenceTypes: [],
  subAttributes: [],
  ...characteristics
})

export const string = (name: string, description: string, characteristics?: Characteristics): AttributeDefinition =>
  make(name, "string", description, characteristics)

export const boolean = (name: string, description: string, characteristics?: Characteristics): AttributeDefinition =>
  make(name, "boolean", description, characteristics)

export const integer = (name: string, description: string, characteristics?: Characteristics): AttributeDefinition =>
  make(name, "integer", description, characteristics)

export const dateTime = (name: string, description: string, characteristics?: Characteristics): AttributeDefinition =>
  make(name, "dateTime", description, characteristics)

export const reference = (
  name: string,
  referenceTypes: ReadonlyArray<string>,
  description: string,
  characteristics?: Characteristics
): AttributeDefinition => make(name, "reference", description, { referenceTypes, ...characteristics })

export const complex = (
  name: string,
  description: string,
  subAttributes: ReadonlyArray<AttributeDefinition>,
  characteristics?: Characteristics
): AttributeDefinition => make(name, "complex", description, { subAttributes, ...characteristics })

/** The definition of that name, compared without regard to case. */
export const find = (
  definitions: ReadonlyArray<AttributeDefinition>,
  name: string
): AttributeDefinition | undefined => {
  const known = byName.get(definitions) ?? index(definitions)
  return known.get(name) ?? known.get(name.toLowerCase())
}

/** Definitions stay as they are. Most clients spell names as the schema does, so that no name is folded for them. */
const byName = new WeakMap<ReadonlyArray<AttributeDefinition>, ReadonlyMap<string, AttributeDefinition>>()

const index = (definitions: ReadonlyArray<AttributeDefinition>): ReadonlyMap<string, AttributeDefinition> => {
  const named = new Map<string, AttributeDefinition>()
  for (const definition of definitions) if (!named.has(definition.key)) named.set(definition.key, definition)
  // A name that is the key of another attribute means that one, as it does in any other spelling.
  for (const definition of named.values()) if (!named.has(definition.name)) named.set(definition.name, definition)
  byName.set(definitions, named)
  return named
}

/** The sub-attribute that stands for the whole value where a client names only the attribute (RFC 7643 §2.4). */
export const valueAttribute = (definition: AttributeDefinition): AttributeDefinition | undefined =>
  find(definition.subAttributes, "value")

/** ATTRNAME of RFC 7643 §2.1, with the leading `$` that the RFC's own `$ref` needs. */
export const isName = (name: string): boolean => {
  if (name.length === 0) return false
  for (let index = 0; index < name.length; index++) {
    const code = name.charCodeAt(index)
    const isOther = (code >= 48 && code <= 57) || code === 45 || code === 95
    if (isLetter(code) || code === 36) continue
    if (index > 0 && isOther) continue
    return false
  }
  return true
}

const isLetter = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122)

/** True when the value is not in the resource's document but in memberships. */
export const isMembership = (definition: AttributeDefinition): boolean =>
  definition.link === "members" || definition.link === "memberOf"

/** The attribute object of a Schema resource (RFC 7643 §7). */
export const render = (definition: AttributeDefinition): JsonObject => ({
  name: definition.name,
  type: definition.type,
  multiValued: definition.multiValued,
  description: definition.description,
  required: definition.required,
  ...(definition.canonicalValues.length > 0 ? { canonicalValues: definition.canonicalValues } : {}),
  ...(definition.type === "complex" ? {} : { caseExact: definition.caseExact }),
  mutability: definition.mutability,
  returned: definition.returned,
  ...(definition.type === "complex" ? {} : { uniqueness: definition.uniqueness }),
  ...(definition.type === "reference" ? { referenceTypes: definition.referenceTypes } : {}),
  ...(definition.type === "complex" ? { subAttributes: definition.subAttributes.map(render) } : {})
})
