/** What storage must do for tenants. A new database has one, `default`. */
import { Context, type Effect, type Option } from "effect"
import type { Tenant } from "../Tenant.ts"
import type { StoreError } from "./ResourceStore.ts"

export class TenantStore extends Context.Tag("rollcall/provider/TenantStore")<
  TenantStore,
  {
    /** False when the id is taken. */
    readonly insert: (tenant: Tenant) => Effect.Effect<boolean, StoreError>
    readonly find: (id: string) => Effect.Effect<Option.Option<Tenant>, StoreError>
    readonly list: () => Effect.Effect<ReadonlyArray<Tenant>, StoreError>
    /** Writes name and settings; false when there is no such tenant. */
    readonly update: (tenant: Tenant) => Effect.Effect<boolean, StoreError>
  }
>() {}
