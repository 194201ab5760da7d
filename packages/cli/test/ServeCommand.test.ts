import { describe, expect, it } from "vitest"
import * as Installation from "./Installation.ts"

/** Lines of stdout, in a terminal. */
const welcome = async (env: Readonly<Record<string, string>>, ...before: ReadonlyArray<ReadonlyArray<string>>) => {
  const rollcall = await administered()
  for (const words of before) await rollcall.run(words)
  const { stdout } = await rollcall.run(["serve"], { terminal: true, env })
  return stdout.split("\n")
}

const administered = async () => {
  const rollcall = await Installation.make()
  await rollcall.run(["admin", "create", "ada@example.com"])
  return rollcall
}

describe("serve", () => {
  it("prints one line where nobody sits at the other end", async () => {
    const rollcall = await administered()
    expect([await rollcall.run(["serve"]), await rollcall.run(["serve", "--json"], { terminal: true })]).toEqual([
      { status: 0, stdout: "Rollcall listens on http://127.0.0.1:8042/scim/v2\n", stderr: "" },
      { status: 0, stdout: '{"url":"http://127.0.0.1:8042/scim/v2"}\n', stderr: "" }
    ])
  })

  it("prints the base path that is configured", async () => {
    const rollcall = await administered()
    const { stdout } = await rollcall.run(["serve"], { env: { ROLLCALL_BASE_PATH: "/people/" } })
    expect(stdout).toBe("Rollcall listens on http://127.0.0.1:8042/people\n")
  })

  it("prints the port that it was given for 0", async () => {
    expect((await welcome({ ROLLCALL_PORT: "0" }))[0]).toBe("Rollcall listens on http://127.0.0.1:40000/scim/v2")
  })
})

describe("serve while there is no operator", () => {
  const secret = expect.stringMatching(/^ {2}https:\/\/scim\.example\.com\/setup#rollcall_setup_[\w-]{49}$/)
  const env = { ROLLCALL_BASE_URL: "https://scim.example.com/scim/v2" }

  it("prints a link, another one at each start, whoever reads its output", async () => {
    const rollcall = await Installation.make()
    const { stdout } = await rollcall.run(["serve"], { env })
    expect(stdout.split("\n")).toEqual([
      "Rollcall listens on http://127.0.0.1:8042/scim/v2",
      "",
      "There is no operator yet. Within an hour, whoever opens this link first becomes the one:",
      "",
      secret,
      ""
    ])
    const again = await rollcall.run(["serve"], { env })
    expect(again.stdout.split("\n")[4]).toEqual(secret)
    expect(again.stdout).not.toBe(stdout)
  })

  it("has it for programs too", async () => {
    const rollcall = await Installation.make()
    const { stdout } = await rollcall.run(["serve", "--json"])
    expect(JSON.parse(stdout)).toEqual({
      url: "http://127.0.0.1:8042/scim/v2",
      setupLink: expect.stringMatching(/^http:\/\/127\.0\.0\.1:8042\/setup#rollcall_setup_/)
    })
  })

  it("prints one though a tenant has an administrator", async () => {
    const rollcall = await Installation.make()
    await rollcall.run(["admin", "create", "bob@example.com", "--tenant", "default"])
    expect((await rollcall.run(["serve"])).stdout).toContain("/setup#")
  })
})

describe("serve with an OpenID provider", () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    [
      "a part of it",
      { ROLLCALL_OIDC_ISSUER: "https://id.example.com" },
      "ROLLCALL_OIDC_ISSUER, ROLLCALL_OIDC_CLIENT_ID and ROLLCALL_OIDC_CLIENT_SECRET, or the last one with _FILE, go together: set all of them, or none."
    ],
    [
      "two secrets",
      { ROLLCALL_OIDC_CLIENT_SECRET: "x", ROLLCALL_OIDC_CLIENT_SECRET_FILE: "y" },
      "ROLLCALL_OIDC_CLIENT_SECRET and ROLLCALL_OIDC_CLIENT_SECRET_FILE contradict each other."
    ],
    [
      "a file that is not there",
      { ROLLCALL_OIDC_CLIENT_SECRET_FILE: "/nowhere/secret" },
      'ROLLCALL_OIDC_CLIENT_SECRET_FILE must name a file that has the secret, but "/nowhere/secret" cannot be read.'
    ]
  ])("refuses %s", async (_, env, message) => {
    const rollcall = await Installation.make()
    expect(await rollcall.run(["serve"], { env })).toEqual({ status: 1, stdout: "", stderr: `rollcall: ${message}\n` })
  })
})

describe("serve in a terminal", () => {
  it("says how to make the first token, what to try with it, and what an identity provider is given", async () => {
    expect(await welcome({})).toEqual([
      "Rollcall listens on http://127.0.0.1:8042/scim/v2",
      "",
      "There is no token yet. Make one in another terminal, in this directory, and try it:",
      "",
      "  TOKEN=$(npx rollcall token create --name first --quiet)",
      '  curl -H "Authorization: Bearer $TOKEN" "http://127.0.0.1:8042/scim/v2/Users"',
      "",
      "Give your identity provider a token of its own, and this endpoint: http://127.0.0.1:8042/scim/v2",
      "",
      ""
    ])
  })

  it("is silent about it once there is a token", async () => {
    expect(await welcome({}, ["token", "create", "--name", "Okta"])).toEqual([
      "Rollcall listens on http://127.0.0.1:8042/scim/v2",
      ""
    ])
  })

  it("names the database where it is not the usual one, quoted for a shell", async () => {
    expect(await welcome({ ROLLCALL_DATABASE_URL: "sqlite:/data/it's.db" })).toContain(
      "  TOKEN=$(ROLLCALL_DATABASE_URL='sqlite:/data/it'\\''s.db' npx rollcall token create --name first --quiet)"
    )
  })

  it("tries what can be reached, and gives away what is configured", async () => {
    const lines = await welcome({ ROLLCALL_HOST: "::", ROLLCALL_BASE_URL: "https://scim.example.com" })
    expect(lines).toEqual(
      expect.arrayContaining([
        "Rollcall listens on http://[::]:8042/scim/v2",
        '  curl -H "Authorization: Bearer $TOKEN" "http://[::1]:8042/scim/v2/Users"',
        "Give your identity provider a token of its own, and this endpoint: https://scim.example.com/scim/v2"
      ])
    )
  })

  it("makes the first token of a database in memory itself", async () => {
    expect(await welcome({ ROLLCALL_DATABASE_URL: "sqlite::memory:" })).toEqual(
      expect.arrayContaining([
        "The database is in memory and goes with this process. Its first token:",
        expect.stringMatching(/^ {2}TOKEN=rollcall_[\w-]{49}$/)
      ])
    )
  })
})
