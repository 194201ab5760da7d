import { MemberChanges, SchemaRegistry } from "@rollcall/core"
import { ResourceStore } from "@rollcall/provider"
import { Effect, Either } from "effect"
import { beforeAll, describe, expect, it } from "vitest"
import * as Installation from "./Installation.ts"

const rollcall = await Installation.make()
const failure = (message: string): Installation.Outcome => ({ status: 1, stdout: "", stderr: `rollcall: ${message}\n` })

/** Ada comes, is put into a group and may no longer come in; each at a time of its own. */
const story = Effect.gen(function* () {
  const store = yield* ResourceStore
  const of = { members: [], unknownMembers: "wait" } as const
  const document = { userName: "ada@example.com", active: true }
  yield* store.insert("default", [{ type: SchemaRegistry.user, id: "u1", document, now: 1, ...of }])
  const group = { type: SchemaRegistry.group, id: "g1", document: { displayName: "Staff" }, now: 2 }
  yield* store.insert("default", [{ ...of, ...group, members: [{ value: "u1" }] }])
  yield* store.update("default", SchemaRegistry.user, "u1", 3, () =>
    Either.right({
      ...of,
      document: { ...document, active: false },
      members: MemberChanges.none,
      base: ""
    })
  )
})

beforeAll(() => rollcall.perform(story))

const lines = [
  "1  1970-01-01T00:00:00.001Z  user.created  u1  userName,active",
  "2  1970-01-01T00:00:00.002Z  group.created  g1  displayName",
  "2  1970-01-01T00:00:00.002Z  group.member_added  g1  u1",
  "3  1970-01-01T00:00:00.003Z  user.updated  u1  active",
  "3  1970-01-01T00:00:00.003Z  user.deactivated  u1"
]

describe("event list", () => {
  it("shows people a table, oldest first", async () => {
    expect(await rollcall.run(["event", "list", "--after", "1"])).toEqual({
      status: 0,
      stdout: [
        "NUMBER  TIME                      KIND                RESOURCE  ABOUT",
        "2       1970-01-01T00:00:00.002Z  group.created       g1        displayName",
        "2       1970-01-01T00:00:00.002Z  group.member_added  g1        u1",
        "3       1970-01-01T00:00:00.003Z  user.updated        u1        active",
        "3       1970-01-01T00:00:00.003Z  user.deactivated    u1",
        ""
      ].join("\n"),
      stderr: ""
    })
  })

  it("prints events as an endpoint gets them, each with its id", async () => {
    expect(await rollcall.json(["event", "list", "--after", "2", "--count", "1"])).toEqual([
      {
        id: "evt_3_0_u1",
        type: "user.updated",
        timestamp: "1970-01-01T00:00:00.003Z",
        data: {
          seq: 3,
          tenant: "default",
          resource: { type: "User", id: "u1", version: 2 },
          attributes: ["active"]
        }
      },
      expect.objectContaining({ id: "evt_3_1_u1", type: "user.deactivated" })
    ])
  })

  it("says that there is nothing more", async () => {
    expect((await rollcall.run(["event", "list", "--after", "3"])).stdout).toBe("There is no event behind 3.\n")
    expect(await rollcall.json(["event", "list", "--after", "3"])).toEqual([])
  })

  it.each([
    [["--tenant", "acme"], 'There is no tenant "acme". "rollcall tenant list" shows those that there are.'],
    [["--count", "0"], "--count must be a whole number from 1 to 1000."],
    [["--count", "1001"], "--count must be a whole number from 1 to 1000."]
  ])("refuses %j", async (words, message) => {
    expect(await rollcall.run(["event", "list", ...words])).toEqual(failure(message))
  })
})

describe("event tail", () => {
  it("prints the newest events, each on a line", async () => {
    expect((await rollcall.run(["event", "tail"])).stdout.split("\n")).toEqual([...lines, ""])
    expect((await rollcall.run(["event", "tail", "--after", "2"])).stdout.split("\n")).toEqual([...lines.slice(3), ""])
  })

  it("prints a line of JSON for each to programs", async () => {
    const { stdout } = await rollcall.run(["event", "tail", "--json"])
    const ids = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).id)
    expect(ids).toEqual(["evt_1_0_u1", "evt_2_0_g1", "evt_2_1_g1", "evt_3_0_u1", "evt_3_1_u1"])
  })

  it("goes on behind them where it is asked to follow", async () => {
    const { status, stdout } = await rollcall.run(["event", "tail", "-f", "--after", "2"])
    expect({ status, lines: stdout.split("\n") }).toEqual({ status: 0, lines: [...lines.slice(3), ""] })
  })
})
