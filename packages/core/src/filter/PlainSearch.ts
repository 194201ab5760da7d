/**
 * What a person types to find somebody, as a filter: part of a name, the beginning of a mail address, an identifier. It
 * decides by the shape of the text alone which attributes are meant, so that the filter can be shown, and sent again. What
 * storage answers quickly is not its concern, but addresses and identifiers are asked for as indexes have them.
 */
import { Either } from "effect"
import type { ResourceType } from "../schema/ResourceType.ts"
import * as SchemaRegistry from "../schema/SchemaRegistry.ts"

/** More words narrow nothing down that so many have not. */
const wordsMax = 8

/** By what people know somebody, and what groups are called. A type is asked for those that it has. */
const names = ["userName", "displayName", "name.givenName", "name.familyName", "emails.value"]

/** Where a mail address stands. */
const addresses = ["userName", "emails.value"]

const identifiers = ["id", "externalId"]

/** The text of the filter: every word must be found. Nothing where there is no word. */
export const compile = (type: ResourceType, text: string): string | undefined => {
  const words = text.split(/\s+/u).filter((word) => word !== "")
  const conditions = words.slice(0, wordsMax).map((word) => conditionOf(type, word))
  if (conditions.length < 2) return conditions[0]
  return conditions.map((condition) => `(${condition})`).join(" and ")
}

const conditionOf = (type: ResourceType, word: string): string => {
  if (isIdentifier(word)) return among(type, identifiers, "eq", word)
  // What stands behind an @ may be anywhere in an address, so a domain by itself is part of a name.
  if (word.indexOf("@") > 0 && has(type, "emails.value")) return among(type, addresses, "sw", word)
  return among(type, names, "co", word)
}

const among = (type: ResourceType, paths: ReadonlyArray<string>, operator: string, word: string): string =>
  paths
    .filter((path) => has(type, path))
    .map((path) => `${path} ${operator} ${JSON.stringify(word)}`)
    .join(" or ")

const has = (type: ResourceType, path: string): boolean => Either.isRight(SchemaRegistry.resolve(type, path))

/** A UUID, as ids of ours are and those of most clients. */
const isIdentifier = (word: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu.test(word)
