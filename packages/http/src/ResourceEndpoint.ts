/**
 * The endpoints of resources: from a request to an operation of the service provider, and from its answer to a response
 * with its status and headers. What an operation does is not its concern, nor is who asks.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.2
 */
import { type Json, Projection, type ResourceType, SchemaRegistry, type ScimError, SearchRequest } from "@rollcall/core"
import * as Provider from "@rollcall/provider"
import { Effect, type Either } from "effect"
import * as JsonBody from "./JsonBody.ts"
import * as LoggedBody from "./LoggedBody.ts"
import * as MediaType from "./MediaType.ts"
import type { QueryString } from "./QueryString.ts"
import type { RequestLog } from "./RequestLog.ts"
import type { WireRequest } from "./WireRequest.ts"
import * as WireResponse from "./WireResponse.ts"

/** A request whose sender is known. */
export interface Exchange {
  readonly request: WireRequest
  readonly query: QueryString
  readonly session: Provider.Session.Session
  readonly log: RequestLog
}

type Answered = Effect.Effect<
  WireResponse.WireResponse,
  ScimError.ScimError,
  Provider.ResourceStore | Provider.SecretStore | Provider.Randomness.Randomness
>

/** A query over these types by GET, on `/Users` or on the base. */
export const query = (exchange: Exchange, served: ReadonlyArray<ResourceType.ResourceType>): Answered =>
  Effect.flatMap(parametersOf(exchange), (request) => search(exchange, served, request))

/** The same by POST on `.search`, asked for in the body (RFC 7644 §3.4.3). */
export const searchByPost = Effect.fnUntraced(function* (
  exchange: Exchange,
  served: ReadonlyArray<ResourceType.ResourceType>
): Effect.fn.Return<WireResponse.WireResponse, ScimError.ScimError, Effect.Effect.Context<Answered>> {
  const body = yield* readJson(exchange)
  const request = yield* SearchRequest.fromBody(body, exchange.session.limits)
  return yield* search(exchange, served, request)
})

/** Many operations by POST on `/Bulk` (RFC 7644 §3.7). */
export const bulk = Effect.fnUntraced(function* (
  exchange: Exchange
): Effect.fn.Return<WireResponse.WireResponse, ScimError.ScimError, Effect.Effect.Context<Answered>> {
  const { attributes, excludedAttributes } = yield* parametersOf(exchange)
  const selection = {
    ...(attributes === undefined ? {} : { attributes }),
    ...(excludedAttributes === undefined ? {} : { excludedAttributes })
  }
  const asked = attributes !== undefined || excludedAttributes !== undefined
  const { body, notes } = yield* Provider.bulk(
    exchange.session,
    yield* readJson(exchange),
    asked ? selection : undefined
  )
  exchange.log.notes.push(...notes)
  return WireResponse.scim(200, body)
})

/** GET and POST on `/Users`. */
export const collection = (exchange: Exchange, served: ResourceType.ResourceType, method: "GET" | "POST"): Answered => {
  const type = ofTenant(exchange, served)
  switch (method) {
    case "GET":
      return query(exchange, [type])
    case "POST":
      return create(exchange, type)
  }
}

/** GET, PUT, PATCH and DELETE on `/Users/{id}`. */
export const resource = (
  exchange: Exchange,
  served: ResourceType.ResourceType,
  id: string,
  method: "GET" | "PUT" | "PATCH" | "DELETE"
): Answered => {
  const type = ofTenant(exchange, served)
  exchange.log.resource = `${type.name}/${id.slice(0, idLengthMax)}`
  switch (method) {
    case "GET":
      return retrieve(exchange, type, id)
    case "PUT":
      return replace(exchange, type, id)
    case "PATCH":
      return patch(exchange, type, id)
    case "DELETE":
      return remove(exchange, type, id)
  }
}

/** Ids in paths come from clients: longer ones are cut before they are logged. */
const idLengthMax = 80

/** The type as the tenant has it: tenants differ in what they require. */
const ofTenant = ({ session }: Exchange, type: ResourceType.ResourceType): ResourceType.ResourceType =>
  SchemaRegistry.typeByName(session.registry, type.name) ?? type

const parametersOf = ({ query, session }: Exchange) =>
  SearchRequest.fromParameters((name) => query.get(name.toLowerCase()), session.limits)

const search = Effect.fnUntraced(function* (
  exchange: Exchange,
  served: ReadonlyArray<ResourceType.ResourceType>,
  request: SearchRequest.SearchRequest
) {
  const types = served.map((type) => ofTenant(exchange, type))
  const { body, notes } = yield* Provider.search(exchange.session, types, request)
  exchange.log.notes.push(...notes)
  return WireResponse.scim(200, body)
})

const create = Effect.fnUntraced(function* (exchange: Exchange, type: ResourceType.ResourceType) {
  const { projection } = yield* selection(exchange, type)
  const body = yield* readJson(exchange)
  const answer = yield* Provider.create(exchange.session, type, body, projection)
  exchange.log.resource = `${type.name}/${answer.id}`
  return respond(exchange, 201, answer)
})

const retrieve = Effect.fnUntraced(function* (exchange: Exchange, type: ResourceType.ResourceType, id: string) {
  const { projection } = yield* selection(exchange, type)
  const ifNoneMatch = exchange.request.header("if-none-match")
  const answer = yield* Provider.retrieve(exchange.session, type, id, projection, ifNoneMatch)
  if (answer.body === undefined) return respond(exchange, 304, answer)
  const response = respond(exchange, 200, answer)
  return { ...response, headers: { ...response.headers, "content-location": answer.location } }
})

const replace = Effect.fnUntraced(function* (exchange: Exchange, type: ResourceType.ResourceType, id: string) {
  const { projection } = yield* selection(exchange, type)
  const body = yield* readJson(exchange)
  const answer = yield* Provider.replace(exchange.session, type, id, body, projection, precondition(exchange))
  return respond(exchange, 200, answer)
})

const patch = Effect.fnUntraced(function* (exchange: Exchange, type: ResourceType.ResourceType, id: string) {
  const { projection, asked } = yield* selection(exchange, type)
  const body = yield* readJson(exchange)
  const answer = yield* Provider.patch(exchange.session, type, id, body, projection, asked, precondition(exchange))
  return respond(exchange, answer.body === undefined ? 204 : 200, answer)
})

const remove = Effect.fnUntraced(function* (exchange: Exchange, type: ResourceType.ResourceType, id: string) {
  yield* Provider.remove(exchange.session, type, id, precondition(exchange))
  return WireResponse.empty(204)
})

const precondition = ({ request }: Exchange): Provider.Precondition.Precondition => ({
  ifMatch: request.header("if-match"),
  ifNoneMatch: request.header("if-none-match")
})

const respond = ({ log }: Exchange, status: number, answer: Provider.Answer.Answer): WireResponse.WireResponse => {
  log.notes.push(...answer.notes)
  const headers = { etag: answer.version, location: answer.location }
  return answer.body === undefined
    ? WireResponse.empty(status, headers)
    : WireResponse.scim(status, answer.body, headers)
}

interface Selection {
  readonly projection: Projection.Projection
  /** True where the client said which attributes it wants. */
  readonly asked: boolean
}

/** What a client wants to see of one resource: paging and sorting are not looked at there. */
const selection = (
  { query, session }: Exchange,
  type: ResourceType.ResourceType
): Effect.Effect<Selection, ScimError.ScimError> => {
  const names = ["attributes", "excludedAttributes"]
  const parameter = (name: string) => (names.includes(name) ? query.get(name.toLowerCase()) : undefined)
  return Effect.map(SearchRequest.fromParameters(parameter, session.limits), (request) => ({
    projection: Projection.parse(type, request),
    asked: request.attributes !== undefined || request.excludedAttributes !== undefined
  }))
}

const readJson = Effect.fnUntraced(function* ({ log, request, session }: Exchange) {
  yield* MediaType.check(request.header("content-type"), request.header("content-encoding"))
  const bytes = yield* request.readBody(session.limits.bodyBytesMax)
  const parsed: Either.Either<Json.Json, ScimError.InvalidSyntax> = JsonBody.parse(bytes, session.limits.jsonDepthMax)
  const json = yield* parsed
  if (session.tenant.settings.logBodies !== "none") keep(log, json, bytes.length)
  return json
})

const keep = (log: RequestLog, json: Json.Json, bytes: number): void => {
  if (bytes > LoggedBody.bytesMax) log.withoutBody = LoggedBody.tooLarge(bytes)
  else log.body = json
}
