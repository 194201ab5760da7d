/** The cookie that a browser has while somebody is signed in: how it is given, and taken away. */
import { HttpApiBuilder, HttpServerRequest } from "@effect/platform"
import { Effect } from "effect"
import { basePath } from "./AdminApi.ts"
import { cookie } from "./Admittance.ts"
import * as Outside from "./Outside.ts"

/** What a session is recognised by. */
export const browser = Effect.map(
  HttpServerRequest.HttpServerRequest,
  ({ headers }) => headers["user-agent"] ?? "an unnamed program"
)

/** The text of a session, for as long as that is good. */
export const give = (text: string, { created, expires }: { readonly created: number; readonly expires: number }) =>
  Effect.flatMap(Outside.isSecure, (secure) =>
    HttpApiBuilder.securitySetCookie(cookie, text, {
      path: basePath,
      sameSite: "strict",
      secure,
      maxAge: `${expires - created} millis`
    })
  )

export const take = Effect.flatMap(Outside.isSecure, (secure) =>
  HttpApiBuilder.securitySetCookie(cookie, "", { path: basePath, sameSite: "strict", secure, maxAge: 0 })
)
