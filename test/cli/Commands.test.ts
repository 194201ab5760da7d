/** The commands of `rollcall` beside a running server on the same database. */

import { Scim, urn } from "@rollcall/conformance"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Cell from "../cells/Cell.ts"
import * as CommandLine from "../cells/CommandLine.ts"

const baseUrl = "https://scim.example.com"

describe.each(Cell.spread())("the commands of $name beside its server", (cell) => {
  const { server, client, json, users } = beside(cell, (server, words) => server.rollcall(...words))

  it("make a token that works at once, and revoke it at once", async () => {
    const { id, token } = await json("token", "create", "--name", "Okta")
    expect((await users(token)).status).toBe(200)
    const { revokedAt } = await json("token", "revoke", id)
    const refused = (await users(token)).expectError(401)
    expect(refused.textAt("/detail")).toBe(
      `This token was revoked on ${revokedAt}. Generate a new one and give it to the identity provider.`
    )
    expect(refused.headers.get("www-authenticate")).toBe('Bearer realm="rollcall", error="invalid_token"')
  })

  it("list users as the server answers them", async () => {
    const scim = client(server().token)
    for (const userName of ["ada@example.com", "bob@example.com"]) await scim.user({ userName })
    await scim.user({ userName: "cyd@example.com", active: false, displayName: "Cyd" })
    const answer = (await scim.list("/Users", { filter: 'userName gt "b"' })).expect(200)
    expect(await json("user", "list", "--filter", 'userName gt "b"')).toEqual(answer.body)
  })
})

/** Commands are the same on every runtime and over every database; what those bring to them is above. */
const everything = Cell.selected().filter(({ name }) => name === "node-sqlite")

describe.each(everything)("every command beside $name", (cell) => {
  const { server, client, json, users } = beside(cell, CommandLine.run)
  const create = (...words: ReadonlyArray<string>) => json("token", "create", "--name", "Okta", ...words)

  describe("token", () => {
    it("create --expires makes a token that says when it expired", async () => {
      const { token, expiresAt } = await create("--expires", "1s")
      await past(expiresAt)
      expect((await users(token)).expectError(401).textAt("/detail")).toBe(
        `This token expired on ${expiresAt}. Generate a new one and give it to the identity provider.`
      )
    })

    it("rotate lets both tokens work until the overlap is over, and then the new one alone", async () => {
      const old = await create()
      const rotated = await json("token", "rotate", old.id, "--overlap", "3s")
      expect([(await users(old.token)).status, (await users(rotated.token)).status]).toEqual([200, 200])
      await past(rotated.replaces.expiresAt)
      expect([(await users(old.token)).status, (await users(rotated.token)).status]).toEqual([401, 200])
    })

    it("never shows a token again, nor is it in the database or the log", async () => {
      const { id, token } = await create()
      await users(token)
      const outcomes = [
        await server().rollcall("token", "list", "--json"),
        await server().rollcall("token", "rotate", id, "--quiet"),
        await server().rollcall("token", "revoke", id)
      ]
      expect(outcomes.map(({ status }) => status)).toEqual([0, 0, 0])
      const written = [
        server().output(),
        ...outcomes.map(({ stdout, stderr }) => stdout + stderr),
        await server().stored()
      ]
      expect(written.filter((text) => text.includes(token))).toEqual([])
      expect(outcomes[0]?.stdout).toContain(id)
    })
  })

  describe("tenant update", () => {
    let acme: Scim

    beforeAll(async () => {
      await json("tenant", "create", "acme")
      acme = client((await create("--tenant", "acme")).token)
    })

    const update = (...words: ReadonlyArray<string>) => json("tenant", "update", "acme", ...words)

    it("--required userName lets users in that have no email", async () => {
      const user = { schemas: [urn.user], userName: "ada" }
      ;(await acme.post("/Users", user)).expectError(400, "invalidValue")
      await update("--required", "userName")
      ;(await acme.post("/Users", user)).expect(201, { userName: "ada" })
    })

    it("--quirk-off refuses what was understood, and --quirk-on understands it again", async () => {
      const path = `/Users/${(await acme.user()).id}`
      const change = async (value: string) => (await acme.change(path, { op: "Replace", path: "title", value })).status
      const statuses = [await change("a")]
      await update("--quirk-off", "CapitalisedOperation")
      statuses.push(await change("b"))
      await update("--quirk-on", "CapitalisedOperation")
      statuses.push(await change("c"))
      expect(statuses).toEqual([200, 400, 200])
    })

    it("--on-delete keep puts deleted users out of sight, and their userName is free", async () => {
      await update("--on-delete", "keep")
      const user = acme.person({ userName: "bob@example.com" })
      const path = `/Users/${(await acme.post("/Users", user)).expect(201).id}`
      ;(await acme.delete(path)).expect(204)
      ;(await acme.get(path)).expectError(404)
      expect(await acme.userNames('userName eq "bob@example.com"')).toEqual([])
      ;(await acme.post("/Users", user)).expect(201)
    })

    it("--provisioning off shows discovery and nothing else, until it is on again", async () => {
      const statuses = async () => [(await acme.list("/Users")).status, (await acme.get("/Schemas")).status]
      await update("--provisioning", "off")
      expect(await statuses()).toEqual([403, 200])
      await update("--provisioning", "on")
      expect(await statuses()).toEqual([200, 200])
    })

    it("--inactive-users reactivate lets a deactivated user come back by a create", async () => {
      const user = acme.person()
      const made = (await acme.post("/Users", { ...user, active: false })).expect(201)
      ;(await acme.post("/Users", user)).expectError(409, "uniqueness")
      await update("--inactive-users", "reactivate")
      const returned = (await acme.post("/Users", user)).expect(201, { id: made.id, active: true })
      expect(returned.headers.get("location")).toBe(made.headers.get("location"))
      ;(await acme.post("/Users", user)).expectError(409, "uniqueness")
    })

    it("--token-requests-per-second refuses what is more, for as long as it is there", async () => {
      const statuses = async () =>
        (await Promise.all(Array.from({ length: 12 }, () => acme.get("/Users?count=0")))).map(({ status }) => status)
      await update("--token-requests-per-second", "2")
      expect(new Set(await statuses())).toEqual(new Set([200, 429]))
      const refused = (await acme.get("/Users?count=0")).expectError(429)
      expect(refused.headers.get("retry-after")).toBe("1")
      await update("--token-requests-per-second", "0")
      expect(new Set(await statuses())).toEqual(new Set([200]))
    })

    it("--unknown-attributes and --unknown-members refuse what was ignored and what was waited for", async () => {
      const odd = () => acme.post("/Users", acme.person({ shoeSize: 9 }))
      const early = () =>
        acme.post("/Groups", { schemas: [urn.group], displayName: acme.word(), members: [{ value: "x" }] })
      expect([(await odd()).status, (await early()).status]).toEqual([201, 201])
      await update("--unknown-attributes", "refuse", "--unknown-members", "refuse")
      ;(await odd()).expectError(400, "invalidValue")
      ;(await early()).expectError(400, "invalidValue")
    })
  })

  describe("user list", () => {
    it("prints a table for people", async () => {
      const scim = client(server().token)
      for (const userName of ["ada@example.com", "bob@example.com"]) await scim.user({ userName })
      await scim.user({ userName: "cyd@example.com", active: false, displayName: "Cyd" })
      const { stdout } = await server().rollcall("user", "list", "--start-index", "2", "--count", "2")
      const answer = (await scim.list("/Users", { filter: 'userName gt "b"' })).expect(200)
      expect(stdout.split("\n")).toEqual([
        "ID                                    USERNAME         ACTIVE  NAME",
        `${answer.textAt("/Resources/0/id")}  bob@example.com  yes`,
        `${answer.textAt("/Resources/1/id")}  cyd@example.com  no      Cyd`,
        "2 of 3 users",
        ""
      ])
    })
  })

  describe("migrate", () => {
    it("has nothing to do beside a server", async () => {
      expect(await json("migrate")).toEqual({ migrated: true })
    })
  })
})

describe.each(ofEachRuntime())("a start of $name that cannot be", (cell) => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    [
      "a bad value",
      { ROLLCALL_PORT: "many" },
      'ROLLCALL_PORT must be a whole number from 0 to 65535, where 0 takes a free port, but it is "many".'
    ],
    [
      "a database that cannot be opened",
      { ROLLCALL_DATABASE_URL: "sqlite:/dev/null/a.db" },
      'ROLLCALL_DATABASE_URL must name a database that can be opened and changed, but it is "sqlite:/dev/null/a.db":'
    ]
  ])("ends with 1 and one sentence: %s", async (_, settings, sentence) => {
    const { status, stdout, stderr } = await Cell.attempt(cell, ["serve"], settings)
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" })
    expect(stderr.startsWith(`rollcall: ${sentence}`)).toBe(true)
    expect(stderr.trimEnd().split("\n")).toHaveLength(1)
  })
})

describe.each(ofEachRuntime())("a port on which $name listens", (cell) => {
  it("is no port for another one", async () => {
    const server = await Cell.start(cell)
    const { port } = new URL(server.base)
    const { status, stdout, stderr } = await Cell.attempt(cell, ["serve"], { ROLLCALL_PORT: port })
    await server.stop()
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: "",
      stderr: `rollcall: ROLLCALL_PORT must be a free port, but another program listens on 127.0.0.1, port ${port}. Set it to another one, or to 0 for any that is free.\n`
    })
  })
})

/** Waits until an instant is over. */
async function past(instant: string): Promise<void> {
  const rest = Date.parse(instant) - Date.now()
  if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest + 20))
}

type Command = (server: Cell.Server, words: ReadonlyArray<string>) => Promise<Cell.Outcome>

/** A server of the cell for all tests of the block, and commands on its database. */
function beside(cell: Cell.Cell, command: Command) {
  let running: Cell.Server
  beforeAll(async () => {
    running = await Cell.start(cell, { ROLLCALL_BASE_URL: baseUrl })
  })
  afterAll(() => running?.stop())
  const server = () => running
  const client = (token: string) => new Scim(running.base, token)
  const users = (token: string) => client(token).get("/Users?count=0")
  /** What a command prints with `--json`. Fails when the command does. */
  const json = async (...words: ReadonlyArray<string>) => {
    const { status, stdout, stderr } = await command(running, [...words, "--json"])
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" })
    return JSON.parse(stdout)
  }
  return { server, client, users, json }
}

/** The first cell of each runtime. */
function ofEachRuntime(): ReadonlyArray<Cell.Cell> {
  return Cell.selected().filter(
    (cell, index, all) => all.findIndex(({ command }) => command === cell.command) === index
  )
}
