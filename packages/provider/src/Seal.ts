/**
 * Text that only the service itself can read and make, for what clients keep for it: every process has the same key, so
 * the server keeps nothing. What it is for is sealed with it: text for one purpose opens for no other.
 */
import { xchacha20poly1305 } from "@noble/ciphers/chacha.js"
import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js"
import { Effect, Either, Encoding } from "effect"
import type { StoreError } from "./port/ResourceStore.ts"
import { SecretStore } from "./port/SecretStore.ts"
import { Randomness } from "./Randomness.ts"

export interface Purpose {
  /** The name of the key. */
  readonly key: string
  /** What the text belongs to, such as a tenant; it is not in the text. */
  readonly context: string
}

const keyBytes = 32
const nonceBytes = 24

const keyOf = (name: string): Effect.Effect<Uint8Array, StoreError, SecretStore | Randomness> =>
  Effect.gen(function* () {
    const proposed = yield* (yield* Randomness).bytes(keyBytes)
    return yield* (yield* SecretStore).secret(name, proposed)
  })

/** The plain text as one of unreserved characters. */
export const seal: (purpose: Purpose, plain: string) => Effect.Effect<string, StoreError, SecretStore | Randomness> =
  Effect.fnUntraced(function* ({ key, context }, plain) {
    const nonce = yield* (yield* Randomness).bytes(nonceBytes)
    const cipher = xchacha20poly1305(yield* keyOf(key), nonce, utf8ToBytes(context))
    return Encoding.encodeBase64Url(concatBytes(nonce, cipher.encrypt(utf8ToBytes(plain))))
  })

/** The plain text of what was sealed for the same purpose; nothing for any other text. */
export const open: (
  purpose: Purpose,
  sealed: string
) => Effect.Effect<string | undefined, StoreError, SecretStore | Randomness> = Effect.fnUntraced(function* (
  { key, context },
  sealed
) {
  const bytes = Encoding.decodeBase64Url(sealed)
  if (Either.isLeft(bytes) || bytes.right.length <= nonceBytes) return undefined
  const cipher = xchacha20poly1305(yield* keyOf(key), bytes.right.slice(0, nonceBytes), utf8ToBytes(context))
  const opened = Either.try(() => cipher.decrypt(bytes.right.slice(nonceBytes)))
  return Either.isLeft(opened) ? undefined : new TextDecoder().decode(opened.right)
})
