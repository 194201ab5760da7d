import {
  AttributeDefinition,
  EnterpriseUserSchema,
  GroupSchema,
  type Json,
  Representation,
  type Resource,
  ResourceType,
  SchemaRegistry,
  ScimSchema,
  UserSchema
} from "@rollcall/core"
import { describe, expect, it } from "vitest"
import * as BadgeSchema from "../BadgeSchema.ts"

const base = "https://example.com/acme/scim/v2"
const manager = (value: Json.JsonObject) => ({ [EnterpriseUserSchema.urn]: { manager: value } })

const user = (document: Json.JsonObject, type = SchemaRegistry.user): Resource.Resource => ({
  type,
  id: "u1",
  version: 3,
  created: 0,
  lastModified: 1_738_315_800_123,
  document
})
const group: Resource.Resource = { ...user({ displayName: "Guides" }, SchemaRegistry.group), id: "g1", version: 1 }

const dates = { created: "1970-01-01T00:00:00.000Z", lastModified: "2025-01-31T09:30:00.123Z" }

const render = (resource: Resource.Resource, links: Resource.Links = {}) => Representation.render(resource, links, base)

describe("Representation.render", () => {
  it("is the document with what the server derives, in the order of RFC 7643 §8", () => {
    const document = { name: { givenName: "Babs" }, userName: "b", externalId: "e", ...manager({ value: "u2" }) }
    const rendered = render(user(document))
    expect(rendered).toEqual({
      schemas: [UserSchema.urn, EnterpriseUserSchema.urn],
      id: "u1",
      ...document,
      meta: { resourceType: "User", ...dates, location: `${base}/Users/u1`, version: 'W/"3"' }
    })
    expect(Object.keys(rendered)).toEqual([
      "schemas",
      "id",
      "externalId",
      "userName",
      "name",
      EnterpriseUserSchema.urn,
      "meta"
    ])
  })

  it("names the extensions that the resource has, and no others", () => {
    expect(render(user({ [BadgeSchema.urn]: { level: 1 } }, BadgeSchema.user)).schemas).toEqual([
      UserSchema.urn,
      BadgeSchema.urn
    ])
  })

  it("leaves out what is never returned, and what no schema defines", () => {
    const rendered = render(
      user(
        { userName: "b", password: "t0p", shoe: 7, [BadgeSchema.urn]: { pin: "1", level: 2, hat: 1 } },
        BadgeSchema.user
      )
    )
    expect(rendered).toEqual({
      ...render(user({ userName: "b" })),
      schemas: [UserSchema.urn, BadgeSchema.urn],
      [BadgeSchema.urn]: { level: 2 }
    })
  })
})

describe("Representation.location", () => {
  it.each([
    ["u1", `${base}/Users/u1`],
    ["a/b?c#d é", `${base}/Users/a%2Fb%3Fc%23d%20%C3%A9`]
  ])("of %s is %s", (id, location) => {
    expect(Representation.location({ type: SchemaRegistry.user, id }, base)).toBe(location)
  })
})

describe("Representation of members", () => {
  const meta = { resourceType: "Group", ...dates, location: `${base}/Groups/g1`, version: 'W/"1"' }
  const bare = { schemas: [GroupSchema.urn], id: "g1", displayName: "Guides", meta }

  it("gives each the URI of its type, and its display name where there is one", () => {
    const members = [
      { value: "u1", type: "User", display: "Babs" },
      { value: "g 2", type: "Group" },
      { value: "r1", type: "Robot" },
      { value: "x1" }
    ]
    expect(render(group, { members })).toEqual({
      ...bare,
      members: [
        { value: "u1", $ref: `${base}/Users/u1`, type: "User", display: "Babs" },
        { value: "g 2", $ref: `${base}/Groups/g%202`, type: "Group" },
        { value: "r1", type: "Robot" },
        { value: "x1" }
      ]
    })
  })

  it.each<[title: string, links: Resource.Links]>([
    ["has none", { members: [] }],
    ["was not asked for them", {}],
    ["has those of a user's groups alone", { groups: [{ value: "g2", display: "G", type: "direct" }] }]
  ])("leaves them out where it %s", (_, links) => {
    expect(render(group, links)).toEqual(bare)
  })

  it("does not take them from the document", () => {
    expect(render({ ...group, document: { displayName: "Guides", members: [{ value: "u9" }] } })).toEqual(bare)
  })
})

describe("Representation of groups", () => {
  it("gives each its URI", () => {
    const groups: ReadonlyArray<Resource.Membership> = [
      { value: "g1", display: "Guides", type: "direct" },
      { value: "g2", display: "Staff", type: "indirect" }
    ]
    expect(render(user({ userName: "b" }), { groups })).toEqual({
      ...render(user({ userName: "b" })),
      groups: [
        { value: "g1", $ref: `${base}/Groups/g1`, display: "Guides", type: "direct" },
        { value: "g2", $ref: `${base}/Groups/g2`, display: "Staff", type: "indirect" }
      ]
    })
  })

  it("leaves them out where there are none", () => {
    expect(render(user({ userName: "b" }), { groups: [] })).toEqual(render(user({ userName: "b" })))
  })
})

describe("Representation of a manager", () => {
  it.each<[title: string, target: Resource.Referenced | undefined, shown: Json.JsonObject]>([
    ["is the id alone where nobody has it", undefined, { value: "u2" }],
    [
      "has URI and displayName",
      { type: "User", displayName: "Meg" },
      { value: "u2", $ref: `${base}/Users/u2`, displayName: "Meg" }
    ],
    ["has no displayName where that user has none", { type: "User" }, { value: "u2", $ref: `${base}/Users/u2` }],
    ["has no URI where the type is not known", { type: "Robot", displayName: "R2" }, { value: "u2", displayName: "R2" }]
  ])("%s", (_, target, shown) => {
    const references = new Map(target === undefined ? [] : [["u2", target]])
    const rendered = render(user(manager({ value: "u2" })), { references })
    expect(rendered[EnterpriseUserSchema.urn]).toEqual({ manager: shown })
  })
})

describe("Representation of a type that someone registers", () => {
  const { complex, string } = AttributeDefinition
  const owner = complex("owner", "Whose it is.", [string("value", "The id.")], { link: "resource" })
  const schema = ScimSchema.make({ id: "urn:example:Device", name: "Device", description: "", attributes: [owner] })
  const device = ResourceType.make({
    id: "D",
    name: "Device",
    description: "",
    endpoint: "/Devices",
    schema,
    extensions: []
  })
  const registry = { ...SchemaRegistry.standard, resourceTypes: [device] }
  const resource: Resource.Resource = { ...group, type: device, id: "d1", document: { owner: { value: "d2" } } }
  const references = new Map([["d2", { type: "Device", displayName: "Gate" }]])

  it("links to the endpoints of the registry, without a displayName that its schema does not have", () => {
    expect(Representation.render(resource, { references }, base, registry).owner).toEqual({
      value: "d2",
      $ref: `${base}/Devices/d2`
    })
    expect(Representation.render(resource, { references }, base).owner).toEqual({ value: "d2" })
  })

  it("is asked which resources it points to", () => {
    expect(Representation.referenced([resource, user(manager({ value: "u2" }))])).toEqual(["d2", "u2"])
  })
})

describe("Representation.referenced", () => {
  it("has each id once", () => {
    const documents = [manager({ value: "u3" }), manager({ value: "u2" }), manager({ value: "u3" })]
    expect(Representation.referenced(documents.map((document) => user(document)))).toEqual(["u3", "u2"])
  })

  it.each<[Json.JsonObject]>([
    [{}],
    [{ [EnterpriseUserSchema.urn]: { department: "Tour" } }],
    [manager({ $ref: "x" })],
    [manager({ value: 5 })],
    [{ manager: { value: "u2" } }]
  ])("has none for %j", (document) => {
    expect(Representation.referenced([user(document)])).toEqual([])
  })
})
