/**
 * The grant of client credentials (RFC 6749 §4.4): a client shows who it is and gets an access token that lives for a
 * while. The token is opaque, and kept by its digest; decision 17 says why. Knows nothing of forms and headers.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4
 */
import { type ScimError, Token, TokenPolicy, TokenText } from "@rollcall/core"
import { Clock, Effect, Either, Option } from "effect"
import * as Client from "./Client.ts"
import * as ClientAssertion from "./ClientAssertion.ts"
import { digest } from "./Digest.ts"
import type { GrantLimit } from "./GrantLimit.ts"
import { type Named, OAuthError } from "./OAuthError.ts"
import { ClientStore } from "./port/ClientStore.ts"
import type { StoreError } from "./port/ResourceStore.ts"
import { Randomness } from "./Randomness.ts"
import * as Span from "./Span.ts"

/** By what a client shows that it is the one. */
export type Presented =
  | { readonly _tag: "Secret"; readonly client: string; readonly secret: string }
  | { readonly _tag: "Assertion"; readonly client?: string; readonly assertion: string }

export interface Request {
  readonly presented: Presented
  /** As it was sent: words parted by blanks. Without it the token may do what the client may. */
  readonly scope?: string
  /** What an assertion may be for: the issuer and the token endpoint. */
  readonly audiences: ReadonlyArray<string>
  /** Where it comes from, where that is known: tries are counted for each. */
  readonly from: string
}

export interface Granted {
  readonly client: Named
  /** Shown now and never again. */
  readonly text: string
  readonly expiresInSeconds: number
  /** As the answer has it. */
  readonly scope: string
}

/** By which people, secret scanners and `Authentication` tell it from a static token. */
export const prefix = "rollcall_access_"

/** The one word of the IPSIE profile for SCIM: all that the client may do. */
export const scimScope = "scim"

/** 256 bits: nobody guesses them. */
const secretBytes = 32

export const grant: (
  request: Request,
  limit: GrantLimit
) => Effect.Effect<Granted, OAuthError | ScimError.TooManyRequests | StoreError, ClientStore | Randomness> =
  Effect.fnUntraced(function* (request, limit) {
    const { presented, from } = request
    const now = yield* Clock.currentTimeMillis
    const id = presented._tag === "Secret" ? presented.client : ClientAssertion.clientOf(presented.assertion)
    const store = yield* ClientStore
    const found = id === undefined ? Option.none() : yield* store.find(id)
    const key = `${from} ${Option.match(found, { onNone: () => "", onSome: ({ id }) => id })}`
    yield* limit.admit(key, now)
    const recognised = Option.isNone(found) ? refusal(presented) : recognise(found.value, request, now)
    const { client, generation } = yield* Effect.tapErrorTag(recognised, "OAuthError", () =>
      Effect.sync(() => limit.failed(key, now))
    )
    yield* limit.grant(client.id, now)
    const { scopes, scope } = yield* scopesOf(client, request.scope)
    const text = TokenText.print(yield* (yield* Randomness).bytes(secretBytes), prefix)
    yield* store.issue({
      tenant: client.tenant,
      client: client.id,
      digest: digest(text),
      generation,
      scopes,
      created: now,
      expires: now + client.tokenMillis
    })
    const granted: Granted = {
      client: named(client),
      text,
      expiresInSeconds: Math.floor(client.tokenMillis / 1_000),
      scope
    }
    return granted
  }, Span.within("TokenGrant.grant"))

interface Recognised {
  readonly client: Client.Client
  /** Of the credentials by which it was recognised. */
  readonly generation: number
}

const recognise = Effect.fnUntraced(function* (
  client: Client.Client,
  { presented, audiences }: Request,
  now: number
): Effect.fn.Return<Recognised, OAuthError | StoreError, ClientStore> {
  if (client.revoked !== undefined && presented._tag === "Assertion") return yield* refusal(presented, client)
  if (presented._tag === "Secret") {
    const sent = digest(presented.secret)
    const held = Client.credentialsAt(client, now)
    const found = held.find(
      ({ credentials }) => credentials._tag === "Secret" && TokenPolicy.sameDigest(credentials.digest, sent)
    )
    return found === undefined ? yield* refusal(presented, client) : { client, generation: found.generation }
  }
  if (presented.client !== undefined && presented.client !== client.id) {
    return yield* refused(client, "client_id must be the sub of the client_assertion, or be left out.")
  }
  let reason = "The client has a secret and no keys. Send client_id and client_secret, or register a public key."
  for (const { credentials, generation } of Client.credentialsAt(client, now)) {
    if (credentials._tag !== "Keys") continue
    const expected = { client: client.id, keys: credentials.keys, audiences, now }
    const verified = yield* Effect.either(ClientAssertion.verify(presented.assertion, expected))
    if (Either.isLeft(verified)) {
      reason = verified.left
      continue
    }
    const { jti, ends } = verified.right
    if (yield* (yield* ClientStore).useAssertion(client, digest(jti), ends)) return { client, generation }
    return yield* refused(
      client,
      "This client_assertion was used before. Make a new one, with a new jti, for each request."
    )
  }
  return yield* refused(client, reason)
})

const refused = (client: Client.Client, detail: string): OAuthError =>
  new OAuthError({ code: "invalid_client", detail, client: named(client) })

const named = ({ id, identityProvider, name, tenant }: Client.Client): Named => ({
  id,
  name,
  tenant,
  ...(identityProvider === undefined ? {} : { identityProvider })
})

/** The same for a client that is not there as for one with another secret: nobody learns which ids there are. */
const refusal = ({ _tag }: Presented, client?: Client.Client): OAuthError =>
  new OAuthError({
    code: "invalid_client",
    detail:
      _tag === "Secret"
        ? "There is no client with this id and this secret, or it was revoked. Copy both again, or have a new secret made."
        : "There is no client of the id that is the sub of the client_assertion, or it was revoked.",
    ...(client === undefined ? {} : { client: named(client) })
  })

interface Narrowed {
  readonly scopes: ReadonlyArray<Token.Scope>
  readonly scope: string
}

const scopesOf = (client: Client.Client, asked: string | undefined): Either.Either<Narrowed, OAuthError> => {
  const words = (asked ?? "").split(" ").filter((word) => word !== "")
  if (words.length === 0) return Either.right({ scopes: client.scopes, scope: client.scopes.join(" ") })
  const others = words.filter((word) => word !== scimScope)
  const wrong = (detail: string) => new OAuthError({ code: "invalid_scope", detail, client: named(client) })
  if (others.length < words.length) {
    // Whoever asks for the whole of SCIM asks for what the client has of it.
    return Either.right({ scopes: client.scopes, scope: [scimScope, ...client.scopes].join(" ") })
  }
  return TokenPolicy.parseScopes(others).pipe(
    Either.mapLeft(({ detail }) => wrong(detail)),
    Either.flatMap((scopes) => {
      const narrowed = Client.narrow(client, scopes)
      return narrowed === undefined
        ? Either.left(wrong(`The client may have ${client.scopes.join(" ")} and not all that is asked for.`))
        : Either.right({ scopes: narrowed, scope: narrowed.join(" ") })
    })
  )
}

/** All that a client may ask for, for the metadata. */
export const scopes: ReadonlyArray<string> = [scimScope, ...Token.allScopes]
