import { describe, expect, it } from "@effect/vitest"
import { EventStore, Randomness, TenantStore, TokenService } from "@rollcall/provider"
import { Effect, Layer, Option } from "effect"
import * as Stored from "../../sql/test/Stored.ts"
import * as ScimHandler from "../src/ScimHandler.ts"
import { config } from "./service.ts"
import { request } from "./wire.ts"

const services = Layer.merge(Stored.memory(), Randomness.layer)

const urn = "urn:ietf:params:scim:schemas:core:2.0:User"
const groupUrn = "urn:ietf:params:scim:schemas:core:2.0:Group"
const patchUrn = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
const bulkUrn = "urn:ietf:params:scim:api:messages:2.0:BulkRequest"

const person = { schemas: [urn], userName: "ada@x.example", emails: [{ value: "ada@x.example", type: "work" }] }
const patchOf = (...Operations: ReadonlyArray<object>) => ({ schemas: [patchUrn], Operations })
const deactivation = patchOf({ op: "replace", path: "active", value: false })

/** Sends requests by that token, each under a name of its own, and answers their bodies. */
const client = Effect.gen(function* () {
  const handler = yield* ScimHandler.make(config)
  const { text, token } = yield* TokenService.issue({ tenant: "default", name: "Okta" })
  const send = (name: string, method: string, path: string, body?: object) =>
    Effect.map(
      handler(
        request({
          method,
          path: `/scim/v2${path}`,
          headers: {
            authorization: `Bearer ${text}`,
            "content-type": "application/scim+json",
            "x-request-id": name
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) })
        })
      ),
      (response) => {
        expect([name, response.status]).toEqual([name, expect.toSatisfy((status: number) => status < 300)])
        return response.body === undefined ? {} : JSON.parse(String(response.body))
      }
    )
  return { send, actor: { kind: "token", id: token.id, name: "Okta" } }
})

const settle = Effect.gen(function* () {
  const tenants = yield* TenantStore
  const tenant = Option.getOrThrow(yield* tenants.find("default"))
  yield* tenants.update({ ...tenant, settings: { ...tenant.settings, inactiveUsers: "reactivate" } })
})

const history = (type: string, id: string) =>
  Effect.flatMap(EventStore, (store) => store.history("default", { type, id, limit: 100 }))

describe("the history of a resource", () => {
  it.effect("names the token and the request of every kind of change", () =>
    Effect.gen(function* () {
      yield* settle
      const { actor, send } = yield* client
      const { id } = yield* send("created", "POST", "/Users", { ...person, active: true })
      yield* send("renamed", "PUT", `/Users/${id}`, { ...person, active: true, title: "Countess" })
      yield* send("deactivated", "PATCH", `/Users/${id}`, deactivation)
      yield* send("repeated", "PATCH", `/Users/${id}`, deactivation)
      yield* send("returned", "POST", "/Users", { ...person, active: true })
      yield* send("in bulk:1", "POST", "/Bulk", {
        schemas: [bulkUrn],
        Operations: [{ method: "PATCH", path: `/Users/${id}`, data: deactivation }]
      })
      yield* send("deleted", "DELETE", `/Users/${id}`)
      const entries = yield* history("User", id)
      expect(entries.map((entry) => [entry.change, entry.activity, entry.attributes, entry.request])).toEqual([
        ["deleted", undefined, undefined, "deleted"],
        ["updated", "deactivated", ["active"], expect.stringMatching(/^[0-9a-f]{16}-/)],
        ["updated", "reactivated", ["active", "title"], "returned"],
        ["updated", "deactivated", ["active"], "deactivated"],
        ["updated", undefined, ["title"], "renamed"],
        ["created", undefined, ["userName", "emails", "active"], "created"]
      ])
      expect(entries.map((entry) => entry.actor)).toEqual(entries.map(() => actor))
      expect(entries[2]?.values).toEqual([
        { path: "active", before: false, after: true },
        { path: "title", before: "Countess" }
      ])
    }).pipe(Effect.provide(services))
  )

  it.effect("says of a group why it lost a member, and of what is made together who made it", () =>
    Effect.gen(function* () {
      const { actor, send } = yield* client
      yield* send("import", "POST", "/Bulk", {
        schemas: [bulkUrn],
        Operations: [
          { method: "POST", path: "/Users", bulkId: "u", data: person },
          {
            method: "POST",
            path: "/Groups",
            bulkId: "g",
            data: { schemas: [groupUrn], displayName: "Staff", members: [{ value: "bulkId:u" }] }
          }
        ]
      })
      const { Resources: users } = yield* send("look", "GET", "/Users")
      const { Resources: groups } = yield* send("look", "GET", "/Groups")
      const [user, group] = [users[0].id, groups[0].id]
      yield* send("deleted", "DELETE", `/Users/${user}`)
      const of = { actor, at: expect.any(Number), seq: expect.any(Number) }
      expect(yield* history("Group", group)).toEqual([
        { ...of, change: "updated", version: 2, membersRemoved: [user], request: "deleted", because: "memberDeleted" },
        {
          ...of,
          change: "created",
          version: 1,
          attributes: ["displayName"],
          membersAdded: [user],
          request: "import",
          values: [{ path: "displayName", after: "Staff" }]
        }
      ])
    }).pipe(Effect.provide(services))
  )

  it.effect("has no password, however it was sent", () =>
    Effect.gen(function* () {
      const { send } = yield* client
      const { id } = yield* send("created", "POST", "/Users", { ...person, password: "geheim-1" })
      yield* send("put", "PUT", `/Users/${id}`, { ...person, title: "x", password: "geheim-2" })
      const passwords = patchOf({ op: "replace", value: { password: "geheim-3", title: "y" } })
      yield* send("patched", "PATCH", `/Users/${id}`, passwords)
      const entries = yield* history("User", id)
      expect(entries).toHaveLength(3)
      expect(JSON.stringify(entries)).not.toContain("geheim")
    }).pipe(Effect.provide(services))
  )
})
