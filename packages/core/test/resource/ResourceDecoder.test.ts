import {
  EnterpriseUserSchema,
  GroupSchema,
  type Json,
  Limits,
  Policy,
  ResourceDecoder,
  SchemaRegistry,
  UserSchema
} from "@rollcall/core"
import { Either, FastCheck as fc } from "effect"
import { describe, expect, it } from "vitest"
import * as BadgeSchema from "../BadgeSchema.ts"
import { attributes, decode, definition, document, invalid, outcome } from "./Decoding.ts"

const ext = EnterpriseUserSchema.urn
const user = UserSchema.urn
const ignoring: Policy.Policy = { ...Policy.strict, unknownAttributes: "ignore" }

describe("ResourceDecoder", () => {
  it.each<readonly [string, Json.JsonObject, Json.JsonObject]>([
    ["spells names as the schema does", { USERNAME: "b", nickname: "B" }, { userName: "b", nickName: "B" }],
    ["reads names with the URN of the base schema", { [`${user}:userName`]: "b" }, { userName: "b" }],
    ["looks through the URN of the base schema", { [user.toUpperCase()]: { userName: "b" } }, { userName: "b" }],
    ["reads an extension under its URN", { [ext]: { DEPARTMENT: "Tour" } }, { [ext]: { department: "Tour" } }],
    [
      "spells the URN as the schema does",
      { [ext.toLowerCase()]: { department: "Tour" } },
      { [ext]: { department: "Tour" } }
    ],
    [
      "reads an attribute of an extension by its whole name",
      { [`${ext}:department`]: "Tour" },
      { [ext]: { department: "Tour" } }
    ],
    [
      "leaves out null, empty arrays and empty objects",
      { title: null, emails: [], nickName: [], name: {}, [ext]: null },
      {}
    ],
    [
      "joins an extension's object with names that have its URN",
      { [`${ext}:division`]: "Park", [ext]: { department: "Tour", division: "Park" } },
      { [ext]: { division: "Park", department: "Tour" } }
    ],
    ["leaves out an extension without values", { [ext]: { department: null } }, {}],
    ["keeps the common attribute that clients write", { externalId: "e" }, { externalId: "e" }],
    [
      "passes over what is readOnly, whatever it is",
      { id: 5, meta: "x", groups: [5], [BadgeSchema.urn]: { state: 5 } },
      {}
    ],
    ["takes the same attribute twice with one value", { title: "a", TITLE: "a" }, { title: "a" }],
    ["takes what is unassigned once as unsaid", { title: "a", TITLE: null }, { title: "a" }]
  ])("%s", (_, body, kept) => expect(attributes(body)).toEqual(document(kept)))

  it("throws a password away and notes it", () => {
    expect(attributes({ userName: "b", password: "t1ger" })).toEqual({
      document: { userName: "b" },
      notes: [{ name: "DiscardedAttribute", text: "password was sent and thrown away: this service keeps none." }]
    })
    expect(attributes({ password: null })).toEqual(document({}))
    expect(attributes({ password: 5 })).toEqual(invalid("password", "must be a string, but it is a number."))
  })

  it.each<readonly [string, Json.JsonObject, object]>([
    [
      "the same attribute twice with two values",
      { title: "a", TITLE: "b" },
      invalid("title", "is named twice with different values: send it once.")
    ],
    [
      "the same attribute of an extension twice with two values",
      { [ext]: { department: "Tour" }, [`${ext}:department`]: "Park" },
      invalid(`${ext}:department`, "is named twice with different values: send it once.")
    ],
    [
      "a value of another type in an extension",
      { [BadgeSchema.urn]: { LEVEL: "high" } },
      invalid(`${BadgeSchema.urn}:level`, "must be an integer, but it is a string.")
    ],
    [
      "an extension that is no object",
      { [ext]: "Tour" },
      invalid(ext, "must be an object with attributes of this schema, but it is a string.")
    ],
    [
      "an attribute that no schema defines",
      { shoe: 7 },
      invalid("shoe", "is not defined by a schema of this resource. /Schemas lists the attributes of User.")
    ],
    [
      "a name that every object has",
      JSON.parse('{"__proto__": {}}'),
      invalid("__proto__", "is not defined by a schema of this resource. /Schemas lists the attributes of User.")
    ],
    [
      "one that the extension does not define",
      { [ext]: { shoe: 7 } },
      invalid(`${ext}:shoe`, `is not defined by a schema of this resource. /Schemas lists the attributes of ${ext}.`)
    ],
    [
      "an extension that the type does not have",
      { "urn:x:y": {} },
      invalid(
        "urn:x:y",
        `is not defined by a schema of this resource. User has the schemas ${user} and ${ext} and ${BadgeSchema.urn}.`
      )
    ]
  ])("refuses %s", (_, body, error) => expect(attributes(body)).toEqual(error))

  it("leaves out what no schema defines where that is the policy, in one note", () => {
    expect(attributes({ shoe: 7, userName: "b", [ext]: { hat: 1 }, "urn:x:y": {} }, { policy: ignoring })).toEqual({
      document: { userName: "b" },
      notes: [{ name: "UnknownAttribute", text: `Left out what no schema defines: shoe, ${ext}:hat, urn:x:y.` }]
    })
  })

  it("names twenty attributes that no schema defines, and counts the others", () => {
    const body = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`x${index}`, index]))
    const listed = Array.from({ length: 20 }, (_, index) => `x${index}`).join(", ")
    expect(attributes(body, { policy: ignoring })).toEqual({
      document: {},
      notes: [{ name: "UnknownAttribute", text: `Left out what no schema defines: ${listed} and 5 more.` }]
    })
  })
})

describe("the schemas of a body", () => {
  const missing = { _tag: "InvalidSyntax", detail: `The body must name its schema: "schemas": ["${user}"].` }

  it.each<readonly [string, Json.Json, object]>([
    [
      "a body that is no object",
      ["x"],
      { _tag: "InvalidSyntax", detail: "The body must be a JSON object, but it is an array." }
    ],
    ["no body at all", null, { _tag: "InvalidSyntax", detail: "The body must be a JSON object, but it is null." }],
    ["a body without schemas", { userName: "b" }, missing],
    ["a body with no schema", { schemas: [] }, missing],
    ["a body that names only an extension", { schemas: [ext] }, missing],
    [
      "schemas that are no array",
      { schemas: user },
      { _tag: "InvalidValue", detail: "schemas must be an array of URNs, but it is a string.", attribute: "schemas" }
    ],
    [
      "a schema that is no text",
      { schemas: [user, 5] },
      { _tag: "InvalidValue", detail: "schemas[1] must be a string, but it is a number.", attribute: "schemas" }
    ],
    [
      "a schema that the type does not have",
      { schemas: [user, "urn:x:y"] },
      {
        _tag: "InvalidValue",
        detail: `schemas[1] names urn:x:y, but the schemas of User are ${user} and ${ext} and ${BadgeSchema.urn}.`,
        attribute: "schemas"
      }
    ]
  ])("are refused in %s", (_, body, error) => expect(decode(body)).toEqual(error))

  it("may be written in any letter case and leave out an extension that is there", () => {
    expect(decode({ Schemas: [user.toUpperCase()], [ext]: { department: "Tour" } })).toEqual(
      document({ [ext]: { department: "Tour" } })
    )
  })

  it("may name a schema that the type does not have, where that is the policy", () => {
    expect(decode({ schemas: [user, "urn:x:y"] }, { policy: ignoring })).toEqual({
      document: {},
      notes: [{ name: "UnknownSchema", text: "Passed over the unknown schema urn:x:y." }]
    })
  })
})

describe("the members of a group", () => {
  const group = (body: Json.JsonObject) => attributes({ displayName: "G", ...body }, { type: SchemaRegistry.group })
  const named = `${GroupSchema.urn}:members`

  it.each<readonly [string, Json.JsonObject, object]>([
    ["are not told of where the body does not name them", {}, {}],
    ["are none for null", { members: null }, { members: [] }],
    ["stand beside the document", { MEMBERS: [{ value: "a" }] }, { members: [{ value: "a" }] }],
    ["are found with the URN of the schema", { [named]: [{ value: "a" }] }, { members: [{ value: "a" }] }],
    [
      "may be named twice with one value",
      { members: [{ value: "a", type: "User" }], [named]: [{ value: "a", type: "user" }] },
      { members: [{ value: "a", type: "User" }] }
    ]
  ])("%s", (_, body, members) => expect(group(body)).toEqual({ ...document({ displayName: "G" }), ...members }))

  it.each<readonly [string, Json.Json]>([
    ["another id", [{ value: "b" }]],
    ["another type", [{ value: "a", type: "User" }]],
    ["one more", [{ value: "a" }, { value: "b" }]],
    ["none", []]
  ])("cannot be named twice, the second time with %s", (_, members) => {
    expect(group({ members: [{ value: "a" }], Members: members })).toEqual(
      invalid("members", "is named twice with different values: send it once.")
    )
  })
})

describe("ResourceDecoder.decodeValue", () => {
  const decodeValue = (value: Json.Json, policy = Policy.strict) =>
    outcome(
      ResourceDecoder.decodeValue(definition("name"), value, "name", policy, { ...Limits.standard, stringLengthMax: 4 })
    )

  it("reads one attribute alone, with its notes", () => {
    expect(decodeValue({ GIVENNAME: "Babs", shoe: 7 }, ignoring)).toEqual({
      value: { givenName: "Babs" },
      notes: [{ name: "UnknownAttribute", text: "Left out what no schema defines: name.shoe." }]
    })
    expect(decodeValue({})).toEqual({ value: undefined, notes: [] })
  })

  it("keeps to the limits that it is given", () => {
    expect(decodeValue({ givenName: "Barbara" })).toEqual(
      invalid("name.givenName", "has 7 characters; at most 4 are kept.")
    )
  })
})

describe("any body at all", () => {
  it("is decoded or refused, and what is decoded stays as it is", () => {
    const names = fc.constantFrom(
      "userName",
      "name",
      "emails",
      "members",
      "schemas",
      "__proto__",
      user,
      ext,
      `${ext}:manager`
    )
    const body = fc.oneof(fc.jsonValue(), fc.dictionary(names, fc.jsonValue())) as fc.Arbitrary<Json.Json>
    const types = fc.constantFrom(BadgeSchema.user, SchemaRegistry.group)
    const policies = fc.constantFrom(Policy.strict, ignoring)
    fc.assert(
      fc.property(body, types, policies, (body, type, policy) => {
        const once = ResourceDecoder.decode(type, body, policy)
        if (Either.isLeft(once)) return
        const again = ResourceDecoder.decode(type, { ...once.right.document, schemas: [type.schema.id] }, Policy.strict)
        expect(Either.getOrThrow(again).document).toEqual(once.right.document)
      })
    )
  })
})
