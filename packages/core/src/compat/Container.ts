/**
 * An object whose names are attributes of a resource: the body of a POST or PUT, or the value of a PATCH operation that
 * has no path. Clients spell these names in ways of their own; this room finds the objects and puts values in place.
 */
import { isObject, type Json, type JsonObject } from "../Json.ts"
import type { AttributePath } from "../schema/AttributePath.ts"
import * as JsonMap from "./JsonMap.ts"
import * as Operations from "./Operations.ts"
import type { Context } from "./Quirk.ts"

/** The body with each container changed; the same body when all stay as they are. */
export const map = (body: Json, context: Context, change: (container: JsonObject) => JsonObject): Json => {
  if (context.message === "resource") return isObject(body) ? change(body) : body
  return Operations.map(body, context, (operation) => {
    if (!Operations.isPathless(operation) || !isObject(operation.value)) return operation
    const value = change(operation.value)
    return value === operation.value ? operation : { ...operation, value }
  })
}

/**
 * The container with a value at the path: a sub-attribute inside its attribute, an attribute of an extension inside the
 * extension. What already stands there, spelt as the RFC wants it, is kept.
 */
export const place = (container: JsonObject, path: AttributePath, value: Json): JsonObject => {
  const { extension, attribute, subAttribute } = path
  if (extension !== undefined) {
    const inner: AttributePath = subAttribute === undefined ? { attribute } : { attribute, subAttribute }
    return within(container, extension.id, (object) => place(object, inner, value))
  }
  if (subAttribute === undefined) return put(container, attribute.name, value)
  return within(container, attribute.name, (object) => put(object, subAttribute.name, value))
}

const put = (object: JsonObject, name: string, value: Json): JsonObject =>
  JsonMap.nameOf(object, name) === undefined ? { ...object, [name]: value } : object

/** Changes the object under that name; a value there that is no object stays, as nothing can be put into it. */
const within = (object: JsonObject, name: string, change: (inner: JsonObject) => JsonObject): JsonObject => {
  const spelt = JsonMap.nameOf(object, name) ?? name
  const inner = Object.hasOwn(object, spelt) ? object[spelt] : null
  if (inner === null || inner === undefined) return { ...object, [spelt]: change({}) }
  return isObject(inner) ? { ...object, [spelt]: change(inner) } : object
}
