import { type MemberChanges, Policy, SchemaRegistry } from "@rollcall/core"
import { Either } from "effect"
import { describe, expect, it } from "vitest"
import { add, lenient, type Operations, patch, refusals, remove, replace } from "./Patching.ts"

const setting = { type: SchemaRegistry.group }
const group = { displayName: "Tour Guides" }
const a = { value: "a" }
const b = { value: "b", type: "User" }

/** A stage in few words: what is cleared or removed, in how far that must be there, and who is added. */
const render = (stage: MemberChanges.Stage) => ({
  ...(stage.clear ? { clear: true } : {}),
  ...(stage.remove.size > 0 ? { remove: [...stage.remove] } : {}),
  ...(stage.removeWhere === undefined ? {} : { removeWhere: stage.removeWhere._tag }),
  ...(stage.mustMatch === undefined ? {} : { mustMatch: stage.mustMatch }),
  ...(stage.add.size > 0 ? { add: [...stage.add.values()] } : {})
})

type Row = readonly [title: string, operations: Operations, stages: ReadonlyArray<object>]

const stages = (rows: ReadonlyArray<Row>, policy: Policy.Policy = Policy.strict) => {
  for (const [title, operations, expected] of rows) {
    it(title, () => {
      const { document, changed, members } = Either.getOrThrow(patch(group, operations, { ...setting, policy }))
      expect({ document, changed, members: members.map(render) }).toEqual({
        document: group,
        changed: false,
        members: expected
      })
    })
  }
}

describe("PATCH of members", () => {
  stages([
    ["adds the members of an array", add("members", [a, b]), [{ add: [a, b] }]],
    ["adds one member without an array", add("members", a), [{ add: [a] }]],
    [
      "adds a member given twice once",
      add("members", [a, { ...a, type: "user" }]),
      [{ add: [{ ...a, type: "User" }] }]
    ],
    ["keeps of a member its id and type", add("members", [{ ...b, $ref: null, display: "Babs" }]), [{ add: [b] }]],
    ["adds no one for an empty array", add("members", []), []],
    ["adds no one for null", add("members", null), []],
    ["takes members from a value without a path", { op: "add", value: { members: [a] } }, [{ add: [a] }]],
    [
      "leaves the members alone that a value does not name",
      { op: "replace", value: { displayName: "Tour Guides" } },
      []
    ],
    ["replaces all members", replace("members", [a]), [{ clear: true, add: [a] }]],
    ["replaces all members by none", replace("members", []), [{ clear: true }]],
    ["removes all members", remove("members"), [{ clear: true }]],
    ["removes the member of an id", remove('members[value eq "a"]'), [{ remove: ["a"] }]],
    ["removes the members of several ids", remove('members[value eq "a" or value eq "b"]'), [{ remove: ["a", "b"] }]],
    ["takes ids as they are written", remove('members[VALUE EQ "A"]'), [{ remove: ["A"] }]],
    ["removes by any other filter", remove('members[type eq "User" and value sw "a"]'), [{ removeWhere: "And" }]],
    ["adds the member that a filter names", add('members[value eq "b"]', { type: "User" }), [{ add: [b] }]],
    [
      "replaces one member by another",
      replace('members[value eq "a"]', b),
      [{ removeWhere: "Compare", mustMatch: 'members[value eq "a"]', add: [b] }]
    ],
    [
      "replaces members of a kind",
      replace('members[type eq "Group"]', [a]),
      [{ removeWhere: "Compare", mustMatch: 'members[type eq "Group"]', add: [a] }]
    ]
  ])

  stages([
    [
      "joins additions and removals",
      [add("members", [a, b]), remove('members[value eq "a"]')],
      [{ remove: ["a"], add: [b] }]
    ],
    ["lets the last word stand", [remove('members[value eq "a"]'), add("members", [a])], [{ add: [a] }]],
    ["forgets what a replace undoes", [add("members", [a]), replace("members", [b])], [{ clear: true, add: [b] }]],
    ["adds to what a replace left", [replace("members", [a]), add("members", [b])], [{ clear: true, add: [a, b] }]],
    [
      "keeps a filter between what is before and after it",
      [add("members", [a]), remove('members[type eq "User"]'), add("members", [b])],
      [{ add: [a] }, { removeWhere: "Compare" }, { add: [b] }]
    ]
  ])

  stages(
    [
      [
        "may miss the one that is replaced, where the policy is to make it",
        replace('members[value eq "a"]', a),
        [{ removeWhere: "Compare", add: [a] }]
      ]
    ],
    lenient
  )

  refusals(
    group,
    [
      [
        "refuses to change a part of a member",
        replace('members[value eq "a"].display', "A"),
        {
          _tag: "Mutability",
          detail:
            'Operation 1: members[value eq "a"].display is readOnly: the server sets it, and no client can change it.',
          attribute: 'members[value eq "a"].display'
        }
      ],
      [
        "refuses to change the id of a member",
        replace('members[value eq "a"].value', "b"),
        {
          _tag: "Mutability",
          detail: 'Operation 1: members[value eq "a"].value cannot be changed: a member is added or removed whole.',
          attribute: 'members[value eq "a"].value'
        }
      ],
      [
        "refuses to add to members that a filter selects",
        add('members[type eq "User"]', { type: "Group" }),
        {
          _tag: "Mutability",
          detail:
            'Operation 1: members[type eq "User"] cannot be added to: add members with the path members and a list of values.',
          attribute: 'members[type eq "User"]'
        }
      ],
      [
        "refuses a value that is not the member which the filter names",
        add('members[value eq "a"]', b),
        {
          _tag: "InvalidValue",
          detail: 'Operation 1: members[value eq "a"] and the value name different members.',
          attribute: 'members[value eq "a"]'
        }
      ],
      [
        "refuses a member without an id",
        add("members", [a, { display: "Babs" }]),
        {
          _tag: "InvalidValue",
          detail: "Operation 1: members[1].value is missing: it must be the id of the member.",
          attribute: "members[1].value"
        }
      ],
      [
        "refuses a member that is no object",
        add("members", ["a"]),
        {
          _tag: "InvalidValue",
          detail:
            'Operation 1: members[0] must be an object such as {"value": "the member\'s id"}, but it is a string.',
          attribute: "members[0]"
        }
      ]
    ],
    setting
  )
})
