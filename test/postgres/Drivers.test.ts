import { execFile } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { describe, expect, it } from "vitest"
import * as Postgres from "../cells/Postgres.ts"
import * as DriverContract from "./DriverContract.ts"

const root = fileURLToPath(new URL("../../", import.meta.url))
const bin = (name: string) => join(root, "node_modules/.bin", name)
const deno: string = createRequire(import.meta.url)("deno/install_api.cjs").runInstall()

const runtimes: Readonly<Record<string, readonly [program: string, ...first: ReadonlyArray<string>]>> = {
  node: [bin("tsx")],
  deno: [deno, "run", "--no-prompt", "--allow-net", "--allow-env", "--allow-read", "--allow-write"],
  bun: [bin("bun")]
}

/** What a runtime's driver answers to the contract. */
const answered = async (runtime: string, database: object): Promise<unknown> => {
  const [program = "", ...first] = runtimes[runtime] ?? []
  const words = [join(root, "test/postgres/driver.ts"), join(root, `adapters/${runtime}/src/SqlClients.ts`)]
  const { stdout } = await promisify(execFile)(program, [...first, ...words, JSON.stringify(database)], { cwd: root })
  return JSON.parse(stdout)
}

const { busyIsBusy, ...expected } = DriverContract.expected

describe.each(Object.keys(runtimes))("the drivers of %s answer as every other", (runtime) => {
  it.each([
    ["", undefined, 2],
    [" that does not wait for the disk", "normal", 1]
  ] as const)("to SQLite in a file%s", async (_, option, synchronous) => {
    const directory = await mkdtemp(join(tmpdir(), "rollcall-driver-"))
    try {
      const answer = await answered(runtime, { _tag: "SqliteFile", path: join(directory, "a.db"), synchronous: option })
      expect(answer).toEqual({ ...expected, busyIsBusy, pragmas: { ...DriverContract.pragmas, synchronous } })
    } finally {
      await rm(directory, { recursive: true })
    }
  })

  it("to PostgreSQL", async () => {
    const database = await Postgres.empty()
    try {
      expect(await answered(runtime, { _tag: "Postgres", url: database.url })).toEqual(expected)
    } finally {
      await database.drop()
    }
  })
})
