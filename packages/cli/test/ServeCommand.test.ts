import { describe, expect, it } from "vitest"
import * as Installation from "./Installation.ts"

/** Lines of stdout, in a terminal. */
const welcome = async (env: Readonly<Record<string, string>>, ...before: ReadonlyArray<ReadonlyArray<string>>) => {
  const rollcall = await Installation.make()
  for (const words of before) await rollcall.run(words)
  const { stdout } = await rollcall.run(["serve"], { terminal: true, env })
  return stdout.split("\n")
}

describe("serve", () => {
  it("prints one line where nobody sits at the other end", async () => {
    const rollcall = await Installation.make()
    expect([await rollcall.run(["serve"]), await rollcall.run(["serve", "--json"], { terminal: true })]).toEqual([
      { status: 0, stdout: "Rollcall listens on http://127.0.0.1:8042/scim/v2\n", stderr: "" },
      { status: 0, stdout: '{"url":"http://127.0.0.1:8042/scim/v2"}\n', stderr: "" }
    ])
  })

  it("prints the base path that is configured", async () => {
    const rollcall = await Installation.make()
    const { stdout } = await rollcall.run(["serve"], { env: { ROLLCALL_BASE_PATH: "/people/" } })
    expect(stdout).toBe("Rollcall listens on http://127.0.0.1:8042/people\n")
  })

  it("prints the port that it was given for 0", async () => {
    expect((await welcome({ ROLLCALL_PORT: "0" }))[0]).toBe("Rollcall listens on http://127.0.0.1:40000/scim/v2")
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
        "  TOKEN=rollcall_AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI2KFNlH"
      ])
    )
  })
})
