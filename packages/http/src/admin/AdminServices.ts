/** What the administrator's API needs of its surroundings, and what a group of its endpoints is. */
import type { HttpApiGroup } from "@effect/platform"
import type {
  AdministratorStore,
  ClientStore,
  EventStore,
  LogStore,
  Randomness,
  ResourceStore,
  SecretStore,
  SetupLinkStore,
  StorageStatus,
  TenantStore,
  TokenStore
} from "@rollcall/provider"
import type { Layer } from "effect"
import type { Admittance } from "./Admittance.ts"
import type { LogStreams } from "./LogStreams.ts"
import type { Sessions } from "./Sessions.ts"

export type AdminServices =
  | AdministratorStore
  | SetupLinkStore
  | TenantStore
  | TokenStore
  | ClientStore
  | ResourceStore
  | EventStore
  | SecretStore
  | LogStore
  | StorageStatus
  | Randomness.Randomness

export type Endpoints<Name extends string> = Layer.Layer<
  HttpApiGroup.ApiGroup<"rollcall", Name>,
  never,
  AdminServices | Admittance | LogStreams | Sessions
>
