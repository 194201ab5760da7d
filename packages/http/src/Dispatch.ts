/**
 * Which endpoint answers a request whose sender has been let in, by its route and its method. Who has sent it, and what
 * becomes of what is stored, is not its concern: a dry run comes this way too.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.2
 */
import { type Limits, Representation, SchemaRegistry, ScimError } from "@rollcall/core"
import { Principal } from "@rollcall/provider"
import { Effect } from "effect"
import * as Discovery from "./Discovery.ts"
import * as Operational from "./Operational.ts"
import * as OAuthEndpoint from "./oauth/OAuthEndpoint.ts"
import * as QueryString from "./QueryString.ts"
import * as ResourceEndpoint from "./ResourceEndpoint.ts"
import type * as Route from "./Route.ts"
import type { WireRequest } from "./WireRequest.ts"
import * as WireResponse from "./WireResponse.ts"

/** The endpoints of a tenant. What the service provider says of itself belongs to none. */
export type Dispatched = Exclude<
  Route.Route,
  | Operational.Operational
  | OAuthEndpoint.OAuthRoute
  | { readonly _tag: "Unknown" }
  | { readonly _tag: "ServiceProviderConfig" }
>

export const is = (route: Route.Route): route is Dispatched =>
  !Operational.is(route) &&
  !OAuthEndpoint.is(route) &&
  route._tag !== "Unknown" &&
  route._tag !== "ServiceProviderConfig"

type Answered = ReturnType<typeof ResourceEndpoint.query>

/** The method is one that `checkMethod` lets pass. */
export const answer = (route: Dispatched, method: string, asked: Omit<ResourceEndpoint.Exchange, "query">): Answered =>
  Effect.gen(function* () {
    const { session } = asked
    const exchange = { ...asked, query: yield* QueryString.parse(asked.request.query) }
    const types = session.registry.resourceTypes
    switch (route._tag) {
      case "Collection":
        return yield* ResourceEndpoint.collection(exchange, route.type, method === "POST" ? "POST" : "GET")
      case "Resource":
        return yield* ResourceEndpoint.resource(exchange, route.type, route.id, resourceMethod(method))
      case "Root":
        return yield* ResourceEndpoint.query(exchange, types)
      case "Search":
        return yield* ResourceEndpoint.searchByPost(exchange, route.type === undefined ? types : [route.type])
      case "Bulk":
        return yield* ResourceEndpoint.bulk(exchange)
      case "Me":
        return yield* me(exchange, method)
      case "ResourceTypes":
        return yield* discover(exchange.query, Discovery.resourceTypes(session.registry, session.base))
      case "ResourceType":
        return yield* discover(
          exchange.query,
          yield* Discovery.resourceType(session.registry, session.base, route.name)
        )
      case "Schemas":
        return yield* discover(exchange.query, Discovery.schemas(session.registry, session.base))
      case "Schema":
        return yield* discover(exchange.query, yield* Discovery.schema(session.registry, session.base, route.urn))
    }
  })

/** The user that the token stands for, under an address that is the same for everybody (RFC 7644 §3.11). */
const me = (exchange: ResourceEndpoint.Exchange, method: string): Answered => {
  const { principal, base } = exchange.session
  const user = Principal.tokenOf(principal)?.user
  if (user === undefined) {
    const detail =
      "This token stands for no user, so /Me names nobody. Ask for the user by id or with a filter, or use a token that was made for a user."
    return new ScimError.NotImplemented({ detail })
  }
  const location = Representation.location({ type: SchemaRegistry.user, id: user }, base)
  return Effect.map(
    ResourceEndpoint.resource(exchange, SchemaRegistry.user, user, resourceMethod(method)),
    (response) => ({ ...response, headers: { ...response.headers, location } })
  )
}

/** A filter on discovery is refused, since a client must not take a part for the whole (RFC 7644 §4). */
export const discover = (
  query: QueryString.QueryString,
  body: Parameters<typeof WireResponse.scim>[1]
): Effect.Effect<WireResponse.WireResponse, ScimError.ScimError> =>
  query.has("filter")
    ? new ScimError.Forbidden({ detail: "This endpoint cannot be filtered. Send the request without a filter." })
    : Effect.succeed(WireResponse.scim(200, body))

export const checkLength = (request: WireRequest, limits: Limits.Limits): Effect.Effect<void, ScimError.UriTooLong> =>
  request.path.length + request.query.length <= limits.urlLengthMax
    ? Effect.void
    : new ScimError.UriTooLong({
        detail: `The URL is longer than ${limits.urlLengthMax} characters. Ask for less at a time, with a shorter filter.`
      })

const reading: ReadonlyArray<string> = ["GET", "HEAD", "OPTIONS"]

/** The methods of an endpoint, for the Allow header. */
export const allowed = (route: Route.Route): ReadonlyArray<string> => {
  switch (route._tag) {
    case "Collection":
      return [...reading, "POST"]
    case "Resource":
    case "Me":
      return [...reading, "PUT", "PATCH", "DELETE"]
    case "Search":
    case "Bulk":
    case "OAuthToken":
      return ["OPTIONS", "POST"]
    default:
      return reading
  }
}

/** Fails with 405 that names the methods that there are. */
export const checkMethod = (route: Route.Route, method: string): Effect.Effect<void, ScimError.MethodNotAllowed> => {
  const allow = allowed(route)
  return allow.includes(method)
    ? Effect.void
    : new ScimError.MethodNotAllowed({
        detail: `This endpoint has no method ${method.slice(0, 20)}. It has ${allow.join(", ")}.`,
        allow
      })
}

/** `checkMethod` lets no other method pass. */
const resourceMethod = (method: string): "GET" | "PUT" | "PATCH" | "DELETE" =>
  method === "PUT" || method === "PATCH" || method === "DELETE" ? method : "GET"
