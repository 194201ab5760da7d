/**
 * The clients that the suites are about: tenants of several kinds and tokens of several worths, made in the database of a
 * running server as the command line would make them, in one go.
 */
import { DatabaseUrl } from "@rollcall/cli"
import { type Principals, Scim } from "@rollcall/conformance"
import { Limits, Projection, SchemaRegistry, Token } from "@rollcall/core"
import { SqlClients } from "@rollcall/node"
import * as Provider from "@rollcall/provider"
import { Storage } from "@rollcall/sql"
import { Effect, Either, Layer } from "effect"

const { Tenant, TenantStore, TokenService } = Provider

/** The clients of the server at that base, whose tenant `default` has `owner` as its first token. */
export const make = (base: string, owner: string, databaseUrl: string): Promise<Principals> => {
  const database = Either.getOrThrow(DatabaseUrl.parse(databaseUrl))
  const storage = Storage.layer.pipe(Layer.provide(SqlClients.layer(database)))
  return Effect.runPromise(Effect.provide(principals(base, owner), Layer.merge(storage, Provider.Randomness.layer)))
}

const principals = (base: string, owner: string) =>
  Effect.gen(function* () {
    const client = (request: Omit<Provider.TokenService.Request, "name">) =>
      Effect.map(TokenService.issue({ name: "test", ...request }), ({ text }) => new Scim(base, text))
    const tenant = (id: string, settings: Partial<Provider.Tenant.Settings> = {}) =>
      Effect.gen(function* () {
        const all = { ...Tenant.defaultSettings, ...settings }
        yield* (yield* TenantStore).insert({ id, name: id, settings: all, created: 0 })
        return yield* client({ tenant: id })
      })
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
      revoked: new Scim(base, revoked.text)
    }
    return made
  })

/** A user of the tenant `default`; answers the id. */
const user = (base: string) => {
  const token: Token.Token = {
    id: "test",
    tenant: "default",
    name: "test",
    digest: "",
    hint: "",
    scopes: Token.allScopes,
    created: 0,
    expires: 1
  }
  const tenant = { id: "default", name: "Default", settings: Tenant.defaultSettings, created: 0 }
  const session = Provider.Session.factory(SchemaRegistry.standard, Limits.standard)({ token, tenant }, base)
  const body = { schemas: [SchemaRegistry.user.schema.id], userName: "person@example.org" }
  return Effect.map(Provider.create(session, SchemaRegistry.user, body, Projection.standard), ({ id }) => id)
}
