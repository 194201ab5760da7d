/** What storage must do for tokens and the tenants that they name. */
import type { Token } from "@rollcall/core"
import { Context, type Effect, type Option } from "effect"
import type { Tenant } from "../Tenant.ts"
import type { StoreError } from "./ResourceStore.ts"

/** A token with its tenant, as one indexed lookup finds them. */
export interface Credential {
  readonly token: Token.Token
  readonly tenant: Tenant
}

export class TokenStore extends Context.Tag("rollcall/provider/TokenStore")<
  TokenStore,
  {
    readonly insert: (token: Token.Token) => Effect.Effect<void, StoreError>
    /** One indexed lookup by digest, whatever the number of tokens. */
    readonly findByDigest: (digest: string) => Effect.Effect<Option.Option<Credential>, StoreError>
    readonly find: (id: string) => Effect.Effect<Option.Option<Token.Token>, StoreError>
    readonly list: (tenant?: string) => Effect.Effect<ReadonlyArray<Token.Token>, StoreError>
    /** Writes the retired token and its successor, both or neither. */
    readonly rotate: (retired: Token.Token, successor: Token.Token) => Effect.Effect<void, StoreError>
    /** Writes expiry and revocation as the token now has them; a revocation that is there already stays. */
    readonly update: (token: Token.Token) => Effect.Effect<void, StoreError>
    /** Notes a use, at most once a minute for each token. Milliseconds since 1970. */
    readonly touch: (id: string, now: number) => Effect.Effect<void, StoreError>
  }
>() {}
