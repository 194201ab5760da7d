import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { beforeEach, describe, expect, it } from "vitest"
import * as Assertions from "../../provider/test/Assertions.ts"
import * as Installation from "./Installation.ts"

const { now } = Installation
const hour = 3_600_000

let rollcall: Installation.Installation

beforeEach(async () => {
  rollcall = await Installation.make()
})

const time = (millis: number) => new Date(millis).toISOString()
const failure = (message: string): Installation.Outcome => ({ status: 1, stdout: "", stderr: `rollcall: ${message}\n` })

/** The first client of an installation. */
const first = {
  id: "01b8dac5-b400-7202-8202-020202020202",
  hint: "rollcall_secret_AQEBAQ"
} as const

const described = (change: Readonly<Record<string, unknown>> = {}) => ({
  id: first.id,
  name: "Entra",
  tenant: "default",
  authentication: "secret",
  hint: first.hint,
  scopes: ["users:read", "users:write", "groups:read", "groups:write"],
  tokenSeconds: 3_600,
  createdBy: "command line",
  state: "valid",
  createdAt: time(now),
  ...change
})

const create = (...words: ReadonlyArray<string>) => ["client", "create", "--name", "Entra", ...words]

describe("client create", () => {
  it("prints id and secret, this once", async () => {
    expect((await rollcall.run(create())).stdout.split("\n")).toEqual([
      "Client Entra of tenant default, whose access tokens live 60 minutes:",
      "",
      `  client id:     ${first.id}`,
      expect.stringMatching(/^ {2}client secret: rollcall_secret_AQEBAQ[\w-]{43}$/),
      "",
      "The secret is shown only now. Give both to the identity provider.",
      "The token endpoint is the endpoint with /oauth/token behind it.",
      ""
    ])
    const { stdout } = await rollcall.run(["client", "list", "--json"])
    expect(JSON.parse(stdout)).toEqual([described()])
  })

  it("keeps to what is asked for", async () => {
    const words = create("--scope", "users", "--token-lifetime", "5m", "--provider", "entra")
    const { secret, ...rest } = Object(await rollcall.json(words))
    expect(secret).toMatch(/^rollcall_secret_/)
    expect(rest).toEqual(
      described({ scopes: ["users:read", "users:write"], tokenSeconds: 300, identityProvider: "entra" })
    )
  })

  it("takes the public keys of a client that signs, which gets no secret", async () => {
    const folder = await mkdtemp(join(tmpdir(), "rollcall-keys-"))
    const file = join(folder, "key.pem")
    await writeFile(file, (await Assertions.pair("ES256")).pem)
    const made = Object(await rollcall.json(create("--keys", file)))
    expect([made.authentication, made.secret, made.hint]).toEqual(["keys", undefined, undefined])
    await writeFile(file, "nothing")
    expect((await rollcall.run(create("--keys", file))).stderr).toContain("There must be public keys for RS256")
    await rm(folder, { recursive: true })
  })

  it.each([
    [["--token-lifetime", "1m"], "Access tokens live 5 minutes to 24 hours."],
    [["--token-lifetime", "2d"], "Access tokens live 5 minutes to 24 hours."],
    [["--tenant", "acme"], 'There is no tenant "acme". "rollcall tenant list" shows those that there are.']
  ])("refuses %j and makes none", async (words, message) => {
    expect(await rollcall.run(create(...words))).toEqual(failure(message))
    expect(await rollcall.json(["client", "list"])).toEqual([])
  })
})

describe("client list", () => {
  it("says how to make the first one, and shows them without secrets", async () => {
    expect((await rollcall.run(["client", "list"])).stdout).toBe(
      'There is no client yet. "rollcall client create --name NAME" makes one.\n'
    )
    await rollcall.run(create("--provider", "entra"))
    expect((await rollcall.run(["client", "list"])).stdout.split("\n")).toEqual([
      "ID                                    TENANT   NAME   SHOWS                    FOR    MADE BY       STATE  LAST USED",
      `${first.id}  default  Entra  rollcall_secret_AQEBAQ…  entra  command line  valid  -`,
      ""
    ])
  })
})

describe("client rotate", () => {
  it("gives another secret and says until when the old one works", async () => {
    await rollcall.run(create())
    const rotated = Object(await rollcall.json(["client", "rotate", first.id, "--overlap", "12h"]))
    expect(rotated).toMatchObject({ id: first.id, previousUntil: time(now + 12 * hour) })
    expect(rotated.secret).not.toContain(first.hint)
    const { stdout } = await rollcall.run(["client", "rotate", first.id])
    expect(stdout).toContain(`What it had before works until ${time(now + 24 * hour)}.`)
    expect((await rollcall.run(["client", "rotate", first.id, "--quiet"])).stdout).toMatch(
      /^rollcall_secret_[\w-]{49}\n$/
    )
  })
})

describe("client revoke", () => {
  it("says what has ended, keeps the first time, and lets nobody rotate it", async () => {
    await rollcall.run(create())
    expect((await rollcall.run(["client", "revoke", first.id])).stdout).toBe(
      `Client ${first.id} (Entra) is revoked, and every access token that it has: the next request is refused.\n`
    )
    const again = await rollcall.json(["client", "revoke", first.id], { now: now + hour })
    expect(again).toEqual(described({ state: "revoked", revokedAt: time(now) }))
    expect(await rollcall.run(["client", "rotate", first.id])).toEqual(
      failure("The client is revoked, which nothing undoes. Make another one.")
    )
    expect(await rollcall.run(["client", "revoke", "x"])).toEqual(
      failure('There is no client with the id "x". "rollcall client list" shows those that there are.')
    )
  })
})
