/** What storage must do for tenants. A new database has one, `default`. */
import { Context, type Effect, type Either, type Option } from "effect"
import type { Tenant } from "../Tenant.ts"
import type { StoreError } from "./ResourceStore.ts"

export class TenantStore extends Context.Tag("rollcall/provider/TenantStore")<
  TenantStore,
  {
    /** False when the id is taken. */
    readonly insert: (tenant: Tenant) => Effect.Effect<boolean, StoreError>
    readonly find: (id: string) => Effect.Effect<Option.Option<Tenant>, StoreError>
    readonly list: () => Effect.Effect<ReadonlyArray<Tenant>, StoreError>
    /** The first ones behind that id, in the order of ids by code point; from the beginning where there is none. */
    readonly page: (after: string | undefined, limit: number) => Effect.Effect<ReadonlyArray<Tenant>, StoreError>
    /** Writes name and settings; false when there is no such tenant. */
    readonly update: (tenant: Tenant) => Effect.Effect<boolean, StoreError>
    /**
     * Lets `decide` say what becomes of name and settings, while nobody else changes them. `decide` is pure and may be
     * called again. None when there is no such tenant.
     */
    readonly change: <E>(
      id: string,
      decide: (tenant: Tenant) => Either.Either<Pick<Tenant, "name" | "settings">, E>
    ) => Effect.Effect<Option.Option<Tenant>, E | StoreError>
  }
>() {}
