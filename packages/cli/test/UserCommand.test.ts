import { describe, expect, it } from "vitest"
import * as Installation from "./Installation.ts"

const rollcall = await Installation.make()
const list = (...words: ReadonlyArray<string>) => rollcall.run(["user", "list", ...words])
const failure = (message: string): Installation.Outcome => ({ status: 1, stdout: "", stderr: `rollcall: ${message}\n` })

describe("user list", () => {
  it("says how many users there are when there is none to show", async () => {
    expect(await list()).toEqual({ status: 0, stdout: "0 of 0 users\n", stderr: "" })
  })

  it("prints a list response of SCIM as JSON", async () => {
    expect(await rollcall.json(["user", "list"])).toEqual({
      schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
      totalResults: 0,
      startIndex: 1,
      itemsPerPage: 0,
      Resources: []
    })
  })

  it("fails on a tenant that is not there", async () => {
    expect(await list("--tenant", "acme")).toEqual(
      failure('There is no tenant "acme". "rollcall tenant list" shows those that there are.')
    )
  })

  it("takes a filter or a search, not both", async () => {
    expect(await list("--filter", "id pr", "--search", "x")).toEqual(
      failure("--filter and --search exclude each other.")
    )
  })

  it("fails on a filter that cannot be read, with what was expected", async () => {
    expect(await list("--filter", "userName is b")).toEqual(
      failure('Expected an operator (eq, ne, co, sw, ew, gt, ge, lt, le, pr) at character 10 but found "is".')
    )
  })
})

describe("a user", async () => {
  const rollcall = await Installation.make()
  const user = (...words: ReadonlyArray<string>) => rollcall.run(["user", ...words])
  const said = (text: string): Installation.Outcome => ({ status: 0, stdout: `${text}\n`, stderr: "" })
  await rollcall.store(
    { id: "u1", document: { userName: "ada", displayName: "Ada Byron", active: true } },
    { id: "u2", document: { userName: "bob", active: true } },
    { id: "g1", document: { displayName: "Engineers" }, members: ["u1", "u2"] }
  )

  it("is found by part of a name", async () => {
    expect((await user("list", "--search", "byr")).stdout).toBe(
      "ID  USERNAME  ACTIVE  NAME\nu1  ada       yes     Ada Byron\n1 of 1 user\n"
    )
  })

  it("is shown with the groups above it", async () => {
    const { stdout } = await user("show", "u1")
    expect(stdout).toContain("userName     ada\n")
    expect(stdout).toContain('"display":"Engineers"')
    expect(await rollcall.json(["user", "show", "u1"])).toMatchObject({ id: "u1", meta: { version: 'W/"1"' } })
    expect((await user("show", "nobody")).stderr).toContain('There is no User with the id "nobody".')
  })

  it("is shut out and let in", async () => {
    expect(await user("deactivate", "u1")).toEqual(said("The user u1 is inactive."))
    expect(await rollcall.json(["user", "show", "u1"])).toMatchObject({ active: false })
    expect(await user("activate", "u1")).toEqual(said("The user u1 is active."))
    expect((await user("activate", "nobody")).status).toBe(1)
  })

  it("is deleted, kept where the tenant wants that, and restored", async () => {
    expect(await user("delete", "u2")).toEqual(said("The user u2 is deleted."))
    expect(await user("kept")).toEqual(said("No user is kept."))
    await rollcall.run(["tenant", "update", "default", "--on-delete", "keep"])
    expect(await user("delete", "u1")).toEqual(
      said('The user u1 is deleted, and kept. "rollcall user restore u1" takes it back.')
    )
    expect(await user("kept")).toEqual(said("ID  NAME  DELETED\nu1  ada   2030-01-01T00:00:00.000Z"))
    expect(await rollcall.json(["user", "kept"])).toMatchObject([{ id: "u1", resource: { active: false } }])
    expect(await user("restore", "u1")).toEqual(
      said('The user u1 is back, inactive and in no group. "rollcall user activate u1" lets them in again.')
    )
    expect((await user("restore", "u1")).stderr).toContain('No User with the id "u1" is kept.')
  })

  it("is in the log for each of that, beside what clients do", async () => {
    const { stdout } = await rollcall.run(["log", "list", "--resource", "User/u1", "--json"])
    const entries = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
    expect(entries.map(({ path }) => path.replace("rollcall user ", "")).sort()).toEqual([
      "activate u1",
      "deactivate u1",
      "delete u1",
      "restore u1",
      "restore u1"
    ])
    expect(entries).toContainEqual(
      expect.objectContaining({
        method: "CLI",
        path: "rollcall user restore u1",
        status: 404,
        error: "NotFound",
        tokenName: "rollcall"
      })
    )
  })
})
