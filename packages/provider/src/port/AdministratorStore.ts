/** What storage must do for those who administer, and for the sessions and keys that let them in. */
import { Context, type Effect, type Option } from "effect"
import type { Access, Administrator, Identity } from "../Administrator.ts"
import type { StoreError } from "./ResourceStore.ts"

/** A session or a key with whose it is, as one indexed lookup finds them. */
export interface Admission {
  readonly access: Access
  readonly administrator: Administrator
}

export class AdministratorStore extends Context.Tag("rollcall/provider/AdministratorStore")<
  AdministratorStore,
  {
    /** False when the name is taken. */
    readonly insert: (administrator: Administrator) => Effect.Effect<boolean, StoreError>
    readonly find: (id: string) => Effect.Effect<Option.Option<Administrator>, StoreError>
    readonly findByName: (name: string) => Effect.Effect<Option.Option<Administrator>, StoreError>
    readonly findByIdentity: (identity: Identity) => Effect.Effect<Option.Option<Administrator>, StoreError>
    /** Whether there is one, disabled or not. */
    readonly hasOperator: () => Effect.Effect<boolean, StoreError>
    /** All, or those of a tenant, in the order in which they were made. */
    readonly list: (tenant?: string) => Effect.Effect<ReadonlyArray<Administrator>, StoreError>
    /**
     * Counts a try with a password as `Administrator.failed` does, one try after another, unless it comes too early;
     * answers the administrator as they were before it.
     */
    readonly countTry: (id: string, now: number) => Effect.Effect<Option.Option<Administrator>, StoreError>
    readonly forgetTries: (id: string) => Effect.Effect<void, StoreError>
    /** Writes the password as it is kept, and forgets the tries with the old one. */
    readonly setPassword: (id: string, password: string) => Effect.Effect<void, StoreError>
    /** Since when they are disabled, or that they are not. */
    readonly setDisabled: (id: string, since: number | undefined) => Effect.Effect<void, StoreError>
    /** Whom an OpenID provider knows them as; none where they are not bound. */
    readonly identityOf: (id: string) => Effect.Effect<Option.Option<Identity>, StoreError>
    /** Binds them to the identity; false, and nothing is changed, where either is bound already. */
    readonly bind: (id: string, identity: Identity) => Effect.Effect<boolean, StoreError>
    readonly unbind: (id: string) => Effect.Effect<void, StoreError>
    readonly admit: (access: Access) => Effect.Effect<void, StoreError>
    readonly findAccess: (digest: string) => Effect.Effect<Option.Option<Admission>, StoreError>
    /** The sessions and keys of an administrator, in the order in which they were made. */
    readonly accesses: (administrator: string) => Effect.Effect<ReadonlyArray<Access>, StoreError>
    /** Ends one of the administrator's, or all of the kind; those that had ended before stay as they are. */
    readonly revoke: (
      administrator: string,
      which: { readonly id: string } | { readonly kind: Access["kind"] },
      now: number
    ) => Effect.Effect<void, StoreError>
  }
>() {}
