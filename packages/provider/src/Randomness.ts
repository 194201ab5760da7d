/**
 * Where randomness comes from, so that tests can fix it: bytes for secrets, and identifiers for resources.
 */
import { Clock, Context, Effect, Layer } from "effect"

export class Randomness extends Context.Tag("rollcall/provider/Randomness")<
  Randomness,
  {
    /** That many bytes from a cryptographically secure source. */
    readonly bytes: (count: number) => Effect.Effect<Uint8Array>
  }
>() {}

/** The secure source that every runtime has. */
export const layer: Layer.Layer<Randomness> = Layer.succeed(Randomness, {
  bytes: (count) => Effect.sync(() => crypto.getRandomValues(new Uint8Array(count)))
})

/**
 * A new identifier: a UUID of version 7 (RFC 9562 §5.7), so that ids made later sort later and index pages fill in
 * order. It never contains the word bulkId (RFC 7643 §3.1).
 */
export const identifier: Effect.Effect<string, never, Randomness> = Effect.gen(function* () {
  const bytes = yield* (yield* Randomness).bytes(16)
  const now = yield* Clock.currentTimeMillis
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  view.setUint32(0, Math.floor(now / 0x10000))
  view.setUint16(4, now % 0x10000)
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x70)
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80)
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
})
