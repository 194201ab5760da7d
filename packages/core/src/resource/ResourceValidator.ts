/**
 * Whether a document may become or stay a resource: what is required is there, and what cannot change has not changed.
 * It sees canonical documents only; types were checked when they were decoded.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-2.2
 */
import { Either } from "effect"
import { equals, isArray, isObject, type Json, type JsonObject } from "../Json.ts"
import * as Note from "../protocol/Note.ts"
import type { Policy } from "../protocol/Policy.ts"
import { InvalidValue, Mutability, type ScimError } from "../protocol/ScimError.ts"
import { type AttributeDefinition, find, isMembership } from "../schema/AttributeDefinition.ts"
import * as AttributePath from "../schema/AttributePath.ts"
import type { ResourceType, SchemaExtension } from "../schema/ResourceType.ts"
import type { ScimSchema } from "../schema/ScimSchema.ts"
import * as WorkEmail from "./WorkEmail.ts"

export interface Valid {
  readonly document: JsonObject
  readonly notes: ReadonlyArray<Note.Note>
}

/**
 * The document, completed where a policy allows it; invalidValue that names the required attribute which is missing.
 */
export const validate = (type: ResourceType, document: JsonObject, policy: Policy): Either.Either<Valid, ScimError> => {
  const completed = complete(type, document, policy)
  const missing =
    firstMissing(type.attributes, undefined, completed.document) ?? missingInExtensions(type, completed.document)
  if (missing === undefined) return Either.right(completed)
  const hint =
    missing.attribute !== undefined && WorkEmail.concerns(type, missing.attribute)
      ? WorkEmail.hint
      : "Map an attribute to it in your identity provider, or send a value."
  const detail = `${missing.name} is required, but it has no value. ${hint}`
  return Either.left(new InvalidValue({ detail, attribute: missing.name }))
}

/** The document of a new resource: one that does not say whether it is active is. */
export const create = (type: ResourceType, document: JsonObject): JsonObject => {
  const active = activeAttribute(type)
  return active === undefined || Object.hasOwn(document, active.name) ? document : { ...document, [active.name]: true }
}

/**
 * The document that a PUT leaves (RFC 7644 §3.5.1): `next`, with what it does not name and must not lose taken from
 * `current`. That is every immutable, writeOnly and readOnly attribute, and whether the resource is active: someone who
 * was deactivated does not come back because a client says nothing about it.
 * Fails with mutability when an immutable attribute that has a value is given another one.
 */
export const replace = (
  type: ResourceType,
  current: JsonObject,
  next: JsonObject
): Either.Either<JsonObject, Mutability> => {
  let document = next
  for (const path of paths(type)) {
    const [before, after] = [AttributePath.read(current, path), AttributePath.read(document, path)]
    const settled = settle(path, before, after, type)
    if (Either.isLeft(settled)) return Either.left(settled.left)
    if (settled.right !== after) document = AttributePath.write(document, path, settled.right)
  }
  return Either.right(document)
}

/** The attribute that says whether a resource of the type is active; nothing where the type has none. */
export const activeAttribute = (type: ResourceType): AttributeDefinition | undefined => {
  const active = find(type.schema.attributes, "active")
  return active?.type === "boolean" && !active.multiValued ? active : undefined
}

const paths = (type: ResourceType): ReadonlyArray<AttributePath.AttributePath> => [
  ...type.attributes.map((attribute) => ({ attribute })),
  ...type.extensions.flatMap(({ schema }) => schema.attributes.map((attribute) => ({ extension: schema, attribute })))
]

const settle = (
  path: AttributePath.AttributePath,
  before: Json | undefined,
  after: Json | undefined,
  type: ResourceType
): Either.Either<Json | undefined, Mutability> => {
  const { attribute } = path
  if (before === undefined) return Either.right(after)
  if (after === undefined && path.extension === undefined && attribute === activeAttribute(type)) {
    return Either.right(before)
  }
  const isWhole = attribute.mutability !== "readWrite" || !isObject(before)
  return isWhole ? settleValue(path, before, after) : settleParts(path, before, isObject(after) ? after : {})
}

/** A complex value, part by part: one that is not named loses all but the parts that a client cannot take away. */
const settleParts = (
  path: AttributePath.AttributePath,
  before: JsonObject,
  after: JsonObject
): Either.Either<JsonObject, Mutability> => {
  let settled = after
  for (const subAttribute of path.attribute.subAttributes) {
    const [had, has] = [before[subAttribute.name], after[subAttribute.name]]
    if (had === undefined) continue
    const part = settleValue(AttributePath.child(path, subAttribute), had, has)
    if (Either.isLeft(part)) return Either.left(part.left)
    if (part.right !== has) settled = AttributePath.writePart(settled, subAttribute, part.right)
  }
  return Either.right(settled)
}

const settleValue = (
  path: AttributePath.AttributePath,
  before: Json,
  after: Json | undefined
): Either.Either<Json | undefined, Mutability> => {
  switch (AttributePath.target(path).mutability) {
    case "readWrite":
      return Either.right(after)
    case "writeOnly":
      return Either.right(after ?? before)
    case "readOnly":
      return Either.right(before)
    case "immutable":
      return unchanged(path, before, after)
  }
}

const unchanged = (
  path: AttributePath.AttributePath,
  before: Json,
  after: Json | undefined
): Either.Either<Json, Mutability> => {
  if (after === undefined || equals(before, after)) return Either.right(before)
  const name = AttributePath.print(path)
  const detail = `${name} is immutable and has another value already: send the value that is there, or leave it out.`
  return Either.left(new Mutability({ detail, attribute: name }))
}

const complete = (type: ResourceType, document: JsonObject, policy: Policy): Valid => {
  const emails = type.attributes.find((definition) => definition.required && WorkEmail.concerns(type, definition))
  if (emails === undefined || WorkEmail.isPresent(document)) return { document, notes: [] }
  const completed = WorkEmail.fromUserName(document, policy)
  if (completed === undefined) return { document, notes: [] }
  const text = "The user has no e-mail address; its userName is one and became the primary work address."
  return { document: completed, notes: [Note.make("EmailFromUserName", text)] }
}

interface Missing {
  readonly name: string
  /** Absent when a whole extension is missing. */
  readonly attribute?: AttributeDefinition
}

const missingInExtensions = (type: ResourceType, document: JsonObject): Missing | undefined => {
  for (const extension of type.extensions) {
    const missing = missingInExtension(extension, document[extension.schema.id])
    if (missing !== undefined) return missing
  }
  return undefined
}

/** What an extension requires is required of resources that have it. */
const missingInExtension = ({ schema, required }: SchemaExtension, value: Json | undefined): Missing | undefined => {
  if (isObject(value)) return firstMissing(schema.attributes, schema, value)
  return required ? { name: schema.id } : undefined
}

const firstMissing = (
  definitions: ReadonlyArray<AttributeDefinition>,
  extension: ScimSchema | undefined,
  container: JsonObject
): Missing | undefined => {
  for (const attribute of definitions) {
    if (attribute.mutability === "readOnly" || attribute.discarded || isMembership(attribute)) continue
    const path: AttributePath.AttributePath = { attribute, ...(extension === undefined ? {} : { extension }) }
    const value = container[attribute.name]
    if (attribute.required && isBlank(attribute, value)) return { name: AttributePath.print(path), attribute }
    const part = attribute.type === "complex" ? missingPart(path, value) : undefined
    if (part !== undefined) return part
  }
  return undefined
}

const missingPart = (path: AttributePath.AttributePath, value: Json | undefined): Missing | undefined => {
  const required = path.attribute.subAttributes.filter((sub) => sub.required && sub.mutability !== "readOnly")
  if (required.length === 0 || value === undefined) return undefined
  for (const element of isArray(value) ? value : [value]) {
    for (const attribute of required) {
      if (isObject(element) && isBlank(attribute, element[attribute.name])) {
        return { name: AttributePath.print(AttributePath.child(path, attribute)), attribute }
      }
    }
  }
  return undefined
}

/** No value, an empty text, or only values whose `value` is an empty text. */
const isBlank = (attribute: AttributeDefinition, value: Json | undefined): boolean => {
  if (value === undefined || value === null) return true
  if (typeof value === "string") return value.trim() === ""
  if (isArray(value)) return value.every((element) => isBlank(attribute, element))
  if (!isObject(value)) return false
  return attribute.multiValued && find(attribute.subAttributes, "value") !== undefined
    ? isBlank(attribute, value.value)
    : Object.keys(value).length === 0
}
