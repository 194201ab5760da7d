/**
 * One PATCH without a server around it: the body goes the way that a request goes, through the rewrites, the decoder,
 * the engine and the validator, and member changes are carried out on a list.
 */
import {
  Compat,
  FilterEvaluator,
  Json,
  Limits,
  type MemberChanges,
  PatchEngine,
  PatchOperation,
  type Resource,
  ResourceDecoder,
  type ResourceType,
  ResourceValidator,
  type ScimError
} from "@rollcall/core"
import { Either } from "effect"

/** What is stored of a resource. */
export interface Stored {
  readonly document: Json.JsonObject
  readonly members: ReadonlyArray<Resource.Member>
}

type Run<A> = Either.Either<A, ScimError.ScimError>

const compat = Compat.compile({ strict: false, off: [] })

/** A resource as a POST of this body would store it. */
export const store = (body: Json.Json, type: ResourceType.ResourceType): Run<Stored> => {
  const rewritten = compat.rewrite(body, { type, message: "resource" })
  return Either.map(ResourceDecoder.decode(type, rewritten.body, compat.policy), ({ document, members = [] }) => ({
    document,
    members: members.map((member) => ({ ...member, ...displayOf(member, body) }))
  }))
}

/** Storage reads a member's name from the resource that it is; here only the body knows it. */
const displayOf = ({ value }: Resource.Member, body: Json.Json): Pick<Resource.Member, "display"> => {
  const members = Json.isObject(body) && Json.isArray(body.members) ? body.members.filter(Json.isObject) : []
  const display = members.find((member) => member.value === value)?.display
  return typeof display === "string" ? { display } : {}
}

export const patch = (
  { document, members }: Stored,
  id: string,
  body: Json.Json,
  type: ResourceType.ResourceType
): Run<Stored> =>
  Either.gen(function* () {
    const { policy, grammar } = compat
    const limits = Limits.standard
    const rewritten = compat.rewrite(body, { type, message: "patch" })
    const operations = yield* PatchOperation.decode(rewritten.body, limits)
    const patched = yield* PatchEngine.apply({ type, id, document, operations, policy, grammar, limits })
    // A resource that lacks what is required to begin with cannot be held to it afterwards.
    if (Either.isRight(ResourceValidator.validate(type, document, policy))) {
      yield* ResourceValidator.validate(type, patched.document, policy)
    }
    return { document: patched.document, members: patched.members.reduce(applyStage, members) }
  })

const applyStage = (
  members: ReadonlyArray<Resource.Member>,
  { clear, remove, removeWhere, add }: MemberChanges.Stage
): ReadonlyArray<Resource.Member> => {
  const kept = members.filter((member) => {
    if (clear) return add.has(member.value)
    return (
      !remove.has(member.value) && !(removeWhere !== undefined && FilterEvaluator.matches(removeWhere, { ...member }))
    )
  })
  const present = new Set(kept.map(({ value }) => value))
  return [...kept, ...[...add.values()].filter(({ value }) => !present.has(value))]
}
