/**
 * SCIM as one function of plain values: a request in, a response out, and never a failure. It decides the order of
 * things (route, sender, method, endpoint), bounds the time that they take, and writes the request into the logs.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3
 */
import { Limits, SchemaRegistry, ScimError, SecurityEvent } from "@rollcall/core"
import type { Randomness } from "@rollcall/provider"
import {
  Authentication,
  Principal,
  RateLimit,
  type ResourceStore,
  type SecretStore,
  Session,
  type TenantStore,
  type TokenStore
} from "@rollcall/provider"
import { Cause, Clock, Context, Effect, Either, Layer, Option } from "effect"
import * as BaseUrl from "./BaseUrl.ts"
import * as Deadline from "./Deadline.ts"
import * as Dispatch from "./Dispatch.ts"
import * as ErrorResponse from "./ErrorResponse.ts"
import type * as Metrics from "./Metrics.ts"
import * as Operational from "./Operational.ts"
import * as OAuthEndpoint from "./oauth/OAuthEndpoint.ts"
import * as Provisioning from "./Provisioning.ts"
import { ProvisioningLog } from "./ProvisioningLog.ts"
import * as QueryString from "./QueryString.ts"
import * as RequestId from "./RequestId.ts"
import * as RequestLog from "./RequestLog.ts"
import * as RequestMetrics from "./RequestMetrics.ts"
import * as RequestTrace from "./RequestTrace.ts"
import * as Route from "./Route.ts"
import * as ServiceProviderConfig from "./ServiceProviderConfig.ts"
import * as TrustedProxies from "./TrustedProxies.ts"
import type { WireRequest } from "./WireRequest.ts"
import * as WireResponse from "./WireResponse.ts"

export interface Config extends BaseUrl.Source {
  readonly registry: SchemaRegistry.SchemaRegistry
  readonly limits: Limits.Limits
  /** Who may read what is counted; absent, requests are not counted. */
  readonly metrics: Metrics.Access | undefined
  /** Whether receivers of security event tokens are served (RFC 9967). */
  readonly securityEvents: boolean
  /**
   * Where Effect's tracer and metrics lead somewhere: of the requests about which no caller has decided, the share that is
   * traced, 0 to 1. Requests are counted then as well.
   */
  readonly telemetry?: { readonly share: number }
}

/** Users and groups at `/scim/v2`, no proxy trusted, and no metrics. */
export const standard: Config = {
  basePath: "/scim/v2",
  trustedProxies: TrustedProxies.none,
  registry: SchemaRegistry.standard,
  limits: Limits.standard,
  metrics: undefined,
  securityEvents: false
}

/** What the handler needs of its surroundings. */
export type Services = ResourceStore | TokenStore | TenantStore | SecretStore | Randomness.Randomness

export type Handler = (request: WireRequest) => Effect.Effect<WireResponse.WireResponse>

type Answered = Effect.Effect<WireResponse.WireResponse, ScimError.ScimError, Services>

export class ScimHandler extends Context.Tag("rollcall/http/ScimHandler")<ScimHandler, Handler>() {}

export const layer = (given?: Partial<Config>): Layer.Layer<ScimHandler, never, Services> =>
  Layer.effect(ScimHandler, make(given))

/** What is not given is `standard`. */
export const make = (given: Partial<Config> = {}): Effect.Effect<Handler, never, Services> =>
  Effect.gen(function* () {
    const config = { ...standard, ...given }
    const parts: Parts = {
      config,
      idOf: yield* RequestId.make,
      sessions: Session.factory(config.registry, config.limits),
      limit: yield* RateLimit.make,
      within: Deadline.within(yield* Effect.runtime<Services>(), config.limits.requestMillisMax),
      lines: yield* RequestLog.Lines,
      provisioning: yield* ProvisioningLog,
      oauth: yield* OAuthEndpoint.make(config)
    }
    return (request) => handle(parts, request)
  })

/** What is made once and serves all requests. */
interface Parts {
  readonly config: Config
  readonly idOf: (request: WireRequest) => string
  readonly sessions: ReturnType<typeof Session.factory>
  readonly limit: RateLimit.RateLimit
  readonly within: Deadline.Within<Services>
  readonly lines: RequestLog.Lines["Type"]
  readonly provisioning: ProvisioningLog["Type"]
  /** Absent where the service provider knows static tokens alone. */
  readonly oauth: OAuthEndpoint.OAuth | undefined
}

const handle = Effect.fnUntraced(function* (parts: Parts, request: WireRequest) {
  const log = RequestLog.begin(request, parts.idOf(request), yield* Clock.currentTimeMillis)
  const { basePath, registry, telemetry, metrics } = parts.config
  const traced = {
    request,
    log,
    pattern: () =>
      Either.match(Route.parse(request.path, basePath, registry), { onLeft: () => "none", onRight: Route.pattern }),
    share: telemetry?.share ?? 1
  }
  const answered = yield* parts
    .within(RequestTrace.around(answer(parts, request, log), traced), () => tooSlow)
    .pipe(Effect.catchAllCause((cause) => recover(cause, log)))
  const response = { ...answered, headers: { ...answered.headers, [RequestId.header]: log.id } }
  const now = yield* Clock.currentTimeMillis
  if (metrics !== undefined || telemetry !== undefined) RequestMetrics.record(log, response.status, now)
  if (log.isProbe !== true) parts.provisioning.offer(log, response, now)
  yield* parts.lines.write(RequestLog.facts(log, response, now), now)
  return request.method === "HEAD" ? WireResponse.withoutBody(response) : response
})

const tooSlow = new ScimError.ServiceUnavailable({
  detail: "The request took too long and was given up. Nothing is wrong with it: send it again later.",
  retryAfterSeconds: 5
})

const defect = new ScimError.InternalError({
  detail: "Something went wrong inside the server. Its log says what, beside the x-request-id of this answer."
})

/** The response to an error. A defect says nothing of itself to the client; its cause goes to the log. */
const recover = (
  cause: Cause.Cause<ScimError.ScimError>,
  log: RequestLog.RequestLog
): Effect.Effect<WireResponse.WireResponse> => {
  const failure = Cause.failureOption(cause)
  const error = Option.getOrElse(failure, () => defect)
  log.error = error
  const response = ErrorResponse.render(error)
  if (Option.isSome(failure)) return Effect.succeed(response)
  if (Cause.isInterruptedOnly(cause)) return Effect.interrupt
  return Effect.as(
    Effect.annotateLogs(Effect.logError("defect", cause), {
      method: log.method,
      path: log.path,
      requestId: log.id,
      ...(log.trace === undefined ? {} : { trace: log.trace })
    }),
    response
  )
}

const answer = (parts: Parts, request: WireRequest, log: RequestLog.RequestLog): Answered =>
  Effect.gen(function* () {
    const { config, limit, oauth, sessions } = parts
    yield* Dispatch.checkLength(request, config.limits)
    const route = yield* Route.parse(request.path, config.basePath, config.registry)
    log.route = route
    if (route._tag === "Unknown") return yield* new ScimError.NotFound({ detail: route.detail })
    const method = request.method === "HEAD" ? "GET" : request.method
    if (method === "OPTIONS") return WireResponse.empty(204, { allow: Dispatch.allowed(route).join(", ") })
    const authorization = request.header("authorization")
    if (Operational.is(route)) {
      log.isProbe = true
      yield* Dispatch.checkMethod(route, method)
      return yield* Operational.answer(route, config.metrics, authorization)
    }
    const base = BaseUrl.of(request, config)
    if (OAuthEndpoint.is(route)) {
      return yield* oauth?.answer(route, request, method, base, log) ?? noOAuth
    }
    // RFC 7643 §5: how to authenticate can be read before one has authenticated.
    if (route._tag === "ServiceProviderConfig" && method === "GET" && authorization === undefined) {
      const query = yield* QueryString.parse(request.query)
      return yield* Dispatch.discover(query, configuration(parts, base))
    }
    const { credential, notes } = yield* Authentication.authenticate(authorization)
    log.session = sessions(
      { tenant: credential.tenant, principal: Principal.token(credential.token), request: log.id },
      base
    )
    log.notes.push(...notes)
    yield* limit(log.session, log.started)
    yield* Dispatch.checkMethod(route, method)
    yield* Provisioning.check(route, log.session)
    if (route._tag === "ServiceProviderConfig") {
      return yield* Dispatch.discover(yield* QueryString.parse(request.query), configuration(parts, log.session.base))
    }
    return yield* Dispatch.answer(route, method, { request, session: log.session, log })
  })

const configuration = ({ config, oauth }: Parts, base: string) =>
  ServiceProviderConfig.render(base, config.limits, oauth !== undefined, eventsOf(config))

const eventsOf = ({ registry, securityEvents }: Config): ReadonlyArray<string> =>
  securityEvents ? SecurityEvent.uris(registry) : []

const noOAuth = new ScimError.NotFound({
  detail: "There is no token endpoint here. Give the identity provider a token of this service provider."
})
