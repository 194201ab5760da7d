import { describe, expect, it } from "@effect/vitest"
import { ClientService, ClientStore, LogStore } from "@rollcall/provider"
import { Context, Effect, Layer, TestClock } from "effect"
import * as ProvisioningLog from "../../src/ProvisioningLog.ts"
import * as ScimHandler from "../../src/ScimHandler.ts"
import * as TrustedProxies from "../../src/TrustedProxies.ts"
import type { WireResponse } from "../../src/WireResponse.ts"
import { config, logged, services } from "../service.ts"
import { request, type Sent } from "../wire.ts"

const form = "application/x-www-form-urlencoded"

const basic = (id: string, secret: string) =>
  `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString("base64")}`

const body = (parameters: Readonly<Record<string, string>>): string => new URLSearchParams(parameters).toString()

const json = (response: WireResponse) => JSON.parse(String(response.body))

/** A client, and the token endpoint of its server. */
const server = (given: Partial<ScimHandler.Config> = {}) =>
  Effect.gen(function* () {
    const handler = yield* ScimHandler.make({ ...config, ...given })
    const { client, secret = "" } = yield* ClientService.create({
      tenant: "default",
      name: "Entra",
      identityProvider: "entra"
    })
    const send = (sent: Sent) => handler(request(sent))
    const ask = ({ headers, ...sent }: Sent) =>
      send({ method: "POST", path: "/oauth/token", ...sent, headers: { "content-type": form, ...headers } })
    return { id: client.id, secret, send, ask, handler }
  })

const grant = { grant_type: "client_credentials" }

describe("the token endpoint", () => {
  it.effect("gives an access token that opens the tenant, to header and body, under the root and the base", () =>
    Effect.gen(function* () {
      const { id, secret, ask, send } = yield* server()
      const ways: ReadonlyArray<Sent> = [
        { headers: { authorization: basic(id, secret) }, body: body(grant) },
        { headers: { authorization: basic(id, secret) }, body: body({ ...grant, client_id: id, unknown: "x" }) },
        { body: body({ ...grant, client_id: id, client_secret: secret }) },
        { path: "/scim/v2/oauth/token", body: body({ ...grant, client_id: id, client_secret: secret }) },
        {
          headers: { "content-type": `${form}; charset=UTF-8` },
          body: body({ ...grant, client_id: id, client_secret: secret, scope: "" })
        }
      ]
      for (const way of ways) {
        const response = yield* ask(way)
        expect(response).toMatchObject({
          status: 200,
          headers: { "content-type": "application/json", "cache-control": "no-store", pragma: "no-cache" }
        })
        const { access_token, ...rest } = json(response)
        expect(rest).toEqual({
          token_type: "Bearer",
          expires_in: 3_600,
          scope: "users:read users:write groups:read groups:write"
        })
        const headers = { authorization: `Bearer ${access_token}` }
        expect((yield* send({ path: "/scim/v2/Users", headers })).status).toBe(200)
      }
    }).pipe(Effect.provide(services))
  )

  it.effect.each([
    ["JSON", { headers: { "content-type": "application/json" }, body: "{}" }, 400, "invalid_request"],
    ["nothing", { body: "" }, 400, "invalid_request"],
    ["a parameter twice", { body: `${body(grant)}&scope=a&scope=a` }, 400, "invalid_request"],
    ["broken percent-encoding", { body: `${body(grant)}&scope=%zz` }, 400, "invalid_request"],
    ["another grant", { body: body({ grant_type: "password" }) }, 400, "unsupported_grant_type"],
    ["no client", { body: body(grant) }, 401, "invalid_client"],
    ["an id alone", { body: body({ ...grant, client_id: "x" }) }, 401, "invalid_client"],
    ["a wrong secret", { body: body({ ...grant, client_id: "x", client_secret: "y" }) }, 401, "invalid_client"],
    ["a bearer token", { headers: { authorization: "Bearer x" }, body: body(grant) }, 401, "invalid_client"],
    ["broken base64", { headers: { authorization: "Basic %" }, body: body(grant) }, 401, "invalid_client"],
    ["an unknown client", { headers: { authorization: basic("x", "y") }, body: body(grant) }, 401, "invalid_client"],
    [
      "credentials twice",
      { headers: { authorization: basic("x", "y") }, body: body({ ...grant, client_secret: "y" }) },
      400,
      "invalid_request"
    ],
    [
      "two clients",
      { headers: { authorization: basic("x", "y") }, body: body({ ...grant, client_id: "z" }) },
      400,
      "invalid_request"
    ],
    ["an assertion of no type", { body: body({ ...grant, client_assertion: "x" }) }, 400, "invalid_request"],
    ["a GET", { method: "GET" }, 405, "invalid_request"]
  ] as const)("answers %s with an error of OAuth", ([, sent, status, error]) =>
    Effect.gen(function* () {
      const { ask } = yield* server()
      const response = yield* ask(sent)
      expect([response.status, json(response).error]).toEqual([status, error])
      expect(json(response).error_description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]{20,}$/)
      expect(response.headers["cache-control"]).toBe("no-store")
      expect(response.headers["www-authenticate"]).toBe(status === 401 ? 'Basic realm="rollcall"' : undefined)
      expect(response.headers.allow).toBe(status === 405 ? "OPTIONS, POST" : undefined)
    }).pipe(Effect.provide(services))
  )

  it.effect("says which scopes a client may have, in characters that a description may have", () =>
    Effect.gen(function* () {
      const { id, secret, ask } = yield* server()
      const response = yield* ask({ body: body({ ...grant, client_id: id, client_secret: secret, scope: 'ä"\\' }) })
      expect([response.status, json(response)]).toEqual([
        400,
        {
          error: "invalid_scope",
          error_description:
            "There is no scope '?'''''. The scopes are users:read, users:write, groups:read, groups:write, users, groups, read, write."
        }
      ])
    }).pipe(Effect.provide(services))
  )

  it.effect("holds up whoever tries too often, by the address behind a trusted proxy", () =>
    Effect.gen(function* () {
      const trustedProxies = yield* TrustedProxies.parse("10.0.0.0/8")
      const { id, secret, ask } = yield* server({ trustedProxies })
      const from = (address: string, client_secret: string) =>
        ask({
          remoteAddress: "10.0.0.1",
          headers: { "x-forwarded-for": `203.0.113.9, ${address}, 10.1.1.1` },
          body: body({ ...grant, client_id: id, client_secret })
        })
      const answers = yield* Effect.replicateEffect(from("192.0.2.1", "x"), 11)
      expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(401), 429])
      expect(answers.at(-1)?.headers["retry-after"]).toBe("10")
      expect(json(answers.at(-1) ?? { status: 0, headers: {} }).error).toBe("temporarily_unavailable")
      expect((yield* from("192.0.2.2", secret)).status).toBe(200)
    }).pipe(Effect.provide(services))
  )

  it.effect("is not there, nor announced, where the service provider has no clients", () =>
    Effect.gen(function* () {
      const handler = yield* ScimHandler.make(config)
      const statuses = yield* Effect.forEach(["/oauth/token", "/.well-known/oauth-authorization-server"], (path) =>
        Effect.map(handler(request({ path })), ({ status }) => status)
      )
      expect(statuses).toEqual([404, 404])
      const { authenticationSchemes } = json(yield* handler(request({ path: "/scim/v2/ServiceProviderConfig" })))
      expect(authenticationSchemes.map(({ type }: { readonly type: string }) => type)).toEqual(["oauthbearertoken"])
    }).pipe(Effect.provide(Layer.map(services, Context.omit(ClientStore)) as typeof services))
  )
})

describe("the metadata of the authorization server", () => {
  const issuer = "https://scim.example.com"
  it.effect.each([
    ["/.well-known/oauth-authorization-server", issuer],
    ["/.well-known/oauth-authorization-server/scim/v2", `${issuer}/scim/v2`],
    ["/scim/v2/.well-known/oauth-authorization-server", `${issuer}/scim/v2`]
  ] as const)("at %s are those of %s", ([path, expected]) =>
    Effect.gen(function* () {
      const { send } = yield* server()
      expect(json(yield* send({ path }))).toEqual({
        issuer: expected,
        token_endpoint: `${expected}/oauth/token`,
        grant_types_supported: ["client_credentials"],
        response_types_supported: [],
        scopes_supported: ["scim", "users:read", "users:write", "groups:read", "groups:write"],
        token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post", "private_key_jwt"],
        token_endpoint_auth_signing_alg_values_supported: ["RS256", "PS256", "ES256", "EdDSA"]
      })
      expect((yield* send({ path, method: "POST" })).status).toBe(405)
    }).pipe(Effect.provide(services))
  )

  it.effect("is announced as a scheme of the service provider", () =>
    Effect.gen(function* () {
      const { send } = yield* server()
      const { authenticationSchemes } = json(yield* send({ path: "/scim/v2/ServiceProviderConfig" }))
      const types = authenticationSchemes.map(({ type }: { readonly type: string }) => type)
      expect(types).toEqual(["oauthbearertoken", "oauth2"])
    }).pipe(Effect.provide(services))
  )
})

describe("the logs", () => {
  it.effect("name the client of a token, of a wrong try and of what is done, and hold no secret", () => {
    const lines: Array<string> = []
    return Effect.gen(function* () {
      const log = yield* LogStore
      const built = yield* Layer.build(ProvisioningLog.layer)
      const { id, secret, ask, send } = yield* Effect.provide(server(), built)
      const credentials = { ...grant, client_id: id }
      const { access_token } = json(yield* ask({ body: body({ ...credentials, client_secret: secret }) }))
      yield* ask({ body: body({ ...credentials, client_secret: "wrong" }) })
      yield* ask({ body: body({ ...grant, client_id: "nobody", client_secret: "wrong" }) })
      const headers = { authorization: `Bearer ${access_token}` }
      yield* send({ path: "/scim/v2/Users", headers })
      yield* TestClock.adjust("2 hours")
      yield* send({ path: "/scim/v2/Users", headers })
      yield* TestClock.adjust("1 seconds")
      const page = yield* log.page({ tenant: "default", order: "oldest", limit: 10 })
      const token = { id, name: "Entra", identityProvider: "entra" }
      expect(page.map(({ path, status, error, token }) => ({ path, status, error, token }))).toEqual([
        { path: "/oauth/token", status: 200, error: undefined, token },
        { path: "/oauth/token", status: 401, error: "invalid_client", token },
        { path: "/scim/v2/Users", status: 200, error: undefined, token },
        { path: "/scim/v2/Users", status: 401, error: "Unauthorized", token }
      ])
      expect((yield* log.page({ tenant: "", order: "oldest", limit: 10 })).map(({ error }) => error)).toEqual([
        "invalid_client"
      ])
      expect(lines.length).toBe(5)
      for (const text of [JSON.stringify(page), ...lines]) {
        for (const word of [secret, access_token, "digest"]) expect(text).not.toContain(word)
      }
    }).pipe(Effect.scoped, Effect.provide(services), Effect.provide(logged(lines)))
  })
})
