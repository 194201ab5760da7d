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

  it("fails on a filter that cannot be read, with what was expected", async () => {
    expect(await list("--filter", "userName is b")).toEqual(
      failure('Expected an operator (eq, ne, co, sw, ew, gt, ge, lt, le, pr) at character 10 but found "is".')
    )
  })
})
