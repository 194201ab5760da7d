/**
 * Administrators who sign in by way of an OpenID provider. Who somebody is says `sub` of that issuer and nothing else
 * (OpenID Connect Core 1.0 §5.7): the address only finds the administrator who is meant, once, and binds the two. Makes
 * nobody an administrator.
 */
import { Data, Effect, Option } from "effect"
import * as Administrator from "./Administrator.ts"
import * as AdministratorService from "./AdministratorService.ts"
import { AdministratorStore } from "./port/AdministratorStore.ts"
import type { StoreError } from "./port/ResourceStore.ts"
import type { Randomness } from "./Randomness.ts"
import * as Span from "./Span.ts"

/** What the provider vouches for. */
export interface Claims extends Administrator.Identity {
  readonly email?: string
  /** Whether it has made sure that the address is theirs. */
  readonly isEmailVerified: boolean
}

/** Why nobody was let in: the identity has no administrator, theirs has another one, or they are kept out. */
export class IdentityRefused extends Data.TaggedError("IdentityRefused")<{
  readonly reason: "unknown" | "unverified" | "bound" | "disabled"
}> {}

/** Either has another one already. */
export class IdentityTaken extends Data.TaggedError("IdentityTaken")<{ readonly name: string }> {}

/** Lets in whom the claims are about. `browser` is what the session is recognised by. */
export const signIn: (
  claims: Claims,
  browser: string
) => Effect.Effect<AdministratorService.Admitted, IdentityRefused | StoreError, AdministratorStore | Randomness> =
  Effect.fnUntraced(function* (claims, browser) {
    const store = yield* AdministratorStore
    const bound = yield* store.findByIdentity({ issuer: claims.issuer, subject: claims.subject })
    const administrator = Option.isSome(bound) ? bound.value : yield* meant(claims)
    if (administrator.disabled !== undefined) return yield* new IdentityRefused({ reason: "disabled" })
    if (Option.isNone(bound) && !(yield* store.bind(administrator.id, claims))) {
      return yield* new IdentityRefused({ reason: "bound" })
    }
    return yield* AdministratorService.admitSession(administrator, browser)
  }, Span.within("IdentityService.signIn"))

/** Binds an administrator to an identity before they have signed in with it. */
export const bind: (
  name: string,
  identity: Administrator.Identity
) => Effect.Effect<
  Administrator.Administrator,
  AdministratorService.UnknownAdministrator | IdentityTaken | StoreError,
  AdministratorStore
> = Effect.fnUntraced(function* (name, identity) {
  const administrator = yield* AdministratorService.find(name)
  if (!(yield* (yield* AdministratorStore).bind(administrator.id, identity))) {
    return yield* new IdentityTaken({ name: administrator.name })
  }
  return administrator
}, Span.within("IdentityService.bind"))

/** Takes the identity away, and ends every session, of which some may be its own. */
export const unbind: (
  name: string
) => Effect.Effect<
  Administrator.Administrator,
  AdministratorService.UnknownAdministrator | StoreError,
  AdministratorStore
> = Effect.fnUntraced(function* (name) {
  const administrator = yield* AdministratorService.find(name)
  yield* (yield* AdministratorStore).unbind(administrator.id)
  yield* AdministratorService.end(administrator.id, { kind: "session" })
  return administrator
}, Span.within("IdentityService.unbind"))

/** The administrator with this address for a name. */
const meant = Effect.fnUntraced(function* ({
  email,
  isEmailVerified
}: Claims): Effect.fn.Return<Administrator.Administrator, IdentityRefused | StoreError, AdministratorStore> {
  if (email === undefined || !isEmailVerified) return yield* new IdentityRefused({ reason: "unverified" })
  // Names are folded, and an address that folds to another one is not that one: somebody else may have it.
  const found = isFoldedToItself(email)
    ? yield* (yield* AdministratorStore).findByName(Administrator.foldName(email))
    : Option.none()
  return Option.isSome(found) ? found.value : yield* new IdentityRefused({ reason: "unknown" })
})

const isFoldedToItself = (email: string): boolean => email.normalize("NFKC") === email && email.trim() === email
