import { beforeEach, describe, expect, it } from "vitest"
import * as Installation from "./Installation.ts"

const { now } = Installation
const hour = 3_600_000

let rollcall: Installation.Installation

beforeEach(async () => {
  rollcall = await Installation.make()
})

const time = (millis: number) => new Date(millis).toISOString()
const failure = (message: string): Installation.Outcome => ({ status: 1, stdout: "", stderr: `rollcall: ${message}\n` })

/** The first token of an installation, and the second. */
const [first, second] = [
  {
    id: "01b8dac5-b400-7202-8202-020202020202",
    token: "rollcall_AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE17k8R0",
    hint: "rollcall_AQEBAQ"
  },
  {
    id: "01b8dac5-b400-7404-8404-040404040404",
    token: "rollcall_AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM2HByQ0",
    hint: "rollcall_AwMDAw"
  }
] as const

const everything = ["users:read", "users:write", "groups:read", "groups:write"]

/** What JSON says of a token that was made at the beginning and lives a year. */
const described = ({ id, hint }: typeof first | typeof second, change: Readonly<Record<string, unknown>> = {}) => ({
  id,
  name: "Okta",
  tenant: "default",
  scopes: everything,
  createdBy: "command line",
  hint,
  state: "valid",
  createdAt: time(now),
  expiresAt: time(now + 365 * 24 * hour),
  ...change
})

const create = (...words: ReadonlyArray<string>) => ["token", "create", "--name", "Okta", ...words]

describe("token create", () => {
  it("prints the token, whose it is and how long it lives", async () => {
    expect(await rollcall.run(create())).toEqual({
      status: 0,
      stdout: [
        `Token ${first.id} (Okta) of tenant default, valid until 2031-01-01T00:00:00.000Z:`,
        "",
        `  ${first.token}`,
        "",
        "It is shown only now. Give it to the identity provider.",
        ""
      ].join("\n"),
      stderr: ""
    })
  })

  it("prints one object as JSON", async () => {
    expect(await rollcall.json(create())).toEqual({ ...described(first), token: first.token })
  })

  it("prints the token alone when it is to be quiet", async () => {
    expect(await rollcall.run(create("--quiet"))).toEqual({ status: 0, stdout: `${first.token}\n`, stderr: "" })
  })

  it.each([
    ["90d", 90 * 24 * hour],
    ["12h", 12 * hour],
    ["1s", 1_000]
  ])("makes a token that expires after %s", async (text, millis) => {
    expect(await rollcall.json(create("--expires", text))).toMatchObject({ expiresAt: time(now + millis) })
  })

  it.each([
    [["--scope", "users:read"], ["users:read"]],
    [
      ["--scope", "groups:write", "--scope", "users:read"],
      ["users:read", "groups:write"]
    ],
    [
      ["--scope", "read"],
      ["users:read", "groups:read"]
    ],
    [
      ["--scope", "users, groups:read"],
      ["users:read", "users:write", "groups:read"]
    ]
  ])("makes a token that may do what %j says", async (words, scopes) => {
    expect(await rollcall.json(create(...words))).toMatchObject({ scopes })
  })

  const scopes = "The scopes are users:read, users:write, groups:read, groups:write, users, groups, read, write."
  const lifetime = "--expires must be a whole number and a unit: 45s, 30m, 12h, 90d, 6w or 1y, up to ten years"

  it.each([
    [["--expires", "90"], `${lifetime}, but it is "90".`],
    [["--scope", "admin"], `--scope must name what the token may do. There is no scope "admin". ${scopes}`],
    [["--scope", "read,"], `--scope must name what the token may do. There is no scope "". ${scopes}`],
    [["--scope", ""], "--scope must be followed by a value."],
    [["--scope"], "--scope must be followed by a value."],
    [["--provider", " "], "--provider must be one line of 1 to 60 characters, such as okta, entra, google."],
    [["--name", " "], "--name must be one line of 1 to 200 characters."],
    [["--tenant", "acme"], 'There is no tenant "acme". "rollcall tenant list" shows those that there are.']
  ])("refuses %j and makes none", async (words, message) => {
    const asked = words[0] === "--name" ? ["token", "create", ...words] : create(...words)
    expect(await rollcall.run(asked)).toEqual(failure(message))
    expect(await rollcall.json(["token", "list"])).toEqual([])
  })
})

describe("token list", () => {
  it("says how to make the first one", async () => {
    expect(await rollcall.run(["token", "list"])).toEqual({
      status: 0,
      stdout: 'There is no token yet. "rollcall token create --name NAME" makes one.\n',
      stderr: ""
    })
  })

  it("shows the state of each token and never its text", async () => {
    await rollcall.run(create())
    await rollcall.run(create("--expires", "1h"))
    const { stdout } = await rollcall.run(["token", "list"], { now: now + hour })
    expect(stdout.split("\n")).toEqual([
      "ID                                    TENANT   NAME  TOKEN             FOR  MADE BY       STATE    EXPIRES                   WARNING  LAST USED",
      `${first.id}  default  Okta  rollcall_AQEBAQ…  -    command line  valid    2031-01-01T00:00:00.000Z  -        -`,
      `${second.id}  default  Okta  rollcall_AwMDAw…  -    command line  expired  2030-01-01T01:00:00.000Z  -        -`,
      ""
    ])
  })

  it("shows the same as JSON", async () => {
    await rollcall.run(create())
    await rollcall.run(create("--expires", "1h"))
    expect(await rollcall.json(["token", "list"], { now: now + hour })).toEqual([
      described(first),
      described(second, { state: "expired", expiresAt: time(now + hour) })
    ])
  })

  it("shows for which identity provider a token is, and warns of its end", async () => {
    await rollcall.run(create("--provider", " okta "))
    const at = { now: now + 340 * 24 * hour }
    const warning = { days: 30, expiresAt: time(now + 365 * 24 * hour) }
    expect(await rollcall.json(["token", "list"], at)).toEqual([
      described(first, { identityProvider: "okta", warning })
    ])
    const [, line = ""] = (await rollcall.run(["token", "list"], at)).stdout.split("\n")
    expect(line.split(/ {2,}/).slice(4)).toEqual([
      "okta",
      "command line",
      "valid",
      "2031-01-01T00:00:00.000Z",
      "ends within 30 days",
      "-"
    ])
  })

  it("shows those of one tenant, and fails on a tenant that is not there", async () => {
    await rollcall.run(["tenant", "create", "acme"])
    await rollcall.run(create())
    await rollcall.run(create("--tenant", "acme"))
    expect(await rollcall.json(["token", "list", "--tenant", "acme"])).toEqual([described(second, { tenant: "acme" })])
    expect(await rollcall.run(["token", "list", "--tenant", "acne"])).toEqual(
      failure('There is no tenant "acne". "rollcall tenant list" shows those that there are.')
    )
  })
})

describe("token revoke", () => {
  it("says that the token is refused from now on", async () => {
    await rollcall.run(create())
    expect(await rollcall.run(["token", "revoke", first.id])).toEqual({
      status: 0,
      stdout: `Token ${first.id} (Okta) is revoked: its next request is refused.\n`,
      stderr: ""
    })
  })

  it("keeps the time of the first revocation", async () => {
    await rollcall.run(create())
    await rollcall.run(["token", "revoke", first.id], { now: now + hour })
    const again = await rollcall.json(["token", "revoke", first.id], { now: now + 2 * hour })
    expect(again).toEqual(described(first, { state: "revoked", revokedAt: time(now + hour) }))
  })

  it("fails on an id that is none", async () => {
    expect(await rollcall.run(["token", "revoke", "x"])).toEqual(
      failure('There is no token with the id "x". "rollcall token list" shows those that there are.')
    )
  })
})

describe("token rotate", () => {
  it("makes a token of the same name, scopes and lifetime, and lets the old one live a day", async () => {
    await rollcall.run(create("--scope", "users", "--expires", "90d", "--provider", "okta"))
    const same = { scopes: ["users:read", "users:write"], identityProvider: "okta" }
    expect(await rollcall.json(["token", "rotate", first.id])).toEqual({
      ...described(second, { ...same, expiresAt: time(now + 90 * 24 * hour) }),
      token: second.token,
      replaces: described(first, { ...same, expiresAt: time(now + 24 * hour) })
    })
  })

  it("says until when the old one works", async () => {
    await rollcall.run(create())
    const { stdout } = await rollcall.run(["token", "rotate", first.id, "--overlap", "12h"])
    expect(stdout.split("\n").slice(2)).toEqual([
      `  ${second.token}`,
      "",
      "It is shown only now. Give it to the identity provider.",
      `The old one, ${first.id}, works until 2030-01-01T12:00:00.000Z.`,
      ""
    ])
  })

  it("does not revive a token that is revoked", async () => {
    await rollcall.run(create())
    await rollcall.run(["token", "revoke", first.id])
    const { stdout } = await rollcall.run(["token", "rotate", first.id])
    expect(stdout).toContain(`The old one, ${first.id}, is revoked and works no more.\n`)
  })

  it("refuses an overlap that is no lifetime, and makes no token", async () => {
    await rollcall.run(create())
    expect(await rollcall.run(["token", "rotate", first.id, "--overlap", "soon"])).toEqual(
      failure(
        '--overlap must be a whole number and a unit: 45s, 30m, 12h, 90d, 6w or 1y, up to ten years, but it is "soon".'
      )
    )
    expect(await rollcall.json(["token", "list"])).toEqual([described(first)])
  })
})
