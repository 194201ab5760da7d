/**
 * Cursors as clients get them: sealed, so that nobody reads in them what a resource is sorted by, and nobody makes or
 * alters one (RFC 9865 §5.2). Every process has the same key, so the server keeps nothing of a walk.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9865#section-2
 */
import { xchacha20poly1305 } from "@noble/ciphers/chacha.js"
import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js"
import { Cursor } from "@rollcall/core"
import { Effect, Either, Encoding } from "effect"
import type { StoreError } from "./port/ResourceStore.ts"
import { SecretStore } from "./port/SecretStore.ts"
import { Randomness } from "./Randomness.ts"
import * as Span from "./Span.ts"

const keyBytes = 32
const nonceBytes = 24

const key: Effect.Effect<Uint8Array, StoreError, SecretStore | Randomness> = Effect.gen(function* () {
  const proposed = yield* (yield* Randomness).bytes(keyBytes)
  return yield* (yield* SecretStore).secret("cursor", proposed)
})

/** The cursor as text of unreserved characters. It can be opened for the same tenant only. */
export const seal: (
  tenant: string,
  cursor: Cursor.Cursor
) => Effect.Effect<string, StoreError, SecretStore | Randomness> = Effect.fnUntraced(function* (tenant, cursor) {
  const nonce = yield* (yield* Randomness).bytes(nonceBytes)
  const cipher = xchacha20poly1305(yield* key, nonce, utf8ToBytes(tenant))
  return Encoding.encodeBase64Url(concatBytes(nonce, cipher.encrypt(utf8ToBytes(Cursor.print(cursor)))))
}, Span.within("CursorSeal.seal"))

/** What was sealed for the tenant; nothing for any other text. */
export const open: (
  tenant: string,
  text: string
) => Effect.Effect<Cursor.Cursor | undefined, StoreError, SecretStore | Randomness> = Effect.fnUntraced(function* (
  tenant,
  text
) {
  const bytes = Encoding.decodeBase64Url(text)
  if (Either.isLeft(bytes) || bytes.right.length <= nonceBytes) return undefined
  const cipher = xchacha20poly1305(yield* key, bytes.right.slice(0, nonceBytes), utf8ToBytes(tenant))
  const opened = Either.try(() => cipher.decrypt(bytes.right.slice(nonceBytes)))
  return Either.isLeft(opened) ? undefined : Cursor.parse(new TextDecoder().decode(opened.right))
}, Span.within("CursorSeal.open"))
