import { it } from "@effect/vitest"
import { BulkRequest, type Json, Projection, SchemaRegistry } from "@rollcall/core"
import { Effect, Layer } from "effect"
import { describe, expect } from "vitest"
import { bulk } from "../src/operation/Bulk.ts"
import { create } from "../src/operation/Create.ts"
import { ResourceStore } from "../src/port/ResourceStore.ts"
import type { Session } from "../src/Session.ts"
import { run, session } from "./Service.ts"

const { user, group } = SchemaRegistry

const send = (operations: ReadonlyArray<Json.Json>, from: Session = session, more: Json.JsonObject = {}) =>
  bulk(from, { schemas: [BulkRequest.schema], Operations: operations, ...more }, undefined)

const post = (bulkId: string, userName: string, more: Json.JsonObject = {}): Json.JsonObject => ({
  method: "POST",
  path: "/Users",
  bulkId,
  data: { schemas: [user.schema.id], userName: `${userName}@x.example`, ...more }
})

const postGroup = (bulkId: string, ...members: ReadonlyArray<string>): Json.JsonObject => ({
  method: "POST",
  path: "/Groups",
  bulkId,
  data: { schemas: [group.schema.id], displayName: bulkId, members: members.map((value) => ({ value })) }
})

const statuses = (body: Json.JsonObject): ReadonlyArray<unknown> => {
  const operations = body.Operations
  return Array.isArray(operations) ? operations.map((operation: Json.JsonObject) => operation.status) : []
}

const total = Effect.flatMap(ResourceStore, (store) =>
  store.query("default", {
    sources: [{ type: user }, { type: group }],
    from: { _tag: "Offset", offset: 0 },
    limit: 0,
    base: ""
  })
).pipe(Effect.map((page) => page.total))

const strict: Session = {
  ...session,
  compat: { ...session.compat, policy: { ...session.compat.policy, unknownMembers: "refuse" } }
}

describe("a bulk request", () => {
  it.effect("undoes what referred forward to an operation that fails, and what referred to that", () =>
    run(
      Effect.gen(function* () {
        const { body } = yield* send([
          postGroup("outer", "bulkId:inner"),
          postGroup("inner", "bulkId:late"),
          post("a", "same"),
          post("late", "same"),
          postGroup("free", "bulkId:a")
        ])
        expect(statuses(body)).toEqual(["400", "400", "201", "409", "201"])
        expect(yield* total).toBe(2)
      })
    )
  )

  it.effect("keeps an operation failed that failed for another that is undone", () =>
    run(
      Effect.gen(function* () {
        const { body } = yield* send([
          post("first", "same", { [schema]: { manager: { value: "bulkId:second" } } }),
          post("second", "same")
        ])
        expect(statuses(body)).toEqual(["400", "409"])
        expect(yield* total).toBe(0)
      })
    )
  )

  it.effect("knows the members that are to come, where unknown ones are refused", () =>
    run(
      Effect.gen(function* () {
        const { body } = yield* send(
          [
            postGroup("g", "bulkId:h", "bulkId:a"),
            postGroup("h", "bulkId:g"),
            post("a", "a"),
            postGroup("x", "nobody")
          ],
          strict
        )
        expect(statuses(body)).toEqual(["201", "201", "201", "400"])
        expect(yield* total).toBe(3)
      })
    )
  )

  it.effect("counts what refers to an operation that was not tried as an error", () =>
    run(
      Effect.gen(function* () {
        yield* create(session, user, (post("x", "taken") as { data: Json.JsonObject }).data, Projection.standard)
        const operations = [postGroup("g", "bulkId:late"), post("a", "a"), post("b", "taken"), post("late", "late")]
        const { body } = yield* send(operations, session, { failOnErrors: 1 })
        expect(statuses(body)).toEqual(["400"])
        expect(yield* total).toBe(1)
      })
    )
  )

  it.effect("stores nothing where the database fails in the middle, and says that it did", () =>
    run(
      Effect.gen(function* () {
        const failing = Layer.effect(
          ResourceStore,
          Effect.map(ResourceStore, (store) => ({ ...store, remove: () => Effect.dieMessage("gone") }))
        )
        const operations = [post("a", "a"), { method: "DELETE", path: "/Users/1" }, post("b", "b")]
        const exit = yield* Effect.exit(Effect.provide(send(operations), failing))
        expect(exit._tag).toBe("Failure")
        expect(yield* total).toBe(0)
      })
    )
  )

  it.effect("tells in the log which operation a note is about", () =>
    run(
      Effect.gen(function* () {
        const { notes } = yield* send([post("a", "a"), post("b", "b", { shoeSize: 9 }), postGroup("g", "nobody")])
        const told = notes.map(({ name, text }) => `${name} ${text.split(":")[0]}`)
        expect(told).toContain("UnknownAttribute Operation 2")
        expect(told).toContain("UnknownMembers Operation 3")
      })
    )
  )
})

const schema = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
