/** What the administrator's API needs of its surroundings, and what a group of its endpoints is. */
import type { HttpApiGroup } from "@effect/platform"
import type { SchemaRegistry } from "@rollcall/core"
import type {
  AdministratorStore,
  ClientStore,
  EventStore,
  LogStore,
  Randomness,
  Reach,
  ResourceStore,
  SecretStore,
  SetupLinkStore,
  StorageStatus,
  TenantStore,
  TokenStore,
  WebhookSender,
  WebhookStore
} from "@rollcall/provider"
import { Context, type Effect, type Layer } from "effect"
import type { Admittance } from "./Admittance.ts"
import type { Streams } from "./EventStream.ts"
import type { LogStreams } from "./LogStreams.ts"
import type { Sessions } from "./Sessions.ts"
import type { Simulations } from "./Simulations.ts"

export type AdminServices =
  | AdministratorStore
  | SetupLinkStore
  | TenantStore
  | TokenStore
  | ClientStore
  | ResourceStore
  | EventStore
  | WebhookStore
  | WebhookSender
  | SecretStore
  | LogStore
  | StorageStatus
  | Randomness.Randomness

/** What endpoints know of the server that they are part of. */
export class Surroundings extends Context.Tag("rollcall/http/admin/Surroundings")<
  Surroundings,
  {
    readonly registry: SchemaRegistry.SchemaRegistry
    /** Where events may be sent. */
    readonly reach: Reach
    /** Done when the server is about to end: answers that go on end then. */
    readonly ending: Effect.Effect<void>
    readonly streams: Streams
  }
>() {}

export type Endpoints<Name extends string> = Layer.Layer<
  HttpApiGroup.ApiGroup<"rollcall", Name>,
  never,
  AdminServices | Surroundings | Admittance | LogStreams | Sessions | Simulations
>
