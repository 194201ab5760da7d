import { MemberChanges, SchemaRegistry } from "@rollcall/core"
import { Origin, ResourceStore } from "@rollcall/provider"
import { Effect, Either } from "effect"
import { beforeAll, describe, expect, it } from "vitest"
import * as Installation from "./Installation.ts"

const rollcall = await Installation.make()
const failure = (message: string): Installation.Outcome => ({ status: 1, stdout: "", stderr: `rollcall: ${message}\n` })

const { group, user } = SchemaRegistry
const okta = (request: string): Origin.Origin => ({ actor: { kind: "token", id: "t1", name: "Okta" }, request })

/** Ada comes, is put into a group, moves to another address and may no longer come in; Bob comes and goes. */
const story = Effect.gen(function* () {
  const store = yield* ResourceStore
  const of = { members: [], unknownMembers: "wait" } as const
  const work = (value: string) => [{ value, type: "work" }]
  const ada = { userName: "ada@x.example", active: true, emails: work("ada@x.example") }
  yield* store.insert("default", [{ ...of, type: user, id: "u1", document: ada, now: 1, origin: okta("r1") }])
  yield* store.insert("default", [{ ...of, type: user, id: "u2", document: { userName: "bob" }, now: 2 }])
  const members = [{ value: "u1" }, { value: "u2" }]
  yield* store.insert("default", [
    { ...of, type: group, id: "g1", document: { displayName: "Staff" }, members, now: 3 }
  ])
  const later = {
    userName: "ada@x.example",
    active: false,
    emails: [...work("ada@y.example"), { value: "home@x.example" }],
    title: "x".repeat(20_000)
  }
  const change = { ...of, document: later, members: MemberChanges.none, base: "", origin: okta("r4") }
  yield* store.update("default", user, "u1", 4, () => Either.right(change))
  yield* store.remove("default", user, "u2", 5, false, () => Either.void, { origin: Origin.commandLine, values: false })
  for (const id of ["g2", "g3"]) {
    yield* store.insert("default", [{ ...of, type: group, id, document: { displayName: "Twin" }, now: 6 }])
  }
})

beforeAll(() => rollcall.perform(story))

const adas = [
  "4  1970-01-01T00:00:00.004Z  updated, deactivated  version 2  by token Okta (t1)  request r4",
  "  active: true → false",
  '  emails: {"value":"ada@x.example","type":"work"} → {"value":"ada@y.example","type":"work"}',
  '  emails: + {"value":"home@x.example"}',
  "  title: changed, and too large to be kept",
  "1  1970-01-01T00:00:00.001Z  created  version 1  by token Okta (t1)  request r1",
  '  userName: nothing → "ada@x.example"',
  "  active: nothing → true",
  '  emails: nothing → [{"value":"ada@x.example","type":"work"}]',
  ""
]

describe("user history", () => {
  it.each(["u1", "ada@x.example", "ADA@X.example"])("shows who changed %s, newest change first", async (name) => {
    expect(await rollcall.run(["user", "history", name])).toEqual({ status: 0, stdout: adas.join("\n"), stderr: "" })
  })

  it("goes on behind a change", async () => {
    const { stdout } = await rollcall.run(["user", "history", "u1", "--count", "1"])
    expect(stdout.split("\n")).toEqual([...adas.slice(0, 5), "There are older ones: --before 4", ""])
    const { stdout: rest } = await rollcall.run(["user", "history", "u1", "--before", "4"])
    expect(rest.split("\n")).toEqual(adas.slice(5))
  })

  it("shows one that is gone by its id, and says that values were not kept", async () => {
    const { stdout } = await rollcall.run(["user", "history", "u2"])
    expect(stdout.split("\n")).toEqual([
      "6  1970-01-01T00:00:00.005Z  deleted  version 1  by the command line",
      "2  1970-01-01T00:00:00.002Z  created  version 1  by somebody who was not recorded",
      '  userName: nothing → "bob"',
      ""
    ])
  })

  it("prints a line of JSON for each change to programs", async () => {
    const { stdout } = await rollcall.run(["user", "history", "u1", "--json"])
    const [newest, oldest] = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line))
    expect(newest).toMatchObject({ seq: 4, at: "1970-01-01T00:00:00.004Z", activity: "deactivated", request: "r4" })
    expect(oldest).toMatchObject({ seq: 1, change: "created", actor: { kind: "token", name: "Okta" } })
  })

  it.each([
    [
      ["carol"],
      'The tenant default has no user with the id or userName "carol". One that is gone is found by its id: "rollcall event list" shows ids.'
    ],
    [["u1", "--tenant", "acme"], 'There is no tenant "acme". "rollcall tenant list" shows those that there are.'],
    [["u1", "--count", "0"], "--count must be a whole number from 1 to 1000."],
    [["u1", "--count", "1001"], "--count must be a whole number from 1 to 1000."]
  ])("refuses %j", async (words, message) => {
    expect(await rollcall.run(["user", "history", ...words])).toEqual(failure(message))
  })
})

describe("group history", () => {
  it.each(["g1", "staff"])("shows the members of %s that came and went, and why", async (name) => {
    const { stdout } = await rollcall.run(["group", "history", name])
    expect(stdout.split("\n")).toEqual([
      "5  1970-01-01T00:00:00.005Z  updated  version 2  by the command line  because a member was deleted",
      "  member: - u2",
      "3  1970-01-01T00:00:00.003Z  created  version 1  by somebody who was not recorded",
      '  displayName: nothing → "Staff"',
      "  member: + u1",
      "  member: + u2",
      ""
    ])
  })

  it("asks for an id where several have the name", async () => {
    expect(await rollcall.run(["group", "history", "twin"])).toEqual(
      failure('Several groups have the displayName "twin": name one by its id.')
    )
  })
})
