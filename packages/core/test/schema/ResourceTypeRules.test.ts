import { AttributeDefinition, ResourceType, SchemaRegistry, ScimSchema } from "@rollcall/core"
import { Either } from "effect"
import { describe, expect, it } from "vitest"

const { complex, integer, reference, string } = AttributeDefinition

const urn = "urn:example:2.0:Badge"
const number = string("number", "The number.")

const schema = (id: string, ...attributes: ReadonlyArray<AttributeDefinition.AttributeDefinition>) =>
  ScimSchema.make({ id, name: "Badge", description: "A badge.", attributes })

type Parts = Partial<Omit<ResourceType.ResourceType, "attributes">>

const badge = (parts: Parts = {}): ResourceType.ResourceType =>
  ResourceType.make({
    id: "Badge",
    name: "Badge",
    description: "A badge.",
    endpoint: "/Badges",
    schema: schema(urn, number),
    extensions: [],
    ...parts
  })

const problems = (...types: ReadonlyArray<ResourceType.ResourceType>): ReadonlyArray<string> =>
  Either.match(SchemaRegistry.make(types), { onLeft: (sentences) => sentences, onRight: () => [] })

const extension = (id: string) => ({ schema: schema(id, number), required: false })

describe("the rules for resource types", () => {
  it("let the standard types and a type of one's own be", () => {
    expect(problems(SchemaRegistry.user, SchemaRegistry.group, badge())).toEqual([])
  })

  it("want each type to have an id, a name and an endpoint of its own, whatever the letter case", () => {
    expect(problems(badge(), badge({ id: "badge", name: "BADGE", endpoint: "/badges" }))).toEqual([
      "Two resource types have the id badge.",
      "Two resource types are called BADGE.",
      "Two resource types use /badges."
    ])
  })

  const segment = "The endpoint of Badge must be a slash and one word of letters, digits, - and _, such as /Devices."

  it.each([
    ["Badges", segment],
    ["/", segment],
    ["/v2/Badges", segment],
    ["/Badges?", segment],
    ["/$badges", segment],
    ["/schemas", "The endpoint of Badge is /schemas, which the protocol needs."],
    ["/Me", "The endpoint of Badge is /Me, which the protocol needs."]
  ])("refuse the endpoint %s", (endpoint, problem) => {
    expect(problems(badge({ endpoint }))).toEqual([problem])
  })

  it.each(["/Badges", "/badge-2_a", "/2"])("take the endpoint %s", (endpoint) => {
    expect(problems(badge({ endpoint }))).toEqual([])
  })

  it.each([
    [
      "a schema whose id is no URN",
      { schema: schema("Badge", number) },
      ["The id of the schema Badge must be a URN, but it is Badge."]
    ],
    ["a schema named twice", { extensions: [extension(urn)] }, [`Badge names the schema ${urn} twice.`]],
    [
      "a schema whose id begins with that of another one",
      { extensions: [extension(`${urn}:Colour`)] },
      [`Badge cannot have the schema ${urn}:Colour beside ${urn}, with which it begins.`]
    ],
    [
      "a common attribute defined anew",
      { schema: schema(urn, string("ExternalId", "Another one.")) },
      [`${urn} must not define ExternalId, which every resource has.`]
    ]
  ] satisfies ReadonlyArray<[string, Parts, ReadonlyArray<string>]>)("refuse %s", (_, parts, expected) => {
    expect(problems(badge(parts))).toEqual(expected)
  })

  it("let an extension have a name that the base schema has too", () => {
    expect(problems(badge({ extensions: [extension("urn:example:2.0:Colour")] }))).toEqual([])
  })

  it("refuse two schemas that differ and have one id", () => {
    const other = badge({ id: "Pass", name: "Pass", endpoint: "/Passes", schema: schema(urn.toUpperCase(), number) })
    expect(problems(badge(), other)).toEqual(["Two different schemas have the id URN:EXAMPLE:2.0:BADGE."])
  })

  const value = string("value", "The id.")

  it.each([
    [
      string("1st", "A digit first."),
      "1st is no attribute name: a letter or $ first, then letters, digits, hyphens and underscores."
    ],
    [
      string("a.b", "A dot."),
      "a.b is no attribute name: a letter or $ first, then letters, digits, hyphens and underscores."
    ],
    [
      string("", "Nothing."),
      " is no attribute name: a letter or $ first, then letters, digits, hyphens and underscores."
    ],
    [
      string("constructor", "What JavaScript has."),
      "constructor has a name that every object has here. Choose another one."
    ],
    [complex("empty", "No parts.", []), "empty is complex and must list its sub-attributes."],
    [string("flat", "Parts.", { subAttributes: [value] }), "flat has sub-attributes, so its type must be complex."],
    [
      complex("deep", "Too deep.", [complex("deeper", "Deeper.", [value])]),
      "deep holds a complex sub-attribute, which RFC 7643 §2.3.8 rules out."
    ],
    [complex("twin", "Twice.", [value, string("VALUE", "Again.")]), "twin defines the attribute VALUE twice."],
    [
      complex("odd", "Bad part.", [string("-x", "A hyphen first.")]),
      "odd:-x is no attribute name: a letter or $ first, then letters, digits, hyphens and underscores."
    ],
    [
      integer("size", "A choice.", { canonicalValues: ["1"] }),
      "size has canonical values, so its type must be string."
    ],
    [
      string("link", "A choice.", { referenceTypes: ["User"] }),
      "link has reference types, so its type must be reference."
    ],
    [
      reference("owner", ["User"], "A link.", { link: "resource" }),
      "owner links to resources, so it needs a sub-attribute value of the type string."
    ],
    [complex("crew", "Members.", [value], { link: "members" }), "crew holds memberships and must be multi-valued."]
  ])("refuse the attribute %j", (attribute, problem) => {
    expect(problems(badge({ schema: schema(urn, attribute) }))).toEqual([`${urn}:${problem}`])
  })

  it("refuse one attribute under two spellings", () => {
    expect(problems(badge({ schema: schema(urn, number, string("Number", "Again.")) }))).toEqual([
      `${urn} defines the attribute Number twice.`
    ])
  })
})
