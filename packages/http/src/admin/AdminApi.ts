/**
 * The administrator's API as data: which endpoints there are, what they take and answer. The server, its OpenAPI document
 * and the typed client are all made of this. Knows no store.
 */
import { HttpApi, HttpApiEndpoint, HttpApiGroup, OpenApi } from "@effect/platform"
import { ExpiryWarning, Token as ScimToken } from "@rollcall/core"
import { IdentityProvider as Named } from "@rollcall/provider"
import { Either, Schema } from "effect"
import { Conflict, Forbidden, Invalid, NotFound, TooManyRequests, Unauthorized, Unavailable } from "./AdminError.ts"
import { id, Name, strictly, Time, tenant } from "./AdminSchema.ts"
import { Admittance, Needed } from "./Admittance.ts"
import { changes } from "./ChangeApi.ts"
import { clients } from "./ClientApi.ts"
import { connection } from "./ConnectionApi.ts"
import * as DryRunApi from "./DryRunApi.ts"
import { events } from "./EventApi.ts"
import { groups } from "./GroupApi.ts"
import { history } from "./HistoryApi.ts"
import { kept } from "./KeptApi.ts"
import * as LogApi from "./LogApi.ts"
import { newestEvents } from "./NewestEventApi.ts"
import * as OverviewApi from "./OverviewApi.ts"
import * as Page from "./Page.ts"
import { receivers } from "./ReceiverApi.ts"
import { schemas } from "./SchemaApi.ts"
import * as SettingApi from "./SettingApi.ts"
import { setup } from "./SetupApi.ts"
import { setupLinks } from "./SetupLinkApi.ts"
import { signInMethods } from "./SignInApi.ts"
import { simulations } from "./SimulationApi.ts"
import { users } from "./UserApi.ts"
import { webhooks } from "./WebhookApi.ts"

/** What signs in: no longer than any password may be, and some. */
const Typed = Schema.String.pipe(Schema.maxLength(1_000))

/** For which identity provider something was made. */
const IdentityProvider = Schema.Trim.pipe(
  Schema.filter((text) => Either.isRight(Named.parse(text)) || `It must be ${Named.expected}.`)
).annotations({ description: `The identity provider that it is for: ${Named.suggested.join(", ")}, or any name.` })

export const Administrator = Schema.Struct({
  id: Schema.String,
  name: Schema.String,
  tenant: Schema.optionalWith(Schema.String, { exact: true }).annotations({ description: "Absent of operators." }),
  createdAt: Time,
  disabledAt: Schema.optionalWith(Time, { exact: true })
}).annotations({ identifier: "Administrator" })

export const Access = Schema.Struct({
  id: Schema.String,
  kind: Schema.Literal("session", "key", "setup").annotations({
    description: "setup came by a set-up link, and has the routes of that alone."
  }),
  name: Schema.String,
  createdAt: Time,
  expiresAt: Time
}).annotations({ identifier: "Access" })

export const Tenant = Schema.Struct({ id: Schema.String, name: Schema.String, createdAt: Time }).annotations({
  identifier: "Tenant"
})

export const Token = Schema.Struct({
  id: Schema.String,
  name: Schema.String,
  hint: Schema.String.annotations({ description: "The first characters, by which its owner recognises it." }),
  scopes: Schema.Array(Schema.Literal(...ScimToken.allScopes)),
  user: Schema.optionalWith(Schema.String, { exact: true }),
  createdBy: Schema.optionalWith(Schema.String, { exact: true }).annotations({
    description:
      "Who made it: the name of an administrator, that of a key, or: command line. A token that is made for a simulation names who wanted it behind: Simulation."
  }),
  identityProvider: Schema.optionalWith(IdentityProvider, { exact: true }),
  state: Schema.Literal("valid", "expired", "revoked"),
  createdAt: Time,
  expiresAt: Time,
  warning: Schema.optionalWith(Schema.Struct({ days: Schema.Int, expiresAt: Time }), { exact: true }).annotations({
    description: `There from ${ExpiryWarning.thresholds.join(", ")} days before it expires; days is the last of them that has been passed.`
  }),
  revokedAt: Schema.optionalWith(Time, { exact: true }),
  lastUsedAt: Schema.optionalWith(Time, { exact: true })
}).annotations({ identifier: "Token" })

/** A secret is in the answer to its making and in no other. */
const withSecret = <Fields extends Schema.Struct.Fields>(fields: Fields) =>
  Schema.Struct({ ...fields, secret: Schema.String.annotations({ description: "Shown now and never again." }) })

const Days = Schema.Number.pipe(Schema.greaterThan(0), Schema.lessThanOrEqualTo(3_650))

/** Signing in needs nobody to be signed in. */
const signIn = HttpApiGroup.make("signIn")
  .add(
    HttpApiEndpoint.post("signIn", "/session")
      .setPayload(Schema.Struct({ name: Typed, password: Typed }))
      .addSuccess(Schema.Struct({ administrator: Administrator, expiresAt: Time, csrf: Schema.String }))
      .addError(Unauthorized)
      .addError(TooManyRequests)
  )
  .addError(Unavailable)

const session = HttpApiGroup.make("session")
  .add(
    HttpApiEndpoint.get("current", "/session")
      .addSuccess(
        Schema.Struct({
          administrator: Administrator,
          access: Access,
          csrf: Schema.optionalWith(Schema.String, { exact: true }).annotations({ description: "Absent of keys." })
        })
      )
      .annotate(Needed, "session")
  )
  .add(HttpApiEndpoint.del("signOut", "/session").annotate(Needed, "session"))
  .add(HttpApiEndpoint.del("signOutEverywhere", "/sessions"))
  .add(HttpApiEndpoint.get("keys", "/keys").addSuccess(Schema.Array(Access)))
  .add(
    HttpApiEndpoint.post("createKey", "/keys")
      .setPayload(Schema.Struct({ name: Name, days: Schema.optionalWith(Days, { exact: true }) }))
      .addSuccess(withSecret(Access.fields), { status: 201 })
  )
  .add(HttpApiEndpoint.del("endKey")`/keys/${id}`.addError(NotFound))
  .addError(Unavailable)
  .middleware(Admittance)

const tenants = HttpApiGroup.make("tenants")
  .add(
    HttpApiEndpoint.get("list", "/tenants")
      .setUrlParams(strictly(Schema.Struct(Page.params)))
      .addSuccess(Page.of(Tenant))
      .addError(Invalid)
      .annotate(OpenApi.Summary, "Tenants, in the order of their ids: an operator's all, another administrator's one")
  )
  .add(
    HttpApiEndpoint.post("create", "/tenants")
      .setPayload(Schema.Struct({ id: Schema.String, name: Schema.optionalWith(Name, { exact: true }) }))
      .addSuccess(Tenant, { status: 201 })
      .addError(Forbidden)
      .addError(Invalid)
      .addError(Conflict)
  )
  .add(HttpApiEndpoint.get("get")`/tenants/${tenant}`.addSuccess(Tenant).addError(NotFound))
  .add(
    HttpApiEndpoint.patch("rename")`/tenants/${tenant}`
      .setPayload(strictly(Schema.Struct({ name: Name })))
      .addSuccess(Tenant)
      .addError(NotFound)
      .annotate(OpenApi.Summary, "Give a tenant another name")
      .annotate(OpenApi.Description, "Its id stays, since tokens, users and paths go by that.")
  )
  .addError(Unavailable)
  .middleware(Admittance)

const tokens = HttpApiGroup.make("tokens")
  .add(HttpApiEndpoint.get("list")`/tenants/${tenant}/tokens`.addSuccess(Schema.Array(Token)))
  .add(
    HttpApiEndpoint.post("create")`/tenants/${tenant}/tokens`
      .setPayload(
        Schema.Struct({
          name: Name,
          scopes: Schema.optionalWith(Schema.Array(Schema.Literal(...ScimToken.allScopes)).pipe(Schema.minItems(1)), {
            exact: true
          }),
          user: Schema.optionalWith(Schema.String, { exact: true }),
          identityProvider: Schema.optionalWith(IdentityProvider, { exact: true }),
          days: Schema.optionalWith(Days, { exact: true })
        })
      )
      .addSuccess(withSecret(Token.fields), { status: 201 })
      .addError(Invalid)
  )
  .add(
    HttpApiEndpoint.post("rotate")`/tenants/${tenant}/tokens/${id}/rotate`
      .setPayload(
        Schema.Struct({
          overlapDays: Schema.optionalWith(Schema.Number.pipe(Schema.between(0, 365)), { exact: true })
        })
      )
      .addSuccess(withSecret({ ...Token.fields, replaces: Token }), { status: 201 })
  )
  .add(HttpApiEndpoint.del("revoke")`/tenants/${tenant}/tokens/${id}`.addSuccess(Token))
  .addError(NotFound)
  .addError(Unavailable)
  .middleware(Admittance)
  .annotate(Needed, "tokens")

const administrators = HttpApiGroup.make("administrators")
  .add(HttpApiEndpoint.get("list", "/administrators").addSuccess(Schema.Array(Administrator)))
  .add(
    HttpApiEndpoint.post("create", "/administrators")
      .setPayload(
        Schema.Struct({ name: Typed, password: Typed, tenant: Schema.optionalWith(Schema.String, { exact: true }) })
      )
      .addSuccess(Administrator, { status: 201 })
      .addError(Forbidden)
      .addError(Invalid)
      .addError(Conflict)
      .addError(NotFound)
  )
  .add(
    HttpApiEndpoint.put("setPassword")`/administrators/${id}/password`
      .setPayload(Schema.Struct({ password: Typed }))
      .addError(Invalid)
      .addError(NotFound)
  )
  .add(
    HttpApiEndpoint.put("setDisabled")`/administrators/${id}/disabled`
      .setPayload(Schema.Struct({ disabled: Schema.Boolean }))
      .addSuccess(Administrator)
      .addError(Conflict)
      .addError(NotFound)
  )
  .addError(Unavailable)
  .middleware(Admittance)

export { Happening } from "./SimulationApi.ts"

export const basePath = "/api"

export class AdminApi extends HttpApi.make("rollcall")
  .add(signIn)
  .add(session)
  .add(tenants)
  .add(tokens)
  .add(clients)
  .add(administrators)
  .add(history)
  .add(changes)
  .add(users)
  .add(groups)
  .add(kept)
  .add(schemas)
  .add(SettingApi.group)
  .add(LogApi.group)
  .add(LogApi.strangers)
  .add(OverviewApi.group)
  .add(DryRunApi.group)
  .add(setup)
  .add(setupLinks)
  .add(connection)
  .add(simulations)
  .add(signInMethods)
  .add(events)
  .add(newestEvents)
  .add(webhooks)
  .add(receivers)
  .prefix(basePath)
  .annotate(OpenApi.Title, "Rollcall: the administrator's API")
  .annotate(OpenApi.Version, "1")
  .annotate(
    OpenApi.Description,
    "Everything that an administrator sees and changes. A browser signs in and has a cookie; a program sends a key as a bearer token."
  ) {}
