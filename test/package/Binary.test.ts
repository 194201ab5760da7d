import { writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import * as Cell from "../cells/Cell.ts"
import { root, run } from "./Installation.ts"
import { provision, send, worked } from "./Provisioning.ts"

/** The program in an empty folder with nothing in its environment but the settings of Rollcall that are not taken out. */
const binary = (storage: Cell.Cell["storage"], ...without: ReadonlyArray<string>): Cell.Cell => ({
  name: "binary",
  storage,
  command: [
    "/usr/bin/env",
    ...["PATH", "HOME", ...without].flatMap((name) => ["-u", name]),
    join(root, "dist/rollcall")
  ]
})

const sqlite = binary("sqlite")

describe("the single-file program", () => {
  beforeAll(async () => {
    await run(root, "npm", "run", "build:binary")
  })

  it("migrates a database", async () => {
    expect(await Cell.attempt(sqlite, ["migrate"], {})).toEqual({
      status: 0,
      stdout: "The database is up to date.\n",
      stderr: ""
    })
  })

  it("serves a file in its folder where nothing is set", async () => {
    expect(await provision(await Cell.start(binary("sqlite", "ROLLCALL_DATABASE_URL")))).toEqual(worked)
  })

  it("serves PostgreSQL", async () => {
    expect(await provision(await Cell.start(binary("postgres")))).toEqual(worked)
  })

  it("reads no settings and runs no code of the folder that it is started in", async () => {
    const server = await Cell.start(sqlite)
    const folder = dirname(server.databaseUrl.slice("sqlite:".length))
    await writeFile(join(folder, ".env"), "ROLLCALL_LOG=nonsense\n")
    await writeFile(join(folder, "bunfig.toml"), 'preload = ["./preload.ts"]\n')
    await writeFile(join(folder, "preload.ts"), 'throw new Error("preloaded")\n')
    const { status, stderr } = await server.rollcall("tenant", "list")
    await server.stop()
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" })
  })

  it("takes headers as large as other runtimes do", async () => {
    const server = await Cell.start(sqlite)
    const answer = await send(server, "/Users?count=0", { headers: { "x-padding": "x".repeat(24 * 1024) } })
    await server.stop()
    expect(answer.status).toBe(200)
  })
})
