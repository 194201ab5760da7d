import { type Json, Limits, Policy, SchemaRegistry } from "@rollcall/core"
import { describe, expect, it } from "vitest"
import { attributes, invalid } from "./Decoding.ts"

const setting = { type: SchemaRegistry.group }
const members = (members: Json.Json) => attributes({ members }, setting)
const decoded = (members: ReadonlyArray<object>) => ({ document: {}, members, notes: [] })

describe("MemberDecoder", () => {
  it.each([
    [
      "keeps of a member its id and type",
      [{ value: "a", type: "Group", $ref: "../Groups/a", display: "A" }],
      [{ value: "a", type: "Group" }]
    ],
    ["reads names in any letter case", [{ VALUE: "a", Type: "user" }], [{ value: "a", type: "User" }]],
    ["does not keep a type that there is not", [{ value: "a", type: "direct" }], [{ value: "a" }]],
    ["passes over null and what is readOnly", [{ value: "a", type: null, $ref: null, display: 5 }], [{ value: "a" }]],
    [
      "keeps a member given twice once, with its type",
      [{ value: "a", type: "User" }, { value: "b" }, { value: "a" }],
      [{ value: "a", type: "User" }, { value: "b" }]
    ],
    ["keeps ids as they are written", [{ value: "A" }, { value: "a" }], [{ value: "A" }, { value: "a" }]],
    ["leaves out members that are unassigned", [null, {}, { value: "a" }], [{ value: "a" }]],
    ["reads an empty array as no members", [], []],
    ["takes an id that is named twice for one", [{ value: "a", VALUE: "a" }], [{ value: "a" }]],
    ["reads an empty object as no members", {}, []],
    ["reads null as no members", null, []]
  ] as const)("%s", (_, given, expected) => expect(members(given)).toEqual(decoded(expected)))

  it("says nothing of members that the body does not name", () => {
    expect(attributes({ displayName: "G" }, setting)).toEqual({ document: { displayName: "G" }, notes: [] })
  })

  it.each([
    [{ value: "a" }, invalid("members", "is multi-valued and must be an array, but it is an object.")],
    ["a", invalid("members", "is multi-valued and must be an array, but it is a string.")],
    [["a"], invalid("members[0]", 'must be an object such as {"value": "the member\'s id"}, but it is a string.')],
    [[{ value: "a" }, { type: "User" }], invalid("members[1].value", "is missing: it must be the id of the member.")],
    [[{ value: "" }], invalid("members[0].value", "is missing: it must be the id of the member.")],
    [[{ value: null }], invalid("members[0].value", "is missing: it must be the id of the member.")],
    [[{ value: "a", TYPE: [] }], invalid("members[0].type", "must be a string, but it is an array.")],
    [[{ value: 5 }], invalid("members[0].value", "must be a string, but it is a number.")],
    [[{ value: "a", VALUE: "b" }], invalid("members[0].value", "is named twice with different values: send it once.")],
    [
      [{ value: "a", role: "x" }],
      invalid("members[0].role", "is not defined by a schema of this resource. A member has value and type.")
    ]
  ])("refuses %j", (given, error) => expect(members(given)).toEqual(error))

  it("refuses an id that is longer than a text may be", () => {
    const limits = { ...Limits.standard, stringLengthMax: 2 }
    expect(attributes({ members: [{ value: "ab" }] }, { ...setting, limits })).toEqual(decoded([{ value: "ab" }]))
    expect(attributes({ members: [{ value: "abc" }] }, { ...setting, limits })).toEqual(
      invalid("members[0].value", "is longer than any id.")
    )
  })

  it("leaves out a part that no member has, where that is the policy, and notes it shortened", () => {
    const policy: Policy.Policy = { ...Policy.strict, unknownAttributes: "ignore" }
    expect(attributes({ members: [{ value: "a", ["x".repeat(200)]: 1 }] }, { ...setting, policy })).toEqual({
      ...decoded([{ value: "a" }]),
      notes: [{ name: "UnknownAttribute", text: `Left out what no schema defines: members[0].${"x".repeat(109)}….` }]
    })
  })
})
