/**
 * Requests of identity providers that are tried by whoever administers: the same endpoints answer them by the same rules,
 * and what they change is undone. They pass by everything that stands before those endpoints, so that nothing of them is
 * logged, counted or held against a limit.
 */
import { HttpApiBuilder } from "@effect/platform"
import { Explanation, Json, ScimError } from "@rollcall/core"
import { Principal, Rehearsal, type Session, TokenStore } from "@rollcall/provider"
import { Clock, Effect, Either, Option } from "effect"
import * as Dispatch from "../Dispatch.ts"
import * as ErrorResponse from "../ErrorResponse.ts"
import * as Provisioning from "../Provisioning.ts"
import * as RequestLog from "../RequestLog.ts"
import * as RequestTarget from "../RequestTarget.ts"
import * as Route from "../Route.ts"
import type { WireRequest } from "../WireRequest.ts"
import * as WireResponse from "../WireResponse.ts"
import { AdminApi } from "./AdminApi.ts"
import { Invalid, NotFound, stored } from "./AdminError.ts"
import type { Endpoints } from "./AdminServices.ts"
import type * as DryRunApi from "./DryRunApi.ts"
import * as Sessions from "./Sessions.ts"

type Asked = typeof DryRunApi.Tried.Type

interface Outcome {
  readonly response: WireResponse.WireResponse
  readonly log: RequestLog.RequestLog
}

const tried = Effect.fnUntraced(function* (tenant: string, asked: Asked) {
  const opened = yield* Sessions.open(tenant)
  const session =
    asked.token === undefined ? opened : { ...opened, principal: Principal.token(yield* tokenOf(tenant, asked.token)) }
  const { limits, registry } = session
  const request = requestOf(asked)
  const route = yield* Effect.mapError(Route.parse(request.path, "", registry), ({ detail }) => new Invalid({ detail }))
  if (route._tag !== "Unknown" && !Dispatch.is(route)) return yield* new Invalid({ detail: notOfTenant })
  const attempt = attemptOf(route, request, session)
  const { log, response } = yield* (isReading(route, request) ? attempt : Rehearsal.run(attempt)).pipe(
    Effect.timeoutFail({ duration: limits.requestMillisMax, onTimeout: () => tooSlow })
  )
  return render(route, response, log)
}, stored)

const notOfTenant = "Only what is asked of a tenant's resources and schemas can be tried. Send such a request itself."

const tooSlow = new ScimError.ServiceUnavailable({
  detail: "The request took too long and was given up. Ask for less at a time.",
  retryAfterSeconds: 5
})

/** The token, where it is one of the tenant's. */
const tokenOf = Effect.fnUntraced(function* (tenant: string, id: string) {
  const found = Option.filter(yield* (yield* TokenStore).find(id), (token) => token.tenant === tenant)
  if (Option.isSome(found)) return found.value
  return yield* new NotFound({ detail: `The tenant has no token ${JSON.stringify(id.slice(0, 80))}.` })
})

const requestOf = ({ method, path: target, body, ifMatch }: Asked): WireRequest => {
  const { path, query } = RequestTarget.split(target)
  const headers: Readonly<Record<string, string | undefined>> = { "if-match": ifMatch }
  return {
    method: method.toUpperCase(),
    path,
    query,
    header: (name) => headers[name],
    readBody: () => Effect.sync(() => new TextEncoder().encode(body === undefined ? "" : JSON.stringify(body)))
  }
}

/** What changes nothing needs not to be undone, and holds nobody up. */
const isReading = ({ _tag }: Route.Route, { method }: WireRequest): boolean =>
  _tag === "Search" || !["POST", "PUT", "PATCH", "DELETE"].includes(method)

/** The request as the server would answer it to the sender of that session, an error as well. */
const attemptOf = (route: Dispatch.Dispatched | Unknown, request: WireRequest, session: Session.Session) =>
  Effect.gen(function* () {
    const log = RequestLog.begin(request, "", yield* Clock.currentTimeMillis)
    log.session = session
    const answered = yield* Effect.either(answerOf(route, request, session, log))
    if (Either.isRight(answered)) return { response: answered.right, log } satisfies Outcome
    // Whether it would be done is not known then.
    if (answered.left._tag === "ServiceUnavailable") return yield* answered.left
    log.error = answered.left
    return { response: ErrorResponse.render(answered.left), log } satisfies Outcome
  })

type Unknown = Extract<Route.Route, { readonly _tag: "Unknown" }>

const answerOf = Effect.fnUntraced(function* (
  route: Dispatch.Dispatched | Unknown,
  request: WireRequest,
  session: Session.Session,
  log: RequestLog.RequestLog
) {
  yield* Dispatch.checkLength(request, session.limits)
  if (route._tag === "Unknown") return yield* new ScimError.NotFound({ detail: route.detail })
  const method = request.method === "HEAD" ? "GET" : request.method
  if (method === "OPTIONS") return WireResponse.empty(204, { allow: Dispatch.allowed(route).join(", ") })
  yield* Dispatch.checkMethod(route, method)
  yield* Provisioning.check(route, session)
  return yield* Dispatch.answer(route, method, { request, session, log })
})

const render = (
  route: Route.Route,
  { body: text, headers, status }: WireResponse.WireResponse,
  log: RequestLog.RequestLog
): typeof DryRunApi.DryRun.Type => {
  const body: Json.Json | undefined = typeof text === "string" && log.method !== "HEAD" ? JSON.parse(text) : undefined
  const notes = log.notes.map(({ name, text }) => `${name}: ${text}`)
  return {
    status,
    headers,
    ...(body === undefined ? {} : { body }),
    explanation: (route._tag === "Bulk" ? ofBulk(body) : undefined) ?? Explanation.of(happening(status, notes, log)),
    notes
  }
}

const happening = (
  status: number,
  notes: ReadonlyArray<string>,
  { error, resource, session }: RequestLog.RequestLog
): Explanation.Happening => {
  const attribute =
    error === undefined ? undefined : "attribute" in error ? error.attribute : "path" in error ? error.path : undefined
  const token = session === undefined ? undefined : Principal.tokenOf(session.principal)
  return {
    status,
    notes,
    isTried: true,
    ...(error === undefined ? {} : { error: error._tag }),
    ...(attribute === undefined ? {} : { attribute }),
    ...(resource === undefined ? {} : { resource }),
    ...(token === undefined ? {} : { token: token.name })
  }
}

/** A bulk request is carried out whatever becomes of its operations; nothing where all of them would be. */
const ofBulk = (body: Json.Json | undefined): Explanation.Explanation | undefined => {
  const operations = Json.isObject(body) && Array.isArray(body.Operations) ? body.Operations : []
  const refused = operations.filter((operation) => Json.isObject(operation) && Number(operation.status) >= 400)
  return refused.length === 0
    ? undefined
    : {
        happened: `Of ${operations.length} operations ${refused.length} would be refused, and the others carried out.`,
        remedy: "The answer has the reason of each at its place. Change in the identity provider what it names."
      }
}

export const layer: Endpoints<"dryRuns"> = HttpApiBuilder.group(AdminApi, "dryRuns", (handlers) =>
  handlers.handle("create", ({ path, payload }) => tried(path.tenant, payload))
)
