/** What the administrator's API needs of its surroundings, and what a group of its endpoints is. */
import type { HttpApiGroup } from "@effect/platform"
import type { SchemaRegistry } from "@rollcall/core"
import type {
  AdministratorStore,
  EventStore,
  Randomness,
  Reach,
  ResourceStore,
  TenantStore,
  TokenStore,
  WebhookSender,
  WebhookStore
} from "@rollcall/provider"
import { Context, type Deferred, type Layer } from "effect"
import type { Admittance } from "./Admittance.ts"
import type { Streams } from "./EventStream.ts"

export type AdminServices =
  | AdministratorStore
  | TenantStore
  | TokenStore
  | ResourceStore
  | EventStore
  | WebhookStore
  | WebhookSender
  | Randomness.Randomness

/** A header in which `AdminHandler` alone writes: under which address the server is asked, without the path of SCIM. */
export const rootHeader = "x-rollcall-root"

/** What endpoints know of the server that they are part of. */
export class Surroundings extends Context.Tag("rollcall/http/admin/Surroundings")<
  Surroundings,
  {
    readonly registry: SchemaRegistry.SchemaRegistry
    /** Where events may be sent. */
    readonly reach: Reach
    /** Done when the server is about to end: answers that go on end then. */
    readonly ending: Deferred.Deferred<void>
    readonly streams: Streams
  }
>() {}

export type Endpoints<Name extends string> = Layer.Layer<
  HttpApiGroup.ApiGroup<"rollcall", Name>,
  never,
  AdminServices | Surroundings | Admittance
>
