import { SqlClient } from "@effect/sql"
import { it } from "@effect/vitest"
import { Database } from "@rollcall/sql"
import { Effect } from "effect"
import { describe, expect } from "vitest"
import * as Statement from "../src/Statement.ts"
import * as Sqlite from "./Sqlite.ts"

interface Row {
  readonly first: string
  readonly second: number
  readonly third: string
}

describe("a template", () => {
  it.effect("is made once for a database, and binds the values of each use where it wants them", () =>
    Effect.gen(function* () {
      let made = 0
      const both = Statement.template(({ sql }, first: string, second: number) => {
        made++
        return sql<Row>`SELECT ${first} AS first, ${second} AS second, ${first} || ${"!"} AS third`
      })
      const { rows } = yield* Database.make
      expect(yield* rows(both("a", 1))).toEqual([{ first: "a", second: 1, third: "a!" }])
      expect(yield* rows(both("b", 2))).toEqual([{ first: "b", second: 2, third: "b!" }])
      expect(made).toBe(1)
    }).pipe(Effect.provide(Sqlite.memory))
  )

  it.effect("fails where it binds a value nowhere, or makes another one of it", () =>
    Effect.gen(function* () {
      const maker = { sql: yield* SqlClient.SqlClient, dialect: (yield* Database.make).dialect }
      const forgetful = Statement.template(({ sql }, _: string) => sql`SELECT 1`)
      const meddling = Statement.template(({ sql }, text: string) => sql`SELECT ${`${text}!`}`)
      expect(() => forgetful("a").template.compile(maker)).toThrow("Symbol(value 1) is not bound in SELECT 1")
      expect(() => meddling("a").template.compile(maker)).toThrow(TypeError)
    }).pipe(Effect.provide(Sqlite.memory))
  )
})
