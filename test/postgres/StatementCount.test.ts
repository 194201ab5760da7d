import { it } from "@effect/vitest"
import { Fixtures } from "@rollcall/contract"
import type { ResourceStore, SecretStore } from "@rollcall/provider"
import { Effect, type Layer } from "effect"
import { describe, expect } from "vitest"
import { get, list, patch, post, put, remove } from "../../packages/sql/test/Requests.ts"
import * as Sqlite from "../../packages/sql/test/Sqlite.ts"
import * as Stored from "../../packages/sql/test/Stored.ts"
import * as Databases from "./Databases.ts"

const { group, insert, user } = Fixtures

type Request = Effect.Effect<unknown, unknown, ResourceStore | SecretStore>

const emails = [{ value: "a@x.example" }]
const value = (id: string) => [{ value: id }]

/** What is asked, and how many statements the locks of several writers add. */
const requests: Readonly<Record<string, readonly [locks: number, request: Request]>> = {
  "create a user": [1, post("Users", { userName: "a", emails })],
  "create a group of a user": [2, post("Groups", { displayName: "a", members: value("u1") })],
  "create a group that waits": [4, post("Groups", { displayName: "a", members: value("x") })],
  "read a user": [0, get("Users", "u1")],
  "read a group": [0, get("Groups", "g1")],
  "list users": [0, list("Users", { count: "5" })],
  "find a user by name": [0, list("Users", { filter: 'userName eq "u1"' })],
  "deactivate a user": [0, patch("Users", "u1", { op: "replace", path: "active", value: false })],
  "give a user an externalId": [1, patch("Users", "u1", { op: "add", path: "externalId", value: "e" })],
  "replace a user": [0, put("Users", "u1", { userName: "u1", emails })],
  "rename a group": [0, patch("Groups", "g1", { op: "replace", path: "displayName", value: "new" })],
  "add a member": [1, patch("Groups", "g1", { op: "add", path: "members", value: value("u1") })],
  "remove a member": [0, patch("Groups", "g1", { op: "remove", path: 'members[value eq "u1"]' })],
  "replace a group": [1, put("Groups", "g1", { displayName: "g1", members: value("u1") })],
  "delete a user": [0, remove("Users", "u1")],
  "delete a group": [0, remove("Groups", "g1")]
}

const asked: Array<Sqlite.Asked> = []
const over = (client: typeof Sqlite.memory) =>
  Stored.over(Sqlite.overheard(client, (statement) => asked.push(statement)))

const statementsOn = (storage: Layer.Layer<ResourceStore | SecretStore>, request: Request) =>
  Effect.gen(function* () {
    yield* insert({ type: user, id: "u1", document: { userName: "u1" } }, "default")
    yield* insert({ type: group, id: "g1", document: { displayName: "g1" } }, "default")
    asked.length = 0
    yield* request
    return asked.length
  }).pipe(Effect.provide(storage))

describe("PostgreSQL is asked as many statements as SQLite and its locks", () => {
  it.effect.each(Object.entries(requests))("to %s", ([, [locks, request]]) =>
    Effect.gen(function* () {
      const expected = (yield* statementsOn(over(Sqlite.memory), request)) + locks
      expect(yield* statementsOn(over(Databases.fresh), request)).toBe(expected)
    })
  )
})
