import { SqlClient } from "@effect/sql"
import { it } from "@effect/vitest"
import { type Json, SchemaRegistry } from "@rollcall/core"
import { Database } from "@rollcall/sql"
import { Effect, type Layer } from "effect"
import { describe, expect } from "vitest"
import { post } from "../../packages/sql/test/Requests.ts"
import * as Sqlite from "../../packages/sql/test/Sqlite.ts"
import * as Stored from "../../packages/sql/test/Stored.ts"
import * as Databases from "../postgres/Databases.ts"
import * as Fill from "./Fill.ts"
import * as Person from "./Person.ts"
import * as Population from "./Population.ts"

const [department] = Population.make(10).groups
const user = Person.person(7).body
const groupOf = (member: string): Json.JsonObject => ({
  ...(department === undefined ? {} : Population.body(department)),
  members: [{ value: member }]
})

type Rows = ReadonlyArray<Readonly<Record<string, unknown>>>

const rowsOf = (table: string) =>
  Effect.flatMap(
    SqlClient.SqlClient,
    (sql): Effect.Effect<Rows, unknown> => sql.unsafe(`SELECT * FROM ${table} ORDER BY 1, 2, 3, 4`)
  )

const everything = Effect.all({
  resources: rowsOf("resource"),
  keys: rowsOf("attribute_key"),
  memberships: rowsOf("membership"),
  events: rowsOf("event")
})

/** What requests leave, and who came when. */
const asked = Effect.gen(function* () {
  const { id: member } = yield* post("Users", user)
  const { id: group } = yield* post("Groups", groupOf(member))
  const left = yield* everything
  const created = (id: string) => Number(left.resources.find((row) => row.id === id)?.created)
  return { left, member, group, created }
})

const filled = (member: string, group: string, created: (id: string) => number) =>
  Effect.gen(function* () {
    const database = yield* Database.make
    const [come, made] = [created(member), created(group)]
    yield* Fill.insert(database, [Fill.newcomer(SchemaRegistry.user, { id: member, body: user }, come)])
    yield* Fill.insert(database, [Fill.newcomer(SchemaRegistry.group, { id: group, body: groupOf(member) }, made)])
    return yield* everything
  })

const databases: Readonly<Record<string, Layer.Layer<SqlClient.SqlClient>>> = {
  SQLite: Sqlite.memory,
  PostgreSQL: Databases.fresh
}

describe("the rows that fill a database", () => {
  it.effect.each(Object.entries(databases))("are those that requests leave, on %s", ([, client]) =>
    Effect.gen(function* () {
      const storage = Stored.over(client)
      const { left, member, group, created } = yield* Effect.provide(asked, storage)
      expect(left.memberships).toHaveLength(1)
      expect(left.keys.length).toBeGreaterThan(4)
      expect(yield* Effect.provide(filled(member, group, created), storage)).toEqual(left)
    })
  )
})
