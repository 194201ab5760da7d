/**
 * Where in a resource an attribute stands: what a name resolves to (RFC 7644 §3.10).
 * Filters, PATCH paths, projection and sorting all speak of attributes through this one value.
 */
import { isArray, isObject, type Json, type JsonArray, type JsonObject } from "../Json.ts"
import type { AttributeDefinition } from "./AttributeDefinition.ts"
import type { ScimSchema } from "./ScimSchema.ts"

export interface AttributePath {
  /** The extension that defines the attribute; absent for attributes of the base schema and for common ones. */
  readonly extension?: ScimSchema
  readonly attribute: AttributeDefinition
  readonly subAttribute?: AttributeDefinition
}

/** The definition at the end of the path. */
export const target = (path: AttributePath): AttributeDefinition => path.subAttribute ?? path.attribute

/** The shortest name that resolves to this path: `name.givenName`, or with its URN in an extension. */
export const print = (path: AttributePath): string => {
  const name =
    path.subAttribute === undefined ? path.attribute.name : `${path.attribute.name}.${path.subAttribute.name}`
  return path.extension === undefined ? name : `${path.extension.id}:${name}`
}

/** The path to a sub-attribute of a complex attribute. */
export const child = (path: AttributePath, subAttribute: AttributeDefinition): AttributePath => ({
  ...path,
  subAttribute
})

/** The path without its sub-attribute. */
export const parent = ({ subAttribute: _, ...path }: AttributePath): AttributePath => path

/** The value of the path's attribute, without its sub-attribute: absent when it is unassigned. */
export const read = (resource: JsonObject, path: AttributePath): Json | undefined => {
  const container = path.extension === undefined ? resource : resource[path.extension.id]
  return isObject(container) ? container[path.attribute.name] : undefined
}

/** The values of the path's attribute as elements: none, one, or those of its array. */
export const elements = (resource: JsonObject, path: AttributePath): JsonArray => {
  const value = read(resource, path)
  if (value === undefined || value === null) return []
  return isArray(value) ? value : [value]
}

/** The part of an element that the path's sub-attribute names; the element itself where it names none. */
export const part = (element: Json, path: AttributePath): Json | undefined => {
  if (path.subAttribute === undefined) return element
  return isObject(element) ? element[path.subAttribute.name] : undefined
}

const isEmpty = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  (isArray(value) && value.length === 0) ||
  (isObject(value) && Object.keys(value).length === 0)

/**
 * The resource with a new value for the path's attribute. Nothing, null, an empty array and an empty object leave the
 * attribute unassigned (RFC 7643 §2.5), and an extension that has lost its last attribute disappears.
 */
export const write = (resource: JsonObject, path: AttributePath, value: Json | undefined): JsonObject => {
  if (path.extension !== undefined) {
    const container = resource[path.extension.id]
    const extension = write(isObject(container) ? container : {}, { attribute: path.attribute }, value)
    return set(resource, path.extension.id, extension)
  }
  return set(resource, path.attribute.name, value)
}

const set = (object: JsonObject, name: string, value: Json | undefined): JsonObject => {
  if (!isEmpty(value)) return { ...object, [name]: value as Json }
  if (!Object.hasOwn(object, name)) return object
  const { [name]: _, ...rest } = object
  return rest
}

/** The element with a new value for the sub-attribute; without it when the value is nothing or null. */
export const writePart = (
  element: JsonObject,
  subAttribute: AttributeDefinition,
  value: Json | undefined
): JsonObject => set(element, subAttribute.name, value)
