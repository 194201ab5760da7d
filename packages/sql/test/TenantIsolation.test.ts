import { SqlClient } from "@effect/sql"
import { it } from "@effect/vitest"
import { EnterpriseUserSchema, MemberChanges } from "@rollcall/core"
import { ResourceStore } from "@rollcall/provider"
import { Effect, Option } from "effect"
import { describe, expect } from "vitest"
import * as Fixtures from "./Fixtures.ts"
import * as Stored from "./Stored.ts"

const { adding, group, insert, insertGroup, insertUser, managedBy, memberFilter, query, remove, tenant, update, user } =
  Fixtures

/** Users, a group around a group, a manager, and members that wait. */
const populate = (into: string) =>
  Effect.gen(function* () {
    const document = { userName: "u1", externalId: "e1", emails: [{ value: "u1@x.example" }] }
    yield* insert({ type: user, id: "u1", document }, into)
    yield* insert({ type: user, id: "u2", document: { userName: "u2", ...managedBy("u1") } }, into)
    const g1 = { displayName: "g1" }
    yield* insert({ type: group, id: "g1", document: g1, members: adding("u1", "u2", "u3", "e2", "g3") }, into)
    yield* insert({ type: group, id: "g2", document: { displayName: "g2" }, members: adding("g1") }, into)
  })

/** Every row of a tenant, but for the order of its events among those of others. */
const rowsOf = (of: string) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    const tables = ["resource", "attribute_key", "membership", "kept_resource", "event"]
    const rows = yield* Effect.forEach(
      tables,
      (table) => sql<{ readonly seq?: number }>`SELECT * FROM ${sql(table)} WHERE tenant = ${of}`
    )
    return rows.flat().map(({ seq, ...row }) => row)
  })

/** Everything that changes what is stored. */
const changes: Readonly<Record<string, Effect.Effect<unknown, unknown, ResourceStore>>> = {
  "inserting a user who was waited for": insertUser("u3"),
  "inserting a user who was waited for under another name": insertUser("u4", { userName: "u4", externalId: "e2" }),
  "inserting a group": insertGroup("g3", ["u1", "u2", "nobody"]),
  "updating a user": update(user, "u1", { document: { userName: "other", externalId: "e2" } }),
  "updating a group": update(group, "g1", { document: { displayName: "changed" } }),
  "adding members": update(group, "g1", { members: adding("g2", "nobody") }),
  "removing members": update(group, "g1", { members: MemberChanges.remove([], ["u1", "u3"]) }),
  "removing members that match": update(group, "g1", {
    members: MemberChanges.removeWhere([], memberFilter('display eq "u1"'))
  }),
  "replacing members": update(group, "g1", { members: MemberChanges.replaceAll([{ value: "g2" }]) }),
  "removing a user": remove(user, "u1"),
  "keeping a user": remove(user, "u1", true),
  "removing a group": remove(group, "g1")
}

describe("a tenant keeps every row as it is while another", () => {
  it.effect.each(Object.entries(changes))("is %s", ([, change]) =>
    Effect.gen(function* () {
      yield* populate("other")
      yield* populate(tenant)
      const [others, own] = [yield* rowsOf("other"), yield* rowsOf(tenant)]
      yield* change
      expect(yield* rowsOf("other")).toEqual(others)
      expect(yield* rowsOf(tenant)).not.toEqual(own)
    }).pipe(Effect.provide(Stored.memory()))
  )
})

describe("a tenant", () => {
  it.effect("with nothing in it reads nothing of another", () =>
    Effect.gen(function* () {
      const store = yield* ResourceStore
      yield* populate("other")
      const ids = ["u1", "u2", "g1", "g2"]
      expect(yield* store.members(tenant, ids)).toEqual(new Map())
      expect(yield* store.memberships(tenant, ids)).toEqual(new Map())
      expect(yield* store.references(tenant, ids)).toEqual(new Map())
      expect(yield* store.find(tenant, user, "u1")).toEqual(Option.none())
      for (const filter of ['userName eq "u1"', 'id eq "u1"', 'emails eq "u1@x.example"', 'groups eq "g2"', "id pr"]) {
        expect(yield* query(user, { filter }), filter).toEqual({ total: 0, ids: [] })
      }
    }).pipe(Effect.provide(Stored.memory()))
  )

  it.effect("sees its own resources as if others of the same ids were not there", () =>
    Effect.gen(function* () {
      const store = yield* ResourceStore
      yield* populate("other")
      yield* insertUser("u1", { userName: "own" })
      yield* insertUser("u2", { userName: "u2", ...managedBy("nobody") })
      yield* insertGroup("g1", ["u1"])
      yield* insertGroup("g2")
      const g1 = { value: "g1", display: "g1", type: "direct" }
      expect(yield* store.memberships(tenant, ["u1", "u2", "g1"])).toEqual(new Map([["u1", [g1]]]))
      expect(yield* store.members(tenant, ["g1", "g2"])).toEqual(
        new Map([["g1", [{ value: "u1", type: "User", display: "own" }]]])
      )
      const manager = `${EnterpriseUserSchema.urn}:manager`
      const users = ['userName eq "u1"', 'groups eq "g2"', `${manager} eq "u1"`, `${manager}.$ref pr`]
      for (const filter of [...users, 'groups.display eq "g2"', 'groups pr and userName eq "u2"']) {
        expect(yield* query(user, { filter }), filter).toEqual({ total: 0, ids: [] })
      }
      for (const filter of ['members eq "u2"', 'members[value eq "u2"]', 'members pr and id eq "g2"']) {
        expect(yield* query(group, { filter }), filter).toEqual({ total: 0, ids: [] })
      }
    }).pipe(Effect.provide(Stored.memory()))
  )
})
