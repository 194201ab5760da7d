import { describe, expect, it } from "@effect/vitest"
import { Limits, ScimError } from "@rollcall/core"
import { ResourceStore, type Tenant, TenantStore } from "@rollcall/provider"
import { Context, Effect, Layer, TestClock } from "effect"
import * as ScimHandler from "../src/ScimHandler.ts"
import * as WireResponse from "../src/WireResponse.ts"
import { config, logged, services, token } from "./service.ts"
import { request, type Sent } from "./wire.ts"

const user = "urn:ietf:params:scim:schemas:core:2.0:User"

/** One request by the owner of a fresh token. */
const ask = (sent: Sent, given: ScimHandler.Config = config) =>
  Effect.gen(function* () {
    const handler = yield* ScimHandler.make(given)
    const authorization = `Bearer ${yield* token}`
    return yield* handler(request({ ...sent, headers: { authorization, ...sent.headers } }))
  })

const bodyOf = ({ body }: WireResponse.WireResponse): unknown => JSON.parse(String(body))

const error = (status: number, detail: string) => ({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
  status: String(status),
  detail
})

/** The services, with single methods of the resource store replaced. */
const broken = (methods: Partial<ResourceStore["Type"]>) =>
  Layer.map(services, (context) =>
    Context.add(context, ResourceStore, { ...Context.get(context, ResourceStore), ...methods })
  )

describe("the handler", () => {
  it.effect("makes a user and shows where it is", () =>
    Effect.gen(function* () {
      const response = yield* ask({
        method: "POST",
        path: "/scim/v2/Users",
        headers: { "content-type": "application/scim+json" },
        body: JSON.stringify({ schemas: [user], userName: "ada@example.com" })
      })
      const made = bodyOf(response) as { readonly id: string }
      const location = `https://scim.example.com/scim/v2/Users/${made.id}`
      expect(response).toMatchObject({ status: 201, headers: { location, etag: 'W/"1"' } })
      expect(made).toMatchObject({ userName: "ada@example.com", meta: { location, version: 'W/"1"' } })
    }).pipe(Effect.provide(services))
  )

  it.effect("answers HEAD as GET, without the body", () =>
    Effect.gen(function* () {
      const [get, head] = [
        yield* ask({ path: "/scim/v2/Users" }),
        yield* ask({ path: "/scim/v2/Users", method: "HEAD" })
      ]
      expect(head).toEqual({ status: get.status, headers: { ...get.headers, "x-request-id": expect.any(String) } })
      expect(get.body).toBeDefined()
    }).pipe(Effect.provide(services))
  )

  it.effect("says which methods an endpoint has", () =>
    Effect.gen(function* () {
      const allow = "GET, HEAD, OPTIONS, PUT, PATCH, DELETE"
      expect(yield* ask({ method: "OPTIONS", path: "/scim/v2/Users/1" })).toEqual({
        status: 204,
        headers: { allow, "x-request-id": expect.any(String) }
      })
      const refused = yield* ask({ method: "POST", path: "/scim/v2/Users/1" })
      expect(refused).toMatchObject({ status: 405, headers: { allow } })
      expect(bodyOf(refused)).toEqual(error(405, `This endpoint has no method POST. It has ${allow}.`))
    }).pipe(Effect.provide(services))
  )

  it.effect("tells its configuration to whoever asks without a token, and nothing else", () =>
    Effect.gen(function* () {
      const handler = yield* ScimHandler.make(config)
      expect((yield* handler(request({ path: "/scim/v2/ServiceProviderConfig" }))).status).toBe(200)
      for (const path of ["/scim/v2/Users", "/scim/v2/Schemas", "/scim/v2/ResourceTypes", "/scim/v2/Bulk"]) {
        const response = yield* handler(request({ path }))
        expect(response).toMatchObject({ status: 401, headers: { "www-authenticate": 'Bearer realm="rollcall"' } })
      }
    }).pipe(Effect.provide(services))
  )

  it.effect("refuses a URL beyond the limit before it reads it", () =>
    Effect.gen(function* () {
      const response = yield* ask({ path: "/scim/v2/Users", query: "x".repeat(Limits.standard.urlLengthMax) })
      expect(bodyOf(response)).toEqual(
        error(414, "The URL is longer than 16384 characters. Ask for less at a time, with a shorter filter.")
      )
    }).pipe(Effect.provide(services))
  )
})

/** Gives the tenant `default` other settings than it has. */
const set = (change: Partial<Tenant.Settings>) =>
  Effect.gen(function* () {
    const tenants = yield* TenantStore
    const tenant = yield* Effect.flatten(tenants.find("default")).pipe(Effect.orDie)
    yield* tenants.update({ ...tenant, settings: { ...tenant.settings, ...change } })
  })

describe("the handler, when more comes than a tenant lets in", () => {
  it.effect("answers 429 with the time after which to come again, and lets whoever waits in", () =>
    Effect.gen(function* () {
      yield* set({ requestsPerSecond: 0, tokenRequestsPerSecond: 1 })
      const handler = yield* ScimHandler.make(config)
      const [first, second] = [`Bearer ${yield* token}`, `Bearer ${yield* token}`]
      const send = (authorization: string, path = "/scim/v2/Schemas") =>
        handler(request({ path, headers: { authorization } }))
      const answers = yield* Effect.replicateEffect(send(first), 5)
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429])
      expect(answers[4]?.headers).toMatchObject({ "retry-after": "1", "content-type": WireResponse.scimMediaType })
      expect(bodyOf(yield* send(first))).toMatchObject({
        schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
        status: "429"
      })
      expect([(yield* send(second)).status, (yield* send(first, "/healthz")).status]).toEqual([200, 200])
      yield* TestClock.adjust("1 seconds")
      expect((yield* send(first)).status).toBe(200)
    }).pipe(Effect.provide(services))
  )
})

describe("the handler, while provisioning is switched off", () => {
  it.effect("answers 403 that says so, and who can switch it on, to all but discovery", () =>
    Effect.gen(function* () {
      yield* set({ provisioning: "off" })
      const refused: ReadonlyArray<Sent> = [
        { path: "/scim/v2/Users" },
        { path: "/scim/v2/Users/1" },
        { path: "/scim/v2/Users", method: "POST" },
        { path: "/scim/v2/Groups/1", method: "PATCH" },
        { path: "/scim/v2/Users/1", method: "DELETE" },
        { path: "/scim/v2" },
        { path: "/scim/v2/Me" },
        { path: "/scim/v2/Bulk", method: "POST" },
        { path: "/scim/v2/.search", method: "POST" }
      ]
      for (const sent of refused) {
        expect(bodyOf(yield* ask(sent))).toEqual(
          error(
            403,
            "Provisioning is switched off for the tenant default, so nothing is read or changed. Whoever runs this server switches it on with: rollcall tenant update default --provisioning on"
          )
        )
      }
      for (const path of ["ServiceProviderConfig", "ResourceTypes", "ResourceTypes/User", "Schemas"]) {
        expect((yield* ask({ path: `/scim/v2/${path}` })).status).toBe(200)
      }
    }).pipe(Effect.provide(services))
  )
})

describe("the handler, when something fails inside", () => {
  it.effect("answers 500 to a defect, tells the client nothing of it, and the log all", () => {
    const lines: Array<string> = []
    return Effect.gen(function* () {
      const response = yield* ask({ path: "/scim/v2/Users/1" })
      expect(bodyOf(response)).toEqual(
        error(500, "Something went wrong inside the server. Its log says what, beside the x-request-id of this answer.")
      )
      const told = lines.filter((line) => line.includes("the secret of the house"))
      expect(told.map((line) => JSON.parse(line).annotations.requestId)).toEqual([response.headers["x-request-id"]])
    }).pipe(
      Effect.provide(broken({ findHeld: () => Effect.die(new Error("the secret of the house")) })),
      Effect.provide(logged(lines))
    )
  })

  it.live("answers 503 when the time is up", () =>
    Effect.gen(function* () {
      const limits = { ...Limits.standard, requestMillisMax: 20 }
      const response = yield* ask({ path: "/scim/v2/Users/1" }, { ...config, limits })
      expect(response).toMatchObject({ status: 503, headers: { "retry-after": "5" } })
    }).pipe(Effect.provide(broken({ findHeld: () => Effect.never })), Effect.provide(logged([])))
  )

  it.effect("is alive but not ready while the database does not answer", () => {
    const unavailable = new ScimError.ServiceUnavailable({ detail: "It is away.", retryAfterSeconds: 1 })
    const away = Layer.map(services, (context) =>
      Context.add(context, TenantStore, { ...Context.get(context, TenantStore), find: () => Effect.fail(unavailable) })
    )
    return Effect.gen(function* () {
      const handler = yield* ScimHandler.make(config)
      expect(bodyOf(yield* handler(request({ path: "/healthz" })))).toEqual({ status: "ok" })
      expect(yield* handler(request({ path: "/readyz" }))).toMatchObject({
        status: 503,
        body: JSON.stringify({ status: "database unavailable" })
      })
    }).pipe(Effect.provide(away))
  })
})

describe("the line of a request in the log", () => {
  it.effect("has the id that its answer has, which may be the sender's", () => {
    const lines: Array<string> = []
    return Effect.gen(function* () {
      const paths = ["/healthz", "/scim/v2/Users", "/scim/v2/Nothing", "/elsewhere"]
      const own = yield* Effect.forEach(paths, (path) => ask({ path }))
      const given = yield* Effect.forEach(paths, (path) =>
        ask({ path, headers: { "x-request-id": `gateway:${path}` } })
      )
      const ids = [...own, ...given].map(({ headers }) => headers["x-request-id"])
      expect(lines.map((line) => JSON.parse(line).annotations.requestId)).toEqual(ids)
      expect(ids.slice(paths.length)).toEqual(paths.map((path) => `gateway:${path}`))
    }).pipe(Effect.provide(services), Effect.provide(logged(lines)))
  })

  it.effect("has who, what and why, and neither query, body nor token", () => {
    const lines: Array<string> = []
    return Effect.gen(function* () {
      yield* ask({
        method: "POST",
        path: "/scim/v2/Users",
        query: "attributes=name.familyName",
        headers: { "content-type": "application/scim+json" },
        body: JSON.stringify({ schemas: [user], userName: "grace", password: "hunter2" })
      })
      expect(lines).toHaveLength(1)
      const { annotations, message } = JSON.parse(lines[0] ?? "")
      expect(message).toBe("request")
      expect(annotations).toEqual({
        method: "POST",
        path: "/scim/v2/Users",
        status: 400,
        ms: 0,
        requestId: expect.stringMatching(/^[0-9a-f]{16}-[0-9a-z]+$/),
        tenant: "default",
        token: expect.stringContaining("-"),
        scimType: "invalidValue",
        detail: expect.stringContaining("emails")
      })
      for (const secret of ["rollcall_", "hunter2", "grace", "familyName"]) expect(lines[0]).not.toContain(secret)
    }).pipe(Effect.withTracerEnabled(false), Effect.provide(services), Effect.provide(logged(lines)))
  })
})
