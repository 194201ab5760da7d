/** What becomes of a resource of an archive when one of its id, or with a unique value of its, is there already. */
import {
  AttributePath,
  type Filter,
  MemberChanges,
  type Resource,
  type ResourceType,
  ResourceValidator,
  type ScimError,
  UniqueValues
} from "@rollcall/core"
import { Effect, Either, Option } from "effect"
import { type InsertError, queryOf, ResourceStore, type StoreError } from "../port/ResourceStore.ts"
import type { Restored } from "../port/TransferStore.ts"
import type { Session } from "../Session.ts"
import type { Renaming } from "./Renaming.ts"

/** The import ends, what is there stays as it is, or what is there takes the attributes of the archive. */
export type Resolution = "fail" | "skip" | "replace"

export interface Draft {
  /** The line that it comes from. */
  readonly number: number
  readonly insert: Restored
  /** Its id in the archive. */
  readonly archived?: string
}

export type Settlement =
  | { readonly _tag: "skipped" | "replaced" }
  | { readonly _tag: "Problem"; readonly detail: string }

/** `refusal` is why it was not stored; absent where its own id is taken. Belongs into the transaction of the batch. */
export const settle = Effect.fnUntraced(function* (
  session: Session,
  resolution: Resolution,
  renaming: Renaming,
  { insert, archived }: Draft,
  refusal: InsertError | undefined
): Effect.fn.Return<Settlement, StoreError, ResourceStore> {
  const { type, id } = insert
  if (refusal?._tag === "InvalidValue") return problem(refusal.detail)
  if (resolution === "fail") return problem(inTheWay(type, refusal))
  const holder = refusal === undefined ? id : yield* holderOf(session, insert, refusal)
  // Whoever held the value has gone meanwhile, or another line of the same batch has it.
  if (holder === undefined) return problem(inTheWay(type, refusal))
  if (archived !== undefined) renaming.meet(archived, holder)
  return resolution === "skip" ? { _tag: "skipped" } : yield* replace(session, insert, holder)
})

const problem = (detail: string): Settlement => ({ _tag: "Problem", detail })

const inTheWay = (type: ResourceType.ResourceType, refusal: ScimError.Uniqueness | undefined): string => {
  const what = refusal === undefined ? "id" : refusal.attribute
  return `There is a ${type.name} with this ${what} already. Leave it as it is with --on-conflict skip, or give it the attributes of this line with --on-conflict replace.`
}

const holderOf = Effect.fnUntraced(function* (session: Session, insert: Restored, { attribute }: ScimError.Uniqueness) {
  const { type, document } = insert
  for (const { path, value } of UniqueValues.of(type, document)) {
    if (AttributePath.print(path) !== attribute) continue
    const filter: Filter.ResolvedFilter = { _tag: "Compare", path, operator: "eq", value }
    const { resources } = yield* (yield* ResourceStore).query(session.tenant.id, queryOf(type, { filter, limit: 1 }))
    const [found] = resources
    if (found !== undefined) return found.id
  }
  return undefined
})

/** As a PUT of the line would, but for the members: those of the archive are added, and none is taken away. */
const replace = Effect.fnUntraced(function* (session: Session, insert: Restored, id: string) {
  const { type, document, members, unknownMembers, now } = insert
  const decide = (resource: Resource.Resource) =>
    Either.map(ResourceValidator.replace(type, resource.document, document), (replaced) => ({
      document: replaced,
      members: members.length === 0 ? MemberChanges.none : MemberChanges.add(MemberChanges.none, members),
      unknownMembers,
      base: session.base
    }))
  const changed = yield* Effect.either((yield* ResourceStore).update(session.tenant.id, type, id, now, decide))
  if (Either.isLeft(changed)) {
    return changed.left._tag === "ServiceUnavailable" ? yield* changed.left : problem(changed.left.detail)
  }
  return Option.isNone(changed.right)
    ? problem(`The id belongs to a resource that is no ${type.name}. Import without --keep-ids.`)
    : ({ _tag: "replaced" } as const)
})
