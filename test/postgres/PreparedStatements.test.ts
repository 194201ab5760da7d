/** Statements that PostgreSQL plans once, by the names under which it remembers them. */
import { SqlClient } from "@effect/sql"
import { it } from "@effect/vitest"
import { Effect, Layer, type Scope } from "effect"
import { describe, expect } from "vitest"
import { PreparingClient } from "../../packages/postgres/src/PreparingClient.ts"
import * as Databases from "./Databases.ts"

/** A connection that is asked these texts, each twice, and what it then remembers: texts by their names. */
const remembered = (url: string, texts: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const client = yield* connected(url)
    for (const text of texts) {
      for (const given of [1, 2]) yield* Effect.promise(() => client.query(text, [given]))
    }
    const { rows } = yield* Effect.promise(() => client.query("SELECT name, statement FROM pg_prepared_statements"))
    return new Map(rows.map(({ name, statement }): [string, string] => [name, statement]))
  })

const connected = (url: string): Effect.Effect<PreparingClient, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const client = new PreparingClient({ connectionString: url })
      await client.connect()
      return client
    }),
    (client) => Effect.promise(() => client.end())
  )

const [one, other] = ["SELECT $1::int AS one", "SELECT $1::int AS other"] as const

describe("a prepared statement", () => {
  it.scopedLive("has the same name on every connection, so that no pooler takes it for another one", () =>
    Effect.gen(function* () {
      const url = yield* Databases.url
      const forwards = yield* remembered(url, [one, other])
      expect([...forwards.values()].sort()).toEqual([one, other])
      expect(yield* remembered(url, [other, one])).toEqual(forwards)
    })
  )

  it.scopedLive("is none where the URL says that a pooler gives every transaction another connection", () =>
    Effect.gen(function* () {
      const given = yield* Databases.url
      const names = (parameters: string) =>
        Effect.gen(function* () {
          const sql = yield* SqlClient.SqlClient
          for (const value of [1, 2, 3]) yield* sql.unsafe(one, [value])
          return (yield* sql.unsafe("SELECT name FROM pg_prepared_statements")).length
        }).pipe(Effect.provide(Layer.fresh(Databases.client(`${given}?pool_max_conns=1${parameters}`))))
      expect([yield* names(""), yield* names("&prepare=false")]).toEqual([1, 0])
    })
  )
})
