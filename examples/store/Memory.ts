/**
 * What one tenant has, as a value. A change is a function from a memory to the next one: one that fails halfway has
 * changed nothing, and whoever keeps the memory decides when the next one counts.
 */
import {
  AttributePath,
  type References,
  type Resource,
  type ResourceType,
  type ScimError,
  UniqueValues
} from "@rollcall/core"
import { type Kept, Refusal } from "@rollcall/provider"
import { Either, HashMap, Option } from "effect"

export interface Memory {
  readonly resources: HashMap.HashMap<string, Resource.Resource>
  /** The id of the resource that has a unique value, by what `keyOf` makes of the value. */
  readonly taken: HashMap.HashMap<string, string>
  /** The members of each group that has any, by id: true for one that is there, false for one that waits. */
  readonly members: HashMap.HashMap<string, Members>
  /** What was removed and is kept, deactivated, for people to look at. */
  readonly kept: ReadonlyArray<Kept>
}

export type Members = ReadonlyMap<string, boolean>

export const empty: Memory = {
  resources: HashMap.empty(),
  taken: HashMap.empty(),
  members: HashMap.empty(),
  kept: []
}

export const find = (memory: Memory, type: ResourceType.ResourceType, id: string): Option.Option<Resource.Resource> =>
  HashMap.get(memory.resources, id).pipe(
    Option.filter((found) => found.type.name === type.name),
    // Tenants demand different attributes, so the type is answered as the caller has it.
    Option.map((found) => ({ ...found, type }))
  )

/** The memory with this resource in the place of the one that has its id, if there is one. */
export const put = (memory: Memory, resource: Resource.Resource): Either.Either<Memory, ScimError.Uniqueness> => {
  const { resources, taken } = without(memory, resource.id)
  const values = UniqueValues.of(resource.type, resource.document)
  const conflict = values.find((value) => HashMap.has(taken, keyOf(resource.type, value)))
  if (conflict !== undefined) {
    return Either.left(Refusal.taken(resource.type, AttributePath.print(conflict.path)))
  }
  return Either.right({
    ...memory,
    resources: HashMap.set(resources, resource.id, resource),
    taken: values.reduce((all, value) => HashMap.set(all, keyOf(resource.type, value), resource.id), taken)
  })
}

/** Fails where one of the references is to nothing that is here, or is expected to come, of the right type. */
export const checkReferences = (
  { resources }: Memory,
  references: ReadonlyArray<References.Reference>,
  expected: ReadonlyMap<string, string> | undefined
): Either.Either<void, ScimError.InvalidValue> => {
  const typeOf = (id: string) =>
    Option.match(HashMap.get(resources, id), { onNone: () => expected?.get(id), onSome: ({ type }) => type.name })
  const lost = references.find(({ id, types }) => !types.includes(typeOf(id) ?? ""))
  return lost === undefined ? Either.void : Either.left(Refusal.unknownReference(lost))
}

/** The memory without the resource of that id, whose unique values are free again. */
export const without = (memory: Memory, id: string): Memory => {
  const found = Option.getOrUndefined(HashMap.get(memory.resources, id))
  if (found === undefined) return memory
  const keys = UniqueValues.of(found.type, found.document).map((value) => keyOf(found.type, value))
  return {
    ...memory,
    resources: HashMap.remove(memory.resources, id),
    taken: HashMap.removeMany(memory.taken, keys)
  }
}

const keyOf = (type: ResourceType.ResourceType, { path, value }: UniqueValues.UniqueValue): string =>
  JSON.stringify([type.name, AttributePath.print(path), value])
