import { type Json, References, RegistryDocuments, SchemaRegistry } from "@rollcall/core"
import { Either } from "effect"
import { describe, expect, it } from "vitest"

const urn = "urn:example:2.0:Badge"
const target = (referenceTypes: ReadonlyArray<string>) => ({ name: "$ref", type: "reference", referenceTypes })

const registry = Either.getOrThrow(
  RegistryDocuments.parse([
    {
      name: "badge.json",
      body: [
        {
          id: urn,
          attributes: [
            { name: "owner", type: "complex", subAttributes: [{ name: "value" }, target(["User", "external"])] },
            {
              name: "doors",
              type: "complex",
              multiValued: true,
              subAttributes: [{ name: "value" }, target(["Badge"])]
            },
            { name: "maker", type: "complex", subAttributes: [{ name: "value" }, target(["external"])] },
            { name: "keepers", type: "reference", multiValued: true, referenceTypes: ["User", "Group"] },
            { name: "page", type: "reference", referenceTypes: ["external"] },
            { name: "made", type: "reference", mutability: "readOnly", referenceTypes: ["User"] }
          ]
        },
        { id: "Badge", name: "Badge", endpoint: "/Badges", schema: urn }
      ]
    }
  ])
)
const badge = SchemaRegistry.typeByName(registry, "Badge") ?? SchemaRegistry.user

const of = (document: Json.JsonObject) => References.of(badge, document, registry)

const both = ["User", "Group"]

describe("References.of", () => {
  it.each([
    [{ owner: { value: "1" } }, [{ attribute: "owner.value", id: "1", types: ["User"] }]],
    [
      { doors: [{ value: "1" }, { value: "2" }, { value: "1" }] },
      [
        { attribute: "doors.value", id: "1", types: ["Badge"] },
        { attribute: "doors.value", id: "2", types: ["Badge"] }
      ]
    ],
    [{ keepers: ["Users/1"] }, [{ attribute: "keepers", id: "1", types: both }]],
    [{ keepers: ["https://h/scim/v2/Groups/1"] }, [{ attribute: "keepers", id: "1", types: both }]],
    [{ keepers: ["https://h/elsewhere"] }, [{ attribute: "keepers", id: "https://h/elsewhere", types: both }]],
    [{ keepers: ["Badges/1"] }, [{ attribute: "keepers", id: "Badges/1", types: both }]],
    [{ maker: { value: "x" }, page: "https://h/", made: "Users/1", owner: { $ref: "x" } }, []]
  ] as ReadonlyArray<readonly [Json.JsonObject, ReadonlyArray<References.Reference>]>)(
    "finds in %j",
    (document, found) => {
      expect(of(document)).toEqual(found)
    }
  )

  it("finds nothing in a user, whose manager may come later", () => {
    const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
    const document = { userName: "a", profileUrl: "https://h/", [enterprise]: { manager: { value: "1" } } }
    expect(References.of(SchemaRegistry.user, document, registry)).toEqual([])
  })
})

describe("References.added", () => {
  it("leaves out what was referred to before", () => {
    expect(References.added(of({ keepers: ["Users/1"] }), of({ keepers: ["Users/1", "Users/2"] }))).toEqual([
      { attribute: "keepers", id: "2", types: both }
    ])
  })
})
