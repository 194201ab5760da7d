/**
 * PATCH on members (RFC 7644 §3.5.2): what an operation asks for, as changes. The members that are there are never
 * looked at, so that one more in a group of a hundred thousand costs what it costs in a group of ten.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 */
import { Either } from "effect"
import type { ResolvedFilter } from "../filter/Filter.ts"
import { isArray, isObject, type Json } from "../Json.ts"
import { InvalidValue, Mutability, type ScimError } from "../protocol/ScimError.ts"
import type { Reading } from "../resource/AttributeDecoder.ts"
import * as MemberDecoder from "../resource/MemberDecoder.ts"
import type { Member } from "../resource/Resource.ts"
import { valueAttribute } from "../schema/AttributeDefinition.ts"
import * as MemberChanges from "./MemberChanges.ts"
import type { ElementFilter } from "./PatchPath.ts"
import type { PatchTarget } from "./PatchTarget.ts"

type Changes = Either.Either<MemberChanges.MemberChanges, ScimError>

/** The changes so far, and then this operation. */
export const apply = (
  target: PatchTarget,
  changes: MemberChanges.MemberChanges,
  value: Json,
  reading: Reading
): Changes => {
  const { op, path, filter, at } = target
  if (path.subAttribute !== undefined) {
    const detail = `${at} cannot be changed: a member is added or removed whole.`
    return Either.left(new Mutability({ detail, attribute: at }))
  }
  if (filter !== undefined) return applySelected(target, filter, changes, value, reading)
  if (op === "remove") return Either.right(MemberChanges.replaceAll([]))
  return Either.map(decode(target, value, reading), (members) => {
    if (op === "replace") return MemberChanges.replaceAll(members)
    return members.length === 0 ? changes : MemberChanges.add(changes, members)
  })
}

const decode = (
  { path, at }: PatchTarget,
  value: Json,
  reading: Reading
): Either.Either<ReadonlyArray<Member>, ScimError> =>
  MemberDecoder.decodeAll(path.attribute, isObject(value) ? [value] : value, at, reading)

const applySelected = (
  target: PatchTarget,
  filter: ElementFilter,
  changes: MemberChanges.MemberChanges,
  value: Json,
  reading: Reading
): Changes => {
  const ids = idsOf(filter.resolved, target)
  switch (target.op) {
    case "remove":
      return Either.right(
        ids === undefined ? MemberChanges.removeWhere(changes, filter.resolved) : MemberChanges.remove(changes, ids)
      )
    case "add":
      return addSelected(target, ids, changes, value, reading)
    case "replace":
      return replaceSelected(target, filter, ids, changes, value, reading)
  }
}

/** `members[value eq "…"]` names the member that is added; of any other selection there is nothing to add to. */
const addSelected = (
  { path, at }: PatchTarget,
  ids: ReadonlyArray<string> | undefined,
  changes: MemberChanges.MemberChanges,
  value: Json,
  reading: Reading
): Changes => {
  const [id, ...others] = ids ?? []
  if (id === undefined || others.length > 0) {
    const detail = `${at} cannot be added to: add members with the path members and a list of values.`
    return Either.left(new Mutability({ detail, attribute: at }))
  }
  const [given] = isArray(value) ? value : [value]
  const member = { value: id, ...(isObject(given) ? given : {}) }
  return Either.flatMap(MemberDecoder.decodeAll(path.attribute, [member], at, reading), (members) =>
    members.every((each) => each.value === id)
      ? Either.right(MemberChanges.add(changes, members))
      : Either.left(new InvalidValue({ detail: `${at} and the value name different members.`, attribute: at }))
  )
}

/** The selected members leave and those given come. That someone leaves is a condition, unless it may be passed over. */
const replaceSelected = (
  target: PatchTarget,
  filter: ElementFilter,
  ids: ReadonlyArray<string> | undefined,
  changes: MemberChanges.MemberChanges,
  value: Json,
  reading: Reading
): Changes =>
  Either.map(decode(target, value, reading), (add) => {
    const mayMiss = reading.policy.noMatch === "create" && ids?.length === 1 && add.length > 0
    return MemberChanges.removeWhere(changes, filter.resolved, { add, ...(mayMiss ? {} : { mustMatch: target.at }) })
  })

/** The ids of a filter that does nothing but list them: `value eq "a" or value eq "b"`. */
const idsOf = (filter: ResolvedFilter, target: PatchTarget): ReadonlyArray<string> | undefined => {
  if (filter._tag === "Compare") {
    const isId = filter.path.subAttribute === valueAttribute(target.path.attribute) && filter.operator === "eq"
    return isId && typeof filter.value === "string" ? [filter.value] : undefined
  }
  if (filter._tag !== "Or") return undefined
  const ids: Array<string> = []
  for (const part of filter.filters) {
    const more = idsOf(part, target)
    if (more === undefined) return undefined
    ids.push(...more)
  }
  return ids
}
