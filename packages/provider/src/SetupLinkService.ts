/**
 * Links that let somebody in once, from their making to the session that they open. Whoever comes by one is nobody's
 * administrator: the session is held to its tenant and to `Administrator.setupRights`.
 */
import { TokenText } from "@rollcall/core"
import { Clock, Data, Effect, Option } from "effect"
import type * as Administrator from "./Administrator.ts"
import * as AdministratorService from "./AdministratorService.ts"
import { digest } from "./Digest.ts"
import * as Password from "./Password.ts"
import { AdministratorStore, type Admission } from "./port/AdministratorStore.ts"
import type { StoreError } from "./port/ResourceStore.ts"
import { SetupLinkStore } from "./port/SetupLinkStore.ts"
import { TenantStore } from "./port/TenantStore.ts"
import { identifier, Randomness } from "./Randomness.ts"
import * as SetupLink from "./SetupLink.ts"
import * as Span from "./Span.ts"
import { UnknownTenant } from "./TokenService.ts"

/** The link opens nothing, and why: it is told to those alone who have its secret, but for `unknown`. */
export class LinkRefused extends Data.TaggedError("LinkRefused")<{
  readonly reason: "unknown" | Exclude<SetupLink.State, "unopened">
}> {}
/** There is an operator, who lets others in. */
export class OperatorExists extends Data.TaggedError("OperatorExists")<object> {}

/** A link with its secret, which is shown now and never again. */
export interface Issued {
  readonly link: SetupLink.SetupLink
  readonly secret: string
}

/** What opening a link gives: a session with its text. */
export interface Opened {
  readonly link: SetupLink.SetupLink
  readonly session: SetupLink.Session
  readonly tenant: string
  readonly text: string
}

export interface Request {
  readonly tenant: string
  readonly note?: string
  /** Milliseconds; a week where it is not given. */
  readonly lifetime?: number
  /** The administrator who asks for it. */
  readonly maker?: string
}

export interface FirstOperator {
  readonly secret: string
  readonly name: string
  readonly password: string
  /** What the session is recognised by. */
  readonly browser: string
}

/** A link to the set-up of a tenant. */
export const issue: (
  request: Request
) => Effect.Effect<Issued, UnknownTenant | StoreError, SetupLinkStore | TenantStore | Randomness> = Effect.fnUntraced(
  function* ({ tenant, note = "", lifetime = SetupLink.lifetimeMillis, maker }) {
    if (Option.isNone(yield* (yield* TenantStore).find(tenant))) return yield* new UnknownTenant({ id: tenant })
    const bounded = Math.min(lifetime, SetupLink.lifetimeMillisMax)
    return yield* make(bounded, { tenant, note, ...(maker === undefined ? {} : { maker }) })
  },
  Span.within("SetupLinkService.issue")
)

/** Opens a tenant's link, which works once. */
export const open: (secret: string) => Effect.Effect<Opened, LinkRefused | StoreError, SetupLinkStore | Randomness> =
  Effect.fnUntraced(function* (secret) {
    const link = yield* unopened(secret, "tenant")
    const text = TokenText.print(yield* (yield* Randomness).bytes(TokenText.secretBytes), sessionPrefix)
    const created = yield* Clock.currentTimeMillis
    const session = { digest: digest(text), created, expires: created + SetupLink.sessionMillis }
    const isMine = yield* (yield* SetupLinkStore).open(link.id, session)
    if (!isMine || link.tenant === undefined) return yield* new LinkRefused({ reason: "opened" })
    return { link: { ...link, session }, session, tenant: link.tenant, text }
  }, Span.within("SetupLinkService.open"))

/** Whom this text of a session lets in, while it does: somebody without a name, who is treated as `setup` says. */
export const recognise: (text: string) => Effect.Effect<Option.Option<Admission>, StoreError, SetupLinkStore> =
  Effect.fnUntraced(function* (text) {
    if (!text.startsWith(sessionPrefix)) return Option.none()
    const found = yield* (yield* SetupLinkStore).findBySession(digest(text))
    const now = yield* Clock.currentTimeMillis
    return Option.flatMap(found, (link) => (SetupLink.isSessionLive(link, now) ? admission(link) : Option.none()))
  }, Span.within("SetupLinkService.recognise"))

/** Ends a link of the tenant and what it has opened; nothing where the tenant has none of that id. */
export const revoke: (
  tenant: string,
  id: string
) => Effect.Effect<Option.Option<SetupLink.SetupLink>, StoreError, SetupLinkStore> = Effect.fnUntraced(function* (
  tenant,
  id
) {
  const store = yield* SetupLinkStore
  const found = yield* store.find(tenant, id)
  if (Option.isNone(found)) return found
  const now = yield* Clock.currentTimeMillis
  yield* store.revoke(id, now)
  return Option.some({ ...found.value, revoked: found.value.revoked ?? now })
}, Span.within("SetupLinkService.revoke"))

/** Whether nobody is there yet who could let others in. */
export const isFirstOperatorMissing: Effect.Effect<boolean, StoreError, AdministratorStore> = Effect.flatMap(
  AdministratorStore,
  (store) => Effect.map(store.hasOperator(), (is) => !is)
)

/**
 * A link that makes the first operator. Those that other processes have printed are good until their own hour is over,
 * or until one of all has been used.
 */
export const issueForFirstOperator: Effect.Effect<
  Issued,
  OperatorExists | StoreError,
  AdministratorStore | SetupLinkStore | Randomness
> = Effect.gen(function* () {
  if (!(yield* isFirstOperatorMissing)) return yield* new OperatorExists()
  yield* (yield* SetupLinkStore).forgetExpired(yield* Clock.currentTimeMillis)
  return yield* make(SetupLink.firstOperatorMillis, { note: "" })
}).pipe(Span.within("SetupLinkService.issueForFirstOperator"))

/** Makes the first operator, and lets them in. The secret is looked at before anything is done that costs time. */
export const makeFirstOperator: (
  request: FirstOperator
) => Effect.Effect<
  AdministratorService.Admitted,
  | LinkRefused
  | OperatorExists
  | AdministratorService.NameTaken
  | AdministratorService.InvalidAdministrator
  | StoreError,
  AdministratorStore | SetupLinkStore | Randomness
> = Effect.fnUntraced(function* ({ secret, name, password, browser }) {
  if (!(yield* isFirstOperatorMissing)) return yield* new OperatorExists()
  const link = yield* unopened(secret, "first operator")
  const administrator = yield* AdministratorService.prepare({ name, password })
  switch (yield* (yield* SetupLinkStore).makeFirstOperator(link.id, administrator)) {
    case "made":
      return yield* AdministratorService.admitSession(administrator, browser)
    case "nameTaken":
      return yield* new AdministratorService.NameTaken({ name: administrator.name })
    case "refused":
      return yield* new OperatorExists()
  }
}, Span.within("SetupLinkService.makeFirstOperator"))

/** The link with this secret, where it is of that kind and opens something now. */
const unopened = Effect.fnUntraced(function* (
  secret: string,
  kind: "tenant" | "first operator"
): Effect.fn.Return<SetupLink.SetupLink, LinkRefused | StoreError, SetupLinkStore> {
  const found = yield* (yield* SetupLinkStore).findByDigest(digest(secret))
  if (Option.isNone(found) || (found.value.tenant === undefined) !== (kind === "first operator")) {
    return yield* new LinkRefused({ reason: "unknown" })
  }
  const reason = SetupLink.stateOf(found.value, yield* Clock.currentTimeMillis)
  return reason === "unopened" ? found.value : yield* new LinkRefused({ reason })
})

const make = Effect.fnUntraced(function* (
  lifetime: number,
  given: Pick<SetupLink.SetupLink, "tenant" | "note" | "maker">
): Effect.fn.Return<Issued, StoreError, SetupLinkStore | Randomness> {
  const secret = TokenText.print(yield* (yield* Randomness).bytes(TokenText.secretBytes), secretPrefix)
  const created = yield* Clock.currentTimeMillis
  const link = { id: yield* identifier, ...given, digest: digest(secret), created, expires: created + lifetime }
  yield* (yield* SetupLinkStore).insert(link)
  return { link, secret }
})

/** The link stands in for a person, whose id and name are its own. */
const admission = ({ id, tenant, note, session }: SetupLink.SetupLink): Option.Option<Admission> => {
  if (tenant === undefined || session === undefined) return Option.none()
  const { created, expires, digest } = session
  const name = note === "" ? "set-up link" : `set-up link for ${note}`
  const access: Administrator.Access = { id, administrator: id, kind: "setup", name: note, digest, created, expires }
  const unnamed = { id, name, tenant, password: Password.none, created, failures: 0, waitsUntil: 0 }
  return Option.some({ access, administrator: unnamed })
}

/** By which people and secret scanners tell them from all else that begins with rollcall_. */
const secretPrefix = "rollcall_setup_"
const sessionPrefix = "rollcall_setupsession_"
