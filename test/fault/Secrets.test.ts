/** Tokens and passwords go in and are found nowhere again: not in the log, not in an answer, not in the database. */

import { Scim, urn } from "@rollcall/conformance"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Cell from "../cells/Cell.ts"

const password = "correct-horse-battery-staple"

/** What is stored and logged is the same on every runtime. */
const cells = Cell.selected().filter(({ name }) => name.startsWith("node-"))

describe.each(cells)("the secrets of $name", (cell) => {
  let server: Cell.Server
  let answers: ReadonlyArray<string>

  beforeAll(async () => {
    server = await Cell.start(cell)
    const keep = (bodies: string) => server.rollcall("tenant", "update", "default", "--log-bodies", bodies)
    await keep("whole")
    const scim = new Scim(server.base, server.token)
    const user = scim.person({ password })
    const path = `/Users/${(await scim.user()).id}`
    const sent = [
      await scim.post("/Users", user),
      await scim.post("/Users", user),
      await scim.put(path, user),
      await scim.change(path, { op: "replace", path: "password", value: password }),
      await scim.change(path, { op: "Replace", value: { password, active: "False" } }),
      await scim.change(path, { op: "add", path: `password[value eq "${password}"]`, value: password }),
      await scim.send({ method: "POST", path: "/Users", body: `{"password":"${password}",}` }),
      await scim.send({
        method: "POST",
        path: "/Users",
        body: JSON.stringify({ schemas: [urn.user], password: [password] })
      }),
      await scim.list("/Users", { filter: `password eq "${password}"` }),
      await scim.send({ method: "GET", path: "/Users", authorization: server.token }),
      await scim.send({ method: "GET", path: "/Users", authorization: `Basic ${server.token}` }),
      await scim.send({ method: "GET", path: "/Users", authorization: `Bearer ${server.token}x` }),
      await scim.get(`/Users?access_token=${server.token}`)
    ]
    // Nobody can know a password where an address should stand: only who wants no people in the log is safe from it.
    await keep("masked")
    sent.push(await scim.post("/Users", { ...user, emails: password }))
    answers = sent.map((answer) => answer.text)
    await server.end("SIGTERM")
  })

  afterAll(() => server?.stop())

  it("are not in the log, which has a line for every request", () => {
    const lines = server
      .output()
      .split("\n")
      .filter((line) => line.includes('"message":"request"'))
    expect(lines).toHaveLength(15)
    expect(secretsIn(server, server.output())).toEqual([])
  })

  it("are not in the answers", () => {
    expect(secretsIn(server, answers.join("\n"))).toEqual([])
  })

  it("are not in the database", async () => {
    const stored = await server.stored()
    expect(stored).toContain("@example.org")
    expect(stored).toContain("***")
    expect(secretsIn(server, stored)).toEqual([])
  })
})

function secretsIn(server: Cell.Server, text: string): ReadonlyArray<string> {
  return [server.token, password].filter((secret) => text.includes(secret))
}
