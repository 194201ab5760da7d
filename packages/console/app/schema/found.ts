/** What of a schema has the letters that somebody typed: whole attributes, and of the others the sub-attributes. */
import type { Attribute, SchemaPart } from "../api/schemas.ts"

export const found = (part: SchemaPart, typed: string): ReadonlyArray<SchemaPart> => {
  const letters = typed.trim().toLowerCase()
  const attributes = part.attributes.flatMap((attribute) => within(attribute, letters))
  return attributes.length === 0 ? [] : [{ ...part, attributes }]
}

const within = (attribute: Attribute, letters: string): ReadonlyArray<Attribute> => {
  if (has(attribute, letters)) return [attribute]
  const subAttributes = attribute.subAttributes.filter((part) => has(part, letters))
  return subAttributes.length === 0 ? [] : [{ ...attribute, subAttributes }]
}

const has = ({ path, description }: Attribute, letters: string): boolean =>
  path.toLowerCase().includes(letters) || (letters.length > 2 && description.toLowerCase().includes(letters))
