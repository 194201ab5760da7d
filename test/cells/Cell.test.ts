import { describe, expect, it } from "vitest"
import * as Cell from "./Cell.ts"

const names = (cells: ReadonlyArray<Cell.Cell>) => cells.map((cell) => cell.name)

describe("the choice of cells", () => {
  it("is every runtime with every database when nothing is asked for", () => {
    expect(names(Cell.select(undefined))).toEqual([
      "node-sqlite",
      "node-postgres",
      "deno-sqlite",
      "deno-postgres",
      "bun-sqlite",
      "bun-postgres"
    ])
  })

  it("is the named cell", () => {
    expect(names(Cell.select("deno-postgres"))).toEqual(["deno-postgres"])
  })

  it("reads a list with blanks around its names", () => {
    expect(names(Cell.select(" bun-sqlite , node-sqlite"))).toEqual(["bun-sqlite", "node-sqlite"])
  })

  it.each([
    ["a name that is no cell", "node-sqlite,nodesqlite", "nodesqlite"],
    ["an empty name", "", ""],
    ["a name that is missing from a list", "node-sqlite,", ""]
  ])("fails on %s and says which there are", (_, given, wrong) => {
    const known = names([...Cell.registry, ...Cell.binaries]).join(", ")
    expect(() => Cell.select(given)).toThrow(
      new Error(`TEST_CELL names "${wrong}", which is no cell. The cells are: ${known}.`)
    )
  })

  it("has no two cells of one name", () => {
    const all = [...Cell.registry, ...Cell.binaries]
    expect(new Set(names(all)).size).toBe(all.length)
  })
})

describe("a cell that cannot start", () => {
  it("fails with what its process said", async () => {
    const broken: Cell.Cell = { name: "broken", command: ["/bin/sh", "-c", "echo no; exit 3"], storage: "sqlite" }
    await expect(Cell.start(broken)).rejects.toThrow(new Error("The server ended with 3:\nno\n"))
  })

  it("fails when its program is not there", async () => {
    const missing: Cell.Cell = { name: "missing", command: ["/no/such/program"], storage: "sqlite" }
    await expect(Cell.start(missing)).rejects.toThrow("ENOENT")
  })
})

describe.each(Cell.selected())("the cell $name", (cell) => {
  it("starts on a free port and the path that is configured, answers with its token, and ends with 0 on SIGINT", async () => {
    const server = await Cell.begin(cell, { ROLLCALL_BASE_PATH: "/people" })
    const authorization = `Bearer ${server.token}`
    const answer = await fetch(`${server.base}/ResourceTypes/User`, { headers: { authorization } })
    const { meta } = await answer.json()
    const console = await consoleOf(server)
    const status = await server.end("SIGINT")
    await server.stop()
    expect(server.base).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/people$/)
    expect({ location: meta.location, status }).toEqual({ location: `${server.base}/ResourceTypes/User`, status: 0 })
    expect(console.policy).toContain("script-src 'self'")
    expect(console.files.length).toBeGreaterThan(3)
    expect(console.files.filter((status) => status !== 200)).toEqual([])
  })
})

/** What a browser gets of the console: the policy of its page, and the status of each file that the page names. */
const consoleOf = async ({ base }: Cell.Server) => {
  const page = await fetch(new URL("/t/default/scim", base), { headers: { accept: "text/html" } })
  const named = [...(await page.text()).matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, path]) => `/${path}`)
  const files = await Promise.all(named.map((path) => fetch(new URL(path, base))))
  return { policy: page.headers.get("content-security-policy"), files: files.map(({ status }) => status) }
}

describe.each(Cell.spread().slice(0, 1))("the console of $name", (cell) => {
  it("is not there where it is switched off", async () => {
    const server = await Cell.start(cell, { ROLLCALL_CONSOLE: "off" })
    const page = await fetch(new URL("/", server.base), { headers: { accept: "text/html" } })
    await server.stop()
    expect(page.status).toBe(404)
  })
})
