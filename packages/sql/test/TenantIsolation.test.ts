import { SqlClient } from "@effect/sql"
import { it } from "@effect/vitest"
import { Fixtures } from "@rollcall/contract"
import { Effect } from "effect"
import { describe, expect } from "vitest"
import * as Stored from "./Stored.ts"

const { populate, tenant } = Fixtures

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

describe("a tenant keeps every row as it is while another", () => {
  it.effect.each(Object.entries(Fixtures.changes))("is %s", ([, change]) =>
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
