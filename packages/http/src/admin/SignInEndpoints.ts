/**
 * Signing in by way of an OpenID provider: there and back again. The session cookie that a browser brings home is one
 * that no other site can have it send, so the page it lands on asks for the rest of the session itself.
 */
import { HttpApiBuilder, HttpServerRequest, HttpServerResponse } from "@effect/platform"
import { IdentityService, SetupLinkService } from "@rollcall/provider"
import { Effect, Option } from "effect"
import { AdminApi, basePath } from "./AdminApi.ts"
import { NotFound, stored, Unauthorized, Unavailable } from "./AdminError.ts"
import type { Endpoints } from "./AdminServices.ts"
import type { OpenIdProvider } from "./OpenIdProvider.ts"
import * as Outside from "./Outside.ts"
import * as SessionCookie from "./SessionCookie.ts"
import * as SignInFlow from "./SignInFlow.ts"
import * as SignInPage from "./SignInPage.ts"

const flowCookie = "rollcall_signin"
/** Below `/api`. */
const flowPath = "/oidc"

/** The flow, to go with the browser to the other site and back: `Strict` would leave it behind. */
const withFlow = (response: HttpServerResponse.HttpServerResponse, sealed: string) =>
  Effect.gen(function* () {
    const path = `${yield* Outside.apiPath}${flowPath}`
    const options = { path, httpOnly: true, sameSite: "lax", secure: yield* Outside.isSecure } as const
    return yield* Effect.orDie(
      HttpServerResponse.setCookie(response, flowCookie, sealed, { ...options, maxAge: SignInFlow.lifetimeMillis })
    )
  })

/** The address that we leave has a code in it, which nobody needs to learn. */
const goTo = (url: string) => HttpServerResponse.redirect(url, { headers: { "referrer-policy": "no-referrer" } })

const login = (provider: OpenIdProvider) =>
  Effect.gen(function* () {
    const flow = yield* SignInFlow.begin(`${yield* Outside.root}${basePath}${flowPath}/callback`)
    const url = yield* provider.authorizationUrl(flow)
    return yield* withFlow(goTo(url), yield* SignInFlow.seal(provider.name, flow))
  }).pipe(Effect.catchTag("ProviderUnavailable", () => down))

const callback = (provider: OpenIdProvider) =>
  Effect.gen(function* () {
    const request = yield* HttpServerRequest.HttpServerRequest
    const pages = yield* Outside.pages
    const flow = yield* SignInFlow.open(provider.name, request.cookies[flowCookie] ?? "")
    if (Option.isNone(flow)) return yield* new Unauthorized({ detail: lost })
    const answer = new URL(request.originalUrl, pages).searchParams
    const claims = yield* provider.redeem(flow.value, answer)
    const { access, text } = yield* IdentityService.signIn(claims, yield* SessionCookie.browser).pipe(
      Effect.catchTag("IdentityRefused", ({ reason }) => new Unauthorized({ detail: reasons[reason](claims.subject) }))
    )
    yield* SessionCookie.give(text, access)
    return goTo(`${pages}/`)
  }).pipe(
    Effect.catchTags({
      ProviderUnavailable: () => down,
      ProviderRefused: ({ code }) =>
        new Unauthorized({
          detail:
            code === undefined
              ? "The sign-in could not be completed. Begin it again."
              : `The identity provider refused the sign-in: ${code}. Begin it again.`
        })
    })
  )

const lost =
  "This sign-in was begun in another browser, or more than ten minutes ago, or cookies are refused. Begin it again."

const down = new Unavailable({
  detail: "The identity provider cannot be used at the moment. Try again later, or sign in with a password.",
  retryAfterSeconds: 10
})

const off = new NotFound({ detail: "No OpenID provider is set up here. Sign in with a password." })

/** Whoever reads this has shown who they are, so they may be told who that is. */
const unknown = (subject: string) =>
  `No administrator is known by this account. An operator lets it in with: rollcall admin bind NAME ${JSON.stringify(subject)}`

const reasons: Readonly<Record<IdentityService.IdentityRefused["reason"], (subject: string) => string>> = {
  unknown,
  unverified: (subject) => `The identity provider has not verified your address. ${unknown(subject)}`,
  bound: (subject) =>
    `Your administrator is bound to another account. After rollcall admin unbind NAME: ${unknown(subject)}`,
  disabled: () => "Your administrator is disabled. Another one can let you in again."
}

/** A browser that came by itself gets what went wrong as a page. */
const readable = <R>(
  effect: Effect.Effect<HttpServerResponse.HttpServerResponse, Unauthorized | Unavailable | NotFound, R>
) =>
  Effect.catchAll(effect, (error) =>
    Effect.flatMap(HttpServerRequest.HttpServerRequest, ({ headers }) =>
      SignInPage.isWanted(headers.accept)
        ? Effect.map(Outside.pages, (pages) => SignInPage.make(status[error._tag], error.detail, pages))
        : Effect.fail(error)
    )
  )

const status = { Unauthorized: 401, NotFound: 404, Unavailable: 503 } as const

/** Without a provider the way there is closed, and says so. */
export const layerOf = (provider: OpenIdProvider | undefined): Endpoints<"signInMethods"> =>
  HttpApiBuilder.group(AdminApi, "signInMethods", (handlers) =>
    handlers
      .handle("methods", () =>
        SetupLinkService.isFirstOperatorMissing.pipe(
          Effect.map((setup) => ({ password: true, oidc: provider !== undefined, setup })),
          stored
        )
      )
      .handleRaw("login", () => readable(provider === undefined ? off : stored(login(provider))))
      .handleRaw("callback", () => readable(provider === undefined ? off : stored(callback(provider))))
  )
