/**
 * Who stands behind an Authorization header (RFC 6750 §2.1): one digest, one indexed lookup, one decision.
 *
 * The owner of a token learns that it expired or was revoked; a guesser learns nothing, since both answers need the
 * whole token. The scheme is compared without case, and a bare token without the word Bearer is understood and noted:
 * some identity providers send the header exactly as an administrator typed it.
 */
import { Note, ScimError, type Token, TokenPolicy, TokenText } from "@rollcall/core"
import { Clock, Effect, Either, Option } from "effect"
import * as Client from "./Client.ts"
import { digest } from "./Digest.ts"
import { ClientStore } from "./port/ClientStore.ts"
import type { StoreError } from "./port/ResourceStore.ts"
import { type Credential, TokenStore } from "./port/TokenStore.ts"
import * as Span from "./Span.ts"
import * as TokenGrant from "./TokenGrant.ts"

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
    ...(token === undefined ? {} : { token: named(token) })
  })

const named = ({ id, identityProvider, name, tenant }: Token.Token) => ({
  id,
  tenant,
  name,
  ...(identityProvider === undefined ? {} : { identityProvider })
})

/** What a refusal tells the owner of a token to do, who may be a person or a program. */
interface Kind {
  readonly prefix: string
  readonly title: string
  readonly remedy: string
  readonly unknown: string
}

const staticToken: Kind = {
  prefix: TokenText.prefix,
  title: "This token",
  remedy: "Generate a new one and give it to the identity provider.",
  unknown: "This token is not known."
}

const accessToken: Kind = {
  prefix: TokenGrant.prefix,
  title: "This access token",
  remedy: "Get a new one from the token endpoint.",
  unknown: "This access token is not known, or expired more than an hour ago."
}

/** Fails with 401; what the detail says is safe to show to whoever sent the header. */
export const authenticate = Effect.fnUntraced(function* (
  header: string | undefined
): Effect.fn.Return<Authenticated, ScimError.Unauthorized | StoreError, TokenStore> {
  const { text, notes } = yield* readHeader(header)
  const kind = text.startsWith(accessToken.prefix) ? accessToken : staticToken
  if (Either.isLeft(TokenText.parse(text, kind.prefix))) {
    return yield* refuse(
      "This is no token of this service: it is cut off, mistyped, or of another service. Paste the whole token.",
      "invalid_token"
    )
  }
  const store = yield* TokenStore
  const sent = digest(text)
  const found = Option.filter(yield* kind === accessToken ? findAccess(sent) : store.findByDigest(sent), ({ token }) =>
    TokenPolicy.sameDigest(token.digest, sent)
  )
  if (Option.isNone(found)) return yield* refuse(`${kind.unknown} ${kind.remedy}`, "invalid_token")
  const now = yield* Clock.currentTimeMillis
  const { token } = found.value
  const verified = TokenPolicy.verify(token, now)
  if (Either.isLeft(verified)) return yield* refuse(rejection(kind, verified.left), "invalid_token", token)
  // When a token was last used is for people to read, so it may be late, and no request waits for it or fails with it.
  if (kind === staticToken && now - (token.lastUsed ?? 0) >= lastUsedMillis) {
    yield* Effect.forkDaemon(Effect.ignore(store.touch(token.id, now)))
  }
  const authenticated: Authenticated = { credential: found.value, notes }
  return authenticated
}, Span.within("Authentication.authenticate"))

/** A service provider without clients has given out no access token. */
const findAccess = (sent: string): Effect.Effect<Option.Option<Credential>, StoreError> =>
  Effect.flatMap(
    Effect.serviceOption(ClientStore),
    Option.match({
      onNone: () => Effect.succeedNone,
      onSome: (clients) =>
        Effect.map(
          clients.findAccess(sent),
          Option.map(({ access, client, tenant }) => ({ token: Client.tokenOf(client, access), tenant }))
        )
    })
  )

const rejection = ({ remedy, title }: Kind, { _tag, at }: TokenPolicy.Rejection): string =>
  `${title} ${_tag === "Expired" ? "expired" : "was revoked"} on ${new Date(at).toISOString()}. ${remedy}`

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
