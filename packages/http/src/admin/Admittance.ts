/**
 * Who asks: the session of a browser, by its cookie, or the key of a program. A change that comes with a cookie must
 * prove that it comes from a page of ours, which alone can read what signing in answered: another site's page can make a
 * browser send the cookie, and nothing else.
 */
import { HttpApiMiddleware, HttpApiSecurity, HttpServerRequest } from "@effect/platform"
import { type Administrator, AdministratorService, type AdministratorStore, Digest } from "@rollcall/provider"
import { Context, Effect, Layer, Option, Redacted, Schema } from "effect"
import { Forbidden, stored, Unauthorized, Unavailable } from "./AdminError.ts"

/** Who was let in, and by what. */
export class Admitted extends Context.Tag("rollcall/http/admin/Admitted")<
  Admitted,
  { readonly administrator: Administrator.Administrator; readonly access: Administrator.Access }
>() {}

/** Who it was, in words that stay true when the session or key is gone. */
export const nameOf = ({ access, administrator }: Context.Tag.Service<Admitted>): string =>
  access.kind === "key" ? `${administrator.name}, key ${access.name}` : administrator.name

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

export const layer: Layer.Layer<Admittance, never, AdministratorStore> = Layer.effect(
  Admittance,
  Effect.map(Effect.context<AdministratorStore>(), (context) => {
    const recognise = (secret: Redacted.Redacted, kind: Administrator.Access["kind"]) =>
      Effect.provide(AdministratorService.recognise(Redacted.value(secret)), context).pipe(
        stored,
        Effect.map(Option.filter(({ access }) => access.kind === kind)),
        Effect.flatMap(
          Option.match({
            onNone: () => new Unauthorized({ detail: `Nobody is signed in. ${signIn}` }),
            onSome: Effect.succeed
          })
        )
      )
    return {
      key: (secret) => recognise(secret, "key"),
      session: (secret) => Effect.zipLeft(recognise(secret, "session"), checkOrigin(Redacted.value(secret)))
    }
  })
)

const safe = ["GET", "HEAD", "OPTIONS"]

const checkOrigin = (session: string): Effect.Effect<void, Forbidden, HttpServerRequest.HttpServerRequest> =>
  Effect.flatMap(HttpServerRequest.HttpServerRequest, ({ headers, method }) =>
    safe.includes(method) || headers[csrfHeader] === csrf(session)
      ? Effect.void
      : new Forbidden({ detail: `A change must bring what signing in answered as csrf, in the header ${csrfHeader}.` })
  )
