/** What of OAuth stands beside SCIM, where the service provider has clients: the token endpoint, and what is said of it. */
import { ScimError } from "@rollcall/core"
import { ClientStore, GrantLimit, type Randomness } from "@rollcall/provider"
import { Effect, Option } from "effect"
import type * as BaseUrl from "../BaseUrl.ts"
import type { RequestLog } from "../RequestLog.ts"
import type { Route } from "../Route.ts"
import * as SenderAddress from "../SenderAddress.ts"
import type { WireRequest } from "../WireRequest.ts"
import type { WireResponse } from "../WireResponse.ts"
import * as AuthorizationServer from "./AuthorizationServer.ts"
import * as TokenEndpoint from "./TokenEndpoint.ts"

export type OAuthRoute = Extract<Route, { readonly _tag: "OAuthToken" | "OAuthMetadata" }>

export const is = (route: Route): route is OAuthRoute => route._tag === "OAuthToken" || route._tag === "OAuthMetadata"

export interface OAuth {
  /** `base` is the absolute SCIM base. */
  readonly answer: (
    route: OAuthRoute,
    request: WireRequest,
    method: string,
    base: string,
    log: RequestLog
  ) => Effect.Effect<WireResponse, ScimError.NotFound | ScimError.MethodNotAllowed, Randomness.Randomness>
}

/** Absent where there is no store of clients. */
export const make = (source: BaseUrl.Source): Effect.Effect<OAuth | undefined> =>
  Effect.map(
    Effect.serviceOption(ClientStore),
    Option.match({ onNone: () => undefined, onSome: (clients) => over(clients, source) })
  )

const over = (clients: ClientStore["Type"], { basePath, trustedProxies }: BaseUrl.Source): OAuth => {
  const limit = GrantLimit.make()
  return {
    answer: (route, request, method, base, log) => {
      const issuers = AuthorizationServer.issuersOf(base, basePath)
      if (route._tag === "OAuthToken") {
        const from = SenderAddress.of(request, trustedProxies)
        return Effect.provideService(
          TokenEndpoint.answer({ request, method, issuers, from, log }, limit),
          ClientStore,
          clients
        )
      }
      const allow = ["GET", "HEAD", "OPTIONS"]
      return method === "GET"
        ? Effect.succeed(AuthorizationServer.metadata(issuers[route.issuer]))
        : new ScimError.MethodNotAllowed({ detail: `This endpoint is read. It has ${allow.join(", ")}.`, allow })
    }
  }
}
