/**
 * The keys that security event tokens are signed with. Each period has one, by its number since 1970, so that all processes
 * sign with the same and nobody has to say when it is replaced. A key is published a week before it signs and a week after
 * it signed last: who remembers the keys for some days, or checks a token some days late, has the right one.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7517
 */
import type { Json } from "@rollcall/core"
import { Clock, Effect } from "effect"
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from "jose"
import type { StoreError } from "./port/ResourceStore.ts"
import { SecretStore } from "./port/SecretStore.ts"

const algorithm = "ES256"

const dayMillis = 24 * 3_600_000
const periodMillis = 90 * dayMillis
const overlapMillis = 7 * dayMillis

interface Key {
  readonly id: string
  readonly secret: JWK
  readonly published: JWK
}

export interface SecurityEventKeys {
  /** The claims as a signed token (RFC 8417 §2.3 has its type). */
  readonly sign: (claims: Json.JsonObject) => Effect.Effect<string, StoreError, SecretStore>
  /** What tokens are checked with, as a JWK Set. */
  readonly published: Effect.Effect<{ readonly keys: ReadonlyArray<JWK> }, StoreError, SecretStore>
}

/** Keys are remembered once they were read. */
export const make: Effect.Effect<SecurityEventKeys> = Effect.sync(() => {
  const known = new Map<number, Key>()
  const keyOf = Effect.fnUntraced(function* (period: number): Effect.fn.Return<Key, StoreError, SecretStore> {
    const remembered = known.get(period)
    if (remembered !== undefined) return remembered
    const proposed = new TextEncoder().encode(yield* Effect.promise(generate))
    const secret = yield* (yield* SecretStore).secret(`security-event-key-${period}`, proposed)
    const key = yield* Effect.promise(() => read(new TextDecoder().decode(secret)))
    known.set(period, key)
    return key
  })
  return {
    sign: Effect.fnUntraced(function* (claims) {
      const { id, secret } = yield* keyOf(periodAt(yield* Clock.currentTimeMillis))
      return yield* Effect.promise(async () =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: algorithm, kid: id, typ: "secevent+jwt" })
          .sign(await importJWK(secret, algorithm))
      )
    }),
    published: Effect.gen(function* () {
      const now = yield* Clock.currentTimeMillis
      const periods = new Set([now, now + overlapMillis, now - overlapMillis].map(periodAt))
      return { keys: (yield* Effect.forEach(periods, keyOf)).map(({ published }) => published) }
    })
  }
})

const periodAt = (now: number): number => Math.floor(now / periodMillis)

const generate = async (): Promise<string> => {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true })
  return JSON.stringify(await exportJWK(privateKey))
}

const read = async (text: string): Promise<Key> => {
  const secret: JWK = JSON.parse(text)
  const { d: _, ...open } = secret
  const id = await calculateJwkThumbprint(open)
  return { id, secret, published: { ...open, kid: id, alg: algorithm, use: "sig" } }
}
