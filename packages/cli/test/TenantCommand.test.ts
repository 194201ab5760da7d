import { Compat } from "@rollcall/core"
import { beforeEach, describe, expect, it } from "vitest"
import * as Installation from "./Installation.ts"

let rollcall: Installation.Installation

beforeEach(async () => {
  rollcall = await Installation.make()
})

const createdAt = new Date(Installation.now).toISOString()
const failure = (message: string): Installation.Outcome => ({ status: 1, stdout: "", stderr: `rollcall: ${message}\n` })

const acme = {
  id: "acme",
  name: "acme",
  required: ["userName", "emails"],
  onDelete: "remove",
  patchAnswers: "sparing",
  ifMatch: "optional",
  canonicalValues: "advise",
  provisioning: "on",
  inactiveUsers: "refuse",
  unknownAttributes: "ignore",
  unknownMembers: "wait",
  requestsPerSecond: 1_000,
  tokenRequestsPerSecond: 500,
  strict: false,
  quirksOff: [],
  logBodies: "none",
  logDays: 30,
  historyDays: 365,
  createdAt
}

describe("tenant create", () => {
  it("adds a tenant with the settings that serve most", async () => {
    expect(await rollcall.json(["tenant", "create", "acme"])).toEqual(acme)
  })

  it("shows the settings to people", async () => {
    expect(
      await rollcall.run(["tenant", "create", "acme", "--name", "Acme Ltd", "--quirk-off", "EmptyString"])
    ).toEqual({
      status: 0,
      stdout: [
        "Tenant acme (Acme Ltd)",
        "  required:           userName, emails",
        "  on delete:          remove",
        "  patch answers:      sparing",
        "  if-match:           optional",
        "  canonical values:   advise",
        "  provisioning:       on",
        "  inactive users:     refuse",
        "  unknown attributes: ignore",
        "  unknown members:    wait",
        "  requests a second:  1000",
        "  of each token:      500",
        "  log bodies:         none",
        "  log days:           30",
        "  history days:       365",
        "  strict:             no",
        "  quirks off:         EmptyString",
        ""
      ].join("\n"),
      stderr: ""
    })
  })

  it.each([
    ["default", 'There is a tenant "default" already.'],
    ["Acme", `A tenant's id must have 1 to 63 of the characters a-z, 0-9, - and _, but it is "Acme".`],
    ["", `A tenant's id must have 1 to 63 of the characters a-z, 0-9, - and _, but it is "".`]
  ])("refuses the id %j", async (id, message) => {
    expect(await rollcall.run(["tenant", "create", id])).toEqual(failure(message))
  })
})

describe("tenant list", () => {
  it("shows every tenant", async () => {
    await rollcall.run(["tenant", "create", "acme", "--required", "userName", "--on-delete", "keep", "--strict"])
    const { stdout } = await rollcall.run(["tenant", "list"])
    expect(stdout.split("\n")).toEqual([
      "ID       NAME     SETTINGS OF ITS OWN",
      "default  Default",
      "acme     acme     required=userName onDelete=keep strict=true",
      ""
    ])
    expect(await rollcall.json(["tenant", "list"])).toEqual([
      expect.objectContaining({ id: "default", name: "Default" }),
      { ...acme, required: ["userName"], onDelete: "keep", strict: true }
    ])
  })
})

describe("tenant update", () => {
  beforeEach(() => rollcall.run(["tenant", "create", "acme"]))

  it.each([
    [["--name", "Acme Ltd"], { name: "Acme Ltd" }],
    [["--required", "userName"], { required: ["userName"] }],
    [["--required", "USERNAME, displayname,userName"], { required: ["userName", "displayName"] }],
    [["--on-delete", "keep"], { onDelete: "keep" }],
    [["--patch-answers", "resource"], { patchAnswers: "resource" }],
    [["--if-match", "required"], { ifMatch: "required" }],
    [["--canonical-values", "enforce"], { canonicalValues: "enforce" }],
    [["--provisioning", "off"], { provisioning: "off" }],
    [["--inactive-users", "reactivate"], { inactiveUsers: "reactivate" }],
    [["--unknown-attributes", "refuse"], { unknownAttributes: "refuse" }],
    [["--unknown-members", "refuse"], { unknownMembers: "refuse" }],
    [["--requests-per-second", "30"], { requestsPerSecond: 30 }],
    [["--token-requests-per-second", "0"], { tokenRequestsPerSecond: 0 }],
    [["--log-bodies", "masked"], { logBodies: "masked" }],
    [["--log-days", "7"], { logDays: 7 }],
    [["--history-days", "0"], { historyDays: 0 }],
    [["--strict"], { strict: true }],
    [
      ["--quirk-off", "emptystring", "--quirk-off", "StringBoolean,EmptyString"],
      { quirksOff: ["EmptyString", "StringBoolean"] }
    ]
  ])("%j changes that and nothing else, and it stays", async (words, change) => {
    const changed = { ...acme, ...change }
    const answered = await rollcall.json(["tenant", "update", "acme", ...words])
    expect(sorted(answered)).toEqual(sorted(changed))
    expect(sorted(await rollcall.json(["tenant", "update", "acme"]))).toEqual(sorted(changed))
  })

  it("takes strictness and switched-off quirks back", async () => {
    await rollcall.run(["tenant", "update", "acme", "--strict", "--quirk-off", "EmptyString,StringBoolean"])
    expect(await rollcall.json(["tenant", "update", "acme", "--no-strict", "--quirk-on", "EmptyString"])).toEqual({
      ...acme,
      quirksOff: ["StringBoolean"]
    })
  })

  it.each([
    [["--strict", "--no-strict"], "--strict and --no-strict contradict each other."],
    [
      ["--requests-per-second", "-1"],
      "--requests-per-second must be a whole number from 0 to 1000000, where 0 lets any number in."
    ],
    [
      ["--token-requests-per-second", "1000001"],
      "--token-requests-per-second must be a whole number from 0 to 1000000, where 0 lets any number in."
    ],
    [["--required", "emails"], "--required must include userName: RFC 7643 demands it of every user."],
    [["--required", ""], "--required must include userName: RFC 7643 demands it of every user."],
    [["--log-days", "0"], "--log-days must be a whole number from 1 to 3650, but it is 0."],
    [["--log-days", "3651"], "--log-days must be a whole number from 1 to 3650, but it is 3651."],
    [
      ["--history-days", "-1"],
      "--history-days must be a whole number from 0 to 3650, where 0 records no values at all."
    ],
    [
      ["--history-days", "3651"],
      "--history-days must be a whole number from 0 to 3650, where 0 records no values at all."
    ],
    [["--name", "a\nb"], "--name must be one line of 1 to 200 characters."],
    [
      ["--quirk-off", "EmptyStrings"],
      `--quirk-off names "EmptyStrings", which is no known deviation. There are ${Compat.quirks.map(({ name }) => name).join(", ")}.`
    ]
  ])("refuses %j and changes nothing", async (words, message) => {
    expect(await rollcall.run(["tenant", "update", "acme", ...words])).toEqual(failure(message))
    expect(await rollcall.json(["tenant", "update", "acme"])).toEqual(acme)
  })

  it("refuses to require what is no attribute of a user, and names those that are", async () => {
    const { status, stderr } = await rollcall.run(["tenant", "update", "acme", "--required", "userName,mail"])
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringContaining(
        '--required names "mail", which is no attribute of a user. Attributes are userName,'
      )
    })
  })

  it("fails on a tenant that is not there", async () => {
    expect(await rollcall.run(["tenant", "update", "acne"])).toEqual(
      failure('There is no tenant "acne". "rollcall tenant list" shows those that there are.')
    )
  })
})

/** Which quirks are off matters, not in which order. */
function sorted(tenant: unknown): unknown {
  const { quirksOff, ...rest } = tenant as typeof acme
  return { ...rest, quirksOff: [...quirksOff].sort() }
}
