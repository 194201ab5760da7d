/**
 * What the database searches of a resource: a mirror of its document in which every value is in the form in which it is
 * compared (`Comparison.prepare`), and the values that are found by an index. Filters and sorting read the mirror and
 * never the document, so that letter case and dates mean the same in every database.
 */
import {
  type AttributeDefinition,
  AttributePath,
  Comparison,
  Json,
  Resource,
  ResourceType,
  type ScimSchema,
  UniqueValues
} from "@rollcall/core"

/** A value that an index finds. */
export interface Key {
  /** The attribute, as `AttributePath.print` names it. */
  readonly path: string
  /** As `keyOf` makes it. */
  readonly value: string
  /** True where no other resource of the type may have the value. */
  readonly unique: boolean
}

export interface SearchDocument {
  readonly search: Json.JsonObject
  readonly keys: ReadonlyArray<Key>
  /** What members and groups show of the resource: its displayName, or its userName where it has none. */
  readonly display: string | null
}

/** The mirror of a resource's document and the keys in it, by the definitions of its type. */
export const make = (type: ResourceType.ResourceType, document: Json.JsonObject): SearchDocument => ({
  search: mirrorOf(type, document),
  keys: keysOf(type, document),
  display: Resource.display(document) ?? null
})

/**
 * The attributes that identity providers look resources up by, beside those that must be unique and those that refer
 * to other resources.
 */
const lookedUp: ReadonlySet<string> = new Set(["userName", "externalId", "displayName", "emails.value"])

/** True when an index finds resources by the values at this path. */
export const isKey = (path: AttributePath.AttributePath): boolean => {
  const target = AttributePath.target(path)
  if (target.type === "complex" || target.type === "boolean" || isDerived(path.attribute)) return false
  return (
    target.uniqueness !== "none" ||
    (path.attribute.link === "resource" && target.key === "value") ||
    lookedUp.has(AttributePath.print(path))
  )
}

/** An entry of an index has room for 2700 bytes in PostgreSQL; a code unit takes up to three, and other columns some. */
const keyLengthMax = 400

/** Begins the form of a value that is not in the index itself. */
const shortened = "fingerprint:"

/** True where an index has a fingerprint of the value, so that what it finds has to be compared with the value. */
export const isShortened = (value: string): boolean => value.length > keyLengthMax || value.startsWith(shortened)

/**
 * The form of a prepared value by which an index finds it: the value, or its fingerprint where it is too long. Two values
 * that nobody made for the purpose do not share a fingerprint; two that somebody did count as one where they must be
 * unique. A filter never takes one for the other: what an index finds by a fingerprint is compared with the value.
 */
export const keyOf = (value: string | number | boolean): string => {
  const text = String(value)
  return isShortened(text) ? `${shortened}${text.length}:${multipliers.map((by) => hash(text, by)).join("")}` : text
}

/** Keys from the first text on and before the second. */
export type Range = readonly [from: string, to: string]

/** The keys that begin so: up to the next text that does not, by code point. Nothing where there is none. */
export const rangeOf = (start: string): Range | undefined => {
  const characters = [...start]
  for (let last = characters.pop(); last !== undefined; last = characters.pop()) {
    const code = last.codePointAt(0) ?? 0
    // Half of a surrogate pair is no character, and no database keeps it.
    if (isSurrogate(code)) return undefined
    if (code === 0x10ffff) continue
    return [start, [...characters, String.fromCodePoint(isSurrogate(code + 1) ? 0xe000 : code + 1)].join("")]
  }
  return undefined
}

const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff

/** Where the fingerprints stand among the keys. */
export const fingerprints: Range = [shortened, `${shortened.slice(0, -1)};`]

/** Odd, and nothing else in common. */
const multipliers = [0x01000193, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f]

const hash = (text: string, multiplier: number): string => {
  let state = multiplier
  for (let index = 0; index < text.length; index++) {
    state = Math.imul(state ^ text.charCodeAt(index), multiplier)
    state ^= state >>> 15
  }
  return (state >>> 0).toString(16).padStart(8, "0")
}

/** Where the value of a path stands in the mirror; without its sub-attribute for a multi-valued attribute's elements. */
export const location = (path: AttributePath.AttributePath): ReadonlyArray<string> => [
  ...(path.extension === undefined ? [] : [label(path.extension)]),
  path.attribute.key,
  ...(path.subAttribute === undefined ? [] : [path.subAttribute.key])
]

/** The URN as a name that JSON paths of any database can quote: without quotation marks, backslashes and the like. */
const label = (schema: ScimSchema.ScimSchema): string => encodeURI(schema.key)

const derived: ReadonlySet<string> = new Set(["id", "meta", "schemas"])

const isDerived = (attribute: AttributeDefinition.AttributeDefinition): boolean =>
  derived.has(attribute.key) || attribute.link === "members" || attribute.link === "memberOf"

const mirrorOf = (type: ResourceType.ResourceType, document: Json.JsonObject): Json.JsonObject => {
  const mirror: Record<string, Json.Json> = { ...mirrorOfAttributes(type.attributes, document) }
  const schemas: Array<Json.Json> = [type.schema.id.normalize("NFC")]
  for (const { schema } of type.extensions) {
    const container = document[schema.id]
    if (!Json.isObject(container)) continue
    mirror[label(schema)] = mirrorOfAttributes(schema.attributes, container)
    schemas.push(schema.id.normalize("NFC"))
  }
  return { ...mirror, schemas }
}

const mirrorOfAttributes = (
  definitions: ReadonlyArray<AttributeDefinition.AttributeDefinition>,
  container: Json.JsonObject
): Json.JsonObject => {
  const mirror: Record<string, Json.Json> = {}
  for (const definition of definitions) {
    const value = container[definition.name]
    if (value === undefined || value === null || isDerived(definition)) continue
    const prepared = definition.multiValued
      ? (Json.isArray(value) ? value : [value]).map((element) => mirrorOfElement(definition, element) ?? null)
      : mirrorOfElement(definition, value)
    if (prepared !== undefined) mirror[definition.key] = prepared
  }
  return mirror
}

const mirrorOfElement = (
  definition: AttributeDefinition.AttributeDefinition,
  element: Json.Json
): Json.Json | undefined =>
  definition.type === "complex"
    ? mirrorOfAttributes(definition.subAttributes, Json.isObject(element) ? element : {})
    : Comparison.prepare(definition, element)

const keysOf = (type: ResourceType.ResourceType, document: Json.JsonObject): ReadonlyArray<Key> => {
  const keys = new Map<string, Key>()
  for (const { path, name } of keyPathsOf(type)) {
    const target = AttributePath.target(path)
    for (const element of AttributePath.elements(document, path)) {
      for (const part of partsOf(element, path)) {
        const value = Comparison.prepare(target, part)
        if (value === undefined) continue
        const key = { path: name, value: keyOf(value), unique: UniqueValues.isUnique(target, value) }
        keys.set(`${key.path} ${key.value}`, key)
      }
    }
  }
  return [...keys.values()]
}

interface KeyPath {
  readonly path: AttributePath.AttributePath
  /** As `AttributePath.print` names it. */
  readonly name: string
}

/** The paths of a type whose values are keys. Types stay as they are, so they are looked for once. */
const keyPathsOf = (type: ResourceType.ResourceType): ReadonlyArray<KeyPath> => {
  const known = keyPaths.get(type)
  if (known !== undefined) return known
  const found = ResourceType.paths(type)
    .filter(isKey)
    .map((path) => ({ path, name: AttributePath.print(path) }))
  keyPaths.set(type, found)
  return found
}

const keyPaths = new WeakMap<ResourceType.ResourceType, ReadonlyArray<KeyPath>>()

/** What an element has at the path's end: several values where the sub-attribute is itself multi-valued. */
const partsOf = (element: Json.Json, path: AttributePath.AttributePath): ReadonlyArray<Json.Json> => {
  const part = AttributePath.part(element, path) ?? null
  return Json.isArray(part) ? part : [part]
}
