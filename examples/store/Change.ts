/** The changes of resources that the port has, from one memory to the next. */
import { Json, MemberChanges, type Resource, type ResourceType, type SchemaRegistry, ScimError } from "@rollcall/core"
import type { Change, Changed, Insert, InsertError, Inserted } from "@rollcall/provider"
import { Either, Option } from "effect"
import * as Membership from "./Membership.ts"
import * as Memory from "./Memory.ts"

/** What is answered and the memory after it, or why there is none. */
export type Next<A, E> = Either.Either<readonly [answer: A, memory: Memory.Memory], E>

type Refused = ReadonlyMap<string, InsertError>

/**
 * Each new resource by itself. A group may have later ones as members, so all of them are there before the first gets its
 * members; one that cannot stay is taken for one that never came, and then all is done again without it.
 */
export const insertAll = (
  memory: Memory.Memory,
  registry: SchemaRegistry.SchemaRegistry,
  inserts: ReadonlyArray<Insert>,
  known: Refused = new Map()
): readonly [ReadonlyArray<Either.Either<Inserted, InsertError>>, Memory.Memory] => {
  const refused = new Map(known)
  const waiting = new Map<string, ReadonlyArray<string>>()
  let next = memory
  for (const insert of inserts.filter(({ id }) => !refused.has(id))) {
    const put = Memory.put(next, resourceOf(insert))
    if (Either.isRight(put)) next = put.right
    else refused.set(insert.id, put.left)
  }
  for (const insert of inserts.filter(({ id }) => !refused.has(id))) {
    const settled = settle(next, registry, insert)
    if (Either.isLeft(settled)) return insertAll(memory, registry, inserts, refused.set(insert.id, settled.left))
    next = settled.right.memory
    waiting.set(insert.id, settled.right.waiting)
  }
  const answers = inserts.map((insert): Either.Either<Inserted, InsertError> => {
    const refusal = refused.get(insert.id)
    if (refusal !== undefined) return Either.left(refusal)
    return Either.right({ resource: resourceOf(insert), waiting: waiting.get(insert.id) ?? [] })
  })
  const arrived = answers.filter(Either.isRight).map(({ right }) => right.resource)
  return [answers, Membership.adopt(next, arrived, inserts[0]?.now ?? 0)]
}

const resourceOf = ({ type, id, document, now }: Insert): Resource.Resource => ({
  type,
  id,
  version: 1,
  created: now,
  lastModified: now,
  document
})

/** What a new resource refers to, and its members. */
const settle = (
  memory: Memory.Memory,
  registry: SchemaRegistry.SchemaRegistry,
  insert: Insert
): Either.Either<Membership.Outcome, InsertError> =>
  Either.gen(function* () {
    const { members, references = [], ...unknown } = insert
    yield* Memory.checkReferences(memory, references, unknown.expected)
    const changes = MemberChanges.add(MemberChanges.none, members)
    const place = { memory, registry, group: resourceOf(insert) }
    return yield* Membership.change(place, { ...unknown, members: changes, base: "" })
  }).pipe(
    // The members of a new group are given and never replaced, so none has to match.
    Either.mapLeft(
      (error): InsertError => (error._tag === "NoTarget" ? new ScimError.InvalidValue({ detail: error.detail }) : error)
    )
  )

export const update = <C extends Change, E>(
  memory: Memory.Memory,
  registry: SchemaRegistry.SchemaRegistry,
  before: Resource.Resource,
  now: number,
  decide: (resource: Resource.Resource) => Either.Either<C, E>
): Next<Changed<C>, E | ScimError.Uniqueness | ScimError.NoTarget | ScimError.InvalidValue> =>
  Either.gen(function* () {
    const change = yield* decide(before)
    yield* Memory.checkReferences(memory, change.references ?? [], change.expected)
    const joined = yield* Membership.change({ memory, registry, group: before }, change)
    const { waiting } = joined
    const document = change.document ?? before.document
    const changed = joined.changed || !Json.equals(document, before.document)
    if (!changed) return [{ resource: before, changed, waiting, change }, joined.memory] as const
    const resource = { ...before, version: before.version + 1, lastModified: now, document }
    const stored = yield* Memory.put(joined.memory, resource)
    const isRenamed = document.externalId !== before.document.externalId
    const next = isRenamed ? Membership.adopt(stored, [resource], now) : stored
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
    return [
      true,
      keep ? { ...next, kept: [...next.kept, { resource: deactivated(found), removed: now }] } : next
    ] as const
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
