/**
 * The storage ports over memory: a store of one's own, whole. Where this one keeps a value, yours has a database; what
 * must be true of it is the same, and `prove.ts` shows that it is.
 */
import { SchemaRegistry } from "@rollcall/core"
import { ResourceStore, type TenantStore, type TokenStore } from "@rollcall/provider"
import { Effect, Either, Layer, Option } from "effect"
import * as Answer from "./Answer.ts"
import * as Change from "./Change.ts"
import * as Membership from "./Membership.ts"
import * as Memory from "./Memory.ts"
import * as MemoryTokens from "./MemoryTokens.ts"

/** Storage for resources of these types, gone with the process. */
export const layerOf = (
  registry: SchemaRegistry.SchemaRegistry
): Layer.Layer<ResourceStore | TokenStore | TenantStore> =>
  Layer.merge(
    Layer.sync(ResourceStore, () => make(registry)),
    MemoryTokens.layer
  )

export const layer = layerOf(SchemaRegistry.standard)

const make = (registry: SchemaRegistry.SchemaRegistry): ResourceStore["Type"] => {
  const tenants = new Map<string, Memory.Memory>()
  const of = (tenant: string): Memory.Memory => tenants.get(tenant) ?? Memory.empty
  const read = <A>(tenant: string, answer: (memory: Memory.Memory) => A) => Effect.sync(() => answer(of(tenant)))
  // Nothing waits between the first look at a memory and the next one, so no other change comes between.
  const write = <A, E>(tenant: string, change: (memory: Memory.Memory) => Change.Next<A, E>) =>
    Effect.suspend(() =>
      Either.map(change(of(tenant)), ([answer, next]) => {
        tenants.set(tenant, next)
        return answer
      })
    )
  return {
    insert: (tenant, given) =>
      write(tenant, (memory) => Change.insert(memory, registry, given)).pipe(
        // The members of a new resource are given and never replaced, so none has to match.
        Effect.catchTag("NoTarget", (error) => Effect.die(error))
      ),
    find: (tenant, type, id) => read(tenant, (memory) => Memory.find(memory, type, id)),
    update: (tenant, type, id, now, decide) =>
      write(tenant, (memory) =>
        Change.ofResource(memory, type, id, (found) => Change.update(memory, registry, found, now, decide))
      ),
    remove: (tenant, type, id, now, keep, decide) =>
      write(tenant, (memory) =>
        Change.ofResource(memory, type, id, (found) => Change.remove(memory, found, now, keep, decide))
      ).pipe(Effect.map(Option.isSome)),
    query: (tenant, asked) => read(tenant, (memory) => Answer.query(memory, registry, asked)),
    members: (tenant, groups) => read(tenant, (memory) => Membership.members(memory, groups)),
    memberships: (tenant, ids) => read(tenant, (memory) => Membership.memberships(memory, ids)),
    references: (tenant, ids) => read(tenant, (memory) => Answer.references(memory, ids))
  }
}
