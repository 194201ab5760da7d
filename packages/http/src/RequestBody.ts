/**
 * The bytes of a request's body as a runtime hands them over, piece by piece, and the ways in which they are no whole
 * body.
 */
import { ScimError } from "@rollcall/core"
import { Effect } from "effect"

/** More than the server takes. */
export const tooLarge = (bytesMax: number): ScimError.PayloadTooLarge =>
  new ScimError.PayloadTooLarge({
    detail: `The body is larger than ${bytesMax} bytes. Send less at a time, for example fewer members.`
  })

/** The client or the network gave up. */
export const brokenOff: ScimError.InvalidSyntax = new ScimError.InvalidSyntax({
  detail: "The body broke off before its end."
})

/** Waiting for a body that is gone would never end. The log tells whoever mounted the service provider why. */
export const alreadyRead = Effect.dieMessage(
  "The body of the request was read before Rollcall got it. Mount Rollcall before everything that reads bodies, such as express.json()."
)

/** All pieces in one. `length` is what they have together. */
export const join = (chunks: ReadonlyArray<Uint8Array>, length: number): Uint8Array => {
  const [first] = chunks
  if (first !== undefined && chunks.length === 1) return first
  const whole = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}
