/** OAuth clients of a tenant, as the administrator's API has them: which endpoints there are, what they take and answer. */
import { HttpApiEndpoint, HttpApiGroup } from "@effect/platform"
import { Token } from "@rollcall/core"
import { IdentityProvider, Client as Policy, PublicKeys } from "@rollcall/provider"
import { Either, Schema } from "effect"
import { Conflict, Invalid, NotFound, Unavailable } from "./AdminError.ts"
import { id, Time, tenant } from "./AdminSchema.ts"
import { Admittance, Needed } from "./Admittance.ts"
import * as Page from "./Page.ts"

const Name = Schema.Trim.pipe(Schema.minLength(1), Schema.maxLength(200))

const Scope = Schema.Literal(...Token.allScopes)

const Provider = Schema.Trim.pipe(
  Schema.filter((text) => Either.isRight(IdentityProvider.parse(text)) || `It must be ${IdentityProvider.expected}.`)
).annotations({
  description: `The identity provider that it is for: ${IdentityProvider.suggested.join(", ")}, or any name.`
})

const Seconds = Schema.Int.pipe(
  Schema.between(Policy.tokenMillisMin / 1_000, Policy.tokenMillisMax / 1_000)
).annotations({ description: "How many seconds its access tokens live; an hour where nothing is said." })

const Keys = Schema.String.pipe(Schema.maxLength(32_768)).annotations({
  description: `Public keys for ${PublicKeys.algorithms.join(", ")}, as the text of a JWK set or in PEM, for a client that signs assertions. It gets no secret then.`
})

export const Client = Schema.Struct({
  id: Schema.String.annotations({ description: "The client_id." }),
  name: Schema.String,
  authentication: Schema.Literal("secret", "keys"),
  hint: Schema.optionalWith(Schema.String, { exact: true }).annotations({
    description: "The first characters of the secret, by which its owner recognises it."
  }),
  scopes: Schema.Array(Scope),
  tokenSeconds: Seconds,
  state: Schema.Literal("valid", "revoked"),
  createdBy: Schema.optionalWith(Schema.String, { exact: true }),
  identityProvider: Schema.optionalWith(Provider, { exact: true }),
  createdAt: Time,
  previousUntil: Schema.optionalWith(Time, { exact: true }).annotations({
    description: "Until then the secret or the keys before the last rotation do as well."
  }),
  revokedAt: Schema.optionalWith(Time, { exact: true }),
  lastUsedAt: Schema.optionalWith(Time, { exact: true }).annotations({
    description: "When it last got an access token, to the minute."
  })
}).annotations({ identifier: "Client" })

export const Registered = Schema.Struct({
  ...Client.fields,
  secret: Schema.optionalWith(Schema.String, { exact: true }).annotations({
    description: "The client_secret, shown now and never again; absent of a client that signs assertions."
  })
})

export const clients = HttpApiGroup.make("clients")
  .add(
    HttpApiEndpoint.get("list")`/tenants/${tenant}/clients`
      .setUrlParams(Schema.Struct(Page.params))
      .addSuccess(Page.of(Client))
      .addError(Invalid)
  )
  .add(
    HttpApiEndpoint.post("create")`/tenants/${tenant}/clients`
      .setPayload(
        Schema.Struct({
          name: Name,
          scopes: Schema.optionalWith(Schema.Array(Scope).pipe(Schema.minItems(1)), { exact: true }),
          tokenSeconds: Schema.optionalWith(Seconds, { exact: true }),
          keys: Schema.optionalWith(Keys, { exact: true }),
          identityProvider: Schema.optionalWith(Provider, { exact: true })
        })
      )
      .addSuccess(Registered, { status: 201 })
      .addError(Invalid)
  )
  .add(
    HttpApiEndpoint.post("rotate")`/tenants/${tenant}/clients/${id}/rotate`
      .setPayload(
        Schema.Struct({
          overlapDays: Schema.optionalWith(Schema.Number.pipe(Schema.between(0, 365)), { exact: true }),
          keys: Schema.optionalWith(Keys, { exact: true })
        })
      )
      .addSuccess(Registered, { status: 201 })
      .addError(Invalid)
      .addError(Conflict)
  )
  .add(HttpApiEndpoint.del("revoke")`/tenants/${tenant}/clients/${id}`.addSuccess(Client))
  .addError(NotFound)
  .addError(Unavailable)
  .middleware(Admittance)
  .annotate(Needed, "tokens")
