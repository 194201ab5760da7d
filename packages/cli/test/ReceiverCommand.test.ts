import { beforeEach, describe, expect, it } from "vitest"
import * as Installation from "./Installation.ts"

let rollcall: Installation.Installation

beforeEach(async () => {
  rollcall = await Installation.make()
})

const failure = (message: string): Installation.Outcome => ({ status: 1, stdout: "", stderr: `rollcall: ${message}\n` })

const env = { ROLLCALL_BASE_URL: "https://scim.example.com" }
const id = "01b8dac5-b400-7101-8101-010101010101"
const audience = "https://app.example.com"

const receiver = {
  id,
  tenant: "default",
  delivery: "poll",
  url: `https://scim.example.com/security-events/${id}`,
  audience,
  issuer: "https://scim.example.com/security-events/default",
  enabled: true,
  createdAt: "2030-01-01T00:00:00.000Z"
}

const url = "https://app.example.com/sets"

const create = (...words: ReadonlyArray<string>) => rollcall.json(["receiver", "create", audience, ...words], { env })

describe("receiver create", () => {
  it("makes one that fetches, and shows its secret and where everything is", async () => {
    expect(await create()).toEqual({ ...receiver, secret: expect.stringMatching(/^rollcall_receiver_[\w-]{49}$/) })
    const { stdout } = await rollcall.run(["receiver", "create", "app"])
    const lines = stdout.split("\n")
    expect(lines[1]).toBe("Issuer: http://127.0.0.1:8042/security-events/default")
    expect(lines[2]).toBe("Keys: http://127.0.0.1:8042/.well-known/jwks.json")
    expect(lines[5]).toMatch(/^ {2}rollcall_receiver_/)
  })

  it("makes one that tokens are posted to, and shows nothing of what is shown there", async () => {
    const words = ["receiver", "create", audience, "--push", url]
    const pushed = { ...receiver, delivery: "push", url }
    expect(await rollcall.json(words, { env: { ...env, ROLLCALL_RECEIVER_TOKEN: "theirs" } })).toEqual(pushed)
  })

  it("refuses an address that no token may go to, a tenant that there is not, and to guess where the server is", async () => {
    expect(await rollcall.run(["receiver", "create", "app", "--push", "http://a"])).toEqual(
      failure("The URL must be an address that begins with https://, without a password and a fragment.")
    )
    expect((await rollcall.run(["receiver", "create", "app", "--tenant", "acme"])).stderr).toContain('tenant "acme"')
    expect(await rollcall.run(["receiver", "create", "app"], { env: { ROLLCALL_PORT: "0" } })).toEqual(
      failure("ROLLCALL_BASE_URL must be the address under which receivers know this server; it is not set.")
    )
  })
})

describe("receiver list, update, rotate, replay, log and delete", () => {
  it("print what they did", async () => {
    expect((await rollcall.run(["receiver", "list"])).stdout).toBe(
      'There is no receiver yet. "rollcall receiver create AUDIENCE" makes one.\n'
    )
    await create()
    expect(await rollcall.json(["receiver", "list", "--tenant", "default"])).toEqual([
      { ...receiver, state: "working", pending: 0, dead: 0 }
    ])
    expect(await rollcall.json(["receiver", "update", id, "--disable"])).toEqual({ ...receiver, enabled: false })
    expect(await rollcall.run(["receiver", "update", id, "--push", url])).toEqual(
      failure("--push is for receivers to which tokens are posted.")
    )
    expect(await rollcall.json(["receiver", "update", id, "--enable"])).toEqual(receiver)
    expect(await rollcall.json(["receiver", "rotate", id])).toMatchObject({ ...receiver, secret: expect.any(String) })
    expect(await rollcall.json(["receiver", "replay", id])).toEqual({ replayed: 0 })
    expect(await rollcall.json(["receiver", "log", id])).toEqual([])
    expect(await rollcall.json(["webhook", "list"])).toEqual([])
    expect((await rollcall.run(["webhook", "log", id])).status).toBe(1)
    expect((await rollcall.run(["receiver", "delete", id])).stdout).toBe(`Receiver ${id} (${audience}) is gone.\n`)
    expect(await rollcall.json(["receiver", "list"])).toEqual([])
  })

  it.each(["update", "rotate", "replay", "log", "delete"])("%s fails on one that is not there", async (command) => {
    expect(await rollcall.run(["receiver", command, id])).toEqual(
      failure(`There is no receiver with the id "${id}". "rollcall receiver list" shows those that there are.`)
    )
  })
})
