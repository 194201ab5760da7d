/** What lets a database be spread by tenant: no two rows of different tenants are ever compared to be unlike. */
import { SqlClient } from "@effect/sql"
import { it } from "@effect/vitest"
import { Effect } from "effect"
import { describe, expect } from "vitest"
import * as Stored from "../../packages/sql/test/Stored.ts"
import * as Databases from "./Databases.ts"

/** The tables that are small, and which every machine would have whole. */
const whole = [
  "access_token",
  "administrator",
  "administrator_access",
  "administrator_identity",
  "client",
  "client_assertion",
  "migration",
  "secret",
  "setup_link",
  "tenant",
  "token"
]

describe("a unique key", () => {
  it.scopedLive("begins with the tenant in every table that grows with one", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const keys = yield* sql<{ readonly table: string; readonly first: string }>`
        SELECT i.indrelid::regclass::text AS "table", a.attname AS first FROM pg_index AS i
        JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
        WHERE i.indisunique AND i.indrelid IN (SELECT c.oid FROM pg_class AS c WHERE c.relnamespace = 'public'::regnamespace)
        ORDER BY 1, 2`
      const grown = keys.filter(({ table }) => !whole.includes(table)).map(({ table, first }) => `${table}: ${first}`)
      expect([...new Set(grown)]).toEqual([
        "attribute_key: tenant",
        "event: tenant",
        "kept_resource: tenant",
        "log_entry: tenant",
        "membership: tenant",
        "rate: tenant",
        "resource: tenant",
        "webhook: tenant",
        "webhook_delivery: tenant"
      ])
    }).pipe(Effect.provide(Stored.over(Databases.fresh)))
  )
})
