/**
 * Which ways of signing in there are, and the one by way of an OpenID provider, which a browser takes as a whole page.
 */
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "@effect/platform"
import { Schema } from "effect"
import { NotFound, Unauthorized, Unavailable } from "./AdminError.ts"

const Redirect = HttpApiSchema.Empty(302).annotations({ description: "Goes on at the address in Location." })

export const signInMethods = HttpApiGroup.make("signInMethods")
  .add(
    HttpApiEndpoint.get("methods", "/session/methods").addSuccess(
      Schema.Struct({
        password: Schema.Boolean,
        oidc: Schema.Boolean.annotations({ description: "Whether /api/oidc/login leads to an OpenID provider." }),
        setup: Schema.Boolean.annotations({
          description:
            "Whether nobody is there yet: who has the link that the server prints becomes the first operator."
        })
      })
    )
  )
  .add(
    HttpApiEndpoint.get("login", "/oidc/login")
      .addSuccess(Redirect)
      .addError(NotFound)
      .addError(Unauthorized)
      .annotate(OpenApi.Description, "Sends a browser to the OpenID provider. A browser gets errors as a page.")
  )
  .add(
    HttpApiEndpoint.get("callback", "/oidc/callback")
      .addSuccess(Redirect)
      .addError(NotFound)
      .addError(Unauthorized)
      .annotate(
        OpenApi.Description,
        "Where the OpenID provider sends the browser back to, with code, state and iss or error: it is then signed in."
      )
  )
  .addError(Unavailable)
