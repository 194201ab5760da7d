/**
 * The OpenID provider by which administrators sign in: the authorization code flow with PKCE, state and nonce (OpenID
 * Connect Core 1.0 §3.1). Whom its claims stand for is not known here. Nothing of a sign-in stays in the process, so
 * any process may finish what another one has begun.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowAuth
 */
import type { IdentityService } from "@rollcall/provider"
import { Data, Effect, Exit, Redacted } from "effect"
import * as oauth from "oauth4webapi"
import type { SignInFlow } from "./SignInFlow.ts"

export interface Settings {
  /** The absolute URL that it is known by. By https, unless it is on this very machine. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: Redacted.Redacted
  /** How long each of its answers may take; 5,000 where it is not given. */
  readonly patienceMillis?: number
}

/** It does not answer, or not as a provider does: whoever signs in cannot help it. The log has the reason. */
export class ProviderUnavailable extends Data.TaggedError("ProviderUnavailable")<object> {}

/** It has not said who somebody is; `code` is what it gave for a reason, where it gave one that people may read. */
export class ProviderRefused extends Data.TaggedError("ProviderRefused")<{ readonly code?: string }> {}

export interface OpenIdProvider {
  /** What a flow is bound to, beside the browser: another provider or client has other flows. */
  readonly name: string
  /** Where the browser goes to sign in. */
  readonly authorizationUrl: (flow: SignInFlow) => Effect.Effect<string, ProviderUnavailable>
  /** Who has signed in, by what the browser brought back. */
  readonly redeem: (
    flow: SignInFlow,
    answer: URLSearchParams
  ) => Effect.Effect<IdentityService.Claims, ProviderUnavailable | ProviderRefused>
}

/**
 * Asking at each sign-in would double its time; a provider that moves its endpoints serves the old ones for a while.
 */
const discoveryKept = "10 minutes"
const patienceMillisStandard = 5_000

/** `openid` is what makes it OpenID Connect; the address is what finds an administrator. */
const scope = "openid email"

interface Party {
  readonly server: oauth.AuthorizationServer
  readonly client: oauth.Client
  readonly authentication: oauth.ClientAuth
}

type Options = oauth.HttpRequestOptions<"GET"> & oauth.HttpRequestOptions<"POST", URLSearchParams>

/** How the issuer is spelled in identities: with or without a slash behind the host it is one. */
export const issuerOf = ({ issuer }: Pick<Settings, "issuer">): string => new URL(issuer).href

/** Asks the provider nothing yet: one that is down keeps no server from starting. */
export const make = (settings: Settings): Effect.Effect<OpenIdProvider> =>
  Effect.gen(function* () {
    const { issuer, clientId, patienceMillis = patienceMillisStandard } = settings
    const options = {
      signal: () => AbortSignal.timeout(patienceMillis),
      [oauth.allowInsecureRequests]: new URL(issuer).protocol === "http:"
    }
    const [discovered, forget] = yield* Effect.cachedInvalidateWithTTL(discover(settings, options), discoveryKept)
    // A failure is no knowledge: the next one who signs in asks again.
    const party = Effect.onExit(discovered, (exit) => (Exit.isFailure(exit) ? forget : Effect.void))
    return {
      name: `${issuer} ${clientId}`,
      authorizationUrl: (flow) => Effect.flatMap(party, ({ server }) => authorizationUrl(server, clientId, flow)),
      redeem: (flow, answer) =>
        Effect.flatMap(party, (found) => redeem(found, flow, answer, options)).pipe(
          Effect.map((claims) => ({ ...claims, issuer: issuerOf(settings) }))
        )
    }
  })

const discover = (
  { issuer, clientId, clientSecret }: Settings,
  options: Options
): Effect.Effect<Party, ProviderUnavailable> =>
  Effect.tryPromise(async () => {
    const url = new URL(issuer)
    const server = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, options))
    const methods = server.token_endpoint_auth_methods_supported
    const isPost = methods?.includes("client_secret_post") === true && !methods.includes("client_secret_basic")
    const secret = Redacted.value(clientSecret)
    return {
      server,
      client: { client_id: clientId },
      authentication: isPost ? oauth.ClientSecretPost(secret) : oauth.ClientSecretBasic(secret)
    }
  }).pipe(Effect.catchAll(({ error }) => unavailable(error)))

const authorizationUrl = (
  { authorization_endpoint: endpoint }: oauth.AuthorizationServer,
  clientId: string,
  { nonce, redirectUri, state, verifier }: SignInFlow
): Effect.Effect<string, ProviderUnavailable> =>
  Effect.gen(function* () {
    const url = yield* parse(endpoint ?? "")
    const parameters = {
      client_id: clientId,
      response_type: "code",
      redirect_uri: redirectUri,
      scope,
      state,
      nonce,
      code_challenge: yield* Effect.promise(() => oauth.calculatePKCECodeChallenge(verifier)),
      code_challenge_method: "S256"
    }
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
    return url.href
  })

/** The address as the discovery document has it. */
const parse = (endpoint: string): Effect.Effect<URL, ProviderUnavailable> =>
  Effect.catchAll(
    Effect.try(() => new URL(endpoint)),
    () => unavailable(new Error("The discovery document has no authorization_endpoint."))
  )

const redeem = (
  party: Party,
  { nonce, redirectUri, state, verifier }: SignInFlow,
  answer: URLSearchParams,
  options: Options
): Effect.Effect<Omit<IdentityService.Claims, "issuer">, ProviderUnavailable | ProviderRefused> =>
  Effect.tryPromise(async () => {
    const { server, client, authentication } = party
    const valid = oauth.validateAuthResponse(server, client, answer, state)
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      authentication,
      valid,
      redirectUri,
      verifier,
      options
    )
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: nonce,
      requireIdToken: true
    })
    // It came from the provider itself, but nobody shall have to trust the way between alone.
    await oauth.validateApplicationLevelSignature(server, response, options)
    const claims = oauth.getValidatedIdTokenClaims(tokens)
    if (claims === undefined) throw new Error("The answer has no ID token.")
    const { email, email_verified } =
      claims.email === undefined ? await userInfo(party, claims, tokens, options) : claims
    return {
      subject: claims.sub,
      ...(typeof email === "string" ? { email } : {}),
      isEmailVerified: email_verified === true
    }
  }).pipe(Effect.catchAll(({ error }) => outcome(error)))

/** Many providers tell the address there alone, as OpenID Connect Core 1.0 §5.4 lets them. */
const userInfo = async (
  { server, client }: Party,
  { sub }: oauth.IDToken,
  { access_token }: oauth.TokenEndpointResponse,
  options: Options
): Promise<oauth.JsonObject> => {
  if (server.userinfo_endpoint === undefined) return {}
  const answered = await oauth.userInfoRequest(server, client, access_token, options)
  return { ...(await oauth.processUserInfoResponse(server, client, sub, answered)) }
}

/** Who is to blame: the sign-in, which may be tried again, or the provider and its settings. */
const outcome = (error: unknown): Effect.Effect<never, ProviderUnavailable | ProviderRefused> => {
  if (error instanceof oauth.AuthorizationResponseError) return refused(error, error.error)
  if (error instanceof oauth.ResponseBodyError) {
    return error.error === "invalid_grant" ? refused(error) : unavailable(error)
  }
  const isOurs = error instanceof oauth.OperationProcessingError || error instanceof oauth.UnsupportedOperationError
  return isOurs && error.code !== oauth.RESPONSE_IS_NOT_CONFORM ? refused(error) : unavailable(error)
}

/** Of what comes with the browser only a code of the usual form is shown: anybody can have written it. */
const refused = (error: Error, code?: string): Effect.Effect<never, ProviderRefused> =>
  Effect.logInfo("A sign-in by way of the OpenID provider was refused.").pipe(
    Effect.annotateLogs("cause", describe(error)),
    Effect.zipRight(new ProviderRefused(code !== undefined && isCode(code) ? { code } : {}))
  )

const unavailable = (error: unknown): Effect.Effect<never, ProviderUnavailable> =>
  Effect.logError("The OpenID provider cannot be used.").pipe(
    Effect.annotateLogs("cause", describe(error)),
    Effect.zipRight(new ProviderUnavailable())
  )

const codeLengthMax = 60

const isCode = (text: string): boolean =>
  text.length <= codeLengthMax && [...text].every((character) => "abcdefghijklmnopqrstuvwxyz_".includes(character))

/** Messages only: causes hold what was sent and answered, tokens among it, but for that of a connection that failed. */
const describe = (error: unknown): string => {
  if (!(error instanceof Error)) return "unknown"
  const code = error instanceof oauth.ResponseBodyError && isCode(error.error) ? ` (${error.error})` : ""
  const below = error instanceof TypeError && error.cause instanceof Error ? `: ${error.cause.message}` : ""
  return `${error.message}${code}${below}`
}
