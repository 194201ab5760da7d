import { LogEntry } from "@rollcall/provider"
import { beforeAll, describe, expect, it } from "vitest"
import * as Installation from "./Installation.ts"

const rollcall = await Installation.make()
const { now } = Installation
const failure = (message: string): Installation.Outcome => ({ status: 1, stdout: "", stderr: `rollcall: ${message}\n` })

const entry = (millisAgo: number, given: Partial<LogEntry.LogEntry> = {}): LogEntry.LogEntry => ({
  tenant: "default",
  time: now - millisAgo,
  token: { id: "t1", name: "Okta", identityProvider: "okta" },
  method: "GET",
  path: "/scim/v2/Users",
  status: 200,
  duration: 3,
  notes: [],
  ...given
})

const conflict = entry(60_000, {
  method: "POST",
  status: 409,
  error: "Uniqueness",
  scimType: "uniqueness",
  detail: "There is a User with this userName already.",
  attribute: "userName",
  requestId: "9f-1",
  notes: ["EmptyString: Left out an empty text."],
  request: '{"userName":"***"}',
  response: '{"status":"409","detail":"…(cut'
})

const hostile = entry(1_000, {
  method: "PATCH",
  path: "/scim/v2/Users/u1",
  resource: "User/u1",
  token: { id: "t2", name: '=cmd|"calc"\x1b[31m' },
  notes: ["CapitalisedOperation: Read it.", "EmptyString: Left it out."]
})

const { token: _, ...nobody } = entry(5, {
  tenant: LogEntry.nobody,
  status: 401,
  error: "Unauthorized",
  path: "/a"
})

beforeAll(() => rollcall.log(entry(7_200_000), conflict, hostile, LogEntry.missing("default", 3, now), nobody))

const list = (...words: ReadonlyArray<string>) => rollcall.run(["log", "list", ...words])

/** The ids of the entries that are listed. */
const ids = async (...words: ReadonlyArray<string>) => {
  const { status, stdout, stderr } = await list(...words, "--json")
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" })
  return stdout.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line).id]))
}

const table = [
  "ID  TIME                      STATUS  METHOD  ABOUT           TOKEN             WHAT WAS SAID",
  "4   2030-01-01T00:00:00.000Z  -       -       -               -                 3 requests are missing before this line.",
  '3   2029-12-31T23:59:59.000Z  200     PATCH   User/u1         =cmd|"calc"[31m  CapitalisedOperation, EmptyString',
  "2   2029-12-31T23:59:00.000Z  409     POST    /scim/v2/Users  Okta              There is a User with this userName already.",
  "1   2029-12-31T22:00:00.000Z  200     GET     /scim/v2/Users  Okta"
]

describe("log list", () => {
  it("shows a table for people, newest first", async () => {
    expect(await list()).toEqual({ status: 0, stdout: expect.any(String), stderr: "" })
    expect((await list()).stdout.split("\n").map(squeeze)).toEqual([...table.map(squeeze), ""])
  })

  it.each([
    [[], [4, 3, 2, 1]],
    [
      ["--outcome", "failed"],
      [4, 2]
    ],
    [
      ["--outcome", "ok"],
      [3, 1]
    ],
    [["--text", "USERNAME"], [2]],
    [["--text", "capitalised"], [3]],
    [
      ["--token", "t1"],
      [2, 1]
    ],
    [["--resource", "User/u1"], [3]],
    [["--request", "9f-1"], [2]],
    [
      ["--from", "1h"],
      [4, 3, 2]
    ],
    [["--to", "1h"], [1]],
    [
      ["--from", "2029-12-31T23:59:00Z", "--to", "2030-01-01"],
      [3, 2]
    ],
    [["--unknown-sender"], [5]],
    [["--outcome", "failed", "--token", "t2"], []]
  ])("%j are those of the entries that are asked for", async (words, found) => {
    expect(await ids(...words)).toEqual(found)
  })

  it("says how to go on where there are more, and goes on there", async () => {
    const { stdout } = await list("--count", "2")
    expect(stdout.split("\n").at(-2)).toBe("There are older ones: --before 3")
    expect(await ids("--count", "2", "--before", "3")).toEqual([2, 1])
    expect((await list("--before", "3")).stdout).not.toContain("older ones")
  })

  it("prints all that is known of a request as JSON, but for its bodies", async () => {
    const { stdout } = await list("--json", "--token", "t1", "--outcome", "failed")
    expect(JSON.parse(stdout)).toEqual({
      id: 2,
      time: "2029-12-31T23:59:00.000Z",
      tenant: "default",
      token: "t1",
      tokenName: "Okta",
      identityProvider: "okta",
      method: "POST",
      path: "/scim/v2/Users",
      status: 409,
      ms: 3,
      error: "Uniqueness",
      requestId: "9f-1",
      scimType: "uniqueness",
      detail: "There is a User with this userName already.",
      attribute: "userName",
      notes: ["EmptyString: Left out an empty text."]
    })
  })

  it("says so where there is nothing, and prints nothing for programs", async () => {
    expect((await list("--text", "nowhere")).stdout).toBe("No entry of the log is like that.\n")
    expect((await list("--text", "nowhere", "--json")).stdout).toBe("")
  })

  it.each([
    [["--tenant", "acme"], 'There is no tenant "acme". "rollcall tenant list" shows those that there are.'],
    [["--count", "0"], '--count must be a whole number from 1 to 1000, but it is 0. "rollcall log export" prints all.'],
    [
      ["--from", "yesterday"],
      "--from must be a time such as 2026-01-31 or 2026-01-31T12:00:00Z, or how long ago: a whole number and a unit: 45s, 30m, 12h, 90d, 6w or 1y, up to ten years."
    ],
    [
      ["--before", "77"],
      'There is no entry 77 in the log of the tenant default. "rollcall log list" shows those that there are.'
    ],
    [
      ["--before", "1", "--unknown-sender"],
      'There is no entry 1 in the log of nobody known. "rollcall log list" shows those that there are.'
    ]
  ])("refuses %j", async (words, message) => {
    expect(await list(...words)).toEqual(failure(message))
  })
})

describe("log tail", () => {
  it("shows the last entries, oldest first, a line each", async () => {
    const { stdout } = await rollcall.run(["log", "tail", "--count", "3"])
    expect(stdout.split("\n").map(squeeze)).toEqual([...table.slice(1, 4).reverse().map(squeeze), ""])
    const lines = (await rollcall.run(["log", "tail", "--json"])).stdout.trim().split("\n")
    expect(lines.map((line) => JSON.parse(line).id)).toEqual([1, 2, 3, 4])
  })
})

describe("log show", () => {
  it("shows an entry with what it means, what to do, and its bodies", async () => {
    expect((await rollcall.run(["log", "show", "2"])).stdout.split("\n")).toEqual([
      "Entry 2 in the log of tenant default",
      "  time:       2029-12-31T23:59:00.000Z",
      "  token:      Okta (t1) for okta",
      "  request:    POST /scim/v2/Users",
      "  request id: 9f-1",
      "  answer:     409 uniqueness in 3 ms",
      "  attribute:  userName",
      "  detail:     There is a User with this userName already.",
      "  note:       EmptyString: Left out an empty text.",
      "",
      "What happened: Another resource has the same userName already, and no two may share it.",
      expect.stringContaining("What to do: Look up who holds it with a filter on userName."),
      "",
      "Sent:",
      "{",
      '  "userName": "***"',
      "}",
      "",
      "Answered:",
      '{"status":"409","detail":"…(cut',
      ""
    ])
  })

  it("prints the same as JSON", async () => {
    expect(await rollcall.json(["log", "show", "2"])).toMatchObject({
      id: 2,
      happened: "Another resource has the same userName already, and no two may share it.",
      remedy: expect.stringContaining("Look up who holds it"),
      request: '{"userName":"***"}'
    })
  })

  it("shows what stands for requests that are missing, and what nobody known has sent", async () => {
    expect((await rollcall.run(["log", "show", "4"])).stdout).toContain("Requests are missing in the log")
    const { stdout } = await rollcall.run(["log", "show", "5", "--unknown-sender"])
    expect(stdout).toContain("  token:      none that is known\n")
    expect(stdout).toContain("What to do: Paste the whole token into the identity provider.")
  })

  it("lets no text of a client move the cursor", async () => {
    const { stdout } = await rollcall.run(["log", "show", "3"], { terminal: true })
    expect(stdout).not.toContain("\x1b")
  })

  it("fails on an entry that is not there", async () => {
    expect(await rollcall.run(["log", "show", "9"])).toEqual(
      failure('There is no entry 9 in the log of the tenant default. "rollcall log list" shows those that there are.')
    )
  })
})

describe("log export", () => {
  it("prints comma-separated values that are no formulas", async () => {
    const { stdout } = await rollcall.run(["log", "export", "--format", "csv"])
    expect(stdout.split("\r\n")).toEqual([
      "id,time,tenant,token,tokenName,method,path,status,ms,resource,error,scimType,detail,attribute,notes,identityProvider,requestId",
      "1,2029-12-31T22:00:00.000Z,default,t1,Okta,GET,/scim/v2/Users,200,3,,,,,,,okta,",
      "2,2029-12-31T23:59:00.000Z,default,t1,Okta,POST,/scim/v2/Users,409,3,,Uniqueness,uniqueness,There is a User with this userName already.,userName,EmptyString: Left out an empty text.,okta,9f-1",
      `3,2029-12-31T23:59:59.000Z,default,t2,"'=cmd|""calc""[31m",PATCH,/scim/v2/Users/u1,200,3,User/u1,,,,,CapitalisedOperation: Read it. EmptyString: Left it out.,,`,
      "4,2030-01-01T00:00:00.000Z,default,,,,,0,0,,,,3 requests are missing before this line.,,,,",
      ""
    ])
  })

  it("prints JSON, an object on each line, of what is asked for", async () => {
    const { stdout } = await rollcall.run(["log", "export", "--format", "json", "--outcome", "failed", "--to", "1s"])
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line).id)
    ).toEqual([2])
  })

  it("does not print what is written after it began", async () => {
    const { stdout } = await rollcall.run(["log", "export", "--format", "json"], { now: now - 3_600_000 })
    expect(stdout.trim().split("\n")).toHaveLength(1)
  })
})

/** How wide the columns are is for eyes. */
function squeeze(line: string): string {
  return line
    .split(" ")
    .filter((word) => word !== "")
    .join(" ")
}
