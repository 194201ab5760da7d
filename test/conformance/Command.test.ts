/** `rollcall conformance`, as somebody runs it who has a server and wants to know what it is worth. */
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { type Conformance, ConformanceReport, type Json, urn } from "@rollcall/conformance"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Cell from "../cells/Cell.ts"

const cell = Cell.select("node-sqlite")[0]
let server: Cell.Server

beforeAll(async () => {
  if (cell !== undefined) server = await Cell.start(cell)
})
afterAll(() => server?.stop())

const examine = (base: string, ...words: ReadonlyArray<string>) =>
  server.rollcall("conformance", "--base", base, "--token", server.token, ...words)

describe("rollcall conformance", () => {
  it("prints what a server does, and ends with 0 where that is all that it must", async () => {
    const { status, stdout, stderr } = await examine(server.base, "--only", "§3.6")
    expect([status, stderr]).toEqual([0, ""])
    expect(stdout).toMatch(/^✓ RFC 7644 §3\.6 delete +5 of 5 passed\n\n5 of 5 cases passed; failed: 0 MUST/)
    const { stdout: json } = await examine(server.base, "--only", "§3.6", "--json")
    expect(JSON.parse(json)).toMatchObject({ left: 0, outcomes: [{ result: { _tag: "Passed" } }, {}, {}, {}, {}] })
  })

  it("leaves nothing behind", async () => {
    await examine(server.base, "--only", "bulk")
    const users = await server.rollcall("user", "list", "--json")
    expect(JSON.parse(users.stdout)).toMatchObject({ totalResults: 0 })
  })

  it("says what a server does not offer", async () => {
    const { status, stdout } = await examine(server.base, "--only", "own")
    expect(status).toBe(0)
    expect(stdout).toContain("not offered: there is no resource type with the endpoint /Devices")
  })

  it("ends with 1 where a server fails, and says which requirement, and what it answered", async () => {
    const base = await answering({ schemas: [urn.list], Resources: [] })
    const { status, stdout, stderr } = await examine(base, "--only", "§3.6")
    expect([status, stderr]).toEqual([1, "rollcall: The server does not do all that the RFCs make a MUST.\n"])
    expect(stdout).toContain("✗ RFC 7644 §3.6 delete")
    expect(stdout).toMatch(/MUST 7644-3\.6-01[^\n]*\n +Expected 201\. POST \/Users answered 200/)
  })

  it("says that a server does not answer, and that no suite has a name", async () => {
    const nowhere = await examine("http://127.0.0.1:1/scim/v2")
    expect([nowhere.status, nowhere.stderr]).toEqual([
      1,
      expect.stringContaining(
        "rollcall: --base must name a SCIM server, but http://127.0.0.1:1/scim/v2 does not answer:"
      )
    ])
    const unnamed = await examine(server.base, "--only", "no such suite")
    expect(unnamed.stderr).toBe("rollcall: --only must be a part of the title of a suite, but no title has it.\n")
  })
})

describe("the report of a run", () => {
  const outcome = (level: "MUST" | "MAY", result: Conformance.Result): Conformance.Outcome => ({
    suite: "RFC 1 §1 things",
    name: "does it",
    requirements: ["1-1-01"],
    level,
    result
  })

  it("counts by strength, and takes a failed MUST alone for a fault", () => {
    const failed = { _tag: "Failed", reason: "one\ntwo" } as const
    const run = { outcomes: [outcome("MUST", { _tag: "Passed" }), outcome("MAY", failed)], left: 2 }
    expect(ConformanceReport.isConformant(run)).toBe(true)
    expect(ConformanceReport.isConformant({ ...run, outcomes: [outcome("MUST", failed)] })).toBe(false)
    expect(ConformanceReport.render(run).split("\n")).toEqual([
      `✗ ${"RFC 1 §1 things".padEnd(58)}     1 of 2 passed, 1 failed`,
      "    MAY 1-1-01: does it",
      "      one",
      "      two",
      "",
      "1 of 2 cases passed; failed: 0 MUST, 0 SHOULD, 1 MAY; not offered: 0.",
      "2 resources that the cases created could not be deleted again."
    ])
  })
})

const servers: Array<ReturnType<typeof createServer>> = []
afterAll(() => {
  for (const each of servers) each.close().closeAllConnections()
})

/** A server that answers the same to everything. */
async function answering(body: Json): Promise<string> {
  const fake = createServer((request, response) => {
    request.resume().on("end", () => {
      response.writeHead(200, { "content-type": "application/scim+json" })
      response.end(JSON.stringify(body))
    })
  })
  servers.push(fake)
  await new Promise<void>((resolve) => fake.listen(0, "127.0.0.1", resolve))
  return `http://127.0.0.1:${(fake.address() as AddressInfo).port}/scim/v2`
}
