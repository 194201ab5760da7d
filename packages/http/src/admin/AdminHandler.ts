/**
 * The administrator's API as a handler of the server: a request of the seam goes in and a response comes out, by way of
 * the web's own. It is asked some times a minute, so what that costs does not matter.
 */
import { HttpApiBuilder, HttpServer } from "@effect/platform"
import { Limits, SchemaRegistry } from "@rollcall/core"
import { type Reach, Session } from "@rollcall/provider"
import { Effect, Layer, type Scope } from "effect"
import type * as BaseUrl from "../BaseUrl.ts"
import * as FetchHandler from "../FetchHandler.ts"
import * as RequestId from "../RequestId.ts"
import type { Handler } from "../ScimHandler.ts"
import type { WireResponse } from "../WireResponse.ts"
import * as WireResponses from "../WireResponse.ts"
import { AdminApi, basePath } from "./AdminApi.ts"
import * as AdministratorEndpoints from "./AdministratorEndpoints.ts"
import * as AdminRequest from "./AdminRequest.ts"
import { type AdminServices, Surroundings } from "./AdminServices.ts"
import * as Admittance from "./Admittance.ts"
import * as ChangeEndpoints from "./ChangeEndpoints.ts"
import * as ClientEndpoints from "./ClientEndpoints.ts"
import * as ConnectionEndpoints from "./ConnectionEndpoints.ts"
import * as DryRunEndpoints from "./DryRunEndpoints.ts"
import * as EventEndpoints from "./EventEndpoints.ts"
import * as GroupEndpoints from "./GroupEndpoints.ts"
import * as HistoryEndpoints from "./HistoryEndpoints.ts"
import * as KeptEndpoints from "./KeptEndpoints.ts"
import * as LogEndpoints from "./LogEndpoints.ts"
import * as LogStreams from "./LogStreams.ts"
import * as NewestEventEndpoints from "./NewestEventEndpoints.ts"
import type { OpenIdProvider } from "./OpenIdProvider.ts"
import * as OverviewEndpoints from "./OverviewEndpoints.ts"
import * as ReceiverEndpoints from "./ReceiverEndpoints.ts"
import * as Reference from "./Reference.ts"
import * as SchemaEndpoints from "./SchemaEndpoints.ts"
import * as SessionEndpoints from "./SessionEndpoints.ts"
import * as Sessions from "./Sessions.ts"
import * as SettingEndpoints from "./SettingEndpoints.ts"
import * as SetupEndpoints from "./SetupEndpoints.ts"
import * as SetupLinkEndpoints from "./SetupLinkEndpoints.ts"
import * as SignInEndpoints from "./SignInEndpoints.ts"
import * as SimulationEndpoints from "./SimulationEndpoints.ts"
import * as Simulations from "./Simulations.ts"
import * as TenantEndpoints from "./TenantEndpoints.ts"
import * as TokenEndpoints from "./TokenEndpoints.ts"
import * as UserEndpoints from "./UserEndpoints.ts"
import * as WebhookEndpoints from "./WebhookEndpoints.ts"

const endpoints = Layer.mergeAll(
  SessionEndpoints.signIn,
  SessionEndpoints.session,
  TenantEndpoints.layer,
  TokenEndpoints.layer,
  ClientEndpoints.layer,
  AdministratorEndpoints.layer,
  UserEndpoints.layer,
  GroupEndpoints.layer,
  KeptEndpoints.layer,
  SchemaEndpoints.layer,
  SettingEndpoints.layer,
  LogEndpoints.layer,
  LogEndpoints.strangers,
  OverviewEndpoints.layer,
  HistoryEndpoints.layer,
  ChangeEndpoints.layer,
  DryRunEndpoints.layer,
  SetupEndpoints.layer,
  SetupLinkEndpoints.layer,
  ConnectionEndpoints.layer,
  SimulationEndpoints.layer,
  EventEndpoints.layer,
  NewestEventEndpoints.layer,
  WebhookEndpoints.layer,
  ReceiverEndpoints.layer
)

export interface Options {
  /** What there are resources of; the standard types unless told. */
  readonly registry?: SchemaRegistry.SchemaRegistry
  /** Ends answers that go on until somebody ends them, so that a server that stops has not to wait for them. */
  readonly ending?: Effect.Effect<void>
  /** Where events may be sent: to public addresses unless told. */
  readonly reach?: Reach
  /** Without one, those who administer sign in with passwords alone. */
  readonly openId?: OpenIdProvider
}

/** Answers what is asked under `/api`, and hands everything else on. Runs until the scope closes. */
export const before = (
  next: Handler,
  source: BaseUrl.Source,
  { registry = SchemaRegistry.standard, reach = "public", ending = Effect.never, openId }: Options = {}
): Effect.Effect<Handler, never, AdminServices | Scope.Scope> =>
  Effect.gen(function* () {
    const services = yield* Effect.context<AdminServices>()
    const sessions = Layer.succeed(Sessions.Sessions, { of: Session.factory(registry, Limits.standard) })
    const api = HttpApiBuilder.api(AdminApi).pipe(
      Layer.provide(Layer.merge(endpoints, SignInEndpoints.layerOf(openId))),
      Layer.provide(Admittance.layerOf(AdminApi)),
      Layer.provide(sessions),
      Layer.provide(LogStreams.layerOf(ending)),
      Layer.provide(Simulations.layerOf(yield* FetchHandler.of(next), source.basePath, ending))
    )
    const openApi = HttpApiBuilder.middlewareOpenApi({ path: `${basePath}/openapi.json` }).pipe(Layer.provide(api))
    const surroundings = Layer.succeed(Surroundings, { registry, reach, ending, streams: { open: 0 } })
    const layer = Layer.mergeAll(api, openApi, HttpServer.layerContext).pipe(
      Layer.provide(Layer.merge(Layer.succeedContext(services), surroundings))
    )
    const { handler } = yield* Effect.acquireRelease(
      Effect.sync(() => HttpApiBuilder.toWebHandler(layer)),
      ({ dispose }) => Effect.promise(dispose)
    )
    const idOf = yield* RequestId.make
    return (request) => {
      const reference = Reference.answer(request)
      if (reference !== undefined) return Effect.succeed(reference)
      if (!isApi(request.path)) return next(request)
      const id = idOf(request)
      return Effect.flatMap(AdminRequest.make(request, source, id), (web) => Effect.promise(() => handler(web))).pipe(
        Effect.flatMap(toWire),
        Effect.catchAll((response) => Effect.succeed(response)),
        Effect.map((response) => ({ ...response, headers: { ...response.headers, [RequestId.header]: id } }))
      )
    }
  })

const isApi = (path: string): boolean => path === basePath || path.startsWith(`${basePath}/`)

const toWire = (response: Response): Effect.Effect<WireResponse> => {
  const headers = {
    ...Object.fromEntries(response.headers),
    // What an administrator sees is for them alone, and as it is now.
    "cache-control": "no-store"
  }
  const { body, status } = response
  if (body !== null && response.headers.get("content-type") !== json) return Effect.succeed({ status, headers, body })
  return Effect.map(
    Effect.promise(() => response.text()),
    (text) => {
      const shown = explain(status, text)
      return shown === undefined
        ? WireResponses.empty(status, headers)
        : {
            status,
            headers: { ...headers, "content-type": json, ...retryAfter(shown) },
            body: JSON.stringify(shown)
          }
    }
  )
}

const json = "application/json"

/** The body, with words for people where the library has none: no route, or a body that is not what the schema says. */
const explain = (status: number, text: string): Record<string, unknown> | undefined => {
  if (text === "") {
    return status === 404
      ? { _tag: "NotFound", detail: `There is no such endpoint. ${Reference.path} has all.` }
      : undefined
  }
  const body = JSON.parse(text)
  if (body._tag !== "HttpApiDecodeError") return body
  const issues: ReadonlyArray<{ readonly path: ReadonlyArray<string>; readonly message: string }> = body.issues
  const detail = issues.map(({ path, message }) => `${path.join(".") || "The request"}: ${message}.`).join(" ")
  return { ...body, message: detail, detail }
}

const retryAfter = (body: Record<string, unknown>): Record<string, string> =>
  body.retryAfterSeconds === undefined ? {} : { "retry-after": `${body.retryAfterSeconds}` }
