/**
 * Administrators from their first day to their last: made, let in and kept out, with a clock, a source of secrets and a
 * store. Who asks for something is not known here, only what becomes of it.
 */
import { TokenText } from "@rollcall/core"
import { Clock, Data, Effect, Option } from "effect"
import * as Administrator from "./Administrator.ts"
import { digest } from "./Digest.ts"
import * as Password from "./Password.ts"
import { AdministratorStore, type Admission } from "./port/AdministratorStore.ts"
import type { StoreError } from "./port/ResourceStore.ts"
import { TenantStore } from "./port/TenantStore.ts"
import { identifier, Randomness } from "./Randomness.ts"
import * as Span from "./Span.ts"
import { UnknownTenant } from "./TokenService.ts"

export class NameTaken extends Data.TaggedError("NameTaken")<{ readonly name: string }> {}
export class UnknownAdministrator extends Data.TaggedError("UnknownAdministrator")<{ readonly name: string }> {}
/** A name or a password that cannot be one; `detail` says what it must be. */
export class InvalidAdministrator extends Data.TaggedError("InvalidAdministrator")<{ readonly detail: string }> {}

/** Wrong name or wrong password: which of them is nobody's business. */
export class SignInRefused extends Data.TaggedError("SignInRefused")<object> {}
/** Too many wrong passwords: nothing was looked at. */
export class SignInDelayed extends Data.TaggedError("SignInDelayed")<{ readonly retryAfterSeconds: number }> {}

/** A session or key with its text, which is shown now and never again. */
export interface Admitted extends Admission {
  readonly text: string
}

export interface NewAdministrator {
  readonly name: string
  /** Absent of those who sign in by way of an OpenID provider alone. */
  readonly password?: string
  /** An operator has none. */
  readonly tenant?: string
}

export interface SignIn {
  readonly name: string
  readonly password: string
  /** What the session is recognised by. */
  readonly browser: string
}

const nameLengthMax = 200
const secretBytes = 32

/** A new administrator: of the tenant, or an operator where none is given. */
export const create: (
  request: NewAdministrator
) => Effect.Effect<
  Administrator.Administrator,
  NameTaken | UnknownTenant | InvalidAdministrator | StoreError,
  AdministratorStore | TenantStore | Randomness
> = Effect.fnUntraced(function* (request) {
  const { tenant } = request
  const checked = yield* checkName(request.name)
  if (tenant !== undefined && Option.isNone(yield* (yield* TenantStore).find(tenant))) {
    return yield* new UnknownTenant({ id: tenant })
  }
  const made = yield* prepare({ ...request, name: checked })
  if (!(yield* (yield* AdministratorStore).insert(made))) return yield* new NameTaken({ name: made.name })
  return made
}, Span.within("AdministratorService.create"))

/** The same, not stored yet. Whether the name is free and the tenant there is not looked at. */
export const prepare: (
  request: NewAdministrator
) => Effect.Effect<Administrator.Administrator, InvalidAdministrator, Randomness> = Effect.fnUntraced(function* ({
  name,
  password,
  tenant
}) {
  return {
    id: yield* identifier,
    name: yield* checkName(name),
    ...(tenant === undefined ? {} : { tenant }),
    password: password === undefined ? Password.none : yield* kept(password),
    created: yield* Clock.currentTimeMillis,
    failures: 0,
    waitsUntil: 0
  }
})

/** Lets somebody in who knows the password. */
export const signIn: (
  request: SignIn
) => Effect.Effect<Admitted, SignInRefused | SignInDelayed | StoreError, AdministratorStore | Randomness> =
  Effect.fnUntraced(function* (request) {
    const store = yield* AdministratorStore
    const { browser, password } = request
    const named = yield* store.findByName(Administrator.foldName(request.name))
    const now = yield* Clock.currentTimeMillis
    // Counted before the password is looked at, so that many tries at once are many tries.
    const found = Option.isNone(named) ? named : yield* store.countTry(named.value.id, now)
    if (Option.isNone(found)) {
      yield* Password.verifyNobody(password)
      return yield* new SignInRefused()
    }
    const administrator = found.value
    if (now < administrator.waitsUntil) {
      return yield* new SignInDelayed({ retryAfterSeconds: Math.ceil((administrator.waitsUntil - now) / 1_000) })
    }
    // Who has no password is not told apart by the time either.
    const isRight = yield* administrator.password === Password.none
      ? Password.verifyNobody(password)
      : Password.verify(password, administrator.password)
    if (!isRight || administrator.disabled !== undefined) return yield* new SignInRefused()
    yield* store.forgetTries(administrator.id)
    return yield* admitSession(administrator, browser)
  }, Span.within("AdministratorService.signIn"))

/** A session of somebody who has shown who they are. */
export const admitSession = (
  administrator: Administrator.Administrator,
  browser: string
): Effect.Effect<Admitted, StoreError, AdministratorStore | Randomness> =>
  admit(administrator, "session", browser, Administrator.sessionMillis)

/** A key for programs, with the rights of the administrator. */
export const issueKey = (
  administrator: Administrator.Administrator,
  name: string,
  lifetime: number = Administrator.keyMillis
): Effect.Effect<Admitted, StoreError, AdministratorStore | Randomness> => admit(administrator, "key", name, lifetime)

/** Whose session or key this text is, while it lets anybody in. */
export const recognise: (text: string) => Effect.Effect<Option.Option<Admission>, StoreError, AdministratorStore> =
  Effect.fnUntraced(function* (text) {
    const found = yield* (yield* AdministratorStore).findAccess(digest(text))
    const now = yield* Clock.currentTimeMillis
    return Option.filter(found, ({ access, administrator }) => Administrator.isLive(access, administrator, now))
  }, Span.within("AdministratorService.recognise"))

/** Another password: it ends every session, so that whoever knew the old one is out. */
export const setPassword: (
  name: string,
  password: string
) => Effect.Effect<
  Administrator.Administrator,
  UnknownAdministrator | InvalidAdministrator | StoreError,
  AdministratorStore | Randomness
> = Effect.fnUntraced(function* (name, password) {
  const administrator = yield* find(name)
  yield* (yield* AdministratorStore).setPassword(administrator.id, yield* kept(password))
  yield* end(administrator.id, { kind: "session" })
  return administrator
}, Span.within("AdministratorService.setPassword"))

/** Keeps an administrator out, sessions and keys at once, or lets them in again. */
export const setDisabled: (
  name: string,
  isDisabled: boolean
) => Effect.Effect<Administrator.Administrator, UnknownAdministrator | StoreError, AdministratorStore> =
  Effect.fnUntraced(function* (name, isDisabled) {
    const { disabled, ...rest } = yield* find(name)
    const now = yield* Clock.currentTimeMillis
    const since = isDisabled ? (disabled ?? now) : undefined
    yield* (yield* AdministratorStore).setDisabled(rest.id, since)
    if (isDisabled) yield* end(rest.id, { kind: "session" })
    return since === undefined ? rest : { ...rest, disabled: since }
  }, Span.within("AdministratorService.setDisabled"))

/** Ends one session or key, or all of a kind. */
export const end = (
  administrator: string,
  which: Parameters<AdministratorStore["Type"]["revoke"]>[1]
): Effect.Effect<void, StoreError, AdministratorStore> =>
  Effect.gen(function* () {
    yield* (yield* AdministratorStore).revoke(administrator, which, yield* Clock.currentTimeMillis)
  })

export const find: (
  name: string
) => Effect.Effect<Administrator.Administrator, UnknownAdministrator | StoreError, AdministratorStore> =
  Effect.fnUntraced(function* (name) {
    const found = yield* (yield* AdministratorStore).findByName(Administrator.foldName(name))
    return Option.isSome(found) ? found.value : yield* new UnknownAdministrator({ name })
  }, Span.within("AdministratorService.find"))

/** A password for somebody who gave none: 128 bits, as people can copy them. */
export const randomPassword: Effect.Effect<string, never, Randomness> = Effect.gen(function* () {
  const bytes = yield* (yield* Randomness).bytes(25)
  const characters = Array.from(bytes, (byte) => readable[byte % readable.length])
  return [0, 5, 10, 15, 20].map((start) => characters.slice(start, start + 5).join("")).join("-")
})

/** 32 characters, none of which is taken for another. */
const readable = "abcdefghijkmnopqrstuvwxyz2345679"

/** The name as it is compared. */
const checkName = (given: string): Effect.Effect<string, InvalidAdministrator> => {
  const name = Administrator.foldName(given)
  return name !== "" && name.length <= nameLengthMax
    ? Effect.succeed(name)
    : new InvalidAdministrator({ detail: `The name must be of 1 to ${nameLengthMax} characters, such as an address.` })
}

const kept = (password: string): Effect.Effect<string, InvalidAdministrator, Randomness> =>
  Password.isLongEnough(password)
    ? Password.hash(password)
    : new InvalidAdministrator({ detail: `The password must be ${Password.expected}.` })

const admit = Effect.fnUntraced(function* (
  administrator: Administrator.Administrator,
  kind: keyof typeof prefixes,
  name: string,
  lifetime: number
): Effect.fn.Return<Admitted, StoreError, AdministratorStore | Randomness> {
  const text = TokenText.print(yield* (yield* Randomness).bytes(secretBytes), prefixes[kind])
  const created = yield* Clock.currentTimeMillis
  const access: Administrator.Access = {
    id: yield* identifier,
    administrator: administrator.id,
    kind,
    name: name.slice(0, nameLengthMax),
    digest: digest(text),
    created,
    expires: created + lifetime
  }
  yield* (yield* AdministratorStore).admit(access)
  return { access, administrator, text }
})

/** By which people and secret scanners tell them from the tokens of identity providers. */
const prefixes = { session: "rollcall_session_", key: "rollcall_key_" } as const
