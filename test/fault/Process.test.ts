/** The end of a server, asked for and not: what it has answered is true, and nothing is left half done. */

import { Scim } from "@rollcall/conformance"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Cell from "../cells/Cell.ts"
import * as Load from "./Load.ts"

const workers = 8

/** A user that can be told from all others, and found whole again. */
const person = (name: string) => ({
  userName: `${name}@example.com`,
  displayName: `Person ${name}`,
  emails: [{ value: `${name}@example.com`, type: "work", primary: true }]
})

describe.each(Cell.spread())("$name asked to stop under load", (cell) => {
  it("answers every request that it accepted, ends with 0, and has written one line to stdout", async () => {
    const server = await Cell.begin(cell)
    const scim = new Scim(server.base, server.token)
    const created: Array<string> = []
    const load = Load.untilGone(workers, async (name) => {
      created.push(`User/${(await scim.user(person(name))).id}`)
    })
    await Load.reached(() => created.length > 4 * workers)
    const asked = Date.now()
    const status = await server.end("SIGTERM")
    const millis = Date.now() - asked
    await load
    expect(status).toBe(0)
    expect(millis).toBeLessThan(5_000)
    expect(created.length).toBeGreaterThan(workers)
    expect(created.sort()).toEqual(logged(server.output()).sort())
    const [listening, ...invitation] = server.stdout().split("\n")
    expect(listening).toBe(`Rollcall listens on ${server.base}`)
    expect(invitation).toEqual(["", expect.stringMatching("operator"), "", expect.stringMatching("/setup#"), ""])
    await server.stop()
  })
})

/** What a kill leaves is a matter of the database, and over SQLite of the driver, which is in the process. */
const keepers = Cell.selected().filter(({ name, storage }) => storage === "sqlite" || name === "node-postgres")

describe.each(keepers)("$name killed in the middle of writes", (cell) => {
  const asked: Array<string> = []
  const acknowledged: Array<string> = []
  const members: Array<string> = []
  let server: Cell.Server
  let scim: Scim
  let group: string

  beforeAll(async () => {
    server = await Cell.begin(cell)
    const before = new Scim(server.base, server.token)
    group = await before.groupOf()
    const load = Load.untilGone(workers, async (name) => {
      asked.push(name)
      const { id } = await before.user(person(name))
      acknowledged.push(id)
      const member = { op: "add", path: "members", value: [{ value: id }] }
      ;(await before.change(group, member)).expect([200, 204])
      members.push(id)
    })
    await Load.reached(() => members.length > 4 * workers)
    await server.end("SIGKILL")
    await load
    server = await server.restart()
    scim = new Scim(server.base, server.token)
  })

  afterAll(() => server?.stop())

  it("has everything that it acknowledged when it starts again", async () => {
    expect(members.length).toBeGreaterThan(workers)
    expect(await ids(scim)).toEqual(expect.arrayContaining(acknowledged))
    expect(await scim.members(group)).toEqual(expect.arrayContaining(members))
  })

  it("has a user whole or not at all", async () => {
    for (const name of asked.slice(-2 * workers)) {
      const whole = person(name)
      const { resources } = (await scim.list("/Users", { filter: `userName eq "${whole.userName}"` })).expect(200)
      expect(resources).toEqual(resources.length === 0 ? [] : [expect.objectContaining(whole)])
      const again = await scim.post("/Users", scim.person(whole))
      expect(again.status).toBe(resources.length === 0 ? 201 : 409)
    }
  })

  it("has no member that is not a user, and tells users and groups the same", async () => {
    const listed = await scim.members(group)
    const told = await scim.list("/Users", { filter: `groups.value eq "${group.slice("/Groups/".length)}"`, count: 0 })
    expect(await ids(scim)).toEqual(expect.arrayContaining([...listed]))
    expect(told.expect(200).at("/totalResults")).toBe(listed.length)
  })
})

/** The ids of all users, a page at a time. */
async function ids(scim: Scim): Promise<ReadonlyArray<string>> {
  const found: Array<string> = []
  for (;;) {
    const query = { startIndex: found.length + 1, count: 500, attributes: "userName" }
    const answer = (await scim.list("/Users", query)).expect(200)
    if (answer.resources.length === 0) return found
    found.push(...answer.resources.map((_, index) => answer.textAt(`/Resources/${index}/id`)))
  }
}

/** The users whose creation the log tells of, as it names them. */
function logged(output: string): Array<string> {
  return output
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line): { readonly method?: string; readonly status?: number; readonly resource?: string } => JSON.parse(line))
    .filter(({ method, status }) => method === "POST" && status === 201)
    .map(({ resource }) => String(resource))
}
