import { describe, expect, it } from "vitest"
import * as Installation from "./Installation.ts"

const rollcall = await Installation.make()
const group = (...words: ReadonlyArray<string>) => rollcall.run(["group", ...words])
const said = (text: string): Installation.Outcome => ({ status: 0, stdout: `${text}\n`, stderr: "" })

describe("a group", async () => {
  it("is in no list as long as there is none", async () => {
    expect(await group("list")).toEqual(said("There are no groups."))
  })

  it("is listed with the number of its members, by part of a name", async () => {
    await rollcall.store(
      { id: "u1", document: { userName: "ada", displayName: "Ada Byron" } },
      { id: "u2", document: { userName: "bob" } },
      { id: "g1", document: { displayName: "Engineers" }, members: ["u1", "u2", "nobody"] },
      { id: "g2", document: { displayName: "Sales" }, members: [] }
    )
    expect(await group("list")).toEqual(said("ID  NAME       MEMBERS\ng1  Engineers  2\ng2  Sales      0"))
    expect(await rollcall.json(["group", "list", "--search", "sal"])).toEqual([
      { id: "g2", displayName: "Sales", memberCount: 0 }
    ])
    expect((await group("list", "--count", "1")).stdout).toContain("There are more; --count shows them.")
    expect((await group("list", "--filter", "id pr", "--search", "x")).status).toBe(1)
  })

  it("is shown without its members", async () => {
    const body = await rollcall.json(["group", "show", "g1"])
    expect(body).toMatchObject({ displayName: "Engineers" })
    expect(body).not.toHaveProperty("members")
  })

  it("has members in pages", async () => {
    expect(await group("members", "g1")).toEqual(said("ID  TYPE  NAME\nu1  User  Ada Byron\nu2  User  bob"))
    expect((await group("members", "g1", "--count", "1")).stdout).toContain("There are more: --after u1 shows them.")
    expect(await rollcall.json(["group", "members", "g1", "--after", "u1"])).toEqual([
      { value: "u2", type: "User", display: "bob" }
    ])
    expect(await group("members", "g2")).toEqual(said("The group has no members."))
    expect((await group("members", "u1")).stderr).toContain('There is no Group with the id "u1".')
  })

  it("is deleted, kept where the tenant wants that, and restored without members", async () => {
    await rollcall.run(["tenant", "update", "default", "--on-delete", "keep"])
    expect((await group("delete", "g1")).status).toBe(0)
    expect((await group("kept")).stdout).toContain("g1  Engineers")
    expect(await group("restore", "g1")).toEqual(said("The group g1 is back, without members."))
    expect(await group("members", "g1")).toEqual(said("The group has no members."))
  })
})
