/** How a session with PostgreSQL is set up, and who has the last word on it. */
import { SqlClient } from "@effect/sql"
import { it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { describe, expect } from "vitest"
import * as Databases from "./Databases.ts"

/** What the server says of its settings to a session that came by a URL with these parameters. */
const settings = (parameters: Readonly<Record<string, string>>) =>
  Effect.gen(function* () {
    const url = new URL(yield* Databases.url)
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
    const read = Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const [row] = yield* sql`SELECT current_setting('jit') AS jit, current_setting('search_path') AS path,
        current_setting('statement_timeout') AS timeout`
      return row
    })
    return yield* Effect.provide(read, Layer.fresh(Databases.client(url.href)))
  })

describe("a session", () => {
  it.scopedLive("compiles no statements and gives long ones up", () =>
    Effect.gen(function* () {
      expect(yield* settings({})).toEqual({ jit: "off", path: '"$user", public', timeout: "15s" })
    })
  )

  it.scopedLive("takes from the URL what that says, beside what it says nothing of", () =>
    Effect.gen(function* () {
      expect(yield* settings({ options: "-c search_path=elsewhere", statement_timeout: "0" })).toEqual({
        jit: "off",
        path: "elsewhere",
        timeout: "0"
      })
      expect(yield* settings({ options: "-c jit=on" })).toMatchObject({ jit: "on" })
    })
  )
})
