import { BulkReferences, type Json } from "@rollcall/core"
import { Either } from "effect"
import { describe, expect, it } from "vitest"

const ids: Readonly<Record<string, string>> = { a: "id-a", b: "id-b", 'q"]': "id-q" }

const resolve = (path: string, data?: Json.Json) =>
  BulkReferences.resolve({ path, ...(data === undefined ? {} : { data }) }, (name) => ids[name])

const resolved = (data: Json.Json): Json.Json | undefined => Either.getOrThrow(resolve("/Groups", data)).data

describe("BulkReferences.resolve", () => {
  it.each([
    ["/Users/bulkId:a", "/Users/id-a", ["a"]],
    ["Users/bulkId:b", "Users/id-b", ["b"]],
    ["/Users/2819c223", "/Users/2819c223", []],
    ["/Users", "/Users", []]
  ])("reads the path %s", (path, expected, names) => {
    const { inPath, inData, ...found } = Either.getOrThrow(resolve(path))
    expect([found, [...inPath], [...inData]]).toEqual([{ path: expected }, names, []])
  })

  it.each([
    [{ members: [{ value: "bulkId:a" }, { value: "x" }] }, { members: [{ value: "id-a" }, { value: "x" }] }],
    [{ "urn:x:User": { manager: "bulkId:b" } }, { "urn:x:User": { manager: "id-b" } }],
    [{ manager: { $ref: "https://h/scim/v2/Users/bulkId:a" } }, { manager: { $ref: "https://h/scim/v2/Users/id-a" } }],
    [
      { Operations: [{ op: "remove", path: 'members[value eq "bulkId:a" or value eq "bulkId:b"]' }] },
      { Operations: [{ op: "remove", path: 'members[value eq "id-a" or value eq "id-b"]' }] }
    ],
    [{ path: 'x[y eq "bulkId:q\\"]"].z' }, { path: 'x[y eq "id-q"].z' }],
    [{ path: 'x[y eq "bulkId:a' }, { path: 'x[y eq "bulkId:a' }],
    [["bulkId:a"], ["id-a"]]
  ] as ReadonlyArray<readonly [Json.Json, Json.Json]>)("puts ids into %j", (data, expected) => {
    expect(resolved(data)).toEqual(expected)
  })

  it("leaves alone what only begins like a reference, where no id is wanted", () => {
    const data = { displayName: "bulkId:nobody", title: "see bulkId:a", path: "emails" }
    expect(resolved(data)).toEqual(data)
  })

  it("gives back the very body that holds no reference", () => {
    const data = { userName: "a", emails: [{ value: "a@x.example" }] }
    expect(resolved(data)).toBe(data)
  })

  it.each([
    ["/Users/bulkId:nobody", {}],
    ["/Groups", { members: [{ value: "bulkId:nobody" }] }],
    ["/Groups", { members: [{ $ref: "/Users/bulkId:nobody" }] }],
    ["/Groups", { Operations: [{ path: 'members[value eq "bulkId:nobody"]' }] }]
  ] as ReadonlyArray<readonly [string, Json.Json]>)("refuses a reference to nothing in %s %j", (path, data) => {
    const { detail } = Either.getOrThrow(Either.flip(resolve(path, data)))
    expect(detail).toContain("bulkId:nobody names no POST of this request.")
  })
})
