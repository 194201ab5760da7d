import {
  AttributeDefinition,
  EnterpriseUserSchema,
  type Json,
  Note,
  Policy,
  ResourceType,
  ResourceValidator,
  SchemaRegistry,
  ScimSchema,
  UserSchema
} from "@rollcall/core"
import { describe, expect, it } from "vitest"
import * as WorkEmail from "../../src/resource/WorkEmail.ts"
import * as BadgeSchema from "../BadgeSchema.ts"
import { document } from "../patch/Babs.ts"
import { frozen, lenient } from "../patch/Patching.ts"
import { invalid, mutability, outcome } from "./Decoding.ts"

const { boolean, complex, string } = AttributeDefinition
const urn = BadgeSchema.urn
const map = "Map an attribute to it in your identity provider, or send a value."
const demanding = ResourceType.withRequired(BadgeSchema.user, ["userName", "name", "emails"])
const badged: ResourceType.ResourceType = {
  ...BadgeSchema.user,
  extensions: [{ schema: BadgeSchema.schema, required: true }]
}

const validate = (type: ResourceType.ResourceType, document: Json.JsonObject, policy = Policy.strict) =>
  outcome(ResourceValidator.validate(type, frozen(document), policy))

describe("ResourceValidator.validate", () => {
  const whole = { userName: "babs", name: { givenName: "Babs" }, emails: [{ value: "b@example.com" }] }

  it.each<[title: string, type: ResourceType.ResourceType, document: Json.JsonObject]>([
    ["everything that is required", demanding, whole],
    ["one address among blank ones", demanding, { ...whole, emails: [{ value: " " }, { value: "b@example.com" }] }],
    ["no address where none is required", SchemaRegistry.user, { userName: "babs" }],
    ["no extension where none is required", BadgeSchema.user, { userName: "babs" }],
    ["an extension with what it requires", badged, { userName: "babs", [urn]: { serial: "S-1" } }],
    ["a group, whose members are none of its document", SchemaRegistry.group, { displayName: "Guides" }]
  ])("takes %s", (_, type, document) => {
    expect(validate(type, document)).toEqual({ document, notes: [] })
  })

  it.each<[title: string, type: ResourceType.ResourceType, document: Json.JsonObject, missing: string, hint: string]>([
    ["no userName", SchemaRegistry.user, { displayName: "Babs" }, "userName", map],
    ["an empty userName", SchemaRegistry.user, { userName: "" }, "userName", map],
    ["a blank userName", SchemaRegistry.user, { userName: " \t" }, "userName", map],
    ["no displayName of a group", SchemaRegistry.group, {}, "displayName", map],
    ["no name", demanding, { ...whole, name: {} }, "name", map],
    ["no address", demanding, { ...whole, emails: [] }, "emails", WorkEmail.hint],
    [
      "blank addresses alone",
      demanding,
      { ...whole, emails: [{ value: " " }, { type: "work" }] },
      "emails",
      WorkEmail.hint
    ],
    [
      "no required attribute of an extension",
      BadgeSchema.user,
      { userName: "b", [urn]: { level: 1 } },
      `${urn}:serial`,
      map
    ],
    ["no required extension", badged, { userName: "b" }, urn, map],
    [
      "no required part of one of several values",
      BadgeSchema.user,
      { userName: "b", [urn]: { serial: "S-1", doors: [{ value: "D1" }, { type: "north" }] } },
      `${urn}:doors.value`,
      map
    ]
  ])("refuses %s", (_, type, document, missing, hint) => {
    expect(validate(type, document, lenient)).toEqual(invalid(missing, `is required, but it has no value. ${hint}`))
  })

  it("asks no client for what is readOnly or thrown away", () => {
    const asked = ResourceType.withRequired(SchemaRegistry.user, ["password", "groups"])
    expect(validate(asked, {})).toEqual({ document: {}, notes: [] })
  })
})

describe("ResourceValidator.validate of a user without the address that is required", () => {
  const type = ResourceType.withRequired(SchemaRegistry.user, ["userName", "emails"])
  const document = { userName: "b@example.com", title: "Guide" }

  it("takes the userName where that is the policy, and notes it", () => {
    expect(validate(type, document, lenient)).toEqual({
      document: { ...document, emails: [{ value: "b@example.com", type: "work", primary: true }] },
      notes: [
        Note.make(
          "EmailFromUserName",
          "The user has no e-mail address; its userName is one and became the primary work address."
        )
      ]
    })
  })

  it("leaves a user alone that has one, and one that needs none", () => {
    const addressed = { ...document, emails: [{ value: "other@example.com" }] }
    expect(validate(type, addressed, lenient)).toEqual({ document: addressed, notes: [] })
    expect(validate(SchemaRegistry.user, document, lenient)).toEqual({ document, notes: [] })
  })

  it.each<[title: string, document: Json.JsonObject, policy: Policy.Policy]>([
    ["by the RFC alone", document, Policy.strict],
    ["whose userName is no address", { userName: "bjensen" }, lenient]
  ])("refuses one %s", (_, document, policy) => {
    expect(validate(type, document, policy)).toEqual(
      invalid("emails", `is required, but it has no value. ${WorkEmail.hint}`)
    )
  })
})

describe("ResourceValidator.create", () => {
  it.each<[title: string, type: ResourceType.ResourceType, document: Json.JsonObject, created: Json.JsonObject]>([
    ["makes a user active", SchemaRegistry.user, { userName: "b" }, { userName: "b", active: true }],
    ["leaves one that says otherwise", SchemaRegistry.user, { active: false }, { active: false }],
    ["makes no group active", SchemaRegistry.group, { displayName: "G" }, { displayName: "G" }]
  ])("%s", (_, type, document, created) => {
    expect(ResourceValidator.create(type, frozen(document))).toEqual(created)
  })

  it.each([
    ["a text", string("active", "How much.")],
    ["several values", boolean("active", "When.", { multiValued: true })]
  ])("does not take an attribute with %s for the one that makes a resource active", (_, active) => {
    const schema = ScimSchema.make({ id: "urn:example:lamp", name: "Lamp", description: "", attributes: [active] })
    const lamp = ResourceType.make({
      id: "L",
      name: "Lamp",
      description: "",
      endpoint: "/Lamps",
      schema,
      extensions: []
    })
    expect(ResourceValidator.create(lamp, {})).toEqual({})
  })
})

const replace = (type: ResourceType.ResourceType, current: Json.JsonObject, next: Json.JsonObject) =>
  outcome(ResourceValidator.replace(type, frozen(current), frozen(next)))

describe("ResourceValidator.replace", () => {
  const kept = { serial: "S-1", state: "lost", pin: "1234", holder: { maker: "Acme", checked: "Joe" } }
  const badge = { ...kept, level: 3, holder: { ...kept.holder, note: "worn" } }
  const current: Json.JsonObject = { ...document, active: false, [urn]: badge }
  /** What no client can take away from this user. */
  const rest = { active: false, [urn]: kept }

  it.each<[title: string, next: Json.JsonObject, replaced: Json.JsonObject]>([
    ["leaves what a client cannot take away where it names nothing", {}, rest],
    ["takes everything else from the client", { userName: "b", emails: [] }, { userName: "b", emails: [], ...rest }],
    ["makes active who is said to be", { active: true }, { ...rest, active: true }],
    [
      "drops an extension that is not named",
      { [EnterpriseUserSchema.urn]: { department: "Park" } },
      { [EnterpriseUserSchema.urn]: { department: "Park" }, ...rest }
    ],
    ["takes the immutable value that is there", { [urn]: { serial: "S-1" } }, rest],
    ["takes another writeOnly value", { [urn]: { pin: "9" } }, { active: false, [urn]: { ...kept, pin: "9" } }],
    ["does not take another readOnly value", { [urn]: { state: "found" } }, rest],
    [
      "keeps the parts that a client cannot take away, and drops the others",
      { [urn]: { holder: { hint: "blue" } } },
      { active: false, [urn]: { ...kept, holder: { ...kept.holder, hint: "blue" } } }
    ],
    ["does not take another readOnly part", { [urn]: { holder: { maker: "Acme", checked: "me" } } }, rest]
  ])("%s", (_, next, replaced) => {
    expect(replace(BadgeSchema.user, current, next)).toEqual(replaced)
  })

  it("lets an immutable attribute have its first value", () => {
    const next = { userName: "b", [urn]: { serial: "S-2", holder: { maker: "Bolt" } } }
    expect(replace(BadgeSchema.user, { userName: "a", [urn]: { level: 1, holder: { note: "n" } } }, next)).toEqual(next)
  })

  it("drops a complex value of which nothing has to stay", () => {
    expect(replace(BadgeSchema.user, { userName: "b", name: { givenName: "Babs" } }, { userName: "b" })).toEqual({
      userName: "b"
    })
  })

  it.each<[attribute: string, next: Json.JsonObject]>([
    [`${urn}:serial`, { serial: "S-2" }],
    [`${urn}:serial`, { serial: "s-1" }],
    [`${urn}:holder.maker`, { holder: { maker: "Bolt" } }]
  ])("refuses another value of the immutable %s", (attribute, next) => {
    expect(replace(BadgeSchema.user, current, { [urn]: next })).toEqual(
      mutability(
        attribute,
        "is immutable and has another value already: send the value that is there, or leave it out."
      )
    )
  })

  it("settles a whole immutable complex value and the attributes of the base schema alike", () => {
    const origin = complex("origin", "Where from.", [string("country", "Which.")], { mutability: "immutable" })
    const schema = { ...UserSchema.schema, attributes: [...UserSchema.schema.attributes, origin] }
    const type = ResourceType.make({ ...SchemaRegistry.user, schema })
    const from = { origin: { country: "DE" } }
    expect(replace(type, from, {})).toEqual(from)
    expect(replace(type, from, { origin: { country: "FR" } })).toEqual(
      mutability("origin", "is immutable and has another value already: send the value that is there, or leave it out.")
    )
  })

  it("gives the document of a PUT that repeats what is there back as it is", () => {
    expect(replace(BadgeSchema.user, current, current)).toEqual(current)
  })
})
