/**
 * JSON without its secrets: the values of attributes that are never returned, wherever and however a client has put them,
 * and tokens of this service. What might be one is masked too, since the log is read by more people than may know it.
 *
 * Which attributes are secret, their definitions say (RFC 7643 §7, `returned`).
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-7.5
 */
import { Either } from "effect"
import { isArray, isObject, type Json, type JsonObject } from "../Json.ts"
import type { AttributeDefinition } from "../schema/AttributeDefinition.ts"
import type { SchemaRegistry } from "../schema/SchemaRegistry.ts"
import * as TokenText from "../token/TokenText.ts"
import * as Literals from "./Literals.ts"

export type SecretMask = (json: Json) => Json

/** The mask for the attributes of these schemas. */
export const compile = (registry: SchemaRegistry): SecretMask => {
  const secrets = new Set(registry.schemas.flatMap((schema) => schema.attributes.flatMap(secretKeys)))
  const tells = (text: string): boolean => words(text).some((word) => secrets.has(word))
  const mask: SecretMask = (json) => {
    if (typeof json === "string") return text(json)
    if (isArray(json)) return json.map(mask)
    return isObject(json) ? object(json) : json
  }
  const object = (given: JsonObject): JsonObject => {
    // A path, or a name beside its value, says as much as an attribute of that name.
    const isTold = Object.entries(given).some(
      ([name, value]) => !isValue(name) && typeof value === "string" && tells(value)
    )
    return Object.fromEntries(
      Object.entries(given).map(([name, value]) => {
        if (tells(name)) return [Literals.mask(name, keepNone), Literals.masked]
        return [name, isTold && isValue(name) ? Literals.masked : mask(value)]
      })
    )
  }
  const text = (given: string): string => {
    if (given.includes(TokenText.prefix)) return Literals.masked
    if (!tells(given)) return given
    const wrapped = unwrap(given)
    return wrapped === undefined ? Literals.mask(given, keepNone) : JSON.stringify(mask(wrapped))
  }
  return mask
}

const keepNone: Literals.Keep = () => false

const isValue = (name: string): boolean => name.toLowerCase() === "value"

const secretKeys = (definition: AttributeDefinition): ReadonlyArray<string> => [
  ...(definition.returned === "never" ? [definition.key] : []),
  ...definition.subAttributes.flatMap(secretKeys)
]

/** The words of a path or name, in lower case: `urn:x:User:password` has `password` for its last one. */
const words = (text: string): ReadonlyArray<string> => {
  const found: Array<string> = []
  let word = ""
  for (const character of `${text.toLowerCase()} `) {
    if (wordCharacters.includes(character)) word += character
    else {
      if (word !== "") found.push(word)
      word = ""
    }
  }
  return found
}

const wordCharacters = "abcdefghijklmnopqrstuvwxyz0123456789_-$"

/** JSON inside a text, as some clients write complex values. */
const unwrap = (text: string): Json | undefined =>
  "{[".includes(text.trim().charAt(0) || " ")
    ? Either.getOrUndefined(Either.try((): Json => JSON.parse(text)))
    : undefined
