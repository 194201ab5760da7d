/** What the administrator's API needs of its surroundings, and what a group of its endpoints is. */
import type { HttpApiGroup } from "@effect/platform"
import type {
  AdministratorStore,
  Randomness,
  ResourceStore,
  SecretStore,
  SetupLinkStore,
  TenantStore,
  TokenStore
} from "@rollcall/provider"
import type { Layer } from "effect"
import type { Admittance } from "./Admittance.ts"

export type AdminServices =
  | AdministratorStore
  | SetupLinkStore
  | TenantStore
  | TokenStore
  | ResourceStore
  | SecretStore
  | Randomness.Randomness

export type Endpoints<Name extends string> = Layer.Layer<
  HttpApiGroup.ApiGroup<"rollcall", Name>,
  never,
  AdminServices | Admittance
>
