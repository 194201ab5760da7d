import { SqlClient } from "@effect/sql"
import { it } from "@effect/vitest"
import { Fixtures } from "@rollcall/contract"
import { ResourceStore } from "@rollcall/provider"
import { Effect, Either, Fiber } from "effect"
import { describe, expect } from "vitest"
import * as Processes from "./Processes.ts"

const { adding, group, insertGroup, insertUser, remove, tenant, update, user } = Fixtures

/** Every membership there is, each as `g1 holds u1` or `g1 awaits u1`. */
const memberships = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const rows = yield* sql<{ readonly group_id: string; readonly member_id: string; readonly member_type: string }>`
    SELECT group_id, member_id, member_type FROM membership ORDER BY group_id, member_id`
  return rows.map((row) => `${row.group_id} ${row.member_type === null ? "awaits" : "holds"} ${row.member_id}`)
})

const known = insertUser("u1", { userName: "u1", externalId: "e1" })
const join = (name: string) => update(group, "g1", { members: adding(name) })
const rename = update(user, "u0", { document: { userName: "u0", externalId: "e1" } })
const nothing = Effect.void

type Work = Effect.Effect<unknown, unknown, ResourceStore>

/** What is there, what one process does and has not committed when another does the next, and what becomes of it. */
const meetings: ReadonlyArray<readonly [string, Work, Work, Work, ReadonlyArray<string>]> = [
  ["a user arrives, and is added by id", nothing, known, join("u1"), ["g1 holds u1"]],
  ["a user is added by id, and arrives", nothing, join("u1"), known, ["g1 holds u1"]],
  ["a user arrives, and is added by externalId", nothing, known, join("e1"), ["g1 holds u1"]],
  ["a user is added by externalId, and arrives", nothing, join("e1"), known, ["g1 holds u1"]],
  ["a user gets an externalId, and is added by it", nothing, rename, join("e1"), ["g1 holds u0"]],
  ["a user is added by an externalId, and gets it", nothing, join("e1"), rename, ["g1 holds u0"]],
  ["a group with a user is made, who arrives", nothing, insertGroup("g2", ["u1"]), known, ["g2 holds u1"]],
  ["a user is removed, and added", known, remove(user, "u1"), join("u1"), ["g1 awaits u1"]],
  ["a user is added, and removed", known, join("u1"), remove(user, "u1"), []],
  ["a group is removed, and a user for whom it waits arrives", join("u1"), remove(group, "g1"), known, []],
  ["a user for whom a group waits arrives, and the group is removed", join("u1"), known, remove(group, "g1"), []]
]

describe("two connections agree on who is in a group when", () => {
  it.scopedLive.each(meetings)("%s", ([, before, first, second, expected]) =>
    Effect.gen(function* () {
      const both = yield* Processes.two
      yield* Effect.provide(Effect.all([insertUser("u0"), insertGroup("g1"), before]), both[0])
      yield* Processes.meet(both, first, second)
      expect(yield* Effect.provide(memberships, both[0])).toEqual(expected)
    })
  )
})

/** Takes the group's row, and the user's when somebody else has it and waits for the group. */
const cross = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  yield* sql`SELECT id FROM resource WHERE tenant = ${tenant} AND id = 'g1' FOR UPDATE`
  yield* Processes.someoneWaits
  yield* sql`SELECT id FROM resource WHERE tenant = ${tenant} AND id = 'u1' FOR UPDATE`
})

/** The first commits of a change of users fail with the code, until the sequence has counted to the number. */
const failing = (code: string, timing: string, times: number) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    yield* sql`CREATE SEQUENCE attempt`
    yield* sql.unsafe(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF nextval('attempt') <= ${times} THEN RAISE EXCEPTION 'in the way' USING ERRCODE = '${code}'; END IF;
      RETURN NULL; END $$`)
    yield* sql.unsafe(`CREATE CONSTRAINT TRIGGER fail AFTER INSERT ON resource
      DEFERRABLE INITIALLY ${timing} FOR EACH ROW EXECUTE FUNCTION fail()`)
  })

const stored = Effect.flatMap(SqlClient.SqlClient, (sql) =>
  Effect.map(sql<{ readonly id: string }>`SELECT id FROM resource ORDER BY id`, (rows) => rows.map(({ id }) => id))
)

describe("a change is made again", () => {
  it.scopedLive("when two of them wait for each other", () =>
    Effect.gen(function* () {
      const [one, other] = yield* Processes.two
      yield* Effect.provide(Effect.zipRight(insertUser("u1"), insertGroup("g1", ["u1"])), one)
      let tries = 0
      const removal = Effect.flatMap(ResourceStore, (store) =>
        store.remove(tenant, user, "u1", 3, false, () => {
          tries += 1
          return Either.void
        })
      )
      const crossing = Effect.flatMap(SqlClient.SqlClient, (sql) => sql.withTransaction(cross))
      const first = yield* Effect.fork(Effect.provide(crossing, one))
      yield* Effect.sleep(100)
      const second = yield* Effect.fork(Effect.provide(removal, other))
      yield* Fiber.join(first)
      expect({ removed: yield* Fiber.join(second), tries }).toEqual({ removed: true, tries: 2 })
      expect(yield* Effect.provide(memberships, one)).toEqual([])
    })
  )

  it.scopedLive.each([
    ["40001", "DEFERRED"],
    ["40P01", "DEFERRED"],
    ["40P01", "IMMEDIATE"]
  ] as const)("when it fails with %s and the check is %s", ([code, timing]) =>
    Effect.gen(function* () {
      const [one] = yield* Processes.two
      yield* Effect.provide(failing(code, timing, 2), one)
      yield* Effect.provide(insertUser("u1"), one)
      expect(yield* Effect.provide(stored, one)).toEqual(["u1"])
    })
  )

  it.scopedLive("and is a 503 that changed nothing when its COMMIT fails for good", () =>
    Effect.gen(function* () {
      const [one] = yield* Processes.two
      yield* Effect.provide(failing("53100", "DEFERRED", 1), one)
      const outcome = yield* Effect.either(Effect.provide(insertUser("u1"), one))
      expect(Either.mapLeft(outcome, ({ _tag }) => _tag)).toEqual(Either.left("ServiceUnavailable"))
      expect(yield* Effect.provide(stored, one)).toEqual([])
    })
  )
})
