/** What storage must do for secrets of the service itself, which all of its processes share. */
import { Context, type Effect } from "effect"
import type { StoreError } from "./ResourceStore.ts"

export class SecretStore extends Context.Tag("rollcall/provider/SecretStore")<
  SecretStore,
  {
    /** The secret of that name. Where there is none yet, `proposed` becomes it, unless another process was quicker. */
    readonly secret: (name: string, proposed: Uint8Array) => Effect.Effect<Uint8Array, StoreError>
  }
>() {}
