import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import * as Installation from "./Installation.ts"

let rollcall: Installation.Installation

beforeEach(async () => {
  rollcall = await Installation.make()
})

const env = { ROLLCALL_WEBHOOK_PRIVATE: "allow" }
const failure = (message: string): Installation.Outcome => ({ status: 1, stdout: "", stderr: `rollcall: ${message}\n` })

const url = "https://app.example.com/events"
const id = "01b8dac5-b400-7101-8101-010101010101"
/** The bytes of the source of secrets are numbered by the asking; the id was the first. */
const secretOf = (asked: number) => `whsec_${Buffer.alloc(32, asked).toString("base64")}`
const secret = secretOf(2)
const webhook = { id, tenant: "default", url, kinds: [], enabled: true, createdAt: "2030-01-01T00:00:00.000Z" }

const create = (...words: ReadonlyArray<string>) => rollcall.json(["webhook", "create", url, ...words])

describe("webhook create", () => {
  it("prints the secret, this once", async () => {
    expect(await create()).toEqual({ ...webhook, secret })
    expect(JSON.stringify(await rollcall.json(["webhook", "list"]))).not.toContain("whsec_")
  })

  it("tells people what to do with it", async () => {
    expect(await rollcall.run(["webhook", "create", url])).toEqual({
      status: 0,
      stdout: [
        `Webhook ${id} of tenant default for ${url}:`,
        "",
        `  ${secret}`,
        "",
        "It is shown only now. Give it to the application, which checks signatures by it.",
        ""
      ].join("\n"),
      stderr: ""
    })
  })

  it("takes kinds in any letter case, each once", async () => {
    expect(await create("--kind", "User.Deactivated,user.created", "--kind", "user.created")).toMatchObject({
      kinds: ["user.deactivated", "user.created"]
    })
  })

  it.each([
    [
      "http://app.example.com",
      "The URL must be an address that begins with https://, without a password and a fragment."
    ],
    [
      "https://a:b@app.example.com",
      "The URL must be an address that begins with https://, without a password and a fragment."
    ],
    ["app.example.com", "The URL must be an address that begins with https://, without a password and a fragment."]
  ])("refuses the address %s", async (address, message) => {
    expect(await rollcall.run(["webhook", "create", address])).toEqual(failure(message))
  })

  it("takes http where private endpoints are allowed", async () => {
    const words = ["webhook", "create", "http://127.0.0.1:8080/events"]
    expect((await rollcall.run(words, { env })).status).toBe(0)
    expect((await rollcall.run(["webhook", "create", "ftp://a"], { env })).stderr).toContain("https:// or http://")
  })

  it("refuses a kind that there is not, a tenant that there is not, and an option without a value", async () => {
    const { stderr } = await rollcall.run(["webhook", "create", url, "--kind", "user.fired"])
    expect(stderr).toContain('--kind names "user.fired", which is no kind of event. There are user.created, ')
    expect(await rollcall.run(["webhook", "create", url, "--tenant", "acme"])).toEqual(
      failure('There is no tenant "acme". "rollcall tenant list" shows those that there are.')
    )
    expect(await rollcall.run(["webhook", "create", url, "--kind"])).toEqual(
      failure("--kind must be followed by a value.")
    )
  })
})

describe("webhook list", () => {
  it("shows where each stands", async () => {
    expect((await rollcall.run(["webhook", "list"])).stdout).toBe(
      'There is no webhook yet. "rollcall webhook create URL" makes one.\n'
    )
    await create("--kind", "user.deactivated")
    expect((await rollcall.run(["webhook", "list"])).stdout.split("\n")).toEqual([
      "ID                                    TENANT   STATE    PENDING  DEAD  URL                             KINDS",
      `${id}  default  working  0        0     ${url}  user.deactivated`,
      ""
    ])
    expect(await rollcall.json(["webhook", "list", "--tenant", "default"])).toEqual([
      { ...webhook, kinds: ["user.deactivated"], state: "working", pending: 0, dead: 0 }
    ])
  })
})

describe("webhook update", () => {
  it("changes what is named and nothing else", async () => {
    await create("--kind", "user.created")
    const changed = { ...webhook, kinds: ["user.created"] }
    const update = (...words: ReadonlyArray<string>) => rollcall.json(["webhook", "update", id, ...words])
    expect(await update("--disable")).toEqual({ ...changed, enabled: false })
    expect(await update("--url", "https://other.example.com/")).toEqual({
      ...changed,
      enabled: false,
      url: "https://other.example.com/"
    })
    expect(await update("--enable", "--kind", "user.deleted", "--url", url)).toEqual({
      ...webhook,
      kinds: ["user.deleted"]
    })
    expect(await update("--kind", "all")).toEqual(webhook)
    expect((await rollcall.run(["webhook", "update", id, "--kind", "all,user.created"])).stderr).toContain('"all"')
    expect(await rollcall.run(["webhook", "update", id, "--enable", "--disable"])).toEqual(
      failure("--enable and --disable contradict each other.")
    )
  })
})

describe("webhook rotate, replay, log and delete", () => {
  it("print what they did", async () => {
    await create()
    expect(await rollcall.json(["webhook", "rotate", id])).toEqual({ ...webhook, secret: secretOf(3) })
    expect(await rollcall.json(["webhook", "replay", id])).toEqual({ replayed: 0 })
    expect(await rollcall.json(["webhook", "replay", id, "--after", "0"])).toEqual({ after: 0 })
    expect(await rollcall.json(["webhook", "replay", id, "--since", "2h"])).toEqual({ after: 0 })
    expect(await rollcall.run(["webhook", "replay", id, "--since", "yesterday"])).toMatchObject(
      failure(
        "--since must be a time such as 2026-01-31 or 2026-01-31T12:00:00Z, or how long ago: a whole number and a unit: 45s, 30m, 12h, 90d, 6w or 1y, up to ten years."
      )
    )
    expect(await rollcall.run(["webhook", "replay", id, "--since", "2h", "--after", "0"])).toMatchObject(
      failure("--after and --since contradict each other.")
    )
    expect(await rollcall.json(["webhook", "log", id])).toEqual([])
    expect((await rollcall.run(["webhook", "log", id])).stdout).toBe("There is no delivery yet.\n")
    expect((await rollcall.run(["webhook", "delete", id])).stdout).toBe(`Webhook ${id} (${url}) is gone.\n`)
    expect(await rollcall.json(["webhook", "list"])).toEqual([])
  })

  it.each(["update", "rotate", "replay", "log", "delete", "test"])(
    "%s fails on one that is not there",
    async (command) => {
      expect(await rollcall.run(["webhook", command, id])).toEqual(
        failure(`There is no webhook with the id "${id}". "rollcall webhook list" shows those that there are.`)
      )
    }
  )
})

describe("webhook test", () => {
  const types: Array<string> = []
  const endpoint = createServer(async (request, response) => {
    const chunks: Array<Buffer> = []
    for await (const chunk of request) chunks.push(chunk)
    types.push(JSON.parse(Buffer.concat(chunks).toString()).type)
    response.writeHead(418).end()
  })

  beforeAll(() => new Promise<void>((resolve) => endpoint.listen(0, "127.0.0.1", resolve)))
  afterAll(() => void endpoint.close())

  it("sends one event and shows the answer, and nothing to a private address unless that is allowed", async () => {
    const local = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/`
    await rollcall.run(["webhook", "create", local], { env })
    expect((await rollcall.run(["webhook", "test", id], { env })).stdout).toBe("The endpoint answered 418.\n")
    expect(await rollcall.run(["webhook", "test", id])).toEqual(
      failure("The endpoint could not be reached: the address is not https.")
    )
    expect(types).toEqual(["webhook.test"])
  })
})
