import { describe, expect, it } from "@effect/vitest"
import { Limits } from "@rollcall/core"
import { Effect } from "effect"
import * as FetchHandler from "../src/FetchHandler.ts"
import { config, logged, services, token } from "./service.ts"

const users = "http://127.0.0.1/scim/v2/Users"

const asked = (url: string, init: RequestInit, given = config) =>
  Effect.gen(function* () {
    const handler = yield* FetchHandler.make(given)
    const headers = { authorization: `Bearer ${yield* token}`, "content-type": "application/scim+json" }
    return yield* Effect.promise(() => handler(new Request(url, { headers, ...init })))
  }).pipe(Effect.provide(services), Effect.provide(logged([])))

const person = JSON.stringify({
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
  userName: "ada@example.com"
})

describe("the handler of web standards", () => {
  it.live("makes a user of a Request, and a Response of the answer", () =>
    Effect.gen(function* () {
      const response = yield* asked(users, { method: "POST", body: person })
      const body = yield* Effect.promise(() => response.json())
      expect([response.status, response.headers.get("location")]).toEqual([201, body.meta.location])
      expect(response.headers.get("content-type")).toBe("application/scim+json; charset=utf-8")
    })
  )

  it.live("reads the query", () =>
    Effect.gen(function* () {
      const response = yield* asked(`${users}?count=0`, {})
      expect(yield* Effect.promise(() => response.json())).toMatchObject({ totalResults: 0, itemsPerPage: 0 })
    })
  )

  it.live("stops reading a body that is too large", () =>
    Effect.gen(function* () {
      let chunks = 0
      const body = new ReadableStream({
        pull: (controller) => {
          chunks += 1
          controller.enqueue(new Uint8Array(1024))
        }
      })
      const limits = { ...Limits.standard, bodyBytesMax: 4096 }
      const init: RequestInit & { readonly duplex: "half" } = { method: "POST", body, duplex: "half" }
      const response = yield* asked(users, init, { ...config, limits })
      expect([response.status, chunks < 10]).toEqual([413, true])
      expect(yield* Effect.promise(() => response.json())).toMatchObject({
        detail: "The body is larger than 4096 bytes. Send less at a time, for example fewer members."
      })
    })
  )

  it.live("answers without a body where there is none", () =>
    Effect.gen(function* () {
      const response = yield* asked(users, { method: "OPTIONS" })
      expect([response.status, response.body]).toEqual([204, null])
    })
  )
})
