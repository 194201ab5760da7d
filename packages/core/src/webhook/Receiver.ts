/**
 * What a receiver of security event tokens is told (RFC 8417): for whom a token is meant, who says it, and whether it is
 * brought (RFC 8935) or fetched (RFC 8936). The rest of a receiver is what every endpoint has.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8417
 */

export interface Receiver {
  /** The claim `aud`. */
  readonly audience: string
  /** The claim `iss`: one for each tenant, so that a tenant cannot speak for another. */
  readonly issuer: string
  readonly delivery: "push" | "poll"
}
