/**
 * The clients that the suites are about: tenants of several kinds and tokens of several worths, made in the database of a
 * running server as the command line would make them, in one go.
 */
import { Feed, type Principals, Scim } from "@rollcall/conformance"
import { Limits, Projection, SchemaRegistry } from "@rollcall/core"
import * as Provider from "@rollcall/provider"
import { Effect } from "effect"
import * as Administration from "../cells/Administration.ts"

const { Tenant, TokenService } = Provider

/** The clients of the server at that base, whose tenant `default` has `owner` as its first token. */
export const make = (base: string, owner: string, databaseUrl: string): Promise<Principals> =>
  Administration.run(databaseUrl, principals(base, owner))

const principals = (base: string, owner: string) =>
  Effect.gen(function* () {
    const client = (request: Omit<Provider.TokenService.Request, "name">) =>
      Effect.map(Administration.token({ name: "test", ...request }), (text) => new Scim(base, text))
    const tenant = (id: string, settings: Partial<Provider.Tenant.Settings> = {}) =>
      Effect.map(Administration.tenant(id, settings), (text) => new Scim(base, text))
    const revoked = yield* TokenService.issue({ name: "revoked", tenant: "default" })
    yield* TokenService.revoke(revoked.token.id)
    const personId = yield* user(base)
    const made: Principals = {
      owner: new Scim(base, owner),
      strict: yield* tenant("strict", { strict: true }),
      keeper: yield* tenant("keeper", { onDelete: "keep" }),
      careful: yield* tenant("careful", { ifMatch: "required", canonicalValues: "enforce" }),
      stranger: yield* tenant("other"),
      crowded: yield* tenant("crowded"),
      reader: yield* client({ tenant: "default", scopes: ["users:read", "groups:read"] }),
      userWriter: yield* client({ tenant: "default", scopes: ["users:read", "users:write"] }),
      person: yield* client({ tenant: "default", user: personId }),
      personId,
      told: yield* tenant("told"),
      feeds: [yield* feed(base, "told"), yield* feed(base, "told")],
      revoked: new Scim(base, revoked.text)
    }
    return made
  })

/** A receiver that is told of what happens in that tenant from now on. */
const feed = (base: string, tenant: string) => {
  const root = base.slice(0, -"/scim/v2".length)
  const request = { tenant, audience: "https://app.example.org", root, reach: "public" } as const
  return Effect.map(
    Provider.ReceiverService.create(request),
    ({ receiver, text = "" }) => new Feed(receiver.url, text, `${root}/.well-known/jwks.json`)
  )
}

/** A user of the tenant `default`; answers the id. */
const user = (base: string) => {
  const tenant = { id: "default", name: "Default", settings: Tenant.defaultSettings, created: 0 }
  const session = Provider.Session.factory(SchemaRegistry.standard, Limits.standard)(
    { principal: Provider.Principal.commandLine, tenant },
    base
  )
  const body = { schemas: [SchemaRegistry.user.schema.id], userName: "person@example.org" }
  return Effect.map(Provider.create(session, SchemaRegistry.user, body, Projection.standard), ({ id }) => id)
}
