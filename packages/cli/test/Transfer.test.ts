/** `rollcall export` and `rollcall import`, one after the other, as people use them. */
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import * as Installation from "./Installation.ts"

const user = "urn:ietf:params:scim:schemas:core:2.0:User"
const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
const group = "urn:ietf:params:scim:schemas:core:2.0:Group"

let rollcall: Installation.Installation
let folder: string

beforeEach(async () => {
  rollcall = await Installation.make()
  folder = await mkdtemp(join(tmpdir(), "rollcall-transfer-"))
})

afterEach(() => rm(folder, { recursive: true }))

const person = (name: string, more: Readonly<Record<string, unknown>> = {}) => ({
  schemas: [user],
  id: name,
  userName: `${name}@example.com`,
  emails: [{ value: `${name}@example.com` }],
  active: true,
  ...more
})

const history = (resourceType: string, version: number) => ({
  resourceType,
  created: "2020-01-01T00:00:00.000Z",
  lastModified: "2021-01-01T00:00:00.000Z",
  version: `W/"${version}"`
})

/** What a tenant may hold: a manager who comes later, a group in a group, one who waits, and versions. */
const archive = [
  person("ada", {
    schemas: [user, enterprise],
    [enterprise]: { manager: { value: "bob" } },
    meta: history("User", 3)
  }),
  person("bob", { externalId: "E1", meta: history("User", 1) }),
  { schemas: [group], id: "all", displayName: "All", meta: history("Group", 5) },
  { schemas: [group], id: "staff", displayName: "Staff", meta: history("Group", 7) },
  {
    group: "all",
    version: 'W/"5"',
    members: [
      { value: "bob", type: "User" },
      { value: "staff", type: "Group" }
    ]
  },
  { group: "staff", version: 'W/"7"', members: [{ value: "ada", type: "User" }, { value: "zoe" }] }
]

const lines = (values: ReadonlyArray<unknown>) => values.map((value) => JSON.stringify(value)).join("\n")

const load = (values: ReadonlyArray<unknown>, ...words: ReadonlyArray<string>) =>
  rollcall.run(["import", ...words], { stdin: lines(values) })

const dump = async (
  from = rollcall,
  ...words: ReadonlyArray<string>
): Promise<ReadonlyArray<Record<string, unknown>>> => {
  const { status, stdout, stderr } = await from.run(["export", ...words])
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" })
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))
}

const conflict = (what: string) =>
  `There is a User with this ${what} already. Leave it as it is with --on-conflict skip, or give it the attributes of this line with --on-conflict replace.`

const again = "What stood before is stored. Mend the line and run the import again with --on-conflict skip."

describe("export and import", () => {
  it("give back what was there, to the version, with --keep-ids", async () => {
    const { status, stdout } = await load(archive, "--keep-ids")
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: "4 resources created, 0 replaced, 0 left as they were, 3 memberships in 0.0 s.\n"
    })
    const [header, ...exported] = await dump()
    expect(header).toEqual({
      rollcall: "export",
      format: 1,
      version: "0.1.0",
      tenant: "default",
      time: "2030-01-01T00:00:00.000Z"
    })
    expect(exported).toEqual(archive)
    const other = await Installation.make()
    await other.run(["import", "--keep-ids"], { stdin: lines([header, ...exported]) })
    expect((await dump(other)).slice(1)).toEqual(archive)
  })

  it("give everything new ids, versions and times, and change what refers to them alike", async () => {
    await load(archive)
    const found = await dump()
    // Of one time, they come in the order of their ids.
    const named = (name: string) => found.find(({ userName, displayName }) => userName === name || displayName === name)
    const [ada, bob, all, staff] = ["ada@example.com", "bob@example.com", "All", "Staff"].map(named)
    const portions = found.filter((line) => line.group !== undefined)
    const ids = [ada, bob, all, staff].map((each) => each?.id)
    expect(new Set(ids).size).toBe(4)
    expect(ids.filter((id) => ["ada", "bob", "all", "staff"].includes(String(id)))).toEqual([])
    expect(ada).toMatchObject({
      [enterprise]: { manager: { value: bob?.id } },
      meta: { created: "2030-01-01T00:00:00.000Z", version: 'W/"1"' }
    })
    const members = portions.map((portion) => [
      portion.group,
      new Set((portion.members as Array<{ value: string }>).map(({ value }) => value))
    ])
    expect(new Map(members as Array<[unknown, Set<string>]>)).toEqual(
      new Map([
        [all?.id, new Set([bob?.id, staff?.id])],
        [staff?.id, new Set([ada?.id, "zoe"])]
      ])
    )
  })

  it("make the same ids when they are run again, so that one that was broken off goes on", async () => {
    await load(archive.slice(0, 3))
    const { stdout } = await load(archive, "--on-conflict", "skip")
    expect(stdout).toBe("1 resource created, 0 replaced, 3 left as they were, 3 memberships in 0.0 s.\n")
    const once = await Installation.make()
    await once.run(["import"], { stdin: lines(archive) })
    const ids = (found: ReadonlyArray<Record<string, unknown>>) => new Set(found.map(({ id, group }) => id ?? group))
    expect(ids(await dump())).toEqual(ids(await dump(once)))
  })

  it("take a tenant for each, and see no other", async () => {
    await rollcall.run(["tenant", "create", "acme"])
    await load(archive, "--keep-ids", "--tenant", "acme")
    expect((await dump()).length).toBe(1)
    expect((await dump(rollcall, "--tenant", "acme")).slice(1)).toEqual(archive)
    expect(await rollcall.run(["export", "--tenant", "acne"])).toEqual({
      status: 1,
      stdout: "",
      stderr: 'rollcall: There is no tenant "acne". "rollcall tenant list" shows those that there are.\n'
    })
  })

  it("write a file that is there when it is complete, and read it", async () => {
    const file = join(folder, "people.jsonl")
    await load(archive, "--keep-ids")
    expect(await rollcall.run(["export", "--file", file])).toEqual({
      status: 0,
      stdout: `${file} has 2 Users, 2 Groups, 4 memberships.\n`,
      stderr: ""
    })
    expect(await readdir(folder)).toEqual(["people.jsonl"])
    expect((await readFile(file, "utf8")).trim().split("\n").length).toBe(1 + archive.length)
    expect(await rollcall.json(["import", "--file", file, "--keep-ids", "--on-conflict", "skip"])).toMatchObject({
      created: 0,
      skipped: 4
    })
  })

  it("fail where the file cannot be written or read, and leave nothing behind", async () => {
    const file = join(folder, "no", "people.jsonl")
    for (const command of ["export", "import"]) {
      const { status, stderr } = await rollcall.run([command, "--file", file])
      expect(status).toBe(1)
      expect(stderr).toContain(
        `rollcall: --file must be a file that can be ${command === "export" ? "written" : "read"}, but ${file} is none`
      )
    }
    expect(await readdir(folder)).toEqual([])
  })

  it("pass on a group of more members than a page has", async () => {
    const people = Array.from({ length: 1_100 }, (_, index) => person(`p${String(index).padStart(4, "0")}`))
    const members = people.map(({ id }) => ({ value: id, type: "User" }))
    await load([...people, { schemas: [group], id: "g", displayName: "G" }, { group: "g", members }], "--keep-ids")
    const portions = (await dump()).flatMap((line) =>
      line.group === "g" ? [(line.members as Array<unknown>).length] : []
    )
    expect(portions).toEqual([1_000, 100])
  })
})

describe("import", () => {
  it("reads resources as any service provider shows them, members in their group", async () => {
    await load([
      person("ada", {
        meta: { resourceType: "User", location: "https://a.example/Users/ada", version: "x" },
        groups: []
      }),
      { schemas: [group], id: "staff", displayName: "Staff", members: [{ value: "ada", $ref: "../Users/ada" }] }
    ])
    const [, ada, staff, portion] = await dump()
    expect(portion).toMatchObject({ group: staff?.id, members: [{ value: ada?.id, type: "User" }] })
  })

  it("ends at a conflict and says which line it is", async () => {
    await load(archive, "--keep-ids")
    expect(await load([person("eve"), person("ada")], "--keep-ids")).toMatchObject({
      status: 1,
      stderr: `rollcall: line 2: ${conflict("id")}\n${again}\n`
    })
    expect((await dump()).filter(({ id }) => id === "eve")).toEqual([])
  })

  it("leaves what is there, and has those who are meant in the groups of the file", async () => {
    await load([person("ada")], "--keep-ids")
    const staff = [
      { ...person("ada2"), userName: "ADA@example.com", displayName: "Other" },
      { schemas: [group], id: "staff", displayName: "Staff" },
      { group: "staff", members: [{ value: "ada2", type: "User" }] }
    ]
    const { stdout } = await load(staff, "--keep-ids", "--on-conflict", "skip")
    expect(stdout).toBe("1 resource created, 0 replaced, 1 left as they were, 1 membership in 0.0 s.\n")
    const [, ada, , portion] = await dump()
    expect(ada?.displayName).toBeUndefined()
    expect(portion).toMatchObject({ members: [{ value: "ada", type: "User" }] })
  })

  it("gives what is there the attributes of the file, and keeps its members", async () => {
    await load(archive, "--keep-ids")
    const changed = [
      person("ada", { displayName: "Ada" }),
      { schemas: [group], id: "staff", displayName: "Staff and more" },
      { group: "staff", members: [{ value: "bob", type: "User" }] }
    ]
    expect((await load(changed, "--keep-ids", "--on-conflict", "replace")).stdout).toBe(
      "0 resources created, 2 replaced, 0 left as they were, 1 membership in 0.0 s.\n"
    )
    const found = await dump()
    expect(found.find(({ id }) => id === "ada")).toMatchObject({ displayName: "Ada", meta: { version: 'W/"4"' } })
    expect(found.find(({ id }) => id === "ada")?.[enterprise]).toBeUndefined()
    expect(found.find(({ id }) => id === "staff")).toMatchObject({ displayName: "Staff and more" })
    expect(found.find((line) => line.group === "staff")).toMatchObject({
      members: [{ value: "ada" }, { value: "bob" }, { value: "zoe" }]
    })
  })

  it("stores nothing in a dry run, and says of every line what is wrong", async () => {
    await load([person("ada")], "--keep-ids")
    const wrong = [
      "{",
      '"text"',
      JSON.stringify(person("eve")),
      '{"id":"x"}',
      JSON.stringify(person("ada")),
      JSON.stringify({ ...person("max"), userName: "" }),
      '{"rollcall":"export","format":2}',
      '{"group":"staff","members":[{}]}',
      JSON.stringify({ ...person("x"), id: "" })
    ].join("\n")
    const { status, stdout, stderr } = await rollcall.run(["import", "--dry-run", "--keep-ids"], { stdin: wrong })
    expect({ status, stdout }).toEqual({
      status: 1,
      stdout: "Nothing was stored; this would be: 1 resource created, 0 replaced, 0 left as they were, 0 memberships.\n"
    })
    const told = stderr.replace("rollcall: ", "").trim().split("\n")
    expect(told.map((line) => line.slice(0, 7))).toEqual([1, 2, 4, 5, 6, 7, 8, 9].map((number) => `line ${number}:`))
    expect(told[3]).toBe(`line 5: ${conflict("id")}`)
    expect(told[5]).toBe(
      "line 7: The archive has the format 2, but this release reads 1. Use the release that made it, or a newer one."
    )
    expect((await dump()).length).toBe(2)
  })

  it("stores what stands before a line that is wrong, and nothing behind it", async () => {
    const stdin = [JSON.stringify(person("ada")), "{", JSON.stringify(person("bob"))].join("\n")
    const { status, stderr } = await rollcall.run(["import", "--keep-ids"], { stdin })
    expect(status).toBe(1)
    expect(stderr.split("\n").map((line) => line.slice(0, 17))).toEqual(["rollcall: line 2:", again.slice(0, 17), ""])
    expect((await dump()).flatMap(({ id }) => id ?? [])).toEqual(["ada"])
  })

  it("refuses members of a group that is not there", async () => {
    expect(await load([{ group: "staff", members: [{ value: "ada", type: "User" }] }])).toMatchObject({
      status: 1,
      stderr: `rollcall: line 1: There is no group "staff". Its own line must stand before its members.\n${again}\n`
    })
  })

  it("shows how far it is in a terminal alone, over and over in one line", async () => {
    const file = join(folder, "people.jsonl")
    await writeFile(file, lines(archive))
    const { stderr } = await rollcall.run(["import", "--file", file], { terminal: true })
    expect(stderr).toBe(`[${"#".repeat(30)}] 100 %  6 lines\n`)
  })
})
