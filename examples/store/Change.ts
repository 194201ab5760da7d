/** The three changes of the port, from one memory to the next. */
import { Json, type Resource, type ResourceType, type SchemaRegistry, type ScimError } from "@rollcall/core"
import type { Change, Changed, Insert, Inserted } from "@rollcall/provider"
import { Either, Option } from "effect"
import * as Membership from "./Membership.ts"
import * as Memory from "./Memory.ts"

/** What is answered and the memory after it, or why there is none. */
export type Next<A, E> = Either.Either<readonly [answer: A, memory: Memory.Memory], E>

export const insert = (
  memory: Memory.Memory,
  registry: SchemaRegistry.SchemaRegistry,
  { type, id, document, members, unknownMembers, now }: Insert
): Next<Inserted, ScimError.Uniqueness | ScimError.NoTarget | ScimError.InvalidValue> =>
  Either.gen(function* () {
    const resource: Resource.Resource = { type, id, version: 1, created: now, lastModified: now, document }
    const stored = yield* Memory.put(memory, resource)
    const place = { memory: stored, registry, group: resource }
    const joined = yield* Membership.change(place, { members, unknownMembers, base: "" })
    return [{ resource, waiting: joined.waiting }, Membership.adopt(joined.memory, resource, now)] as const
  })

export const update = <C extends Change, E>(
  memory: Memory.Memory,
  registry: SchemaRegistry.SchemaRegistry,
  before: Resource.Resource,
  now: number,
  decide: (resource: Resource.Resource) => Either.Either<C, E>
): Next<Changed<C>, E | ScimError.Uniqueness | ScimError.NoTarget | ScimError.InvalidValue> =>
  Either.gen(function* () {
    const change = yield* decide(before)
    const joined = yield* Membership.change({ memory, registry, group: before }, change)
    const { waiting } = joined
    const document = change.document ?? before.document
    const changed = joined.changed || !Json.equals(document, before.document)
    if (!changed) return [{ resource: before, changed, waiting, change }, joined.memory] as const
    const resource = { ...before, version: before.version + 1, lastModified: now, document }
    const stored = yield* Memory.put(joined.memory, resource)
    const isRenamed = document.externalId !== before.document.externalId
    const next = isRenamed ? Membership.adopt(stored, resource, now) : stored
    return [{ resource, changed, waiting, change }, next] as const
  })

export const remove = <E>(
  memory: Memory.Memory,
  found: Resource.Resource,
  now: number,
  keep: boolean,
  decide: (resource: Resource.Resource) => Either.Either<void, E>
): Next<boolean, E> =>
  Either.map(decide(found), () => {
    const next = Membership.forget(Memory.without(memory, found.id), found.id, now)
    return [true, keep ? { ...next, kept: [...next.kept, deactivated(found)] } : next] as const
  })

const deactivated = (resource: Resource.Resource): Resource.Resource =>
  resource.type.attributes.some(({ key, type }) => key === "active" && type === "boolean")
    ? { ...resource, document: { ...resource.document, active: false } }
    : resource

/** The change of a resource that may not be there. */
export const ofResource = <A, E>(
  memory: Memory.Memory,
  type: ResourceType.ResourceType,
  id: string,
  change: (found: Resource.Resource) => Next<A, E>
): Next<Option.Option<A>, E> =>
  Option.match(Memory.find(memory, type, id), {
    onNone: () => Either.right([Option.none(), memory] as const),
    onSome: (found) => Either.map(change(found), ([answer, next]) => [Option.some(answer), next] as const)
  })
