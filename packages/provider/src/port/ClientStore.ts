/**
 * What storage must do for OAuth clients and the access tokens that they get. A service provider without one has static
 * tokens alone and no token endpoint.
 */
import { Context, type Effect, type Option } from "effect"
import type { AccessToken, Client } from "../Client.ts"
import type { Tenant } from "../Tenant.ts"
import type { StoreError } from "./ResourceStore.ts"

/** An access token with whose it is, as one indexed lookup finds them. */
export interface ClientCredential {
  readonly access: AccessToken
  readonly client: Client
  readonly tenant: Tenant
}

export interface ClientQuery {
  readonly tenant?: string
  /** Only those behind this one, in the order in which they were made. */
  readonly after?: Pick<Client, "created" | "id">
  readonly limit?: number
}

export class ClientStore extends Context.Tag("rollcall/provider/ClientStore")<
  ClientStore,
  {
    readonly insert: (client: Client) => Effect.Effect<void, StoreError>
    readonly find: (id: string) => Effect.Effect<Option.Option<Client>, StoreError>
    /** In the order in which they were made. */
    readonly list: (query: ClientQuery) => Effect.Effect<ReadonlyArray<Client>, StoreError>
    /** Writes credentials, generation and those before. False where another rotation was quicker. */
    readonly rotate: (rotated: Client) => Effect.Effect<boolean, StoreError>
    /** The first revocation counts. */
    readonly revoke: (id: string, now: number) => Effect.Effect<void, StoreError>
    /** Keeps an access token, and notes the use of the client, at most once a minute. */
    readonly issue: (access: AccessToken) => Effect.Effect<void, StoreError>
    /** Also where it has expired a short while ago, so that its owner can be told. */
    readonly findAccess: (digest: string) => Effect.Effect<Option.Option<ClientCredential>, StoreError>
    /** Remembers an assertion of the client until then. False where it is remembered already, by whichever process. */
    readonly useAssertion: (client: Client, digest: string, expires: number) => Effect.Effect<boolean, StoreError>
    /** Takes away what expired before that time, at most so many access tokens and assertions; answers how many. */
    readonly sweep: (before: number, limit: number) => Effect.Effect<number, StoreError>
  }
>() {}
