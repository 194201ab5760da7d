/**
 * A filter as written against the schema: names become attribute paths, literals become operands in the form in which
 * they are compared, and whatever does not fit together becomes invalidFilter with the place and what to write instead
 * (RFC 7644 §3.4.2.2). A name that no schema has is an error and never an empty answer: a client reads that as "there is
 * no such user" and makes a second one.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */
import { Either } from "effect"
import * as Note from "../protocol/Note.ts"
import type { Policy } from "../protocol/Policy.ts"
import { InvalidFilter } from "../protocol/ScimError.ts"
import * as Comparison from "../resource/Comparison.ts"
import * as AttributeDefinition from "../schema/AttributeDefinition.ts"
import * as AttributePath from "../schema/AttributePath.ts"
import type { ResourceType } from "../schema/ResourceType.ts"
import * as SchemaRegistry from "../schema/SchemaRegistry.ts"
import {
  type AttributeName,
  always,
  type CompareOperator,
  type Filter,
  type Literal,
  never,
  type Operand,
  type ResolvedFilter
} from "./Filter.ts"

export interface Resolution {
  readonly filter: ResolvedFilter
  /** What was read otherwise than the RFC has it: `BooleanText`, `UnqualifiedName`. */
  readonly notes: ReadonlyArray<Note.Note>
}

/**
 * Resolves the filter of a query on resources of that type. `others` are the further types that the same query is about:
 * what one of them has and this one has not is unassigned here (RFC 7644 §3.4.2.1).
 * Fails with invalidFilter for a name that no type has, and for an operator or value that does not fit.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */
export const resolve = (
  filter: Filter,
  type: ResourceType,
  policy: Policy,
  others: ReadonlyArray<ResourceType> = []
): Either.Either<Resolution, InvalidFilter> =>
  withNotes((notes) => tree(filter, { attributes: inTypes(type, others, policy, notes), policy, notes }))

/**
 * Resolves the filter in the brackets of a value path, as PATCH has it: its names are sub-attributes of `path`.
 * Fails as `resolve` does.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 */
export const resolveElement = (
  filter: Filter,
  path: AttributePath.AttributePath,
  policy: Policy
): Either.Either<Resolution, InvalidFilter> =>
  withNotes((notes) => tree(filter, { attributes: inElement(path), policy, notes }))

type Read<A> = Either.Either<A, InvalidFilter>

/**
 * What names mean where the resolver stands: attributes of a type, or sub-attributes of one attribute. Nothing for a name
 * that is unassigned there whatever the resource.
 */
type Attributes = (name: AttributeName) => Read<AttributePath.AttributePath | undefined>

interface Scope {
  readonly attributes: Attributes
  readonly policy: Policy
  /** By name: the first note of a kind stands for all. */
  readonly notes: Map<string, Note.Note>
}

const withNotes = (run: (notes: Map<string, Note.Note>) => Read<ResolvedFilter>): Read<Resolution> => {
  const notes = new Map<string, Note.Note>()
  return Either.map(run(notes), (filter) => ({ filter, notes: [...notes.values()] }))
}

const note = (notes: Map<string, Note.Note>, name: string, text: string): void => {
  if (!notes.has(name)) notes.set(name, Note.make(name, text))
}

const fail = (position: number, detail: string): Either.Either<never, InvalidFilter> =>
  Either.left(new InvalidFilter({ detail, position }))

const tree = (filter: Filter, scope: Scope): Read<ResolvedFilter> => {
  switch (filter._tag) {
    case "And":
    case "Or":
      return Either.map(Either.all(filter.filters.map((inner) => tree(inner, scope))), (filters) => ({
        _tag: filter._tag,
        filters
      }))
    case "Not":
      return Either.map(tree(filter.filter, scope), (inner) => ({ _tag: "Not", filter: inner }))
    case "Present":
      return Either.map(readable(filter.attribute, scope), (path) =>
        path === undefined ? never : { _tag: "Present", path }
      )
    case "Compare":
      return compare(filter, scope)
    case "ValuePath":
      return valuePath(filter.attribute, filter.filter, scope)
  }
}

const valuePath = (attribute: AttributeName, filter: Filter, scope: Scope): Read<ResolvedFilter> =>
  Either.gen(function* () {
    const path = yield* readable(attribute, scope)
    if (path === undefined) return never
    const inner = yield* tree(filter, { ...scope, attributes: inElement(path, attribute.position) })
    return { _tag: "ValuePath", path, filter: inner } as const
  })

const compare = (filter: Filter & { readonly _tag: "Compare" }, scope: Scope): Read<ResolvedFilter> =>
  Either.gen(function* () {
    const { attribute, operator, value, position } = filter
    const named = yield* readable(attribute, scope)
    if (value === null && operator !== "eq" && operator !== "ne") {
      return yield* fail(position, `null can be compared with eq and ne only, not with ${operator}.`)
    }
    if (named === undefined) return operator === (value === null ? "eq" : "ne") ? always : never
    if (value === null) return { _tag: "Compare", path: named, operator, value } as const
    const path = yield* comparable(named, attribute)
    const definition = AttributePath.target(path)
    yield* checkOperator(operator, definition, path, attribute)
    const operand = yield* operandOf(value, definition, path, position, scope)
    return { _tag: "Compare", path, operator, value: operand } as const
  })

/** The path of a name, unless its values are never shown: a filter would let them be guessed bit by bit. */
const readable = (name: AttributeName, scope: Scope): Read<AttributePath.AttributePath | undefined> =>
  Either.flatMap(scope.attributes(name), (path) =>
    path !== undefined && (path.attribute.returned === "never" || path.subAttribute?.returned === "never")
      ? fail(name.position, `${AttributePath.print(path)} is never returned and cannot be filtered.`)
      : Either.right(path)
  )

const inTypes = (
  type: ResourceType,
  others: ReadonlyArray<ResourceType>,
  policy: Policy,
  notes: Map<string, Note.Note>
): Attributes => {
  const here = inType(type, policy, notes)
  const elsewhere = others.map((other) => inType(other, policy, notes))
  return (name) => {
    const found = here(name)
    if (Either.isRight(found)) return found
    return elsewhere.some((there) => Either.isRight(there(name))) ? Either.right(undefined) : found
  }
}

const inType =
  (type: ResourceType, policy: Policy, notes: Map<string, Note.Note>) =>
  (name: AttributeName): Read<AttributePath.AttributePath> => {
    const resolved = SchemaRegistry.resolve(type, name.text)
    if (Either.isRight(resolved)) {
      return resolved.right._tag === "Attribute"
        ? Either.right(resolved.right.path)
        : fail(
            name.position,
            `${name.text} is a schema. Name one of its attributes: ${example(resolved.right.schema)}.`
          )
    }
    const unqualified = policy.unqualifiedNames === "resolve" ? inExtensions(type, name.text) : undefined
    if (unqualified === undefined) return unknown(type, name, resolved.left.reason)
    note(notes, "UnqualifiedName", `Read ${name.text} as ${AttributePath.print(unqualified)}.`)
    return Either.right(unqualified)
  }

const example = (schema: { readonly id: string; readonly attributes: ReadonlyArray<{ readonly name: string }> }) =>
  schema.attributes
    .slice(0, 1)
    .map(({ name }) => `${schema.id}:${name}`)
    .join("")

/** The attribute of that name where only one extension has it: identity providers ask for `manager` without its URN. */
const inExtensions = (type: ResourceType, name: string): AttributePath.AttributePath | undefined => {
  if (name.includes(":")) return undefined
  const found = type.extensions.flatMap(({ schema }) => {
    const resolved = SchemaRegistry.resolve(type, `${schema.id}:${name}`)
    return Either.isRight(resolved) && resolved.right._tag === "Attribute" ? [resolved.right.path] : []
  })
  return found.length === 1 ? found[0] : undefined
}

const unknown = (type: ResourceType, name: AttributeName, reason: string): Either.Either<never, InvalidFilter> => {
  const isKnown = AttributeDefinition.find(type.attributes, name.text.split(".")[0] ?? "") !== undefined
  const what = `The filter names ${name.text} at character ${name.position + 1}, which does not exist: ${lowerFirst(reason)}.`
  if (isKnown || name.text.includes(":")) return fail(name.position, what)
  const names = type.attributes.filter(({ returned }) => returned !== "never").map((definition) => definition.name)
  return fail(name.position, `${what} It has ${names.join(", ")}.`)
}

const lowerFirst = (text: string): string =>
  text.startsWith("The ") || text.startsWith("No ") ? text.charAt(0).toLowerCase() + text.slice(1) : text

/**
 * Inside brackets a name is a sub-attribute. A simple multi-valued attribute has none: its elements are called `value`
 * there, as its values would be in the complex form (RFC 7643 §2.4).
 */
const inElement =
  (path: AttributePath.AttributePath, position = 0): Attributes =>
  (name) => {
    const outer = AttributePath.print(path)
    const definition = AttributePath.target(path)
    if (definition.type === "complex") {
      const subAttribute = AttributeDefinition.find(definition.subAttributes, name.text)
      return subAttribute === undefined
        ? fail(
            name.position,
            `The filter names ${name.text} at character ${name.position + 1}, which does not exist: ${outer} has the parts ${parts(definition)}.`
          )
        : Either.right(AttributePath.child(path, subAttribute))
    }
    if (!definition.multiValued || path.subAttribute !== undefined) {
      return fail(position, `${outer} is a simple attribute: brackets cannot follow it. Compare it as ${outer} eq ….`)
    }
    return name.text.toLowerCase() === "value"
      ? Either.right(path)
      : fail(name.position, `The values of ${outer} have no parts. Inside its brackets they are called value.`)
  }

const parts = (definition: AttributeDefinition.AttributeDefinition): string =>
  definition.subAttributes.map((subAttribute) => subAttribute.name).join(", ")

/** A complex attribute is compared by its `value`, where it has one. */
const comparable = (path: AttributePath.AttributePath, name: AttributeName): Read<AttributePath.AttributePath> => {
  const definition = AttributePath.target(path)
  if (definition.type !== "complex") return Either.right(path)
  const value = AttributeDefinition.valueAttribute(definition)
  return value === undefined
    ? fail(
        name.position,
        `${name.text} is complex and cannot be compared as a whole. Compare one of its parts: ${definition.subAttributes.map((sub) => `${name.text}.${sub.name}`).join(", ")}.`
      )
    : Either.right(AttributePath.child(path, value))
}

const checkOperator = (
  operator: CompareOperator,
  { type }: AttributeDefinition.AttributeDefinition,
  path: AttributePath.AttributePath,
  name: AttributeName
): Read<void> => {
  if (operators(type).includes(operator)) return Either.void
  return fail(
    name.position,
    `${AttributePath.print(path)} is of the type ${type}, to which ${operator} does not apply. Use ${[...operators(type), "pr"].join(", ")}.`
  )
}

const equality: ReadonlyArray<CompareOperator> = ["eq", "ne"]
const text: ReadonlyArray<CompareOperator> = ["co", "sw", "ew"]
const ordering: ReadonlyArray<CompareOperator> = ["gt", "ge", "lt", "le"]

const operators = (type: AttributeDefinition.AttributeType): ReadonlyArray<CompareOperator> => {
  switch (type) {
    case "string":
    case "reference":
      return [...equality, ...text, ...ordering]
    case "binary":
      return [...equality, ...text]
    case "dateTime":
    case "integer":
    case "decimal":
      return [...equality, ...ordering]
    case "boolean":
    case "complex":
      return equality
  }
}

/** The literal in the form in which values of that type are compared. */
const operandOf = (
  value: Exclude<Literal, null>,
  definition: AttributeDefinition.AttributeDefinition,
  path: AttributePath.AttributePath,
  position: number,
  scope: Scope
): Read<Operand> => {
  const operand = Comparison.prepare(definition, value)
  if (operand !== undefined) return Either.right(operand)
  const name = AttributePath.print(path)
  if (definition.type === "boolean" && typeof value === "string" && scope.policy.booleanText === "read") {
    const key = value.toLowerCase()
    if (key === "true" || key === "false") {
      note(scope.notes, "BooleanText", `Read the text that ${name} is compared with as a boolean.`)
      return Either.right(key === "true")
    }
  }
  const found = typeof value === "string" ? "text in quotes" : String(value)
  return fail(
    position,
    `${name} is compared with ${wanted(definition.type)}, but character ${position + 1} has ${found}.`
  )
}

const wanted = (type: AttributeDefinition.AttributeType): string => {
  switch (type) {
    case "boolean":
      return "true or false, without quotes"
    case "integer":
    case "decimal":
      return "a number, without quotes"
    case "dateTime":
      return 'a dateTime in quotes, such as "2011-05-13T04:42:34Z"'
    default:
      return "text in double quotes"
  }
}
