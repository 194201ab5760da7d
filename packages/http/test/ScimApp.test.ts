import { createServer } from "node:http"
import { HttpApp, HttpRouter, HttpServer } from "@effect/platform"
import { NodeHttpServer } from "@effect/platform-node"
import { describe, expect, it } from "@effect/vitest"
import { Limits } from "@rollcall/core"
import { Effect, Either, Layer } from "effect"
import * as ScimApp from "../src/ScimApp.ts"
import * as ScimHandler from "../src/ScimHandler.ts"
import * as TrustedProxies from "../src/TrustedProxies.ts"
import { logged, services, token } from "./service.ts"

const users = "/scim/v2/Users"

const person = JSON.stringify({
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
  userName: "ada@example.com"
})

type Ask = (path: string, init?: RequestInit) => Effect.Effect<Response>

const authorized = Effect.map(token, (text) => (init: RequestInit = {}) => ({
  ...init,
  headers: { authorization: `Bearer ${text}`, "content-type": "application/scim+json", ...init.headers }
}))

const router = (includePrefix: boolean) =>
  HttpRouter.empty.pipe(HttpRouter.mountApp("/scim/v2", ScimApp.app, { includePrefix }))

/** Asks a server of Node in which the app is mounted. */
const served = (
  app: HttpApp.Default<unknown, ScimHandler.ScimHandler>,
  use: (ask: Ask) => Effect.Effect<void>,
  given: Partial<ScimHandler.Config> = {}
) =>
  Effect.gen(function* () {
    const server = yield* HttpServer.HttpServer
    yield* server.serve(app)
    const authorize = yield* authorized
    const base = server.address._tag === "TcpAddress" ? `http://127.0.0.1:${server.address.port}` : ""
    yield* use((path, init) => Effect.promise(() => fetch(`${base}${path}`, authorize(init))))
  }).pipe(Effect.scoped, Effect.provide(surroundings(given)))

const surroundings = (given: Partial<ScimHandler.Config>) =>
  ScimHandler.layer(given).pipe(
    Layer.provideMerge(services),
    Layer.merge(NodeHttpServer.layer(createServer, { port: 0, host: "127.0.0.1" })),
    Layer.provideMerge(logged([])),
    Layer.orDie
  )

const json = (response: Response) => Effect.promise(() => response.json())

describe("the app of @effect/platform", () => {
  it.live.each([true, false])("answers under a path of a router, whether the path is kept (%s)", (includePrefix) =>
    served(router(includePrefix), (ask) =>
      Effect.gen(function* () {
        const created = yield* ask(users, { method: "POST", body: person })
        const { meta } = yield* json(created)
        expect([created.status, created.headers.get("location")]).toEqual([201, meta.location])
        expect(created.headers.get("content-type")).toBe("application/scim+json; charset=utf-8")
        const found = yield* ask(`${users}?filter=${encodeURIComponent('userName eq "ada@example.com"')}`)
        expect(yield* json(found)).toMatchObject({ totalResults: 1 })
      })
    )
  )

  it.live("answers without a body where there is none", () =>
    served(router(true), (ask) =>
      Effect.gen(function* () {
        const options = yield* ask(users, { method: "OPTIONS" })
        expect([options.status, options.headers.get("allow")]).toEqual([204, "GET, HEAD, OPTIONS, POST"])
        const head = yield* ask(users, { method: "HEAD" })
        expect([head.status, yield* Effect.promise(() => head.text())]).toEqual([200, ""])
      })
    )
  )

  const chunked = () => {
    const body = new ReadableStream({
      start: (controller) => {
        for (let index = 0; index < 64; index++) controller.enqueue(new Uint8Array(1024))
        controller.close()
      }
    })
    const init: RequestInit & { readonly duplex: "half" } = { method: "POST", body, duplex: "half" }
    return init
  }

  const tooLarge: ReadonlyArray<readonly [string, () => RequestInit]> = [
    ["its length stated", () => ({ method: "POST", body: "x".repeat(64 * 1024) })],
    ["in chunks", chunked]
  ]

  it.live.each(tooLarge)("refuses a body that is too large, %s", ([, init]) =>
    served(
      router(true),
      (ask) =>
        Effect.gen(function* () {
          const response = yield* ask(users, init())
          expect(response.status).toBe(413)
          expect(yield* json(response)).toMatchObject({
            detail: "The body is larger than 4096 bytes. Send less at a time, for example fewer members."
          })
        }),
      { limits: { ...Limits.standard, bodyBytesMax: 4096 } }
    )
  )

  it.live("tells the handler who is asking, so that proxies can be trusted", () =>
    served(
      router(true),
      (ask) =>
        Effect.gen(function* () {
          const headers = { "x-forwarded-proto": "https", "x-forwarded-host": "scim.example.org" }
          const created = yield* ask(users, { method: "POST", body: person, headers })
          expect(created.headers.get("location")).toMatch(/^https:\/\/scim\.example\.org\/scim\/v2\/Users\//)
        }),
      { trustedProxies: Either.getOrThrow(TrustedProxies.parse("loopback")) }
    )
  )

  it.live("answers as a handler of web standards too", () =>
    Effect.gen(function* () {
      const handler = yield* ScimHandler.ScimHandler
      const authorize = yield* authorized
      const answer = HttpApp.toWebHandlerRuntime(yield* Effect.runtime<never>())(ScimApp.of(handler))
      const request = new Request(`http://127.0.0.1${users}?count=0`, authorize())
      const response = yield* Effect.promise(() => answer(request))
      expect(yield* json(response)).toMatchObject({ totalResults: 0, itemsPerPage: 0 })
    }).pipe(Effect.provide(surroundings({})))
  )
})
