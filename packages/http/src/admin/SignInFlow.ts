/**
 * A sign-in between its two halves, while somebody is at the OpenID provider. The browser keeps it, sealed, so that any
 * process can go on with it, nobody else can, and nothing is left of those that were never finished.
 */
import { Randomness, Seal, type SecretStore, type StoreError } from "@rollcall/provider"
import { Clock, Effect, Encoding, Option, Schema } from "effect"

/** Long enough for a second factor that has to be looked for. */
export const lifetimeMillis: number = 10 * 60_000

/** RFC 7636 §4.1 has 256 bits for the verifier, which is plenty for the others. */
const secretBytes = 32

const SignInFlow = Schema.Struct({
  /** Comes back with the browser. */
  state: Schema.String,
  /** Comes back in the ID token. */
  nonce: Schema.String,
  /** Shows the provider that whoever redeems the code has asked for it. */
  verifier: Schema.String,
  redirectUri: Schema.String,
  /** Milliseconds since 1970. */
  expires: Schema.Number
})

export type SignInFlow = typeof SignInFlow.Type

const text = Schema.parseJson(SignInFlow)

export const begin = (redirectUri: string): Effect.Effect<SignInFlow, never, Randomness.Randomness> =>
  Effect.gen(function* () {
    const [state, nonce, verifier] = [yield* secret, yield* secret, yield* secret]
    const expires = (yield* Clock.currentTimeMillis) + lifetimeMillis
    return { state, nonce, verifier, redirectUri, expires }
  })

/** The flow as the browser keeps it, for one provider. */
export const seal = (
  provider: string,
  flow: SignInFlow
): Effect.Effect<string, StoreError, SecretStore | Randomness.Randomness> =>
  Seal.seal(purpose(provider), Schema.encodeSync(text)(flow))

/** What was sealed for the same provider and has not expired. */
export const open = (
  provider: string,
  sealed: string
): Effect.Effect<Option.Option<SignInFlow>, StoreError, SecretStore | Randomness.Randomness> =>
  Effect.gen(function* () {
    const opened = Option.fromNullable(yield* Seal.open(purpose(provider), sealed))
    const now = yield* Clock.currentTimeMillis
    return opened.pipe(
      Option.flatMap(Schema.decodeOption(text)),
      Option.filter(({ expires }) => now < expires)
    )
  })

const purpose = (provider: string): Seal.Purpose => ({ key: "signin", context: provider })

const secret = Effect.gen(function* () {
  return Encoding.encodeBase64Url(yield* (yield* Randomness.Randomness).bytes(secretBytes))
})
