/**
 * One change of one attribute: who may change it, and which of the rooms for single values, several values and members
 * does it (RFC 7644 §3.5.2).
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 */
import { Either } from "effect"
import { equals, isArray, isObject, type Json } from "../Json.ts"
import { Mutability, type ScimError } from "../protocol/ScimError.ts"
import * as Findings from "../resource/Findings.ts"
import * as ResourceDecoder from "../resource/ResourceDecoder.ts"
import * as AttributePath from "../schema/AttributePath.ts"
import * as PatchMembers from "./PatchMembers.ts"
import * as PatchMultiple from "./PatchMultiple.ts"
import * as PatchSingle from "./PatchSingle.ts"
import type { PatchTarget, State, Surroundings } from "./PatchTarget.ts"

type Next = Either.Either<State, ScimError>

/** The state after the change. A remove pays no heed to the value. */
export const apply = (state: State, target: PatchTarget, value: Json, around: Surroundings): Next => {
  const { attribute, subAttribute } = target.path
  if (attribute.key === "schemas") return applySchemas(state, target, value, around)
  if (attribute.mutability === "readOnly" || subAttribute?.mutability === "readOnly") {
    return applyReadOnly(state, target, value, around)
  }
  if (attribute.discarded) {
    const discarded = ResourceDecoder.discard(
      attribute,
      target.op === "remove" ? null : value,
      target.at,
      around.reading
    )
    return Either.map(discarded, () => state)
  }
  if (attribute.link === "members") {
    const members = PatchMembers.apply(target, state.members, value, around.reading)
    return Either.map(members, (changes) => ({ ...state, members: changes }))
  }
  return write(state, target, value, around)
}

const write = (state: State, target: PatchTarget, value: Json, { reading }: Surroundings): Next => {
  const { path } = target
  const before = AttributePath.read(state.document, path)
  const changed: Either.Either<Json | undefined, ScimError> = path.attribute.multiValued
    ? PatchMultiple.apply(target, AttributePath.elements(state.document, path), value, reading)
    : PatchSingle.apply(target, before, value, reading)
  return Either.flatMap(changed, (after) =>
    Either.map(guardImmutable(path, before, after), () => ({
      ...state,
      document: AttributePath.write(state.document, path, after),
      removed: target.op === "remove" ? [...state.removed, path] : state.removed
    }))
  )
}

/** What is readOnly stays as it is. A client that sends the value that is there has asked for nothing. */
const applyReadOnly = (
  state: State,
  { op, path, at, isNamed }: PatchTarget,
  value: Json,
  { id, reading }: Surroundings
): Next => {
  const element = AttributePath.read(state.document, path)
  const stored =
    path.attribute.key === "id" ? id : element === undefined ? undefined : AttributePath.part(element, path)
  if (op !== "remove" && stored !== undefined && equals(stored, value)) return Either.right(state)
  if (!isNamed && reading.readOnly === "ignore") {
    Findings.add(reading.findings, "ReadOnlyInValue", `Passed over ${at} in the value, because it is readOnly.`)
    return Either.right(state)
  }
  return Either.left(
    new Mutability({ detail: `${at} is readOnly: the server sets it, and no client can change it.`, attribute: at })
  )
}

/** Which schemas a resource has follows from its attributes: naming one that it can have changes nothing. */
const applySchemas = (state: State, { op, at }: PatchTarget, value: Json, { type, reading }: Surroundings): Next => {
  if (op === "remove") {
    const detail = "schemas cannot be removed: remove the attributes of the extension, and its URN goes with them."
    return Either.left(new Mutability({ detail, attribute: at }))
  }
  const urns = isArray(value) ? value : value === null ? [] : [value]
  return Either.map(ResourceDecoder.decodeSchemas(type, urns, reading), () => state)
}

/** An immutable attribute, or immutable sub-attribute, keeps the value that it once got. */
const guardImmutable = (
  path: AttributePath.AttributePath,
  before: Json | undefined,
  after: Json | undefined
): Either.Either<void, Mutability> => {
  const { attribute } = path
  if (before === undefined) return Either.void
  if (attribute.mutability === "immutable") return guard(path, before, after)
  // Which of several values is which cannot be told once they have changed; values are removed and added whole.
  if (attribute.multiValued || !isObject(before)) return Either.void
  for (const subAttribute of attribute.subAttributes) {
    const value = before[subAttribute.name]
    if (subAttribute.mutability !== "immutable" || value === undefined) continue
    const kept = guard(
      AttributePath.child(path, subAttribute),
      value,
      isObject(after) ? after[subAttribute.name] : undefined
    )
    if (Either.isLeft(kept)) return kept
  }
  return Either.void
}

const guard = (
  path: AttributePath.AttributePath,
  before: Json,
  after: Json | undefined
): Either.Either<void, Mutability> => {
  if (equals(before, after)) return Either.void
  const name = AttributePath.print(path)
  return Either.left(
    new Mutability({
      detail: `${name} is immutable: it has a value already, which cannot be changed.`,
      attribute: name
    })
  )
}
