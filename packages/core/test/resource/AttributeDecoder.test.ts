import { EnterpriseUserSchema, type Json, Limits, Note, Policy } from "@rollcall/core"
import { describe, expect, it } from "vitest"
import * as AttributeDecoder from "../../src/resource/AttributeDecoder.ts"
import * as Findings from "../../src/resource/Findings.ts"
import * as BadgeSchema from "../BadgeSchema.ts"
import { lenient } from "../patch/Patching.ts"
import { attributes, definition, document, invalid, mutability, outcome, reading } from "./Decoding.ts"

const urn = BadgeSchema.urn
const manager = `${EnterpriseUserSchema.urn}:manager`
const badge = (name: string, value: Json.Json) => ({ [urn]: { [name]: value } })

type Kept = readonly [title: string, body: Json.JsonObject, document?: Json.JsonObject]
const keeps = (rows: ReadonlyArray<Kept>) => {
  for (const [title, body, kept = body] of rows) it(title, () => expect(attributes(body)).toEqual(document(kept)))
}

describe("the type of a value", () => {
  keeps([
    ["keeps text, be it empty", { title: "", nickName: "Babs" }],
    ["keeps booleans", { active: false }],
    ["keeps integers", badge("level", -3)],
    ["keeps an integer written with a fraction of zero", JSON.parse(`{"${urn}":{"level":3.0}}`)],
    ["keeps numbers", badge("weight", 1.25)],
    ["keeps a dateTime as it is written", badge("issued", "2024-02-29T23:59:59.123+02:00")],
    ["keeps base64", badge("key", "TWE=")],
    ["keeps base64 of no bytes", badge("key", "")],
    ["keeps base64 with all its padding", badge("key", "YQ==")],
    ["keeps base64 without padding", badge("key", "TWE")],
    ["keeps base64 of the alphabet for URLs", badge("key", "-_-_")],
    ["keeps references", { profileUrl: "https://example.com/babs" }],
    ["keeps a value that is none of the canonical ones", { emails: [{ value: "a@b.c", type: "boat" }] }]
  ])

  it.each([
    ["userName", 5, "a string", "a number"],
    ["nickName", {}, "a string", "an object"],
    ["active", "true", "a boolean, true or false without quotes", "a string"],
    [`${urn}:level`, 1.5, "an integer", "a number with a fraction"],
    [`${urn}:level`, "1", "an integer", "a string"],
    [`${urn}:weight`, true, "a number", "a boolean"],
    [`${urn}:issued`, "yesterday", "a date and time such as 2025-01-31T09:30:00Z", "another text"],
    [`${urn}:issued`, 5, "a date and time such as 2025-01-31T09:30:00Z", "a number"],
    [`${urn}:key`, 5, "a string in base64", "a number"],
    ["profileUrl", ["https://x.org"], "a string that holds a URI", "an array"],
    [`${urn}:holder`, "x", "an object with the parts maker, note, checked, hint, secret", "a string"]
  ] as const)("refuses at %s the value %j", (name, value, expected, found) => {
    expect(attributes({ [name]: value as Json.Json })).toEqual(
      invalid(name, `must be ${expected}, but it is ${found}.`)
    )
  })

  const notBase64 = [
    "T",
    "=",
    "TWE==",
    "TQ=",
    "T===",
    "====",
    "TWFu=",
    "TWFuTQ=",
    "TWFuTQ====",
    "TQ==TQ==",
    "T!==",
    "TW Fu",
    "TWFé"
  ]
  it.each(notBase64)("takes %j for no base64", (value) => {
    expect(attributes(badge("key", value))).toEqual(
      invalid(`${urn}:key`, "must be a string in base64, but it is another text.")
    )
  })

  it.each<readonly [string, Json.Json]>([
    ["title", null],
    ["title", []],
    ["active", null],
    ["name", {}],
    ["name", { givenName: null, FAMILYNAME: [] }],
    ["emails", {}],
    ["emails", [null, {}, []]],
    ["emails", [{ VALUE: "", type: "work", primary: true }]],
    [`${urn}:tags`, [null, []]]
  ])("takes %s for unassigned when it is %j", (name, value) => {
    expect(attributes({ [name]: value })).toEqual(document({}))
  })

  it("keeps texts as long as the limit says, and no longer", () => {
    const limits = { ...Limits.standard, stringLengthMax: 4 }
    expect(attributes({ title: "four" }, { limits })).toEqual(document({ title: "four" }))
    expect(attributes({ title: "five5" }, { limits })).toEqual(
      invalid("title", "has 5 characters; at most 4 are kept.")
    )
  })
})

describe("the values of a multi-valued attribute", () => {
  keeps([
    ["keeps simple values, each once", badge("tags", ["red", "round", "RED"]), badge("tags", ["red", "round"])],
    ["keeps complex values in their order", { emails: [{ value: "b" }, { value: "a" }] }],
    [
      "joins the same value given twice",
      {
        emails: [
          { value: "a", type: "work" },
          { value: "A", type: "WORK", display: "B" }
        ]
      },
      { emails: [{ value: "A", type: "WORK", display: "B" }] }
    ],
    ["tells the same value of two types apart", { emails: [{ value: "a", type: "work" }, { value: "a" }] }],
    [
      "leaves out values that are unassigned",
      { emails: [null, {}, { value: "a" }, { display: null }] },
      { emails: [{ value: "a" }] }
    ],
    [
      "leaves out values whose value is",
      {
        emails: [
          { value: "", type: "work" },
          { value: null, type: "work" }
        ]
      },
      {}
    ],
    ["keeps a value that does not say what it is", { phoneNumbers: [{ type: "work" }] }],
    [
      "keeps the primary one",
      {
        emails: [
          { value: "a", primary: true },
          { value: "b", primary: false }
        ]
      }
    ]
  ])

  it("refuses one value without an array", () => {
    expect(attributes({ emails: { value: "a" } })).toEqual(
      invalid("emails", "is multi-valued and must be an array, but it is an object.")
    )
  })

  it("names the place of a value that does not fit", () => {
    expect(attributes({ emails: [{ value: "a" }, "b"] })).toEqual(
      invalid("emails[1]", "must be an object with the parts value, display, type, primary, but it is a string.")
    )
    expect(attributes(badge("tags", ["red", 5]))).toEqual(
      invalid(`${urn}:tags[1]`, "must be a string, but it is a number.")
    )
    expect(attributes({ emails: [{ value: "a", primary: "True" }] })).toEqual(
      invalid("emails[0].primary", "must be a boolean, true or false without quotes, but it is a string.")
    )
  })

  it("takes a primary value that is sent twice for one", () => {
    const primary = { value: "a", primary: true }
    expect(attributes({ emails: [primary, primary] })).toEqual(document({ emails: [primary] }))
  })

  it("has one primary at most: the first, or an error, as the policy says", () => {
    const emails = [{ value: "a" }, { value: "b", primary: true }, { value: "c", primary: true }]
    expect(attributes({ emails })).toEqual(
      invalid("emails", 'has several values with "primary": true: at most one may be primary.')
    )
    expect(attributes({ emails }, { policy: { ...Policy.strict, severalPrimaries: "keepFirst" } })).toEqual({
      document: { emails: [{ value: "a" }, { value: "b", primary: true }, { value: "c", primary: false }] },
      notes: [{ name: "SeveralPrimaries", text: "emails had several primary values; the first one stays primary." }]
    })
  })
})

describe("the parts of a complex attribute", () => {
  keeps([
    ["reads names in any letter case", { NAME: { GivenName: "B" } }, { name: { givenName: "B" } }],
    ["lets a value win over null", { name: { GIVENNAME: null, givenName: "B" } }, { name: { givenName: "B" } }],
    ["leaves out what is null", { name: { givenName: "B", middleName: null } }, { name: { givenName: "B" } }],
    ["passes over what is readOnly", badge("holder", { note: "n", checked: "me" }), badge("holder", { note: "n" })],
    [
      "takes the same part named twice with one value",
      { name: { givenName: "B", GIVENNAME: "B" } },
      { name: { givenName: "B" } }
    ],
    [
      "keeps of a link its id",
      {
        [EnterpriseUserSchema.urn]: {
          manager: { value: "m", $ref: "/Users/m", displayName: "M" }
        }
      },
      { [EnterpriseUserSchema.urn]: { manager: { value: "m" } } }
    ],
    [
      "takes the id of a link from its URI",
      { [EnterpriseUserSchema.urn]: { manager: { $ref: "https://x.org/Users/m" } } },
      { [EnterpriseUserSchema.urn]: { manager: { value: "m" } } }
    ],
    ["leaves out a link to nobody", { [EnterpriseUserSchema.urn]: { manager: { value: "", displayName: "M" } } }, {}]
  ])

  it("refuses a part of another type, in the spelling of the schema", () => {
    expect(attributes({ NAME: { GIVENNAME: 5 } })).toEqual(
      invalid("name.givenName", "must be a string, but it is a number.")
    )
  })

  it("refuses the same part named twice with two values", () => {
    expect(attributes({ name: { givenName: "B", GIVENNAME: "C" } })).toEqual(
      invalid("name.givenName", "is named twice with different values: send it once.")
    )
  })

  it("refuses a part that is not defined, or leaves it out, as the policy says", () => {
    const body = { name: { givenName: "B", shoe: 7 } }
    expect(attributes(body)).toEqual(
      invalid(
        "name.shoe",
        "is not defined by a schema of this resource. name has the parts formatted, familyName, givenName, middleName, honorificPrefix, honorificSuffix."
      )
    )
    expect(attributes(body, { policy: { ...Policy.strict, unknownAttributes: "ignore" } })).toEqual({
      document: { name: { givenName: "B" } },
      notes: [{ name: "UnknownAttribute", text: "Left out what no schema defines: name.shoe." }]
    })
  })
})

describe("AttributeDecoder.decodeParts", () => {
  const parts = (name: string, value: Json.JsonObject, how = reading()) =>
    outcome(AttributeDecoder.decodeParts(definition(name), value, name, how))

  it("refuses a readOnly part where it is told to", () => {
    expect(parts("badge:holder", { maker: "Acme", Checked: null }, reading(lenient, "refuse"))).toEqual(
      mutability("badge:holder.checked", "is readOnly: leave it out of the value.")
    )
  })

  it("shortens the name of a part that is not defined", () => {
    const how = reading(lenient)
    expect(parts("name", { ["x".repeat(121)]: 1 }, how)).toEqual({ assigned: {}, cleared: [] })
    expect(Findings.notes(how.findings)).toEqual([
      Note.make("UnknownAttribute", `Left out what no schema defines: name.${"x".repeat(115)}….`)
    ])
  })

  it.each<readonly [name: string, value: Json.JsonObject, parts: AttributeDecoder.Parts]>([
    ["name", { GivenName: null, familyName: "J" }, { assigned: { familyName: "J" }, cleared: ["givenName"] }],
    ["badge:holder", { checked: "me", note: [] }, { assigned: {}, cleared: ["note"] }],
    [manager, { Value: "m1", $ref: "../Users/m2" }, { assigned: { value: "m1" }, cleared: [] }],
    [manager, { value: null, $ref: "/Users/m2" }, { assigned: { value: "m2" }, cleared: [] }],
    [manager, { value: "m1", $ref: null }, { assigned: { value: "m1" }, cleared: [] }],
    [manager, { $ref: "m2" }, { assigned: { value: "m2" }, cleared: [] }],
    [manager, { $ref: "/Users/" }, { assigned: {}, cleared: [] }],
    [manager, { displayName: "Meg" }, { assigned: {}, cleared: [] }],
    [manager, { value: "" }, { assigned: {}, cleared: ["value"] }],
    [manager, { value: null }, { assigned: {}, cleared: ["value"] }]
  ])("of %s %j tells what is assigned and what is cleared", (name, value, expected) => {
    expect(parts(name, value)).toEqual(expected)
  })
})
