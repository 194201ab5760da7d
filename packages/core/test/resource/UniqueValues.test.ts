import { describe, expect, it } from "vitest"
import type { JsonObject } from "../../src/Json.ts"
import * as UniqueValues from "../../src/resource/UniqueValues.ts"
import * as AttributeDefinition from "../../src/schema/AttributeDefinition.ts"
import * as AttributePath from "../../src/schema/AttributePath.ts"
import * as ResourceType from "../../src/schema/ResourceType.ts"
import * as SchemaRegistry from "../../src/schema/SchemaRegistry.ts"
import * as ScimSchema from "../../src/schema/ScimSchema.ts"

const { boolean, complex, integer, string } = AttributeDefinition
const unique = { uniqueness: "server" } as const

const badges = ScimSchema.make({
  id: "urn:example:Badges",
  name: "Badges",
  description: "",
  attributes: [
    complex("badge", "", [integer("numbers", "", { multiValued: true, ...unique })]),
    complex("keys", "", [string("code", "", { caseExact: true, ...unique }), boolean("primary", "")], {
      multiValued: true
    })
  ]
})

const user = ResourceType.make({ ...SchemaRegistry.user, extensions: [{ schema: badges, required: false }] })

const valuesOf = (type: ResourceType.ResourceType, document: JsonObject) =>
  UniqueValues.of(type, document).map(({ path, value }) => [AttributePath.print(path), value])

describe("the unique values of a resource", () => {
  it("are in the form in which they are compared", () => {
    expect(valuesOf(user, { userName: "BJensen", displayName: "Babs", externalId: "1" })).toEqual([
      ["userName", "bjensen"]
    ])
  })

  it("are those of every element, and of elements of elements", () => {
    const document = {
      [badges.id]: { badge: { numbers: [1, 2] }, keys: [{ code: "A" }, { primary: true }, { code: "a" }] }
    }
    expect(valuesOf(user, document)).toEqual([
      ["urn:example:Badges:badge.numbers", 1],
      ["urn:example:Badges:badge.numbers", 2],
      ["urn:example:Badges:keys.code", "A"],
      ["urn:example:Badges:keys.code", "a"]
    ])
  })

  it("have the externalId among them where the type says so", () => {
    expect(valuesOf(SchemaRegistry.group, { externalId: "A" })).toEqual([["externalId", "A"]])
  })

  it.each([{}, { userName: "" }, { userName: 1 }])("are none in %j", (document) => {
    expect(valuesOf(user, document)).toEqual([])
  })
})
