/** Who may do what: one role makes the tables, another serves from them and can change nothing but their rows. */
import { randomUUID } from "node:crypto"
import { SqlClient } from "@effect/sql"
import { it } from "@effect/vitest"
import { Fixtures } from "@rollcall/contract"
import { Storage } from "@rollcall/sql"
import { Context, Effect, Layer, Option } from "effect"
import { describe, expect } from "vitest"
import * as Stored from "../../packages/sql/test/Stored.ts"
import * as Databases from "./Databases.ts"

const { find, group, insertGroup, insertUser, remove, update, user } = Fixtures

/** The URL of the database for a role that has these rights on the tables that whoever owns the database makes there. */
const restricted = (url: string, rights: string) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    const [role, password] = [`server_${randomUUID().slice(0, 8)}`, randomUUID()]
    yield* Effect.acquireRelease(sql.unsafe(`CREATE ROLE ${role} LOGIN PASSWORD '${password}'`), () =>
      Effect.orDie(sql.unsafe(`DROP OWNED BY ${role}; DROP ROLE ${role}`))
    )
    yield* sql.unsafe(`ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ${rights} ON TABLES TO ${role}`)
    return Object.assign(new URL(url), { username: role, password }).href
  })

const prepared = (url: string) => Effect.provide(Storage.prepare, Layer.fresh(Databases.client(url)))

/** Why storage does not start there. */
const reason = (url: string) =>
  Effect.map(Effect.flip(prepared(url)), (error) => ("cause" in error ? String(error.cause) : error.message))

describe("a role that owns no table", () => {
  it.scopedLive("serves where another one has made them", () =>
    Effect.gen(function* () {
      const url = yield* Databases.emptyUrl
      const owner = yield* Layer.build(Databases.client(url))
      const server = yield* Effect.provide(restricted(url, "SELECT, INSERT, UPDATE, DELETE"), owner)
      yield* prepared(url)
      const storage = yield* Layer.build(Stored.over(Databases.client(server)))
      const served = Effect.gen(function* () {
        yield* insertUser("u1")
        yield* insertGroup("g1", ["u1", "u2"])
        yield* insertUser("u2")
        yield* update(user, "u1", { document: { userName: "u1", title: "Boss" } })
        yield* remove(user, "u2", true)
        yield* remove(group, "g1")
        return yield* find(user, "u1")
      })
      expect(Option.map(yield* Effect.provide(served, storage), ({ version }) => version)).toEqual(Option.some(2))
    })
  )

  it.scopedLive("does not start where nobody has, and says why", () =>
    Effect.gen(function* () {
      const url = yield* Databases.emptyUrl
      const owner = yield* Layer.build(Databases.client(url))
      const server = yield* Effect.provide(restricted(url, "SELECT"), owner)
      expect(yield* reason(server)).toBe("error: permission denied for schema public")
    })
  )
})

describe("a database with all its tables", () => {
  it.scopedLive("is served from by a release that does not know the last step", () =>
    Effect.gen(function* () {
      const url = yield* Databases.emptyUrl
      const owner = yield* Layer.build(Databases.client(url))
      yield* prepared(url)
      const sql = Context.get(owner, SqlClient.SqlClient)
      yield* sql`INSERT INTO migration (migration_id, name) VALUES (99, 'later')`
      expect(yield* prepared(url)).toEqual([])
    })
  )

  it.scopedLive("is refused where it can only be read", () =>
    Effect.gen(function* () {
      const url = yield* Databases.emptyUrl
      yield* prepared(url)
      const readOnly = Object.assign(new URL(url), { search: "options=-c%20default_transaction_read_only%3Don" })
      expect(yield* reason(readOnly.href)).toBe("error: cannot execute CREATE TABLE in a read-only transaction")
    })
  )
})
