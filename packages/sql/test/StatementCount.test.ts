import { SqlClient } from "@effect/sql"
import { it } from "@effect/vitest"
import type { ResourceStore, SecretStore } from "@rollcall/provider"
import { Effect } from "effect"
import { describe, expect } from "vitest"
import * as Requests from "./Requests.ts"
import * as Sqlite from "./Sqlite.ts"
import * as Stored from "./Stored.ts"

const { bulk, get, list, patch, post, put, remove } = Requests

/** Users `u1`, `u2` … whose manager is `u1`, as many groups, `g1` that holds all users, and ten groups that hold `g1`. */
const populate = (size: number) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    const insert = (type: string, id: string, document: string) => sql`
      INSERT INTO resource (tenant, id, type, version, created, last_modified, display, document, search)
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${size})
      SELECT 'default', ${sql.literal(id)}, ${type}, 1, i, i, NULL, json(${sql.literal(document)}), '{}' FROM n`
    const manager = `'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User', json('{"manager":{"value":"u1"}}')`
    yield* insert("User", "'u' || i", `json_object('userName', 'u' || i, ${manager})`)
    yield* insert("Group", "'g' || i", `json_object('displayName', 'g' || i)`)
    yield* sql`INSERT INTO membership (tenant, group_id, member_id, member_type)
      SELECT tenant, 'g1', id, type FROM resource WHERE type = 'User'`
    yield* sql`INSERT INTO membership (tenant, group_id, member_id, member_type)
      SELECT tenant, id, 'g1', 'Group' FROM resource WHERE type = 'Group' AND created BETWEEN 2 AND 11`
  })

/** The texts of the statements that reached the connection. */
const asked: Array<string> = []

/** Storage with a tenant of that size, the same each time that it is built. */
const storageOf = (size: number) =>
  Stored.over(Sqlite.overheard(Sqlite.filled(populate(size)), ({ text }) => asked.push(text)))

const small = storageOf(10)
const middling = storageOf(500)
const large = storageOf(2_000)
const vast = storageOf(20_000)

/** The statements of a request to that tenant, BEGIN and COMMIT among them. */
const statementsOn = (storage: typeof small, request: Request) =>
  Effect.gen(function* () {
    asked.length = 0
    yield* request
    return [...asked]
  }).pipe(Effect.provide(storage))

type Request = Effect.Effect<unknown, unknown, ResourceStore | SecretStore>

const emails = [{ value: "a@x.example" }]
const value = (id: string) => [{ value: id }]

/** What is asked, and how many statements it takes. */
const requests: Readonly<Record<string, readonly [count: number, request: Request]>> = {
  "create a user": [7, post("Users", { userName: "a", emails })],
  "create a group of two": [8, post("Groups", { displayName: "a", members: [{ value: "u1" }, { value: "x" }] })],
  "read a user": [3, get("Users", "u1")],
  "read a group": [2, get("Groups", "g1")],
  "list users": [4, list("Users", { count: "5" })],
  "list groups": [3, list("Groups", { count: "5" })],
  "list groups without members": [2, list("Groups", { count: "5", excludedAttributes: "members" })],
  "list the ids of users": [2, list("Users", { count: "5", attributes: "id" })],
  "find a user by name": [1, list("Users", { filter: 'userName eq "u1"' })],
  "find a user by an address": [1, list("Users", { filter: 'emails[type eq "work"].value eq "x"' })],
  "count users": [1, list("Users", { count: "0" })],
  "deactivate a user": [7, patch("Users", "u1", { op: "replace", path: "active", value: false })],
  "change a user in ten ways": [
    7,
    patch("Users", "u1", ...Array.from({ length: 10 }, (_, i) => ({ op: "replace", path: "title", value: `${i}` })))
  ],
  "rename a group": [7, patch("Groups", "g1", { op: "replace", path: "displayName", value: "new" })],
  "add a member": [6, patch("Groups", "g1", { op: "add", path: "members", value: value("g1") })],
  "add a member that is there": [4, patch("Groups", "g1", { op: "add", path: "members", value: value("u1") })],
  "add a hundred members": [
    6,
    patch("Groups", "g2", {
      op: "add",
      path: "members",
      value: Array.from({ length: 100 }, (_, i) => ({ value: `u${i}` }))
    })
  ],
  "remove a member": [6, patch("Groups", "g1", { op: "remove", path: 'members[value eq "u1"]' })],
  "remove two members": [
    6,
    patch("Groups", "g1", { op: "remove", path: "members", value: [{ value: "u1" }, { value: "u2" }] })
  ],
  "remove all members": [6, patch("Groups", "g1", { op: "remove", path: "members" })],
  "replace a group": [8, put("Groups", "g1", { displayName: "g1", members: value("u2") })],
  "replace a user": [8, put("Users", "u1", { userName: "u1", emails })],
  "delete a user": [10, remove("Users", "u1")],
  "delete a group": [10, remove("Groups", "g1")]
}

describe("the number of statements", () => {
  it.effect.each(Object.entries(requests))(
    "is the same with 10 users, groups and members and with 20,000, to %s",
    ([, [count, request]]) =>
      Effect.gen(function* () {
        const few = yield* statementsOn(small, request)
        expect(few).toHaveLength(count)
        // SQLite prepares such a statement anew whenever it is bound.
        expect(few.filter((text) => text.includes("LIMIT ?"))).toEqual([])
        expect(yield* statementsOn(vast, request)).toEqual(few)
      })
  )

  it.effect("is the same for ten creates in one request and for five hundred", () =>
    Effect.gen(function* () {
      const creates = (count: number) =>
        statementsOn(
          small,
          bulk(
            Array.from({ length: count }, (_, index) => ({
              method: "POST",
              path: "/Users",
              bulkId: `${index}`,
              data: { schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"], userName: `n${index}`, emails }
            }))
          )
        )
      const few = (yield* creates(10)).length
      expect([few, (yield* creates(500)).length]).toEqual([10, few])
    })
  )

  it.effect("is the same for every page of a walk but the first, which alone counts", () =>
    Effect.gen(function* () {
      const pages: Array<ReadonlyArray<string>> = []
      for (let cursor: unknown = ""; typeof cursor === "string"; ) {
        asked.length = 0
        const { body } = yield* list("Users", { cursor, count: "50", excludedAttributes: "groups" })
        pages.push([...asked])
        cursor = body.nextCursor
      }
      const [first, ...others] = pages
      expect(others).toHaveLength(9)
      for (const page of others) expect(page).toEqual(others[0])
      expect(first?.some((text) => text.includes("COUNT("))).toBe(true)
      expect(others[0]?.filter((text) => text.includes("COUNT(") || text.includes("OFFSET"))).toEqual([])
    }).pipe(Effect.provide(middling))
  )

  it.effect.each(["Users", "Groups"] as const)("is the same for a page of 5 %s and for one of 1000", (endpoint) =>
    Effect.gen(function* () {
      const page = (count: string) => statementsOn(large, list(endpoint, { count }))
      expect(yield* page("1000")).toEqual(yield* page("5"))
    })
  )
})
