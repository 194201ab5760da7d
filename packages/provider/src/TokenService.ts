/**
 * Tokens from their first day to their last: the policy of core, with a clock, a source of secrets and a store.
 */
import { SchemaRegistry, type Token, TokenPolicy, TokenText } from "@rollcall/core"
import { Clock, Data, Effect, Option } from "effect"
import { digest } from "./Digest.ts"
import { ResourceStore, type StoreError } from "./port/ResourceStore.ts"
import { TenantStore } from "./port/TenantStore.ts"
import { TokenStore } from "./port/TokenStore.ts"
import { identifier, Randomness } from "./Randomness.ts"
import * as Span from "./Span.ts"

export class UnknownTenant extends Data.TaggedError("UnknownTenant")<{ readonly id: string }> {}
export class UnknownUser extends Data.TaggedError("UnknownUser")<{ readonly id: string; readonly tenant: string }> {}
export class UnknownToken extends Data.TaggedError("UnknownToken")<{ readonly id: string }> {}

/** A token with its text, which is shown now and never again. */
export interface Issued {
  readonly token: Token.Token
  readonly text: string
}

export interface Request {
  readonly tenant: string
  readonly name: string
  readonly scopes?: ReadonlyArray<Token.Scope>
  /** The id of the user that the token stands for, who must be there. */
  readonly user?: string
  /** As the token has them. */
  readonly createdBy?: string
  readonly identityProvider?: string
  /** Milliseconds; a year where it is not given. */
  readonly lifetime?: number
}

/** 256 bits: a guesser has no chance, so one fast digest is enough to keep a token by. */
const secretBytes = 32

export const issue: (
  request: Request
) => Effect.Effect<
  Issued,
  UnknownTenant | UnknownUser | StoreError,
  TenantStore | TokenStore | ResourceStore | Randomness
> = Effect.fnUntraced(function* (request) {
  const { tenant, user } = request
  if (Option.isNone(yield* (yield* TenantStore).find(tenant))) return yield* new UnknownTenant({ id: tenant })
  if (user !== undefined && Option.isNone(yield* (yield* ResourceStore).find(tenant, SchemaRegistry.user, user))) {
    return yield* new UnknownUser({ id: user, tenant })
  }
  const issued = yield* make(request, yield* Clock.currentTimeMillis)
  yield* (yield* TokenStore).insert(issued.token)
  return issued
}, Span.within("TokenService.issue"))

/**
 * A new token with the name, scopes and lifetime of the old one, which lives on for `overlap` milliseconds. It is of
 * whoever rotates.
 */
export const rotate: (
  id: string,
  overlap?: number,
  createdBy?: string
) => Effect.Effect<Issued & { readonly retired: Token.Token }, UnknownToken | StoreError, TokenStore | Randomness> =
  Effect.fnUntraced(function* (id, overlap, createdBy) {
    const now = yield* Clock.currentTimeMillis
    const { old, successor } = TokenPolicy.rotate(yield* find(id), overlap === undefined ? { now } : { now, overlap })
    const issued = yield* make({ ...successor, ...(createdBy === undefined ? {} : { createdBy }) }, now)
    yield* (yield* TokenStore).rotate(old, issued.token)
    return { ...issued, retired: old }
  }, Span.within("TokenService.rotate"))

/** Takes effect with the next request, in every process. */
export const revoke: (id: string) => Effect.Effect<Token.Token, UnknownToken | StoreError, TokenStore> =
  Effect.fnUntraced(function* (id) {
    const revoked = TokenPolicy.revoke(yield* find(id), yield* Clock.currentTimeMillis)
    yield* (yield* TokenStore).update(revoked)
    return revoked
  }, Span.within("TokenService.revoke"))

const find = Effect.fnUntraced(function* (
  id: string
): Effect.fn.Return<Token.Token, UnknownToken | StoreError, TokenStore> {
  const token = yield* (yield* TokenStore).find(id)
  return Option.isSome(token) ? token.value : yield* new UnknownToken({ id })
}, Span.within("TokenService.find"))

const make = Effect.fnUntraced(function* (request: Request, now: number) {
  const text = TokenText.print(yield* (yield* Randomness).bytes(secretBytes))
  const id = yield* identifier
  const issued: Issued = {
    token: TokenPolicy.issue({ id, digest: digest(text), hint: TokenText.hint(text), ...request, now }),
    text
  }
  return issued
})
