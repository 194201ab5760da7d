import { SqlClient } from "@effect/sql"
import { it } from "@effect/vitest"
import { Fixtures } from "@rollcall/contract"
import { EnterpriseUserSchema, MemberChanges } from "@rollcall/core"
import { ResourceStore } from "@rollcall/provider"
import { Effect, Either } from "effect"
import { describe, expect } from "vitest"
import * as Stored from "./Stored.ts"

const { adding, membersOf, group, insert, insertGroup, insertUser, remove, tenant, update, user } = Fixtures

interface EventRow {
  readonly tenant: string
  readonly type: string
  readonly id: string
  readonly kind: string
  readonly version: number
  readonly at: number
  readonly data: string
}

/** The events since the last time that it was asked, oldest first: each as `kind type/id version at` and what it tells. */
const events = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const rows = yield* sql<EventRow>`SELECT tenant, type, id, kind, version, at, data FROM event ORDER BY seq`
  yield* sql`DELETE FROM event`
  expect(rows.filter((row) => row.tenant !== tenant)).toEqual([])
  return rows.map(({ kind, type, id, version, at, data }) => [
    `${kind} ${type}/${id} version ${version} at ${at}`,
    JSON.parse(data)
  ])
})

const test = (title: string, body: Effect.Effect<void, unknown, ResourceStore | SqlClient.SqlClient>) =>
  it.effect(title, () => Effect.provide(body, Stored.memory()))

describe("the outbox", () => {
  test(
    "tells of a change by the names of its attributes, never by their values",
    Effect.gen(function* () {
      const enterprise = { [EnterpriseUserSchema.urn]: { department: "secret" } }
      yield* insertUser("u1", { userName: "secret", active: true, ...enterprise })
      yield* update(user, "u1", { document: { userName: "secret", active: false, title: "secret", ...enterprise } })
      yield* remove(user, "u1")
      expect(yield* events).toEqual([
        [
          "created User/u1 version 1 at 1",
          { attributes: ["userName", "active", `${EnterpriseUserSchema.urn}:department`] }
        ],
        ["updated User/u1 version 2 at 2", { attributes: ["active", "title"], activity: "deactivated" }],
        ["deleted User/u1 version 2 at 3", {}]
      ])
    })
  )

  test(
    "tells of members by their ids, in the group's event",
    Effect.gen(function* () {
      yield* insertUser("u1")
      yield* insertUser("u2")
      yield* insertGroup("g1", ["u1"])
      yield* events
      const members = MemberChanges.remove(adding("u2"), ["u1"])
      yield* update(group, "g1", { document: { displayName: "new" }, members })
      yield* update(group, "g1", { members: MemberChanges.replaceAll([]) })
      expect(yield* events).toEqual([
        [
          "updated Group/g1 version 2 at 2",
          { attributes: ["displayName"], membersAdded: ["u2"], membersRemoved: ["u1"] }
        ],
        ["updated Group/g1 version 3 at 2", { membersRemoved: ["u2"] }]
      ])
    })
  )

  test(
    "tells of the groups that a resource joins when it comes, and leaves when it goes",
    Effect.gen(function* () {
      yield* insertGroup("g1", ["u1"])
      yield* insertGroup("g2", ["e1"])
      yield* events
      yield* insertUser("u1", { userName: "u1", externalId: "e1" })
      yield* remove(user, "u1")
      expect(yield* events).toEqual([
        ["updated Group/g1 version 2 at 1", { membersAdded: ["u1"] }],
        ["updated Group/g2 version 2 at 1", { membersAdded: ["u1"] }],
        ["created User/u1 version 1 at 1", { attributes: ["userName", "externalId"] }],
        ["updated Group/g1 version 3 at 3", { membersRemoved: ["u1"] }],
        ["updated Group/g2 version 3 at 3", { membersRemoved: ["u1"] }],
        ["deleted User/u1 version 1 at 3", {}]
      ])
    })
  )

  test(
    "tells nothing of what made no difference, waits, or was refused",
    Effect.gen(function* () {
      yield* insertUser("u1")
      yield* insertGroup("g1", ["u1"])
      yield* events
      yield* update(group, "g1", { members: adding("u1", "nobody") })
      yield* Effect.either(insert({ type: user, id: "u2", document: { userName: "U1" } }))
      yield* Effect.either(insert({ type: group, id: "g2", members: membersOf("nobody"), unknownMembers: "refuse" }))
      expect(yield* events).toEqual([])
    })
  )
})

describe("resources that are kept", () => {
  test(
    "are put aside deactivated, as they were last",
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      yield* insertUser("u1", { userName: "u1", active: true })
      yield* insertGroup("g1")
      yield* remove(user, "u1", true)
      yield* remove(group, "g1", true)
      const kept = yield* sql<{ readonly document: string }>`SELECT * FROM kept_resource ORDER BY id DESC`
      const times = { tenant, version: 1, created: 1, last_modified: 1, removed: 3 }
      expect(kept.map((row) => ({ ...row, document: JSON.parse(row.document) }))).toEqual([
        { ...times, type: "User", id: "u1", document: { userName: "u1", active: false } },
        { ...times, type: "Group", id: "g1", document: { displayName: "g1" } }
      ])
    })
  )

  test(
    "are told of as created when they come back, and the groups that waited for them as changed",
    Effect.gen(function* () {
      const store = yield* ResourceStore
      yield* insertUser("u1", { userName: "u1", active: true })
      yield* remove(user, "u1", true)
      yield* insertGroup("g1", ["u1"])
      yield* events
      yield* store.restore(tenant, user, "u1", 4, ({ resource: { document } }) => Either.right({ document }))
      expect(yield* events).toEqual([
        ["updated Group/g1 version 2 at 4", { membersAdded: ["u1"] }],
        ["created User/u1 version 2 at 4", { attributes: ["userName", "active"], activity: "deactivated" }]
      ])
    })
  )

  test(
    "tell of nothing when they do not come back, and stay",
    Effect.gen(function* () {
      const [sql, store] = [yield* SqlClient.SqlClient, yield* ResourceStore]
      yield* insertUser("u1")
      yield* remove(user, "u1", true)
      yield* insertUser("u2", { userName: "u1" })
      yield* insertGroup("g1", ["u1"])
      yield* events
      yield* Effect.either(
        store.restore(tenant, user, "u1", 4, ({ resource: { document } }) => Either.right({ document }))
      )
      expect(yield* events).toEqual([])
      expect(yield* sql`SELECT resource_id FROM attribute_key WHERE path = 'userName'`).toEqual([{ resource_id: "u2" }])
      expect(yield* sql`SELECT id FROM kept_resource`).toEqual([{ id: "u1" }])
    })
  )

  test(
    "leave nothing else behind, and those that are not kept leave nothing at all",
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      yield* insertUser("u1")
      yield* insertUser("u2")
      yield* insertGroup("g1", ["u1", "u2", "nobody"])
      yield* remove(user, "u1", true)
      yield* remove(user, "u2")
      yield* remove(group, "g1")
      for (const table of ["resource", "attribute_key", "membership"]) {
        expect(yield* sql.unsafe(`SELECT * FROM ${table}`), table).toEqual([])
      }
      expect(yield* sql`SELECT id FROM kept_resource`).toEqual([{ id: "u1" }])
    })
  )
})
