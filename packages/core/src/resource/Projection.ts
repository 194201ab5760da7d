/**
 * Which attributes of a resource a client gets: what it asks for with `attributes` and `excludedAttributes`, within
 * what each definition's `returned` allows (RFC 7644 §3.9, RFC 7643 §7).
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.9
 */
import { Either } from "effect"
import { equals, isArray, isObject, type Json, type JsonObject } from "../Json.ts"
import type { AttributeDefinition, Link } from "../schema/AttributeDefinition.ts"
import * as AttributePath from "../schema/AttributePath.ts"
import type { ResourceType } from "../schema/ResourceType.ts"
import * as SchemaRegistry from "../schema/SchemaRegistry.ts"

/** A set of attributes, sub-attributes and whole schemas, each in the form in which `AttributePath.print` names it. */
type Selection = ReadonlySet<string>

export interface Projection {
  /** Absent when the client asks for nothing in particular: then it gets what is returned by default. */
  readonly attributes?: Selection
  readonly excluded: Selection
  /** What the client has just sent or changed of that which is returned on request: RFC 7643 §7 shows it unasked. */
  readonly sent?: Selection
}

export const standard: Projection = { excluded: new Set() }

export interface Request {
  readonly attributes?: ReadonlyArray<string>
  readonly excludedAttributes?: ReadonlyArray<string>
}

/**
 * Reads the two lists of names. Names that the type does not have are passed over: the RFC has no error for them.
 * When both lists are given, the second takes away from the first.
 */
export const parse = (type: ResourceType, { attributes, excludedAttributes }: Request): Projection => {
  if (attributes === undefined && excludedAttributes === undefined) return standard
  return {
    ...(attributes === undefined
      ? {}
      : { attributes: select(type, attributes, type.schema.attributes.filter(isByDefault)) }),
    excluded: select(type, excludedAttributes ?? [], type.schema.attributes)
  }
}

/**
 * The projection of the answer to a change: attributes that are returned on request are shown where the change gave them
 * their value.
 */
export const withSent = (
  projection: Projection,
  type: ResourceType,
  before: JsonObject,
  after: JsonObject
): Projection => {
  const sent = onRequest(type).filter(
    (path) => !equals(AttributePath.read(before, path), AttributePath.read(after, path))
  )
  return sent.length === 0 ? projection : { ...projection, sent: new Set(sent.map(AttributePath.print)) }
}

/** Most types have none, and every change would look for them anew. */
const known = new WeakMap<ResourceType, ReadonlyArray<AttributePath.AttributePath>>()

/** The attributes that are returned on request, themselves or in a part. */
const onRequest = (type: ResourceType): ReadonlyArray<AttributePath.AttributePath> => {
  const remembered = known.get(type)
  if (remembered !== undefined) return remembered
  const paths: ReadonlyArray<AttributePath.AttributePath> = [
    ...type.attributes.map((attribute) => ({ attribute })),
    ...type.extensions.flatMap(({ schema }) => schema.attributes.map((attribute) => ({ extension: schema, attribute })))
  ]
  const made = paths.filter(({ attribute }) =>
    [attribute, ...attribute.subAttributes].some(({ returned }) => returned === "request")
  )
  known.set(type, made)
  return made
}

const isByDefault = ({ returned }: AttributeDefinition): boolean => returned === "default"

/** `base` are the attributes that the URN of the base schema stands for. */
const select = (
  type: ResourceType,
  names: ReadonlyArray<string>,
  base: ReadonlyArray<AttributeDefinition>
): Selection => {
  const selected = new Set<string>()
  for (const name of names) {
    const trimmed = name.trim()
    if (trimmed.toLowerCase() === type.schema.key) {
      for (const attribute of base) selected.add(attribute.name)
      continue
    }
    const resolved = SchemaRegistry.resolve(type, trimmed)
    if (Either.isLeft(resolved)) continue
    const { right } = resolved
    selected.add(right._tag === "Extension" ? right.schema.id : AttributePath.print(right.path))
  }
  return selected
}

/**
 * True when the projection shows any part of that attribute, so that what it is made of must be read.
 * The attribute is named, or meant by the link that it is.
 */
export const shows = (projection: Projection, type: ResourceType, attribute: Link | (string & {})): boolean =>
  planOf(projection, type).links.get(attribute) ?? showsAny(projection, type, attribute)

const showsAny = (projection: Projection, type: ResourceType, attribute: string): boolean => {
  const resolved = SchemaRegistry.resolve(type, attribute)
  const paths =
    Either.isRight(resolved) && resolved.right._tag === "Attribute"
      ? [resolved.right.path]
      : linkedPaths(type, attribute)
  return paths.some((path) => isShown(projection, path))
}

const linkedPaths = (type: ResourceType, link: string): ReadonlyArray<AttributePath.AttributePath> => [
  ...type.attributes.filter((attribute) => attribute.link === link).map((attribute) => ({ attribute })),
  ...type.extensions.flatMap(({ schema }) =>
    schema.attributes
      .filter((attribute) => attribute.link === link)
      .map((attribute) => ({ extension: schema, attribute }))
  )
]

/** The part of a full representation that the projection shows. `schemas` and `id` are always among it. */
export const apply = (projection: Projection, type: ResourceType, representation: JsonObject): JsonObject => {
  const { attributes, extensions } = planOf(projection, type)
  const shown = pick(attributes, representation)
  for (const [id, parts] of extensions) {
    const value = representation[id]
    if (!isObject(value)) continue
    const extension = pick(parts, value)
    if (Object.keys(extension).length > 0) shown[id] = extension
  }
  return shown
}

/** What a projection shows of a type: found out once, for all resources of a page, or of all pages. */
interface Plan {
  readonly attributes: ReadonlyArray<Shown>
  /** By the id of their schema. */
  readonly extensions: ReadonlyArray<readonly [id: string, attributes: ReadonlyArray<Shown>]>
  /** Which of the links `shows` is true of. */
  readonly links: ReadonlyMap<string, boolean>
}

interface Shown {
  readonly name: string
  /** The sub-attributes of a complex attribute that are shown. */
  readonly parts?: ReadonlyArray<string>
}

const plans = new WeakMap<Projection, WeakMap<ResourceType, Plan>>()

const planOf = (projection: Projection, type: ResourceType): Plan => {
  const known = plans.get(projection) ?? new WeakMap<ResourceType, Plan>()
  plans.set(projection, known)
  const plan = known.get(type) ?? makePlan(projection, type)
  known.set(type, plan)
  return plan
}

const makePlan = (projection: Projection, type: ResourceType): Plan => ({
  attributes: type.attributes.flatMap((attribute) => shownOf(projection, { attribute })),
  extensions: type.extensions.map(({ schema }) => [
    schema.id,
    schema.attributes.flatMap((attribute) => shownOf(projection, { extension: schema, attribute }))
  ]),
  links: new Map(links.map((link) => [link, showsAny(projection, type, link)]))
})

const links: ReadonlyArray<Link> = ["members", "memberOf", "resource"]

const shownOf = (projection: Projection, path: AttributePath.AttributePath): ReadonlyArray<Shown> => {
  if (!isShown(projection, path)) return []
  const { name, type, subAttributes } = path.attribute
  if (type !== "complex") return [{ name }]
  const parts = subAttributes.filter((part) => isPartShown(projection, AttributePath.child(path, part)))
  return [{ name, parts: parts.map((part) => part.name) }]
}

const pick = (attributes: ReadonlyArray<Shown>, container: JsonObject): Record<string, Json> => {
  const shown: Record<string, Json> = {}
  for (const { name, parts } of attributes) {
    const value = Object.hasOwn(container, name) ? container[name] : undefined
    const part = value === undefined || parts === undefined ? value : pickParts(parts, value)
    if (part !== undefined) shown[name] = part
  }
  return shown
}

/** A complex value reduced to the sub-attributes that are shown; nothing when none of them has a value. */
const pickParts = (parts: ReadonlyArray<string>, value: Json): Json | undefined => {
  if (isArray(value)) {
    const elements: Array<Json> = []
    for (const element of value) {
      const part = pickParts(parts, element)
      if (part !== undefined) elements.push(part)
    }
    return elements.length === 0 ? undefined : elements
  }
  if (!isObject(value)) return value
  const shown: Record<string, Json> = {}
  let isEmpty = true
  for (const name of parts) {
    const part = Object.hasOwn(value, name) ? value[name] : undefined
    if (part === undefined) continue
    shown[name] = part
    isEmpty = false
  }
  return isEmpty ? undefined : shown
}

const isShown = ({ attributes, excluded, sent }: Projection, path: AttributePath.AttributePath): boolean => {
  const whole = AttributePath.parent(path)
  const { attribute } = whole
  switch (attribute.returned) {
    case "always":
      return true
    case "never":
      return false
    case "default":
      return (attributes === undefined || names(attributes, whole)) && !namesWhole(excluded, whole)
    case "request":
      return (isAsked(attributes, whole) || isSent(attributes, sent, whole)) && !namesWhole(excluded, whole)
  }
}

const isAsked = (attributes: Selection | undefined, path: AttributePath.AttributePath): boolean =>
  attributes !== undefined && namesItself(attributes, path)

/** What was sent is shown where the client asks for nothing in particular. */
const isSent = (
  attributes: Selection | undefined,
  sent: Selection | undefined,
  path: AttributePath.AttributePath
): boolean => attributes === undefined && sent?.has(AttributePath.print(path)) === true

const isPartShown = ({ attributes, excluded, sent }: Projection, path: AttributePath.AttributePath): boolean => {
  const { returned } = AttributePath.target(path)
  const whole = AttributePath.parent(path)
  const name = AttributePath.print(path)
  const isAlways = whole.attribute.returned === "always"
  switch (returned) {
    case "always":
      return true
    case "never":
      return false
    case "default":
      return (
        (isAlways || attributes === undefined || namesWhole(attributes, whole) || attributes.has(name)) &&
        !excluded.has(name)
      )
    case "request":
      return (attributes?.has(name) === true || isSent(attributes, sent, whole)) && !excluded.has(name)
  }
}

/** True when the selection names the attribute or all of its schema. */
const namesWhole = (selection: Selection, path: AttributePath.AttributePath): boolean =>
  selection.has(AttributePath.print(path)) || (path.extension !== undefined && selection.has(path.extension.id))

/** True when the selection names the attribute, all of its schema, or a part of it. */
const names = (selection: Selection, path: AttributePath.AttributePath): boolean =>
  namesWhole(selection, path) || namesItself(selection, path)

/** True when the selection names the attribute or a part of it: a schema's name does not ask for what is on request. */
const namesItself = (selection: Selection, path: AttributePath.AttributePath): boolean =>
  selection.has(AttributePath.print(path)) ||
  path.attribute.subAttributes.some((sub) => selection.has(AttributePath.print(AttributePath.child(path, sub))))
