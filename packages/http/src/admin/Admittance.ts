/**
 * Who asks, and whether they may: the session of a browser, by its cookie, or the key of a program. A change that comes
 * with a cookie must prove that it comes from a page of ours, which alone can read what signing in answered: another
 * site's page can make a browser send the cookie, and nothing else.
 */
import {
  HttpApi,
  type HttpApiGroup,
  HttpApiMiddleware,
  HttpApiSecurity,
  HttpRouter,
  HttpServerRequest
} from "@effect/platform"
import {
  Administrator,
  AdministratorService,
  type AdministratorStore,
  Digest,
  SetupLinkService,
  type SetupLinkStore
} from "@rollcall/provider"
import { Context, Effect, Layer, Option, Redacted, Schema } from "effect"
import { Forbidden, stored, Unauthorized, Unavailable } from "./AdminError.ts"

/** Who was let in, and by what. */
export class Admitted extends Context.Tag("rollcall/http/admin/Admitted")<
  Admitted,
  {
    readonly administrator: Administrator.Administrator
    readonly access: Administrator.Access
    /** What a page has to send with its changes; programs send nothing of the kind. */
    readonly csrf?: string
  }
>() {}

/** Who it was, in words that stay true when the session or key is gone. */
export const nameOf = ({ access, administrator }: Context.Tag.Service<Admitted>): string =>
  access.kind === "key" ? `${administrator.name}, key ${access.name}` : administrator.name

/**
 * What a route needs of whoever asks, as an annotation of its endpoint or group. A route that says nothing is for those
 * who administer.
 */
export class Needed extends Context.Reference<Needed>()("rollcall/http/admin/Needed", {
  defaultValue: (): Administrator.Right => "administration"
}) {}

export const cookie: HttpApiSecurity.ApiKey = HttpApiSecurity.apiKey({ in: "cookie", key: "rollcall_session" })

/** The header by which a page of ours shows that it is one. */
export const csrfHeader = "x-rollcall-csrf"

export class Admittance extends HttpApiMiddleware.Tag<Admittance>()("rollcall/http/admin/Admittance", {
  provides: Admitted,
  failure: Schema.Union(Unauthorized, Forbidden, Unavailable),
  // Where both fail, the last one says why.
  security: { key: HttpApiSecurity.bearer, session: cookie }
}) {}

/** What a page has to send with its changes. It is made of the session, so nothing has to be kept. */
export const csrf = (session: string): string => Digest.digest(`csrf ${session}`).slice(0, 32)

const signIn = "Sign in, or send a key: Authorization: Bearer followed by the key."

/** Lets in to the routes of that API. */
export const layerOf = <Id extends string, Groups extends HttpApiGroup.HttpApiGroup.Any, E, R>(
  api: HttpApi.HttpApi<Id, Groups, E, R>
): Layer.Layer<Admittance, never, AdministratorStore | SetupLinkStore> =>
  Layer.effect(
    Admittance,
    Effect.map(Effect.context<AdministratorStore | SetupLinkStore>(), (context) => {
      const needed = needs(api)
      const recognise = (text: string, kinds: ReadonlyArray<Administrator.Access["kind"]>) =>
        recogniseAny(text).pipe(
          Effect.provide(context),
          stored,
          Effect.map(Option.filter(({ access }) => kinds.includes(access.kind))),
          Effect.flatMap(
            Option.match({
              onNone: () => new Unauthorized({ detail: `Nobody is signed in. ${signIn}` }),
              onSome: Effect.succeed
            })
          ),
          Effect.tap(({ access }) => checkRight(access, needed))
        )
      return {
        key: (secret) => recognise(Redacted.value(secret), ["key"]),
        session: (secret) => {
          const text = Redacted.value(secret)
          return recognise(text, ["session", "setup"]).pipe(
            Effect.zipLeft(checkOrigin(text)),
            Effect.map((admission) => ({ ...admission, csrf: csrf(text) }))
          )
        }
      }
    })
  )

const recogniseAny = (text: string) =>
  Effect.flatMap(AdministratorService.recognise(text), (admission) =>
    Option.isSome(admission) ? Effect.succeed(admission) : SetupLinkService.recognise(text)
  )

type Needs = ReadonlyMap<string, Administrator.Right>

/** What each route needs, by its method and its path. */
const needs = <Id extends string, Groups extends HttpApiGroup.HttpApiGroup.Any, E, R>(
  api: HttpApi.HttpApi<Id, Groups, E, R>
): Needs => {
  const found = new Map<string, Administrator.Right>()
  HttpApi.reflect(api, {
    onGroup: () => undefined,
    onEndpoint: ({ endpoint, mergedAnnotations }) =>
      void found.set(`${endpoint.method} ${endpoint.path}`, Context.get(mergedAnnotations, Needed))
  })
  return found
}

const checkRight = (access: Administrator.Access, needed: Needs) =>
  Effect.flatMap(HttpRouter.RouteContext, ({ route }) =>
    Administrator.may(access, needed.get(`${route.method} ${route.path}`) ?? "administration")
      ? Effect.void
      : new Forbidden({ detail: "A set-up link opens what connects an identity provider to its tenant, and no more." })
  )

const safe = ["GET", "HEAD", "OPTIONS"]

const checkOrigin = (session: string): Effect.Effect<void, Forbidden, HttpServerRequest.HttpServerRequest> =>
  Effect.flatMap(HttpServerRequest.HttpServerRequest, ({ headers, method }) =>
    safe.includes(method) || headers[csrfHeader] === csrf(session)
      ? Effect.void
      : new Forbidden({ detail: `A change must bring what signing in answered as csrf, in the header ${csrfHeader}.` })
  )
