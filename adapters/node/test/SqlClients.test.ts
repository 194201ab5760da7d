import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { SqlClient } from "@effect/sql"
import type { DatabaseUrl } from "@rollcall/cli"
import { Effect } from "effect"
import { afterAll, describe, expect, it } from "vitest"
import * as SqlClients from "../src/SqlClients.ts"

const directory = mkdtempSync(join(tmpdir(), "rollcall-sql-"))

afterAll(() => rmSync(directory, { recursive: true, force: true }))

const memory: DatabaseUrl.DatabaseUrl = { _tag: "SqliteMemory" }
const file = (name: string): DatabaseUrl.DatabaseUrl => ({ _tag: "SqliteFile", path: join(directory, name) })

const run = (database: DatabaseUrl.DatabaseUrl, ...statements: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    return yield* Effect.forEach(statements, (statement) => sql.unsafe(statement))
  }).pipe(Effect.provide(SqlClients.layer(database)))

const write = ["CREATE TABLE t (x TEXT)", "INSERT INTO t VALUES ('kept')"]
const tables = "SELECT name FROM sqlite_master"

describe("a database of Node", () => {
  it("in a file keeps what is written when it is opened again", async () => {
    await Effect.runPromise(run(file("a.db"), ...write))
    expect(await Effect.runPromise(run(file("a.db"), "SELECT x FROM t"))).toEqual([[{ x: "kept" }]])
  })

  it("in memory is new each time", async () => {
    await Effect.runPromise(run(memory, ...write))
    expect(await Effect.runPromise(run(memory, tables))).toEqual([[]])
  })

  it.each([
    ["in a directory that is not there", "missing/a.db", "Cannot open database because the directory does not exist"],
    ["that is a directory", ".", "unable to open database file"]
  ])("%s is an error, not a defect, and its cause says why", async (_, name, reason) => {
    const error = await Effect.runPromise(Effect.flip(run(file(name), tables)))
    expect(error).toMatchObject({
      _tag: "SqlError",
      message: "The database cannot be opened.",
      cause: { message: reason }
    })
  })

  it("that is another kind of file is an error of the first statement", async () => {
    writeFileSync(join(directory, "text.db"), "This is no database. ".repeat(100))
    const error = await Effect.runPromise(Effect.flip(run(file("text.db"), tables)))
    expect(error).toMatchObject({ _tag: "SqlError", cause: { code: "SQLITE_NOTADB" } })
  })
})
