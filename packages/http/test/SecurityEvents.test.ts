import { it } from "@effect/vitest"
import { Fixtures } from "@rollcall/contract"
import { SchemaRegistry } from "@rollcall/core"
import { ReceiverService, Tenant, TenantStore } from "@rollcall/provider"
import { Deferred, Effect } from "effect"
import { describe, expect } from "vitest"
import * as SecurityEvents from "../src/SecurityEvents.ts"
import * as WireResponse from "../src/WireResponse.ts"
import { services } from "./service.ts"
import { request, type Sent } from "./wire.ts"

const { insertUser, tenant } = Fixtures

/** A handler, and a receiver that polls it. */
const served = Effect.gen(function* () {
  const settings = Tenant.defaultSettings
  yield* (yield* TenantStore).insert({ id: tenant, name: "Acme", settings, created: 0 })
  const { receiver, text } = yield* ReceiverService.create({ tenant, audience: "app", root: "", reach: "public" })
  const ending = yield* Deferred.make<void>()
  const next = () => Effect.succeed(WireResponse.empty(418))
  const handler = yield* SecurityEvents.before(next, { registry: SchemaRegistry.standard, ending })
  const ask = (sent: Sent = {}) =>
    Effect.map(
      handler(
        request({
          method: "POST",
          path: `/security-events/${receiver.id}`,
          headers: { authorization: `Bearer ${text}` },
          ...sent
        })
      ),
      ({ status, headers, body = "" }) => ({ status, headers, body: body === "" ? {} : JSON.parse(`${body}`) })
    )
  return { ask, ending }
})

describe("a receiver that polls", () => {
  it.scopedLive("gets tokens, says what it has, and is told whether there are more", () =>
    Effect.gen(function* () {
      const { ask } = yield* served
      for (const id of ["u1", "u2"]) yield* insertUser(id)
      const first = yield* ask({ body: JSON.stringify({ maxEvents: 1 }) })
      expect([first.status, first.headers["content-type"], first.body.moreAvailable]).toEqual([
        200,
        "application/json",
        true
      ])
      const ack = Object.keys(first.body.sets)
      const counted = yield* ask({ body: JSON.stringify({ ack, maxEvents: 0 }) })
      expect(counted.body).toEqual({ sets: {}, moreAvailable: true })
      const [id = ""] = Object.keys((yield* ask()).body.sets)
      const setErrs = { [id]: { err: "invalid_key", description: "which?" } }
      const last = yield* ask({ body: JSON.stringify({ setErrs, returnImmediately: true }) })
      expect(last.body).toEqual({ sets: {}, moreAvailable: false })
    }).pipe(Effect.provide(services))
  )

  it.scopedLive("and waits is answered when the server is about to end", () =>
    Effect.gen(function* () {
      const { ask, ending } = yield* served
      const waiting = yield* Effect.fork(ask())
      yield* Effect.sleep(100)
      yield* Deferred.succeed(ending, undefined)
      expect((yield* Effect.timeout(waiting, "2 seconds")).body).toEqual({ sets: {}, moreAvailable: false })
    }).pipe(Effect.provide(services))
  )

  it.scopedLive("has to show its secret, and to say what it wants", () =>
    Effect.gen(function* () {
      const { ask } = yield* served
      const strangers = [
        yield* ask({ headers: {} }),
        yield* ask({ headers: { authorization: "Bearer rollcall_receiver_x" } }),
        yield* ask({ path: "/security-events/another" })
      ]
      for (const { status, headers, body } of strangers) {
        expect([status, headers["www-authenticate"], body.err]).toEqual([401, "Bearer", "authentication_failed"])
      }
      const wrong = ["[", "[]", '{"ack":1}', '{"setErrs":{"a":1}}', '{"maxEvents":-1}', '{"returnImmediately":1}']
      for (const text of wrong) {
        const { status, body } = yield* ask({ body: text })
        expect([text, status, body.err]).toEqual([text, 400, "invalid_request"])
      }
      const get = yield* ask({ method: "GET" })
      expect([get.status, get.headers.allow]).toEqual([405, "POST"])
    }).pipe(Effect.provide(services))
  )
})

describe("the keys", () => {
  it.scopedLive("are for everybody, without what signs", () =>
    Effect.gen(function* () {
      const { ask } = yield* served
      const { status, body } = yield* ask({ method: "GET", path: "/.well-known/jwks.json", headers: {} })
      expect([status, body.keys.length > 0]).toEqual([200, true])
      for (const key of body.keys) {
        expect(key).toMatchObject({ kty: "EC", crv: "P-256", alg: "ES256", use: "sig" })
        expect(Object.keys(key).sort()).toEqual(["alg", "crv", "kid", "kty", "use", "x", "y"])
      }
      expect((yield* ask({ path: "/elsewhere" })).status).toBe(418)
    }).pipe(Effect.provide(services))
  )
})
