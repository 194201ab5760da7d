/**
 * Add, remove and replace on an attribute with several values, all of them or those that a filter selects
 * (RFC 7644 §3.5.2).
 *
 * Where the RFC leaves room: a sub-attribute without a filter is set in every value, as a filter that selects all would
 * do; replacing a selected value keeps the sub-attributes that are not named, as with any complex value; a value that
 * loses its `value` is gone; values that a change makes the same become one; removing what is not there succeeds; null
 * and an empty array add nothing, and replace what they are aimed at by nothing.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 */
import { Either } from "effect"
import type { Filter, Literal } from "../filter/Filter.ts"
import * as FilterEvaluator from "../filter/FilterEvaluator.ts"
import { isArray, isObject, type Json, type JsonArray, without } from "../Json.ts"
import { InvalidValue, NoTarget } from "../protocol/ScimError.ts"
import * as AttributeDecoder from "../resource/AttributeDecoder.ts"
import * as Findings from "../resource/Findings.ts"
import * as MultiValued from "../resource/MultiValued.ts"
import { type AttributeDefinition, find, valueAttribute } from "../schema/AttributeDefinition.ts"
import * as AttributePath from "../schema/AttributePath.ts"
import type { ElementFilter } from "./PatchPath.ts"
import * as PatchSingle from "./PatchSingle.ts"
import type { PatchTarget } from "./PatchTarget.ts"

type Failure = AttributeDecoder.ValueError | NoTarget
type Elements = Either.Either<JsonArray, Failure>

/** The attribute's new values; none when it becomes unassigned. */
export const apply = (
  target: PatchTarget,
  before: JsonArray,
  value: Json,
  reading: AttributeDecoder.Reading
): Elements => {
  const { op, path, filter } = target
  if (op === "remove") return Either.right(remove(target, before))
  if (filter !== undefined) return applySelected(target, filter, before, value, reading)
  if (path.subAttribute !== undefined) return applyEach(target, before, value, reading)
  return op === "add" ? append(target, before, value, reading) : replaceAll(target, value, reading)
}

const isMatch = (filter: ElementFilter | undefined, element: Json): boolean =>
  filter === undefined || FilterEvaluator.matches(filter.resolved, element)

const remove = ({ path, filter }: PatchTarget, before: JsonArray): JsonArray => {
  const { attribute, subAttribute } = path
  const isWhole = subAttribute === undefined || subAttribute === valueAttribute(attribute)
  const left = before.flatMap((element) => {
    if (!isMatch(filter, element)) return [element]
    if (isWhole || !isObject(element)) return []
    const rest = without(element, subAttribute.name)
    return Object.keys(rest).length === 0 ? [] : [rest]
  })
  return MultiValued.distinct(attribute, left)
}

/** A client that has one value to give often gives it without the array around it. */
const valuesOf = (value: Json): JsonArray => (isArray(value) ? value : [value])

const decodeValues = ({ path, at }: PatchTarget, value: Json, reading: AttributeDecoder.Reading): Elements =>
  isArray(value)
    ? AttributeDecoder.decodeElements(path.attribute, value, at, reading)
    : Either.map(AttributeDecoder.decodeElement(path.attribute, value, at, reading), (element) =>
        element === undefined ? [] : [element]
      )

const append = (target: PatchTarget, before: JsonArray, value: Json, reading: AttributeDecoder.Reading): Elements =>
  Either.flatMap(decodeValues(target, value, reading), (added) =>
    settle(target, MultiValued.append(target.path.attribute, before, added), reading)
  )

const replaceAll = (target: PatchTarget, value: Json, reading: AttributeDecoder.Reading): Elements =>
  Either.flatMap(decodeValues(target, value, reading), (elements) =>
    AttributeDecoder.settlePrimary(
      target.path.attribute,
      MultiValued.distinct(target.path.attribute, elements),
      target.at,
      reading
    )
  )

/** A sub-attribute of every value; where there is no value yet, one is made of it. */
const applyEach = (target: PatchTarget, before: JsonArray, value: Json, reading: AttributeDecoder.Reading): Elements =>
  change(target, before.length === 0 ? [{}] : before, () => true, value, reading)

const applySelected = (
  target: PatchTarget,
  filter: ElementFilter,
  before: JsonArray,
  value: Json,
  reading: AttributeDecoder.Reading
): Elements => {
  const isSelected = (element: Json): boolean => FilterEvaluator.matches(filter.resolved, element)
  if (before.some(isSelected)) {
    const isNothing = target.path.subAttribute === undefined && AttributeDecoder.isNothing(value)
    if (!isNothing) return change(target, before, isSelected, value, reading)
    return Either.right(target.op === "add" ? before : before.filter((element) => !isSelected(element)))
  }
  return create(target, filter, before, value, reading)
}

const change = (
  target: PatchTarget,
  before: JsonArray,
  isSelected: (element: Json) => boolean,
  value: Json,
  reading: AttributeDecoder.Reading
): Elements => {
  const { attribute } = target.path
  const elements: Array<Json> = []
  const changed = new Set<number>()
  for (const element of before) {
    if (!isSelected(element)) {
      elements.push(element)
      continue
    }
    const after = changeOne(target, element, value, reading)
    if (Either.isLeft(after)) return Either.left(after.left)
    if (after.right === undefined) continue
    changed.add(elements.length)
    elements.push(after.right)
  }
  return settle(target, MultiValued.unite(attribute, elements, changed), reading)
}

/** One value after the change; nothing when it is gone. */
const changeOne = (
  target: PatchTarget,
  element: Json,
  value: Json,
  reading: AttributeDecoder.Reading
): Either.Either<Json | undefined, AttributeDecoder.ValueError> => {
  const { path, at } = target
  const { attribute, subAttribute } = path
  const [given, ...more] = subAttribute === undefined ? valuesOf(value) : [PatchSingle.named(subAttribute, value)]
  if (given === undefined || more.length > 0) {
    const detail = `${at} takes one value at a time, but it is given ${valuesOf(value).length}.`
    return Either.left(new InvalidValue({ detail, attribute: at }))
  }
  if (attribute.type !== "complex") return AttributeDecoder.decodeElement(attribute, given, at, reading)
  const name = AttributePath.print(AttributePath.parent(path))
  return Either.map(AttributeDecoder.decodeParts(attribute, given, name, reading), (parts) => {
    const changed = PatchSingle.merge(target, element, parts)
    return AttributeDecoder.isUnassigned(changed) || AttributeDecoder.isHollow(attribute, parts) ? undefined : changed
  })
}

/** A filter that selects nothing: the value that it describes is made, where that is wanted and can be told. */
const create = (
  target: PatchTarget,
  filter: ElementFilter,
  before: JsonArray,
  value: Json,
  reading: AttributeDecoder.Reading
): Elements => {
  const { attribute } = target.path
  const described = reading.policy.noMatch === "create" ? describe(filter.written, attribute) : undefined
  if (described === undefined) return Either.left(noTarget(target))
  if (AttributeDecoder.saysNothing(AttributePath.target(target.path), value) || value === "")
    return Either.right(before)
  const { at } = target
  const made = attribute.type === "complex" ? described : Object.values(described)[0]
  return Either.gen(function* () {
    const parts = (yield* AttributeDecoder.decodeElement(attribute, made ?? null, at, reading)) ?? {}
    const element = yield* changeOne(target, parts, value, reading)
    if (element === undefined) return before
    // Of a complex value only what the filter describes has to fit the filter: the client may change that at once.
    if (!isMatch(filter, attribute.type === "complex" ? parts : element)) return yield* Either.left(noTarget(target))
    Findings.add(reading.findings, "NoMatchCreate", `${at} matched nothing, so the value that it describes was made.`)
    return yield* settle(target, MultiValued.append(attribute, before, [element]), reading)
  })
}

const noTarget = ({ at }: PatchTarget): NoTarget =>
  new NoTarget({ detail: `${at} matches nothing that is there: add the value first, or correct the filter.`, path: at })

/** The sub-attributes that a filter of equalities joined by `and` fixes; nothing for a filter that says less. */
const describe = (filter: Filter, attribute: AttributeDefinition): Record<string, Json> | undefined => {
  switch (filter._tag) {
    case "Compare": {
      const name = find(attribute.subAttributes, filter.attribute.text)
      if (filter.operator !== "eq") return undefined
      return { [name?.name ?? filter.attribute.text]: name === undefined ? filter.value : literal(name, filter.value) }
    }
    case "And": {
      const described: Record<string, Json> = {}
      for (const part of filter.filters) {
        const parts = describe(part, attribute)
        if (parts === undefined) return undefined
        Object.assign(described, parts)
      }
      return described
    }
    case "Or":
    case "Not":
    case "Present":
    case "ValuePath":
      return undefined
  }
}

/** The resolver let the literal pass, so text for a boolean is one of its two words. */
const literal = (definition: AttributeDefinition, value: Literal): Literal =>
  definition.type === "boolean" && typeof value === "string" ? value.toLowerCase() === "true" : value

/** When a change makes a value primary, the one that was primary before it is so no longer. */
const settle = (
  { path, at }: PatchTarget,
  { elements, given }: MultiValued.United,
  reading: AttributeDecoder.Reading
): Elements => AttributeDecoder.settlePrimary(path.attribute, elements, at, reading, given)
