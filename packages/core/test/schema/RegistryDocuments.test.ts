import {
  AttributeDefinition,
  GroupSchema,
  type Json,
  RegistryDocuments,
  ResourceType,
  SchemaRegistry,
  ScimSchema,
  UserSchema
} from "@rollcall/core"
import { Either } from "effect"
import { describe, expect, it } from "vitest"

const schemaUrn = "urn:ietf:params:scim:schemas:core:2.0:Schema"
const typeUrn = "urn:ietf:params:scim:schemas:core:2.0:ResourceType"
const urn = "urn:example:2.0:Badge"

const schema = (...attributes: ReadonlyArray<Json.Json>): Json.JsonObject => ({
  schemas: [schemaUrn],
  id: urn,
  name: "Badge",
  attributes
})

const number = { name: "number", type: "string" }

const type = (more: Json.JsonObject = {}): Json.JsonObject => ({
  schemas: [typeUrn],
  id: "Badge",
  name: "Badge",
  endpoint: "/Badges",
  schema: urn,
  ...more
})

const parse = (...bodies: ReadonlyArray<Json.Json>) =>
  RegistryDocuments.parse(bodies.map((body, index) => ({ name: `${index}.json`, body })))

const problems = (...bodies: ReadonlyArray<Json.Json>): ReadonlyArray<string> =>
  Either.match(parse(...bodies), { onLeft: (sentences) => sentences, onRight: () => [] })

/** The definition of the only attribute of a schema that has it. */
const definition = (attribute: Json.Json): AttributeDefinition.AttributeDefinition | undefined => {
  const registry = Either.getOrThrow(parse(schema(attribute), type()))
  return SchemaRegistry.schemaById(registry, urn)?.attributes[0]
}

describe("RegistryDocuments.parse", () => {
  it("adds a type with its schema to the standard ones", () => {
    const registry = Either.getOrThrow(parse(schema(number), type()))
    expect(registry.resourceTypes.map(({ name }) => name)).toEqual(["User", "Group", "Badge"])
    expect(SchemaRegistry.typeByEndpoint(registry, "/badges")?.schema.id).toBe(urn)
  })

  it("takes documents in any order, one by one, in an array, or as the lists that endpoints answer", () => {
    const list = { schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"], Resources: [schema(number)] }
    for (const bodies of [[type(), schema(number)], [[schema(number), type()]], [list, [type()]]]) {
      expect(problems(...bodies)).toEqual([])
    }
  })

  it("takes back everything that it renders itself", () => {
    const { resourceTypes, schemas } = Either.getOrThrow(parse(schema(number), type()))
    const rendered = [
      ...schemas.map((each) => ({ schemas: [schemaUrn], ...ScimSchema.render(each) })),
      ...resourceTypes.map((each) => ({ schemas: [typeUrn], ...ResourceType.render(each) }))
    ]
    const again = Either.getOrThrow(parse(rendered))
    expect(again.resourceTypes.map(ResourceType.render)).toEqual(resourceTypes.map(ResourceType.render))
    expect(again.schemas.map(ScimSchema.render)).toEqual(schemas.map(ScimSchema.render))
  })

  it("gives a standard type the extensions that its document names, and keeps what it is", () => {
    const user = {
      ...type({ id: "User", name: "User", endpoint: "/Users", schema: UserSchema.urn }),
      schemaExtensions: [{ schema: urn.toUpperCase(), required: true }]
    }
    const registry = Either.getOrThrow(parse(schema(number), user))
    const extended = SchemaRegistry.typeByName(registry, "User")
    expect(extended?.extensions.map(({ schema, required }) => [schema.id, required])).toEqual([[urn, true]])
    expect(extended?.description).toBe(SchemaRegistry.user.description)
    const group = { ...user, id: "Group", name: "Group", endpoint: "/Groups", schema: GroupSchema.urn }
    const types = Either.getOrThrow(parse(schema(number), group))
    expect(SchemaRegistry.typeByName(types, "Group")?.uniqueExternalId).toBe(true)
  })

  it("has the defaults of RFC 7643 §2.2 where a characteristic is not stated", () => {
    expect(definition({ name: "number" })).toEqual(AttributeDefinition.string("number", ""))
    expect(definition({ name: "file", type: "binary" })?.caseExact).toBe(true)
    expect(definition({ name: "pin", mutability: "writeOnly" })?.returned).toBe("never")
  })

  it("takes for a link what holds the id of a resource that is here", () => {
    const owner = (referenceTypes: ReadonlyArray<string>, more: Json.JsonObject = {}) => ({
      name: "owner",
      type: "complex",
      subAttributes: [{ name: "value" }, { name: "$ref", type: "reference", referenceTypes }],
      ...more
    })
    expect(definition(owner(["User"]))?.link).toBe("resource")
    expect(definition(owner(["Badge"]))?.link).toBe("resource")
    expect(definition(owner(["external"]))?.link).toBeUndefined()
    expect(definition(owner(["User"], { multiValued: true }))?.link).toBeUndefined()
    expect(definition(owner(["Group"], { multiValued: true, mutability: "readOnly" }))?.link).toBe("memberOf")
  })

  it.each([
    ["a text", [], ["0.json must hold a Schema or a ResourceType, but it holds a string."]],
    [
      { name: "x" },
      [],
      [`0.json must say what it is: "schemas": ["${schemaUrn}"] for a Schema, or ["${typeUrn}"] for a ResourceType.`]
    ],
    [
      { schemas: [schemaUrn] },
      [],
      [
        '0.json: The schema must have the text "id", but has none.',
        '0.json: The schema must have the array "attributes" of attributes, but has none.'
      ]
    ],
    [
      schema({ type: "text" }, 7),
      [type()],
      [
        `0.json: ${urn}, attribute 1, must have the text "name", but has none.`,
        `0.json: ${urn}:attribute 1 must have as type one of string, boolean, decimal, integer, dateTime, binary, reference, complex, but it is "text".`,
        `0.json: ${urn} has in "attributes", at place 2, a number instead of an attribute.`,
        `1.json: Badge has the schema ${urn}, which no document defines.`
      ]
    ],
    [
      schema({ name: "a", multiValued: "yes", canonicalValues: [1], returned: 1 }),
      [type()],
      [
        `0.json: ${urn}:a must have true or false as multiValued, but it is a string.`,
        `0.json: ${urn}:a must have an array of texts as canonicalValues.`,
        `0.json: ${urn}:a must have as returned one of always, never, default, request, but it is a number.`,
        `1.json: Badge has the schema ${urn}, which no document defines.`
      ]
    ],
    [
      schema({ name: "a", type: "complex" }),
      [type()],
      [
        `0.json: ${urn}:a must have the array "subAttributes" of attributes, but has none.`,
        `1.json: Badge has the schema ${urn}, which no document defines.`
      ]
    ],
    [
      schema(number),
      [],
      [
        `No resource type has the schema ${urn}. Add a ResourceType document that names it as its schema, or among the schemaExtensions of a type such as User.`
      ]
    ],
    [
      schema(number),
      [schema({ name: "other" }), type()],
      [`1.json: The schema ${urn} is defined already, and otherwise. Put attributes of your own into an extension.`]
    ],
    [
      schema(number),
      [type({ schemaExtensions: {} })],
      ["1.json: schemaExtensions of Badge must be an array, but it is an object."]
    ],
    [
      schema(number),
      [type({ schemaExtensions: ["x", { schema: "urn:none" }] })],
      [
        '1.json: schemaExtensions of Badge must hold objects such as {"schema": "urn:…", "required": false}.',
        "1.json: Badge has the extension urn:none, which no document defines."
      ]
    ],
    [
      schema(number),
      [type({ id: "User", name: "User" })],
      [`1.json: User is a standard type: its schema must be ${UserSchema.urn} and its endpoint /Users.`]
    ],
    [
      schema(number),
      [type({ endpoint: "Badges" })],
      ["The endpoint of Badge must be a slash and one word of letters, digits, - and _, such as /Devices."]
    ],
    [
      schema({ name: "a", mutability: "writeOnly", returned: "default" }),
      [type()],
      [`${urn}:a is writeOnly, so it must be returned never.`]
    ]
  ] as ReadonlyArray<readonly [Json.Json, ReadonlyArray<Json.Json>, ReadonlyArray<string>]>)(
    "says what is wrong with %j",
    (first, others, sentences) => {
      expect(problems(first, ...others)).toEqual(sentences)
    }
  )
})
