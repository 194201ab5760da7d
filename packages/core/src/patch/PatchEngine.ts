/**
 * PATCH (RFC 7644 §3.5.2): a list of operations on a document → the document after all of them, or the first error.
 * Documents are values, so an operation that fails leaves nothing behind. One engine serves every attribute of every
 * schema; it goes by definitions alone.
 *
 * The result is not validated: whether required attributes have a value is asked once, of the whole, by the caller.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 */
import { Either } from "effect"
import type { Grammar } from "../filter/Filter.ts"
import { equals, isObject, type Json, type JsonObject, kindOf } from "../Json.ts"
import type { Limits } from "../protocol/Limits.ts"
import type { Note } from "../protocol/Note.ts"
import type { Policy } from "../protocol/Policy.ts"
import {
  InvalidFilter,
  InvalidPath,
  InvalidValue,
  Mutability,
  NoTarget,
  type ScimError
} from "../protocol/ScimError.ts"
import * as AttributeDecoder from "../resource/AttributeDecoder.ts"
import * as Findings from "../resource/Findings.ts"
import * as WorkEmail from "../resource/WorkEmail.ts"
import * as AttributePath from "../schema/AttributePath.ts"
import type { ResourceType } from "../schema/ResourceType.ts"
import * as SchemaRegistry from "../schema/SchemaRegistry.ts"
import type { ScimSchema } from "../schema/ScimSchema.ts"
import * as MemberChanges from "./MemberChanges.ts"
import * as PatchAttribute from "./PatchAttribute.ts"
import type { PatchOperation } from "./PatchOperation.ts"
import * as PatchPath from "./PatchPath.ts"
import type { State, Surroundings } from "./PatchTarget.ts"

export interface Patch {
  readonly type: ResourceType
  /** The resource's own id: a client that sends it back has asked for nothing. */
  readonly id: string
  readonly document: JsonObject
  readonly operations: ReadonlyArray<PatchOperation>
  readonly policy: Policy
  readonly grammar: Grammar
  readonly limits: Limits
}

export interface Patched {
  readonly document: JsonObject
  /** False when the document is what it was. Whether members differ is for storage to find. */
  readonly changed: boolean
  readonly members: MemberChanges.MemberChanges
  readonly notes: ReadonlyArray<Note>
}

/**
 * Applies all operations in order, or none. Errors say in which operation, counted from 1:
 * invalidPath and invalidFilter for a path that cannot be resolved, noTarget for one that is missing or matches
 * nothing, invalidValue for a value that does not fit, mutability for what cannot be changed or go.
 */
export const apply = (patch: Patch): Either.Either<Patched, ScimError> => {
  const { type, id, document, operations, policy, grammar, limits } = patch
  const findings = Findings.make()
  const around: Surroundings = {
    type,
    id,
    policy,
    grammar,
    limits,
    reading: { policy, limits, readOnly: "ignore", findings }
  }
  let state: State = { document, members: MemberChanges.none, removed: [] }
  for (const [index, operation] of operations.entries()) {
    const next = applyOperation(state, operation, around)
    if (Either.isLeft(next)) return Either.left(locate(next.left, index + 1))
    state = next.right
  }
  const lost = lostRequired(state, around)
  if (lost !== undefined) return Either.left(lost)
  return Either.right({
    document: state.document,
    changed: !equals(document, state.document),
    members: state.members,
    notes: Findings.notes(findings)
  })
}

type Next = Either.Either<State, ScimError>

const applyOperation = (state: State, operation: PatchOperation, around: Surroundings): Next => {
  const { op, value = null } = operation
  const text = operation.path?.trim() ?? ""
  if (text === "") return applyPathless(state, op, value, withinValue(around))
  const resolved = PatchPath.resolve(around.type, text, around)
  if (Either.isLeft(resolved)) return Either.left(resolved.left)
  const target = resolved.right
  if (target._tag === "Extension") return applyExtension(state, op, target.schema, value, withinValue(around))
  for (const note of target.notes) Findings.add(around.reading.findings, note.name, note.text)
  const { path, filter } = target
  const at = filter === undefined ? AttributePath.print(path) : text
  const named = { op, path, at, isNamed: true, ...(filter === undefined ? {} : { filter }) }
  return PatchAttribute.apply(state, named, value, around)
}

/** Where the value names the attributes, the policy says what becomes of readOnly ones. */
const withinValue = (around: Surroundings): Surroundings => ({
  ...around,
  reading: { ...around.reading, readOnly: around.policy.readOnlyInValue }
})

const applyPathless = (state: State, op: PatchOperation["op"], value: Json, around: Surroundings): Next => {
  if (op === "remove") {
    const detail = 'remove needs a path that says what is to go, such as nickName or emails[type eq "home"].'
    return Either.left(new NoTarget({ detail, path: "" }))
  }
  if (!isObject(value)) {
    const detail = `Without a path the value must be an object with attributes, but it is ${kindOf(value)}.`
    return Either.left(new InvalidValue({ detail }))
  }
  return applyNames(state, op, value, undefined, around)
}

/** An extension as a whole: its attributes one by one, or all of them gone. */
const applyExtension = (
  state: State,
  op: PatchOperation["op"],
  schema: ScimSchema,
  value: Json,
  around: Surroundings
): Next => {
  if (op === "remove" || value === null) {
    const present = state.document[schema.id]
    const names = isObject(present) ? Object.keys(present) : []
    return applyNames(state, op, Object.fromEntries(names.map((name) => [name, null])), schema, around)
  }
  if (!isObject(value)) {
    const detail = `${schema.id} must be an object with attributes of this schema, but it is ${kindOf(value)}.`
    return Either.left(new InvalidValue({ detail, attribute: schema.id }))
  }
  return applyNames(state, op, value, schema, around)
}

/** Each attribute that an object names, in its order. In an extension's object the URN goes without saying. */
const applyNames = (
  state: State,
  op: PatchOperation["op"],
  object: JsonObject,
  extension: ScimSchema | undefined,
  around: Surroundings
): Next => {
  let current = state
  for (const [name, value] of Object.entries(object)) {
    const full = extension === undefined || isWithin(extension, name) ? name : `${extension.id}:${name}`
    const next = applyName(current, op, full, value, around)
    if (Either.isLeft(next)) return next
    current = next.right
  }
  return Either.right(current)
}

const isWithin = ({ key }: ScimSchema, name: string): boolean => name.toLowerCase().startsWith(`${key}:`)

const applyName = (state: State, op: PatchOperation["op"], name: string, value: Json, around: Surroundings): Next => {
  const { type, reading } = around
  // The base schema's own URN may stand around its attributes.
  if (name.toLowerCase() === type.schema.key && isObject(value)) return applyNames(state, op, value, undefined, around)
  const resolved = SchemaRegistry.resolve(type, name)
  if (Either.isLeft(resolved)) {
    const passed = AttributeDecoder.unknown(Findings.shorten(name), resolved.left.reason, reading)
    return Either.map(passed, () => state)
  }
  if (resolved.right._tag === "Extension") return applyExtension(state, op, resolved.right.schema, value, around)
  const { path } = resolved.right
  return PatchAttribute.apply(state, { op, path, at: AttributePath.print(path), isNamed: false }, value, around)
}

/** A required attribute that was removed and has not come back (RFC 7644 §3.5.2.2), unless one can be made. */
const lostRequired = ({ document, removed }: State, { type, policy }: Surroundings): Mutability | undefined => {
  for (const path of removed) {
    const { attribute } = path
    if (!attribute.required || AttributePath.read(document, path) !== undefined) continue
    // What an extension requires is required of resources that have it.
    if (path.extension !== undefined && !Object.hasOwn(document, path.extension.id)) continue
    if (WorkEmail.concerns(type, attribute) && WorkEmail.fromUserName(document, policy) !== undefined) continue
    const name = AttributePath.print(AttributePath.parent(path))
    const detail = `${name} is required and cannot be removed: replace its value instead.`
    return new Mutability({ detail, attribute: name })
  }
  return undefined
}

/** The error with the operation in which it arose. */
const locate = (error: ScimError, number: number): ScimError => {
  const detail = `Operation ${number}: ${error.detail}`
  switch (error._tag) {
    case "InvalidValue":
      return new InvalidValue({ detail, ...(error.attribute === undefined ? {} : { attribute: error.attribute }) })
    case "InvalidPath":
      return new InvalidPath({ detail, path: error.path })
    case "InvalidFilter":
      return new InvalidFilter({ detail, ...(error.position === undefined ? {} : { position: error.position }) })
    case "NoTarget":
      return new NoTarget({ detail, path: error.path })
    case "Mutability":
      return new Mutability({ detail, attribute: error.attribute })
    default:
      return error
  }
}
