/** The operations of the protocol as HTTP calls them, for one client of the tenant `default`. */
import { Fixtures } from "@rollcall/contract"
import { BulkRequest, type Json, Limits, Projection, SchemaRegistry, SearchRequest, Token } from "@rollcall/core"
import * as Provider from "@rollcall/provider"
import { Effect } from "effect"

const { base, group, user } = Fixtures

const token: Token.Token = {
  id: "1",
  tenant: "default",
  name: "",
  digest: "",
  hint: "",
  scopes: Token.allScopes,
  created: 0,
  expires: 1
}

const tenant: Provider.Tenant.Tenant = {
  id: token.tenant,
  name: "Default",
  settings: Provider.Tenant.defaultSettings,
  created: 0
}

const session = Provider.Session.factory(SchemaRegistry.standard, Limits.standard)(
  { principal: Provider.Principal.token(token), tenant },
  base
)

const patchOf = (operations: ReadonlyArray<Json.Json>) => ({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  Operations: operations
})

const types = { Users: user, Groups: group }
type Endpoint = keyof typeof types

export const post = (endpoint: Endpoint, body: Json.JsonObject) =>
  Provider.create(
    session,
    types[endpoint],
    { schemas: [types[endpoint].schema.id], ...body },
    Projection.standard
  ).pipe(Effect.provide(Provider.Randomness.layer))

export const get = (endpoint: Endpoint, id: string) =>
  Provider.retrieve(session, types[endpoint], id, Projection.standard)

/** With the parameters of the URL. */
export const list = (endpoint: Endpoint, parameters: Readonly<Record<string, string>> = {}) =>
  Effect.flatMap(
    SearchRequest.fromParameters((name) => parameters[name], Limits.standard),
    (request) => Provider.search(session, [types[endpoint]], request)
  ).pipe(Effect.provide(Provider.Randomness.layer))

export const put = (endpoint: Endpoint, id: string, body: Json.JsonObject) =>
  Provider.replace(session, types[endpoint], id, { schemas: [types[endpoint].schema.id], ...body }, Projection.standard)

export const patch = (endpoint: Endpoint, id: string, ...operations: ReadonlyArray<Json.Json>) =>
  Provider.patch(session, types[endpoint], id, patchOf(operations), Projection.standard, false)

/** Many operations in one request. */
export const bulk = (operations: ReadonlyArray<Json.Json>) =>
  Provider.bulk(session, { schemas: [BulkRequest.schema], Operations: operations }, undefined).pipe(
    Effect.provide(Provider.Randomness.layer)
  )

export const remove = (endpoint: Endpoint, id: string) => Provider.remove(session, types[endpoint], id)
