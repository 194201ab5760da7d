/**
 * JSON as it travels: the only data shape that this package takes in and gives out.
 * Values are treated as immutable everywhere; a change makes a new object that shares what did not change.
 */
export type Json = null | boolean | number | string | JsonArray | JsonObject
export type JsonArray = ReadonlyArray<Json>
export interface JsonObject {
  readonly [name: string]: Json
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value)

export const isArray = (value: Json | undefined): value is JsonArray => Array.isArray(value)

/** The kind of a value in the words of RFC 8259, for error texts. */
export const kindOf = (value: Json | undefined): string => {
  if (value === undefined) return "nothing"
  if (value === null) return "null"
  if (isArray(value)) return "an array"
  switch (typeof value) {
    case "object":
      return "an object"
    case "string":
      return "a string"
    case "number":
      return "a number"
    default:
      return "a boolean"
  }
}

/** Equality of values: the order of names in an object carries no meaning, the order in an array does. */
export const equals = (left: Json | undefined, right: Json | undefined): boolean => {
  if (left === right) return true
  if (isArray(left)) {
    return isArray(right) && left.length === right.length && left.every((value, index) => equals(value, right[index]))
  }
  if (!isObject(left) || !isObject(right)) return false
  const names = Object.keys(left)
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && equals(left[name], right[name]))
  )
}

/** The object without one name; the same object when the name is not there. */
export const without = (object: JsonObject, name: string): JsonObject => {
  if (!Object.hasOwn(object, name)) return object
  const { [name]: _, ...rest } = object
  return rest
}
