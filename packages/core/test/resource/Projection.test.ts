import {
  AttributeDefinition,
  EnterpriseUserSchema,
  type Json,
  Projection,
  ResourceType,
  SchemaRegistry,
  ScimSchema,
  UserSchema
} from "@rollcall/core"
import { FastCheck as fc } from "effect"
import { describe, expect, it } from "vitest"
import * as BadgeSchema from "../BadgeSchema.ts"
import { frozen } from "../patch/Patching.ts"

const { complex, string } = AttributeDefinition
const type = BadgeSchema.user
const [enterprise, badge] = [EnterpriseUserSchema.urn, BadgeSchema.urn]

const always = { schemas: [UserSchema.urn, enterprise, badge], id: "2819c223" }
const name = { familyName: "Jensen", givenName: "Barbara" }
const emails = [
  { value: "bjensen@example.com", type: "work", primary: true },
  { value: "babs@jensen.example", type: "home" }
]
const meta = { resourceType: "User", version: 'W/"1"' }
const company = { employeeNumber: "701984", manager: { value: "m1", displayName: "Meg" } }
const holder = { maker: "Acme", note: "worn" }

/** All that a user can hold, what is returned on request or never included. */
const user: Json.JsonObject = frozen({
  ...always,
  userName: "bjensen",
  name,
  password: "t0p",
  emails,
  [enterprise]: company,
  [badge]: { serial: "S-1", level: 3, pin: "1234", colour: "red", holder: { ...holder, hint: "blue", secret: "x" } },
  meta,
  shoe: 7
})

/** What is returned whatever a client asks for. */
const least = { ...always, [badge]: { serial: "S-1" } }
const ordinary: Json.JsonObject = {
  ...always,
  userName: "bjensen",
  name,
  emails,
  [enterprise]: company,
  [badge]: { serial: "S-1", level: 3, holder },
  meta
}
/** The same without some attributes. */
const without = (...names: ReadonlyArray<string>) =>
  Object.fromEntries(Object.entries(ordinary).filter(([name]) => !names.includes(name)))

const shown = (request: Projection.Request) => Projection.apply(Projection.parse(type, request), type, user)

describe("Projection of a request that asks for nothing", () => {
  it("shows what is returned always and by default, and nothing that no schema defines", () => {
    expect(shown({})).toEqual(ordinary)
    expect(Projection.apply(Projection.standard, type, user)).toEqual(ordinary)
  })

  it("answers attributes in the order of the schema", () => {
    const backwards = Object.fromEntries(Object.entries(user).reverse())
    expect(Object.keys(Projection.apply(Projection.standard, type, backwards))).toEqual([
      "schemas",
      "id",
      "meta",
      "userName",
      "name",
      "emails",
      enterprise,
      badge
    ])
  })
})

describe("Projection of attributes", () => {
  it.each<[title: string, attributes: ReadonlyArray<string>, shown: Json.JsonObject]>([
    ["shows what is returned always where none is named", [], least],
    ["passes over names that the type does not have", ["shoe", "name.shoe", "urn:x:y", "", "emails[type"], least],
    ["finds names in any letter case, among blanks", [" USERNAME "], { ...least, userName: "bjensen" }],
    ["shows a part of a complex attribute", ["name.GivenName"], { ...least, name: { givenName: "Barbara" } }],
    ["shows a part of each value", ["emails.type"], { ...least, emails: [{ type: "work" }, { type: "home" }] }],
    ["leaves out the values that have no such part", ["emails.primary"], { ...least, emails: [{ primary: true }] }],
    ["leaves out an attribute whose part has no value", ["name.middleName", "emails.display"], least],
    ["shows the whole where it is named beside its part", ["name.givenName", "name"], { ...least, name }],
    ["shows a common attribute", ["meta"], { ...least, meta }],
    ["shows a part of meta", ["meta.version"], { ...least, meta: { version: 'W/"1"' } }],
    [
      "finds an attribute with the URN of the base schema",
      [`${UserSchema.urn}:name.familyName`],
      { ...least, name: { familyName: "Jensen" } }
    ],
    ["shows all of the base schema", [UserSchema.urn.toUpperCase()], { ...least, userName: "bjensen", name, emails }],
    ["shows all of an extension", [enterprise.toUpperCase()], { ...least, [enterprise]: company }],
    [
      "shows one attribute of an extension",
      [`${enterprise}:manager`],
      { ...least, [enterprise]: { manager: company.manager } }
    ],
    [
      "shows a part of one in an extension",
      [`${enterprise}:manager.displayName`],
      { ...least, [enterprise]: { manager: { displayName: "Meg" } } }
    ],
    ["does not find an attribute of an extension without its URN", ["employeeNumber"], least],
    [
      "shows what is returned on request where it is named",
      [`${badge}:colour`],
      { ...least, [badge]: { serial: "S-1", colour: "red" } }
    ],
    [
      "does not take the name of its schema for a request",
      [badge],
      { ...least, [badge]: { serial: "S-1", level: 3, holder } }
    ],
    [
      "does not take the name of the whole for a request of a part",
      [`${badge}:holder`],
      { ...least, [badge]: { serial: "S-1", holder } }
    ],
    [
      "shows such a part where it is named, beside the part that is returned always",
      [`${badge}:holder.hint`],
      { ...least, [badge]: { serial: "S-1", holder: { maker: "Acme", hint: "blue" } } }
    ],
    ["shows nothing that is never returned", ["password", `${badge}:pin`], least],
    [
      "shows no part that is never returned",
      [`${badge}:holder.secret`],
      { ...least, [badge]: { serial: "S-1", holder: { maker: "Acme" } } }
    ]
  ])("%s", (_, attributes, expected) => {
    expect(shown({ attributes })).toEqual(expected)
  })
})

describe("Projection of excludedAttributes", () => {
  it.each<[title: string, excludedAttributes: ReadonlyArray<string>, shown: Json.JsonObject]>([
    ["takes an attribute away", ["EMAILS", "meta"], without("emails", "meta")],
    ["takes a part away", ["name.familyName"], { ...ordinary, name: { givenName: "Barbara" } }],
    ["takes an attribute away of which no part is left", ["name.familyName", "name.givenName"], without("name")],
    ["takes a part of each value away", ["emails.value", "emails.type"], { ...ordinary, emails: [{ primary: true }] }],
    ["takes an extension away", [enterprise], without(enterprise)],
    ["takes the base schema away", [UserSchema.urn], without("userName", "name", "emails")],
    [
      "takes one attribute of an extension away",
      [`${enterprise}:manager`],
      { ...ordinary, [enterprise]: { employeeNumber: "701984" } }
    ],
    [
      "takes a part of one in an extension away",
      [`${enterprise}:manager.value`],
      { ...ordinary, [enterprise]: { ...company, manager: { displayName: "Meg" } } }
    ],
    [
      "cannot take away what is returned always",
      ["id", "schemas", badge, `${badge}:serial`],
      { ...ordinary, ...least }
    ],
    ["cannot take away a part that is returned always", [`${badge}:holder.maker`], ordinary],
    ["can take it away with the whole", [`${badge}:holder`], { ...ordinary, [badge]: { serial: "S-1", level: 3 } }],
    ["passes over names that the type does not have", ["shoe", ""], ordinary]
  ])("%s", (_, excludedAttributes, expected) => {
    expect(shown({ excludedAttributes })).toEqual(expected)
  })
})

describe("Projection of both lists", () => {
  it.each<[Projection.Request, Json.JsonObject]>([
    [
      { attributes: ["name", "emails"], excludedAttributes: ["emails"] },
      { ...least, name }
    ],
    [
      { attributes: ["name"], excludedAttributes: ["name.givenName"] },
      { ...least, name: { familyName: "Jensen" } }
    ],
    [{ attributes: ["name.givenName"], excludedAttributes: ["name"] }, least],
    [{ attributes: [`${badge}:colour`], excludedAttributes: [badge] }, least]
  ])("lets the second take away from the first: %j", (request, expected) => {
    expect(shown(request)).toEqual(expected)
  })

  it("parts every representation in what is excluded and what is not", () => {
    const attribute = fc.constantFrom("userName", "name", "emails", "meta", enterprise, "shoe")
    fc.assert(
      fc.property(fc.array(attribute), (names) => {
        const rest = shown({ excludedAttributes: names })
        expect({ ...rest, ...shown({ attributes: names }), [badge]: ordinary[badge] }).toEqual(ordinary)
        expect(Object.keys(rest).filter((name) => names.includes(name))).toEqual([])
      })
    )
  })
})

describe("Projection of a base schema with each way of returning", () => {
  const parts = [string("a", "First."), string("b", "Second.")]
  const schema = ScimSchema.make({
    id: "urn:example:Device",
    name: "Device",
    description: "A device.",
    attributes: [
      complex("place", "Where it is.", parts, { returned: "always" }),
      complex("log", "What it did.", parts, { returned: "request" }),
      string("model", "What it is.")
    ]
  })
  const device = ResourceType.make({
    id: "D",
    name: "Device",
    description: "",
    endpoint: "/Devices",
    schema,
    extensions: []
  })
  const [ab, id] = [{ a: "1", b: "2" }, { id: "d1" }]

  it.each<[Projection.Request, Json.JsonObject]>([
    [{}, { place: ab, model: "M" }],
    [{ attributes: ["model"] }, { place: ab, model: "M" }],
    [{ attributes: ["place.a"] }, { place: ab }],
    [{ attributes: ["log"] }, { place: ab, log: ab }],
    [{ attributes: ["log.b"] }, { place: ab, log: { b: "2" } }],
    [{ attributes: [schema.id] }, { place: ab, model: "M" }],
    [{ attributes: [schema.id, "log"] }, { place: ab, model: "M", log: ab }],
    [{ attributes: ["log"], excludedAttributes: [schema.id] }, { place: ab }],
    [{ excludedAttributes: ["place"] }, { place: ab, model: "M" }],
    [{ excludedAttributes: ["place.a"] }, { place: { b: "2" }, model: "M" }]
  ])("answers %j", (request, expected) => {
    const full = { ...id, place: ab, log: ab, model: "M" }
    expect(Projection.apply(Projection.parse(device, request), device, full)).toEqual({ ...id, ...expected })
  })
})

describe("Projection.shows", () => {
  it.each<[request: Projection.Request, type: ResourceType.ResourceType, attribute: string, shows: boolean]>([
    [{}, SchemaRegistry.group, "members", true],
    [{ attributes: ["MEMBERS.value"] }, SchemaRegistry.group, "members", true],
    [{ attributes: ["displayName"] }, SchemaRegistry.group, "members", false],
    [{ excludedAttributes: ["members"] }, SchemaRegistry.group, "members", false],
    [{ excludedAttributes: ["members.display"] }, SchemaRegistry.group, "members", true],
    [{}, SchemaRegistry.user, "memberOf", true],
    [{ attributes: ["groups.value"] }, SchemaRegistry.user, "memberOf", true],
    [{ attributes: ["userName"] }, SchemaRegistry.user, "memberOf", false],
    [{ excludedAttributes: ["groups"] }, SchemaRegistry.user, "memberOf", false],
    [{}, SchemaRegistry.user, "members", false],
    [{}, SchemaRegistry.user, "resource", true],
    [{ attributes: [`${enterprise}:manager.$ref`] }, SchemaRegistry.user, "resource", true],
    [{ attributes: [enterprise] }, SchemaRegistry.user, "resource", true],
    [{ excludedAttributes: [enterprise] }, SchemaRegistry.user, "resource", false],
    [{}, SchemaRegistry.user, "password", false],
    [{ attributes: ["userName"] }, SchemaRegistry.user, "id", true]
  ])("of %j, $name and %s is %s", (request, type, attribute, shows) => {
    expect(Projection.shows(Projection.parse(type, request), type, attribute)).toBe(shows)
  })
})
