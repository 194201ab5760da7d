/** The cookie that a browser has while somebody is signed in: how it is given, and taken away. */
import { HttpApiBuilder, HttpServerRequest } from "@effect/platform"
import { Effect } from "effect"
import { cookie } from "./Admittance.ts"
import * as Outside from "./Outside.ts"

/** What a session is recognised by. */
export const browser = Effect.map(
  HttpServerRequest.HttpServerRequest,
  ({ headers }) => headers["user-agent"] ?? "an unnamed program"
)

const set = (text: string, maxAgeMillis: number) =>
  Effect.gen(function* () {
    const [path, secure] = [yield* Outside.apiPath, yield* Outside.isSecure]
    const options = { path, sameSite: "strict", secure, maxAge: maxAgeMillis } as const
    yield* HttpApiBuilder.securitySetCookie(cookie, text, options)
  })

/** The text of a session, for as long as that is good. */
export const give = (text: string, { created, expires }: { readonly created: number; readonly expires: number }) =>
  set(text, expires - created)

export const take = set("", 0)
