/**
 * A request or response without the people in it: what a mapping does can be seen, and whom it is about cannot. The shape
 * stays, with names, operations, paths, ids and truth values; texts and numbers go, but for words that the schemas
 * themselves have. What is not known to be nobody's is masked.
 */
import { isArray, isObject, type Json, type JsonObject } from "../Json.ts"
import type { AttributeDefinition } from "../schema/AttributeDefinition.ts"
import type { SchemaRegistry } from "../schema/SchemaRegistry.ts"
import * as Literals from "./Literals.ts"

export type PersonMask = (body: Json) => Json

/** What is nobody's, among the texts of resources of these types: words of their schemas, URNs, truth values and ids. */
export const nobodys = (registry: SchemaRegistry): Literals.Keep => {
  const known = new Set([
    ...registry.schemas.flatMap((schema) => schema.attributes.flatMap(wordsOf)),
    ...registry.resourceTypes.map((type) => type.name)
  ])
  return (text) => text === "" || known.has(text) || text.startsWith("urn:") || isTruthValue(text) || isUuid(text)
}

/** The mask for resources of these types, and for the messages of RFC 7644 around them. */
export const compile = (registry: SchemaRegistry): PersonMask => {
  const keep = nobodys(registry)
  const body: PersonMask = (json) => (isObject(json) && isMessage(json) ? message(json) : resource(json))
  const value = (json: Json): Json => {
    if (typeof json === "string") return keep(json) ? json : Literals.masked
    if (typeof json === "number") return 0
    if (isArray(json)) return json.map(value)
    return isObject(json) ? entries(json, (name, inner) => [Literals.mask(name, keep), value(inner)]) : json
  }
  const resource = (json: Json): Json => {
    if (!isObject(json)) return value(json)
    return entries(json, (name, inner) => {
      const isCommon = (name === "id" && typeof inner === "string") || name === "meta"
      return [Literals.mask(name, keep), isCommon ? inner : value(inner)]
    })
  }
  const message = (given: JsonObject): JsonObject =>
    entries(given, (name, inner) => {
      const key = name.toLowerCase()
      if (isArray(inner) && key === "operations")
        return [name, inner.map((each) => (isObject(each) ? message(each) : value(each)))]
      if (isArray(inner) && key === "resources") return [name, inner.map(resource)]
      if (key === "data" || key === "response") return [name, body(inner)]
      if (asking.includes(key)) return [name, asked(inner, keep)]
      return [name, plain.includes(key) && !isObject(inner) ? inner : value(inner)]
    })
  return body
}

const entries = (object: JsonObject, map: (name: string, value: Json) => readonly [string, Json]): JsonObject =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => map(name, value)))

/** Attributes of messages whose texts hold paths or filters, in lower case. */
const asking: ReadonlyArray<string> = ["path", "filter", "attributes", "excludedattributes", "sortby"]

/** Attributes of messages that never hold anything of a person, in lower case. */
const plain: ReadonlyArray<string> = [
  "schemas",
  "op",
  "method",
  "bulkid",
  "version",
  "location",
  "status",
  "scimtype",
  "detail",
  "sortorder",
  "startindex",
  "count",
  "totalresults",
  "itemsperpage",
  "failonerrors"
]

const asked = (json: Json, keep: Literals.Keep): Json => {
  if (typeof json === "string") return Literals.mask(json, keep)
  return isArray(json) ? json.map((each) => asked(each, keep)) : Literals.masked
}

/** Clients leave the schema of a message out, or write the name of its operations in lower case. */
const isMessage = (object: JsonObject): boolean =>
  Object.keys(object).some((name) => name.toLowerCase() === "operations") ||
  (isArray(object.schemas) && object.schemas.some((urn) => typeof urn === "string" && urn.startsWith(messages)))

const messages = "urn:ietf:params:scim:api:messages:"

const wordsOf = ({ canonicalValues, subAttributes }: AttributeDefinition): ReadonlyArray<string> => [
  ...canonicalValues,
  ...subAttributes.flatMap(wordsOf)
]

const isTruthValue = (text: string): boolean => text.toLowerCase() === "true" || text.toLowerCase() === "false"

/** Ids of resources are kept, so that members can be told apart: 8-4-4-4-12 hexadecimal digits. */
const isUuid = (text: string): boolean =>
  text.length === 36 &&
  [...text.toLowerCase()].every((character, index) =>
    [8, 13, 18, 23].includes(index) ? character === "-" : "0123456789abcdef".includes(character)
  )
