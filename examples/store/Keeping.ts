/** What was put aside when it was removed: to look through, the latest first, and to take back. */
import { Comparison, type Resource, type ResourceType } from "@rollcall/core"
import type { InsertError, Kept, KeptPage, KeptPosition, Restoration } from "@rollcall/provider"
import { Either, Option } from "effect"
import type { Next } from "./Change.ts"
import * as Membership from "./Membership.ts"
import * as Memory from "./Memory.ts"

const ofType = ({ kept }: Memory.Memory, type: ResourceType.ResourceType): ReadonlyArray<Kept> =>
  kept
    .filter(({ resource }) => resource.type.name === type.name)
    .map((each) => ({ ...each, resource: { ...each.resource, type } }))

/** Below zero where the first was removed later than the second. */
const compare = (left: KeptPosition, right: KeptPosition): number =>
  right.removed - left.removed || Comparison.compareText(right.id, left.id)

const positionOf = ({ resource, removed }: Kept): KeptPosition => ({ removed, id: resource.id })

export const page = (
  memory: Memory.Memory,
  type: ResourceType.ResourceType,
  { after, limit }: { readonly after?: KeptPosition; readonly limit: number }
): KeptPage => {
  const behind = ofType(memory, type)
    .filter((each) => after === undefined || compare(positionOf(each), after) > 0)
    .sort((left, right) => compare(positionOf(left), positionOf(right)))
  return { kept: behind.slice(0, limit), hasMore: behind.length > limit }
}

export const restore = <E>(
  memory: Memory.Memory,
  type: ResourceType.ResourceType,
  id: string,
  now: number,
  decide: (kept: Kept) => Either.Either<Restoration, E>
): Next<Option.Option<Resource.Resource>, E | InsertError> => {
  const found = ofType(memory, type).find(({ resource }) => resource.id === id)
  if (found === undefined) return Either.right([Option.none(), memory] as const)
  return Either.gen(function* () {
    const { document, references = [] } = yield* decide(found)
    const { created, version } = found.resource
    const resource = { type, id, version: version + 1, created, lastModified: now, document }
    const others = memory.kept.filter((each) => each.resource.id !== id)
    const put = yield* Memory.put({ ...memory, kept: others }, resource)
    yield* Memory.checkReferences(put, references, undefined)
    return [Option.some(resource), Membership.adopt(put, [resource], now)] as const
  })
}
