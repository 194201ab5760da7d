/**
 * OAuth clients from their first day to their last: made, given other credentials and revoked, with a clock, a source of
 * secrets and a store.
 */
import { Token, TokenText } from "@rollcall/core"
import { Clock, Data, Effect, Option } from "effect"
import * as Client from "./Client.ts"
import { digest } from "./Digest.ts"
import * as PublicKeys from "./PublicKeys.ts"
import { ClientStore } from "./port/ClientStore.ts"
import type { StoreError } from "./port/ResourceStore.ts"
import { TenantStore } from "./port/TenantStore.ts"
import { identifier, Randomness } from "./Randomness.ts"
import * as Span from "./Span.ts"
import { UnknownTenant } from "./TokenService.ts"

export class UnknownClient extends Data.TaggedError("UnknownClient")<{ readonly id: string }> {}
/** A lifetime that access tokens cannot have; `detail` says which they can. */
export class InvalidLifetime extends Data.TaggedError("InvalidLifetime")<{ readonly detail: string }> {}
/** Somebody else gave it other credentials at the same moment, or it is revoked. */
export class NotRotated extends Data.TaggedError("NotRotated")<{ readonly detail: string }> {}

/** A client with its secret, which is shown now and never again; one with keys of its own has none. */
export interface Registered {
  readonly client: Client.Client
  readonly secret?: string
}

export interface Request {
  readonly tenant: string
  readonly name: string
  /** Left out, its tokens may do everything. */
  readonly scopes?: ReadonlyArray<Token.Scope>
  /** Milliseconds; an hour where it is not given. */
  readonly tokenMillis?: number
  /** The public keys that its assertions are signed with, as `PublicKeys` reads them. Without them it gets a secret. */
  readonly keys?: string
  readonly createdBy?: string
  readonly identityProvider?: string
}

/** By which people and secret scanners tell it from tokens. */
const secretPrefix = "rollcall_secret_"
const secretBytes = 32

export const create: (
  request: Request
) => Effect.Effect<
  Registered,
  UnknownTenant | InvalidLifetime | PublicKeys.InvalidKeys | StoreError,
  TenantStore | ClientStore | Randomness
> = Effect.fnUntraced(function* (request) {
  const { tenant, name, scopes = Token.allScopes, tokenMillis = Client.standardTokenMillis } = request
  if (Option.isNone(yield* (yield* TenantStore).find(tenant))) return yield* new UnknownTenant({ id: tenant })
  if (tokenMillis < Client.tokenMillisMin || tokenMillis > Client.tokenMillisMax) return yield* lifetime
  const { credentials, secret } = yield* make(request.keys)
  const client: Client.Client = {
    id: yield* identifier,
    tenant,
    name,
    scopes: Token.allScopes.filter((scope) => scopes.includes(scope)),
    tokenMillis,
    credentials,
    generation: 0,
    created: yield* Clock.currentTimeMillis,
    ...(request.createdBy === undefined ? {} : { createdBy: request.createdBy }),
    ...(request.identityProvider === undefined ? {} : { identityProvider: request.identityProvider })
  }
  yield* (yield* ClientStore).insert(client)
  return shown(client, secret)
}, Span.within("ClientService.create"))

/** Other credentials: a new secret, or these keys. What it had before does for `overlap` milliseconds, a day by default. */
export const rotate: (
  id: string,
  given?: { readonly keys?: string; readonly overlap?: number }
) => Effect.Effect<
  Registered,
  UnknownClient | NotRotated | PublicKeys.InvalidKeys | StoreError,
  ClientStore | Randomness
> = Effect.fnUntraced(function* (id, { keys, overlap } = {}) {
  const client = yield* find(id)
  if (client.revoked !== undefined) {
    return yield* new NotRotated({ detail: "The client is revoked, which nothing undoes. Make another one." })
  }
  if (keys === undefined && client.credentials._tag === "Keys") {
    return yield* new PublicKeys.InvalidKeys({
      detail: "The client signs with keys of its own. Give the new public ones."
    })
  }
  const { credentials, secret } = yield* make(keys)
  const rotated = Client.rotate(client, credentials, yield* Clock.currentTimeMillis, overlap)
  if (!(yield* (yield* ClientStore).rotate(rotated))) {
    return yield* new NotRotated({
      detail: "Somebody else has just given the client other credentials. Look at it again."
    })
  }
  return shown(rotated, secret)
}, Span.within("ClientService.rotate"))

/** Ends the client and every access token that it has, with the next request, in every process. */
export const revoke: (id: string) => Effect.Effect<Client.Client, UnknownClient | StoreError, ClientStore> =
  Effect.fnUntraced(function* (id) {
    const { revoked, ...client } = yield* find(id)
    const now = yield* Clock.currentTimeMillis
    yield* (yield* ClientStore).revoke(id, now)
    return { ...client, revoked: revoked ?? now }
  }, Span.within("ClientService.revoke"))

export const find: (id: string) => Effect.Effect<Client.Client, UnknownClient | StoreError, ClientStore> =
  Effect.fnUntraced(function* (id) {
    const client = yield* (yield* ClientStore).find(id)
    return Option.isSome(client) ? client.value : yield* new UnknownClient({ id })
  }, Span.within("ClientService.find"))

const minutesOf = (millis: number): number => millis / 60_000

const lifetime = new InvalidLifetime({
  detail: `Access tokens live ${minutesOf(Client.tokenMillisMin)} minutes to ${minutesOf(Client.tokenMillisMax) / 60} hours.`
})

const shown = (client: Client.Client, secret: string | undefined): Registered => ({
  client,
  ...(secret === undefined ? {} : { secret })
})

interface Made {
  readonly credentials: Client.Credentials
  readonly secret?: string
}

const make = Effect.fnUntraced(function* (
  keys: string | undefined
): Effect.fn.Return<Made, PublicKeys.InvalidKeys, Randomness> {
  if (keys !== undefined) return { credentials: { _tag: "Keys", keys: yield* PublicKeys.parse(keys) } }
  const secret = TokenText.print(yield* (yield* Randomness).bytes(secretBytes), secretPrefix)
  const hint = TokenText.hint(secret, secretPrefix)
  return { credentials: { _tag: "Secret", digest: digest(secret), hint }, secret }
})
