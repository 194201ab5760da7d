/**
 * The path of a PATCH operation, from text to what it means in a resource type: an attribute, some of its values, a
 * sub-attribute, or a whole extension (RFC 7644 §3.5.2).
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 */
import { Either } from "effect"
import type { Filter, Grammar, ResolvedFilter } from "../filter/Filter.ts"
import * as FilterParser from "../filter/FilterParser.ts"
import * as FilterResolver from "../filter/FilterResolver.ts"
import type { Limits } from "../protocol/Limits.ts"
import type { Note } from "../protocol/Note.ts"
import type { Policy } from "../protocol/Policy.ts"
import { type InvalidFilter, InvalidPath } from "../protocol/ScimError.ts"
import * as AttributePath from "../schema/AttributePath.ts"
import * as ResourceType from "../schema/ResourceType.ts"
import * as SchemaRegistry from "../schema/SchemaRegistry.ts"
import type { ScimSchema } from "../schema/ScimSchema.ts"

/** The filter in the brackets: as written, to make a value from it, and resolved, to find values with it. */
export interface ElementFilter {
  readonly written: Filter
  readonly resolved: ResolvedFilter
}

export type PatchPath =
  | { readonly _tag: "Extension"; readonly schema: ScimSchema }
  | {
      readonly _tag: "Attribute"
      readonly path: AttributePath.AttributePath
      /** Only where the attribute is multi-valued. */
      readonly filter?: ElementFilter
      readonly notes: ReadonlyArray<Note>
    }

export interface Options {
  readonly policy: Policy
  readonly grammar: Grammar
  readonly limits: Limits
}

/**
 * Resolves a path as written. Fails with invalidPath when it cannot be read or names nothing, telling what there is,
 * and with invalidFilter when its filter does not fit the attribute.
 */
export const resolve = (
  type: ResourceType.ResourceType,
  text: string,
  options: Options
): Either.Either<PatchPath, InvalidPath | InvalidFilter> => {
  const whole = ResourceType.extension(type, text)
  if (whole !== undefined) return Either.right({ _tag: "Extension", schema: whole })
  const parsed = FilterParser.parseValuePath(text, { grammar: options.grammar, limits: options.limits })
  if (Either.isLeft(parsed)) return invalid(text, `The path ${quote(text)} cannot be read. ${parsed.left.detail}`)
  const { attribute, filter, subAttribute, notes } = parsed.right
  const resolved = SchemaRegistry.resolve(type, attribute.text)
  if (Either.isLeft(resolved) || resolved.right._tag === "Extension") return unknown(type, text, attribute.text)
  const { path } = resolved.right
  return filter === undefined
    ? Either.right({ _tag: "Attribute", path, notes })
    : resolveValuePath(type, text, { path, filter, subAttribute, notes }, options)
}

interface ValuePath {
  readonly path: AttributePath.AttributePath
  readonly filter: Filter
  readonly subAttribute: string | undefined
  readonly notes: ReadonlyArray<Note>
}

const resolveValuePath = (
  type: ResourceType.ResourceType,
  text: string,
  { path, filter, subAttribute, notes }: ValuePath,
  { policy }: Options
): Either.Either<PatchPath, InvalidPath | InvalidFilter> => {
  const name = AttributePath.print(path)
  if (path.subAttribute !== undefined || !path.attribute.multiValued) {
    return invalid(text, `The path has a filter behind ${name}, which has one value: leave the brackets out.`)
  }
  return Either.gen(function* () {
    const resolved = yield* FilterResolver.resolveElement(filter, path, policy)
    const end = subAttribute === undefined ? path : yield* child(type, text, path, subAttribute)
    return {
      _tag: "Attribute",
      path: end,
      filter: { written: filter, resolved: resolved.filter },
      notes: [...notes, ...resolved.notes]
    }
  })
}

const child = (
  type: ResourceType.ResourceType,
  text: string,
  path: AttributePath.AttributePath,
  subAttribute: string
): Either.Either<AttributePath.AttributePath, InvalidPath> => {
  const name = `${AttributePath.print(path)}.${subAttribute}`
  const resolved = SchemaRegistry.resolve(type, name)
  return Either.isRight(resolved) && resolved.right._tag === "Attribute"
    ? Either.right(resolved.right.path)
    : unknown(type, text, name)
}

const invalid = (path: string, detail: string) => Either.left(new InvalidPath({ detail, path: shorten(path) }))

const unknown = (type: ResourceType.ResourceType, text: string, name: string) =>
  invalid(text, `The path names ${quote(name)}, which ${type.name} does not have. ${existing(type, name)}.`)

/** What stands where the name was looked for. */
const existing = (type: ResourceType.ResourceType, name: string): string => {
  const dot = name.indexOf(".", name.lastIndexOf(":") + 1)
  const parent = dot < 0 ? undefined : SchemaRegistry.resolve(type, name.slice(0, dot))
  if (parent !== undefined && Either.isRight(parent) && parent.right._tag === "Attribute") {
    const { attribute } = parent.right.path
    return attribute.subAttributes.length === 0
      ? `${attribute.name} is a simple attribute and has no parts`
      : `${attribute.name} has the parts ${names(attribute.subAttributes)}`
  }
  const key = name.toLowerCase()
  const extension = type.extensions.find(({ schema }) => key.startsWith(`${schema.key}:`))?.schema
  if (extension !== undefined) return `${extension.id} has the attributes ${names(extension.attributes)}`
  const others = type.extensions.map(({ schema }) => schema.id)
  return `Its attributes are ${names(type.attributes)}${others.length === 0 ? "" : `, and those of ${others.join(" and ")} behind that URN and a colon`}`
}

const names = (definitions: ReadonlyArray<{ readonly name: string }>): string =>
  definitions.map(({ name }) => name).join(", ")

const pathLengthMax = 120

const shorten = (text: string): string => (text.length <= pathLengthMax ? text : `${text.slice(0, pathLengthMax)}…`)

/** Values in filters are people's data, or worse: a detail ends before the first of them, since it goes to a log too. */
const quote = (text: string): string => {
  const value = text.indexOf('"')
  return value < 0 ? JSON.stringify(shorten(text)) : `${JSON.stringify(shorten(text.slice(0, value))).slice(0, -1)}…"`
}
