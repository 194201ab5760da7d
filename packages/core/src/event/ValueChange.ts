/**
 * What a change did to one attribute, as it is kept and shown: the value before and after, or of a multi-valued attribute
 * the values that came, went and became others. Applied to the document before, all of a change's make the one after.
 * It is a plain value that travels as JSON; which attributes differ is not its concern.
 */
import { equals, isArray, isObject, type Json, type JsonArray, type JsonObject, without } from "../Json.ts"
import { identity } from "../resource/MultiValued.ts"
import { type AttributeDefinition, find } from "../schema/AttributeDefinition.ts"
import type { ResourceType } from "../schema/ResourceType.ts"

export interface ValueChange {
  /** `title`, `name.familyName`, or with its URN in an extension. */
  readonly path: string
  /** What was and what is there; absent where there was or is nothing. */
  readonly before?: Json
  readonly after?: Json
  /** Values of a multi-valued attribute; its other values stayed as they were. */
  readonly added?: JsonArray
  readonly removed?: JsonArray
  readonly changed?: ReadonlyArray<Pair>
  /** It differs, and nobody may see what it was or is. */
  readonly hidden?: true
  /** It differs, and was too large to be kept. */
  readonly cut?: true
}

/** One value that became another. */
export interface Pair {
  readonly before: Json
  readonly after: Json
}

/** A value that is told as a whole. */
export const ofWhole = (path: string, before: Json | undefined, after: Json | undefined): ValueChange => ({
  path,
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after })
})

/**
 * Two arrays of values of an attribute. A value became another where the two are the same value to the protocol, or where
 * they are the only ones of their `type` that differ. Where the order differs too, both arrays are told as wholes.
 */
export const ofElements = (
  definition: AttributeDefinition,
  path: string,
  before: JsonArray,
  after: JsonArray
): ValueChange => {
  const left = subtract(before, after)
  const right = subtract(after, before)
  const same = pair(left, right, (element) => identity(definition, element))
  const type = find(definition.subAttributes, "type")?.name
  const alike =
    type === undefined
      ? unpaired(same.left, same.right)
      : pair(same.left, same.right, (element) => JSON.stringify(isObject(element) ? (element[type] ?? null) : element))
  const [removed, added, changed] = [alike.left, alike.right, [...same.pairs, ...alike.pairs]]
  const change: ValueChange = {
    path,
    ...(added.length > 0 ? { added } : {}),
    ...(removed.length > 0 ? { removed } : {}),
    ...(changed.length > 0 ? { changed } : {})
  }
  return equals(applied(before, change), after) ? change : ofWhole(path, before, after)
}

/** The elements without those of the others, each as often as it is there. */
const subtract = (elements: JsonArray, others: JsonArray): JsonArray => {
  const counts = new Map<string, number>()
  for (const other of others) counts.set(keyOf(other), (counts.get(keyOf(other)) ?? 0) + 1)
  return elements.filter((element) => {
    const left = counts.get(keyOf(element)) ?? 0
    counts.set(keyOf(element), left - 1)
    return left <= 0
  })
}

/** The same text for values that are equal. */
const keyOf = (element: Json): string =>
  JSON.stringify(element, (_, value: Json) =>
    isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value
  )

interface Paired {
  readonly pairs: ReadonlyArray<Pair>
  readonly left: JsonArray
  readonly right: JsonArray
}

const unpaired = (left: JsonArray, right: JsonArray): Paired => ({ pairs: [], left, right })

/** Pairs the elements that alone have a key on their side with the one that alone has it on the other. */
const pair = (left: JsonArray, right: JsonArray, key: (element: Json) => string): Paired => {
  if (left.length === 0 || right.length === 0) return unpaired(left, right)
  const [ours, theirs] = [alone(left, key), alone(right, key)]
  const pairs = Array.from(ours).flatMap(([name, before]) => {
    const after = theirs.get(name)
    return after === undefined ? [] : [{ before, after }]
  })
  const taken = new Set(pairs.flatMap(({ before, after }) => [before, after]))
  return {
    pairs,
    left: left.filter((element) => !taken.has(element)),
    right: right.filter((element) => !taken.has(element))
  }
}

const alone = (elements: JsonArray, key: (element: Json) => string): ReadonlyMap<string, Json> => {
  const found = new Map<string, Json>()
  const several = new Set<string>()
  for (const element of elements) {
    const name = key(element)
    if (found.has(name)) several.add(name)
    else found.set(name, element)
  }
  for (const name of several) found.delete(name)
  return found
}

/** The document after, made of the one before. What is hidden or was cut stays as it was. */
export const apply = (
  type: Pick<ResourceType, "extensions">,
  document: JsonObject,
  changes: ReadonlyArray<ValueChange>
): JsonObject => changes.reduce((made, change) => applyOne(type, made, change), document)

const applyOne = (
  { extensions }: Pick<ResourceType, "extensions">,
  document: JsonObject,
  change: ValueChange
): JsonObject => {
  if (change.hidden === true || change.cut === true) return document
  const urns = extensions.map(({ schema }) => schema.id).filter((urn) => change.path.startsWith(`${urn}:`))
  const urn = urns.sort((left, right) => right.length - left.length)[0]
  if (urn === undefined) return write(document, change.path.split("."), change)
  const written = write(objectOf(document[urn]), change.path.slice(urn.length + 1).split("."), change)
  // An extension without values is not there.
  return Object.keys(written).length === 0 ? without(document, urn) : { ...document, [urn]: written }
}

const write = (into: JsonObject, [name = "", part]: ReadonlyArray<string>, change: ValueChange): JsonObject => {
  const present = into[name]
  if (part !== undefined) return { ...into, [name]: write(objectOf(present), [part], change) }
  const isWhole = change.added === undefined && change.removed === undefined && change.changed === undefined
  const next = isWhole ? change.after : applied(isArray(present) ? present : [], change)
  return next === undefined ? without(into, name) : { ...into, [name]: next }
}

const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {})

/** The elements with those that became others in their places, and the new ones at the end. */
const applied = (elements: JsonArray, { added = [], changed = [], removed = [] }: ValueChange): JsonArray => {
  const kept = [...elements]
  for (const { before, after } of changed) {
    const place = kept.findIndex((element) => equals(element, before))
    if (place >= 0) kept[place] = after
  }
  for (const value of removed) {
    const place = kept.findIndex((element) => equals(element, value))
    if (place >= 0) kept.splice(place, 1)
  }
  return [...kept, ...added]
}

/** As JSON of at most so many characters for the values: what finds no room is said to be cut. */
export const print = (changes: ReadonlyArray<ValueChange>, lengthMax: number): string => {
  let left = lengthMax
  const texts = changes.map((change) => {
    const text = JSON.stringify(change)
    if (text.length > left) return JSON.stringify({ path: change.path, cut: true } satisfies ValueChange)
    left -= text.length
    return text
  })
  return `[${texts.join(",")}]`
}
