import { EnterpriseUserSchema, Json, SchemaRegistry, UserSchema } from "@rollcall/core"
import { describe, expect, it } from "vitest"
import * as BadgeSchema from "../BadgeSchema.ts"
import { badge, document, name } from "./Babs.ts"
import { add, after, changes, failure, lenient, notes, refusals, remove, replace } from "./Patching.ts"

const ext = EnterpriseUserSchema.urn

describe("PATCH of a simple attribute", () => {
  changes(document, [
    ["adds one that is unassigned", add("title", "Guide"), { title: "Guide" }],
    ["replaces the value on add", add("nickName", "Bab"), { nickName: "Bab" }],
    ["replaces the value on replace", replace("nickName", "Bab"), { nickName: "Bab" }],
    ["takes a replace of what is unassigned as an add", replace("title", "G"), { title: "G" }],
    ["removes it", remove("nickName"), { nickName: undefined }],
    ["pays no heed to the value of a remove", remove("nickName", 7), { nickName: undefined }],
    ["reads null as unassigned", replace("nickName", null), { nickName: undefined }],
    ["reads an empty array as unassigned", replace("nickName", []), { nickName: undefined }],
    ["keeps empty text", replace("nickName", ""), { nickName: "" }],
    ["sets false", replace("active", false), { active: false }],
    ["finds names in any letter case", replace("NICKname", "B"), { nickName: "B" }],
    ["finds names behind the URN", add(`${UserSchema.urn}:title`, "G"), { title: "G" }],
    ["finds common attributes", replace("externalId", "x"), { externalId: "x" }],
    ["pays no heed to blanks around the path", add(" title ", "G"), { title: "G" }],
    [
      "applies operations in order",
      [add("title", "a"), replace("title", "b"), remove("nickName"), add("nickName", "c")],
      { title: "b", nickName: "c" }
    ]
  ])

  changes(document, [
    ["changes nothing when the value is there", replace("nickName", "Babs"), {}],
    ["changes nothing when there is nothing to remove", remove("title"), {}],
    ["changes nothing when what is added is removed", [add("title", "a"), remove("title")], {}],
    ["changes nothing for a password, which is not kept", replace("password", "t1ger"), {}],
    ["changes nothing when a password is removed", remove("password"), {}]
  ])

  refusals(document, [
    [
      "refuses another type and says where",
      [remove("title"), replace("active", "yes")],
      {
        _tag: "InvalidValue",
        detail: "Operation 2: active must be a boolean, true or false without quotes, but it is a string.",
        attribute: "active"
      }
    ],
    [
      "refuses an object where one text is due",
      replace("nickName", {}),
      {
        _tag: "InvalidValue",
        detail: "Operation 1: nickName must be a string, but it is an object.",
        attribute: "nickName"
      }
    ],
    [
      "refuses a password that is no text",
      replace("password", 5),
      {
        _tag: "InvalidValue",
        detail: "Operation 1: password must be a string, but it is a number.",
        attribute: "password"
      }
    ]
  ])
})

describe("PATCH of a complex attribute", () => {
  changes(document, [
    ["sets a sub-attribute", replace("name.givenName", "B"), { name: { ...name, givenName: "B" } }],
    ["adds a sub-attribute", add("name.middleName", "J"), { name: { ...name, middleName: "J" } }],
    ["removes a sub-attribute", remove("name.givenName"), { name: Json.without(name, "givenName") }],
    [
      "keeps the sub-attributes that a replace does not name",
      replace("name", { givenName: "B" }),
      { name: { ...name, givenName: "B" } }
    ],
    [
      "keeps the sub-attributes that an add does not name",
      add("name", { GIVENNAME: "B" }),
      { name: { ...name, givenName: "B" } }
    ],
    [
      "clears the sub-attributes that are null",
      replace("name", { givenName: null }),
      { name: Json.without(name, "givenName") }
    ],
    ["removes it whole", remove("name"), { name: undefined }],
    ["reads null as unassigned", replace("name", null), { name: undefined }],
    ["changes nothing for an object without parts", replace("name", {}), {}],
    [
      "disappears with its last sub-attribute",
      ["formatted", "familyName", "givenName"].map((part) => remove(`name.${part}`)),
      { name: undefined }
    ]
  ])

  refusals(document, [
    [
      "refuses a text",
      replace("name", "Barbara"),
      {
        _tag: "InvalidValue",
        detail:
          "Operation 1: name must be an object with the parts formatted, familyName, givenName, middleName, honorificPrefix, honorificSuffix, but it is a string.",
        attribute: "name"
      }
    ],
    [
      "refuses a part that is not defined",
      replace("name", { nick: "B" }),
      {
        _tag: "InvalidValue",
        detail:
          "Operation 1: name.nick is not defined by a schema of this resource. name has the parts formatted, familyName, givenName, middleName, honorificPrefix, honorificSuffix.",
        attribute: "name.nick"
      }
    ],
    [
      "refuses a part of another type",
      add("name.givenName", ["B"]),
      {
        _tag: "InvalidValue",
        detail: "Operation 1: name.givenName must be a string, but it is an array.",
        attribute: "name.givenName"
      }
    ]
  ])
})

describe("PATCH without a path", () => {
  changes(document, [
    [
      "sets each attribute that the value names",
      { op: "replace", value: { nickName: "B", title: "G", active: null } },
      { nickName: "B", title: "G", active: undefined }
    ],
    [
      "keeps the sub-attributes that are not named",
      { op: "add", value: { name: { givenName: "B" } } },
      { name: { ...name, givenName: "B" } }
    ],
    ["reads names in any letter case", { op: "add", value: { NickName: "B" } }, { nickName: "B" }],
    ["reads names with dots", { op: "add", value: { "name.givenName": "B" } }, { name: { ...name, givenName: "B" } }],
    [
      "reads names with URNs",
      { op: "add", value: { [`${UserSchema.urn}:title`]: "G", [`${BadgeSchema.urn}:level`]: 4 } },
      { title: "G", [BadgeSchema.urn]: { ...badge, level: 4 } }
    ],
    [
      "looks through the URN of the base schema",
      { op: "replace", value: { [UserSchema.urn]: { title: "G" } } },
      { title: "G" }
    ],
    ["takes an empty path as none", add("", { title: "G" }), { title: "G" }],
    [
      "changes nothing for the schemas and the id that are there",
      { op: "replace", value: { schemas: [UserSchema.urn, ext], id: "2819c223" } },
      {}
    ],
    ["changes nothing for an empty object", { op: "replace", value: {} }, {}]
  ])

  refusals(document, [
    [
      "refuses a remove, which must say what is to go",
      { op: "remove" },
      {
        _tag: "NoTarget",
        detail: 'Operation 1: remove needs a path that says what is to go, such as nickName or emails[type eq "home"].',
        path: ""
      }
    ],
    [
      "refuses a value that is no object",
      { op: "add", value: ["title"] },
      {
        _tag: "InvalidValue",
        detail: "Operation 1: Without a path the value must be an object with attributes, but it is an array."
      }
    ],
    [
      "refuses an attribute that no schema defines",
      { op: "add", value: { shoe: 7 } },
      {
        _tag: "InvalidValue",
        detail:
          "Operation 1: shoe is not defined by a schema of this resource. The schema of User has no attribute of this name.",
        attribute: "shoe"
      }
    ]
  ])

  it("leaves out an attribute that no schema defines where that is the policy, and notes it", () => {
    const operation = { op: "add", value: { shoe: 7, title: "G" } } as const
    expect(after(document, operation, { policy: lenient })).toEqual({ ...document, title: "G" })
    expect(notes(document, operation, { policy: lenient })).toEqual(["UnknownAttribute"])
  })
})

describe("PATCH as a whole", () => {
  it("fails with the first operation that fails", () => {
    const operations = [replace("nickName", "B"), replace("title", 1), replace("active", 1)] as const
    expect(failure(document, operations)).toEqual({
      _tag: "InvalidValue",
      detail: "Operation 2: title must be a string, but it is a number.",
      attribute: "title"
    })
  })

  it("leaves a resource without attributes alone when there are no operations", () => {
    expect(after({}, [], { type: SchemaRegistry.group })).toEqual({})
  })
})
