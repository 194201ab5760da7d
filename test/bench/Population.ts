/**
 * Who is there when a measurement begins: written into the database through the storage that the server uses, many in
 * one transaction, because a hundred thousand requests would take longer than the measurement.
 */
import { SqlClient } from "@effect/sql"
import { DatabaseUrl } from "@rollcall/cli"
import { Compat, type Json, Limits, MemberChanges, ResourceDecoder, SchemaRegistry } from "@rollcall/core"
import { SqlClients } from "@rollcall/node"
import { Randomness, ResourceStore } from "@rollcall/provider"
import { Storage } from "@rollcall/sql"
import { Clock, Effect, Layer } from "effect"
import { group, person } from "./Person.ts"

export interface Population {
  /** The ids of the users; the place in the list is the number of the person. */
  readonly users: ReadonlyArray<string>
  /** The ids of groups by how many members they have. */
  readonly groups: ReadonlyMap<number, string>
}

/** Makes that many users, and a group of each size; larger groups than there are users are left out. */
export const seed = (databaseUrl: string, count: number, groupSizes: ReadonlyArray<number>): Promise<Population> =>
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    const users: Array<string> = []
    while (users.length < count) {
      const size = Math.min(chunk, count - users.length)
      const first = users.length
      const made = Effect.forEach(Array(size).keys(), (index) =>
        insert("User", person(first + index).body as Json.Json)
      )
      users.push(...(yield* sql.withTransaction(made)))
    }
    const groups = new Map<number, string>()
    for (const size of groupSizes) {
      if (size > count) continue
      groups.set(size, yield* insert("Group", group(`Group of ${size}`, users.slice(0, size)) as Json.Json))
    }
    return { users, groups }
  }).pipe(Effect.provide(servicesOf(databaseUrl)), Effect.runPromise)

const chunk = 2_000

const { policy } = Compat.compile({ strict: false, off: [] })

const insert = Effect.fnUntraced(function* (name: "User" | "Group", body: Json.Json) {
  const type = SchemaRegistry.typeByName(SchemaRegistry.standard, name)
  if (type === undefined) return yield* Effect.dieMessage(`There is no type ${name}.`)
  const { document, members = [] } = yield* ResourceDecoder.decode(type, body, policy, Limits.standard)
  const id = yield* Randomness.identifier
  const store = yield* ResourceStore
  const now = yield* Clock.currentTimeMillis
  const changes = members.length === 0 ? MemberChanges.none : MemberChanges.replaceAll(members)
  yield* store.insert("default", { type, id, document, members: changes, unknownMembers: "refuse", now })
  return id
})

const servicesOf = (databaseUrl: string) => {
  const database = Effect.orDie(DatabaseUrl.parse(databaseUrl))
  const client = Layer.unwrapEffect(Effect.map(database, SqlClients.layer))
  return Layer.mergeAll(Layer.provideMerge(Storage.layer, client), Randomness.layer)
}
