/**
 * Who stands behind an Authorization header (RFC 6750 §2.1): one digest, one indexed lookup, one decision.
 *
 * The owner of a token learns that it expired or was revoked; a guesser learns nothing, since both answers need the
 * whole token. The scheme is compared without case, and a bare token without the word Bearer is understood and noted:
 * some identity providers send the header exactly as an administrator typed it.
 */
import { Note, ScimError, type Token, TokenPolicy, TokenText } from "@rollcall/core"
import { Clock, Effect, Either, Option } from "effect"
import { digest } from "./Digest.ts"
import type { StoreError } from "./port/ResourceStore.ts"
import { type Credential, TokenStore } from "./port/TokenStore.ts"
import * as Span from "./Span.ts"

export interface Authenticated {
  readonly credential: Credential
  readonly notes: ReadonlyArray<Note.Note>
}

export const realm = "rollcall"

/** How often the time of a token's last use is written. */
const lastUsedMillis = 60_000

const refuse = (detail: string, error?: "invalid_token" | "invalid_request", token?: Token.Token) =>
  new ScimError.Unauthorized({
    detail,
    challenge: error === undefined ? `Bearer realm="${realm}"` : `Bearer realm="${realm}", error="${error}"`,
    ...(token === undefined ? {} : { token: { id: token.id, tenant: token.tenant, name: token.name } })
  })

/** Fails with 401; what the detail says is safe to show to whoever sent the header. */
export const authenticate = Effect.fnUntraced(function* (
  header: string | undefined
): Effect.fn.Return<Authenticated, ScimError.Unauthorized | StoreError, TokenStore> {
  const { text, notes } = yield* readHeader(header)
  if (Either.isLeft(TokenText.parse(text))) {
    return yield* refuse(
      "This is no token of this service: it is cut off, mistyped, or of another service. Paste the whole token.",
      "invalid_token"
    )
  }
  const store = yield* TokenStore
  const sent = digest(text)
  const found = Option.filter(yield* store.findByDigest(sent), ({ token }) =>
    TokenPolicy.sameDigest(token.digest, sent)
  )
  if (Option.isNone(found)) {
    return yield* refuse(
      "This token is not known. Generate a new one and give it to the identity provider.",
      "invalid_token"
    )
  }
  const now = yield* Clock.currentTimeMillis
  const { token } = found.value
  const verified = TokenPolicy.verify(token, now)
  if (Either.isLeft(verified)) return yield* refuse(rejection(verified.left), "invalid_token", token)
  // When a token was last used is for people to read, so it may be late, and no request waits for it or fails with it.
  if (now - (token.lastUsed ?? 0) >= lastUsedMillis) yield* Effect.forkDaemon(Effect.ignore(store.touch(token.id, now)))
  const authenticated: Authenticated = { credential: found.value, notes }
  return authenticated
}, Span.within("Authentication.authenticate"))

const rejection = (reason: TokenPolicy.Rejection): string => {
  switch (reason._tag) {
    case "Expired":
      return `This token expired on ${new Date(reason.at).toISOString()}. Generate a new one and give it to the identity provider.`
    case "Revoked":
      return `This token was revoked on ${new Date(reason.at).toISOString()}. Generate a new one and give it to the identity provider.`
  }
}

interface Sent {
  readonly text: string
  readonly notes: ReadonlyArray<Note.Note>
}

const readHeader = (header: string | undefined): Either.Either<Sent, ScimError.Unauthorized> => {
  const value = header?.trim() ?? ""
  if (value === "") {
    return Either.left(
      refuse("The request has no Authorization header. Send: Authorization: Bearer followed by the token.")
    )
  }
  const space = value.indexOf(" ")
  if (space < 0) {
    const note = Note.make("BareToken", "Took an Authorization header without the word Bearer as a bearer token.")
    return Either.right({ text: value, notes: [note] })
  }
  if (value.slice(0, space).toLowerCase() !== "bearer") {
    const detail = "The Authorization header must be of the scheme Bearer: Authorization: Bearer followed by the token."
    return Either.left(refuse(detail, "invalid_request"))
  }
  return Either.right({ text: value.slice(space + 1).trim(), notes: [] })
}
