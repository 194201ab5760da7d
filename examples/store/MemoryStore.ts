/**
 * The storage ports over memory: a store of one's own, whole. Where this one keeps a value, yours has a database; what
 * must be true of it is the same, and `prove.ts` shows that it is.
 */
import { SchemaRegistry } from "@rollcall/core"
import { ResourceStore, type SecretStore, type TenantStore, type TokenStore } from "@rollcall/provider"
import { Effect, Either, HashMap, Layer, Option } from "effect"
import * as Answer from "./Answer.ts"
import * as Change from "./Change.ts"
import * as Keeping from "./Keeping.ts"
import * as Membership from "./Membership.ts"
import * as Memory from "./Memory.ts"
import * as MemoryTokens from "./MemoryTokens.ts"
import * as Transaction from "./Transaction.ts"

/** Storage for resources of these types, gone with the process. */
export const layerOf = (
  registry: SchemaRegistry.SchemaRegistry
): Layer.Layer<ResourceStore | TokenStore | TenantStore | SecretStore> =>
  Layer.merge(
    Layer.effect(
      ResourceStore,
      Effect.map(Transaction.make<Tenants>(HashMap.empty()), (state) => make(registry, state))
    ),
    MemoryTokens.layer
  )

export const layer = layerOf(SchemaRegistry.standard)

type Tenants = HashMap.HashMap<string, Memory.Memory>

const make = (registry: SchemaRegistry.SchemaRegistry, state: Transaction.State<Tenants>): ResourceStore["Type"] => {
  const of = (tenants: Tenants, tenant: string) => Option.getOrElse(HashMap.get(tenants, tenant), () => Memory.empty)
  const read = <A>(tenant: string, answer: (memory: Memory.Memory) => A) =>
    Effect.map(state.get, (tenants) => answer(of(tenants, tenant)))
  const write = <A, E>(tenant: string, change: (memory: Memory.Memory) => Change.Next<A, E>) =>
    state.modify((tenants) =>
      Either.map(change(of(tenants, tenant)), ([answer, next]) => [answer, HashMap.set(tenants, tenant, next)] as const)
    )
  return {
    insert: (tenant, inserts) => write(tenant, (memory) => Either.right(Change.insertAll(memory, registry, inserts))),
    find: (tenant, type, id) => read(tenant, (memory) => Memory.find(memory, type, id)),
    findHeld: (tenant, type, id) =>
      read(tenant, (memory) =>
        Option.map(Memory.find(memory, type, id), (resource) => ({
          resource,
          memberships: Membership.memberships(memory, [id])
        }))
      ),
    update: (tenant, type, id, now, decide) =>
      write(tenant, (memory) =>
        Change.ofResource(memory, type, id, (found) => Change.update(memory, registry, found, now, decide))
      ),
    remove: (tenant, type, id, now, keep, decide) =>
      write(tenant, (memory) =>
        Change.ofResource(memory, type, id, (found) => Change.remove(memory, found, now, keep, decide))
      ).pipe(Effect.map(Option.isSome)),
    kept: (tenant, type, from) => read(tenant, (memory) => Keeping.page(memory, type, from)),
    restore: (tenant, type, id, now, decide) =>
      write(tenant, (memory) => Keeping.restore(memory, type, id, now, decide)),
    atomically: state.atomically,
    versions: (tenant, ids) => read(tenant, (memory) => Answer.versions(memory, ids)),
    query: (tenant, asked) => read(tenant, (memory) => Answer.query(memory, registry, asked)),
    members: (tenant, groups) => read(tenant, (memory) => Membership.members(memory, groups)),
    memberCounts: (tenant, groups) => read(tenant, (memory) => Membership.memberCounts(memory, groups)),
    memberPage: (tenant, group, from) => read(tenant, (memory) => Membership.memberPage(memory, group, from)),
    memberships: (tenant, ids) => read(tenant, (memory) => Membership.memberships(memory, ids)),
    census: (tenant) => read(tenant, Answer.census),
    references: (tenant, ids) => read(tenant, (memory) => Answer.references(memory, ids))
  }
}
