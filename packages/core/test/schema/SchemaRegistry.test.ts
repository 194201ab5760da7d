import {
  AttributeDefinition,
  AttributePath,
  EnterpriseUserSchema,
  ResourceType,
  SchemaRegistry,
  ScimSchema
} from "@rollcall/core"
import { Either } from "effect"
import { describe, expect, it } from "vitest"

const { user, group } = SchemaRegistry

const resolved = (type: ResourceType.ResourceType, name: string): string => {
  const result = SchemaRegistry.resolve(type, name)
  if (Either.isLeft(result)) return `unknown: ${result.left.reason}`
  return result.right._tag === "Extension"
    ? `extension ${result.right.schema.name}`
    : AttributePath.print(result.right.path)
}

describe("RFC 7644 §3.10 attribute notation", () => {
  it.each([
    ["userName", "userName"],
    ["USERNAME", "userName"],
    ["name.GIVENNAME", "name.givenName"],
    ["emails.value", "emails.value"],
    ["meta.lastModified", "meta.lastModified"],
    ["externalid", "externalId"],
    ["urn:ietf:params:scim:schemas:core:2.0:User:userName", "userName"],
    ["URN:IETF:params:scim:schemas:core:2.0:user:name.familyName", "name.familyName"],
    [`${EnterpriseUserSchema.urn}:department`, `${EnterpriseUserSchema.urn}:department`],
    [`${EnterpriseUserSchema.urn.toUpperCase()}:MANAGER.value`, `${EnterpriseUserSchema.urn}:manager.value`],
    [EnterpriseUserSchema.urn, "extension EnterpriseUser"]
  ])("resolves %s", (name, expected) => {
    expect(resolved(user, name)).toBe(expected)
  })

  it("does not find an attribute of an extension without its URN", () => {
    expect(resolved(user, "department")).toBe("unknown: The schema of User has no attribute of this name")
  })

  it("names the parts when a part is unknown", () => {
    expect(resolved(group, "members.colour")).toBe("unknown: members has the parts value, $ref, type, display")
    expect(resolved(user, "userName.first")).toBe("unknown: userName is a simple attribute and has no parts")
  })

  it("names the attributes' owner when an extension has none of that name", () => {
    expect(resolved(user, `${EnterpriseUserSchema.urn}:userName`)).toBe(
      `unknown: ${EnterpriseUserSchema.urn} has no attribute of this name`
    )
  })

  it.each(["", ".", "userName.", "name.", ":", "userName:", "name.givenName.first", "__proto__", "constructor"])(
    "resolves %j to nothing",
    (name) => {
      expect(resolved(user, name)).toMatch(/^unknown: /)
    }
  )

  it("names the schemas when the URN is foreign", () => {
    expect(resolved(group, "urn:example:other:thing")).toBe(
      "unknown: No schema of Group begins this name. Its schemas are urn:ietf:params:scim:schemas:core:2.0:Group"
    )
  })
})

describe("SchemaRegistry.make", () => {
  const badge = ScimSchema.make({
    id: "urn:example:params:scim:schemas:Badge",
    name: "Badge",
    description: "A badge.",
    attributes: [AttributeDefinition.string("number", "The number.", { uniqueness: "server", required: true })]
  })
  const badges = ResourceType.make({
    id: "Badge",
    name: "Badge",
    description: "A badge.",
    endpoint: "/Badges",
    schema: badge,
    extensions: []
  })

  it("takes types of one's own beside the standard ones", () => {
    const registry = Either.getOrThrow(SchemaRegistry.make([user, group, badges]))
    expect(SchemaRegistry.typeByEndpoint(registry, "/badges")).toBe(badges)
    expect(SchemaRegistry.schemaById(registry, badge.id.toUpperCase())).toBe(badge)
    expect(registry.schemas.map((schema) => schema.name)).toEqual(["User", "EnterpriseUser", "Group", "Badge"])
  })

  it("takes one schema in two types, be it the same or a copy", () => {
    const other = ResourceType.make({ ...badges, id: "Pass", name: "Pass", endpoint: "/Passes", schema: { ...badge } })
    expect(Either.map(SchemaRegistry.make([badges, other]), ({ schemas }) => schemas)).toEqual(Either.right([badge]))
  })

  it("refuses what breaks a rule", () => {
    const nameless = ResourceType.make({ ...badges, name: "" })
    expect(SchemaRegistry.make([nameless])).toEqual(Either.left(["The resource type at /Badges has no name."]))
  })

  it("demands exactly the attributes that a tenant names", () => {
    const registry = SchemaRegistry.withRequired(SchemaRegistry.standard, "User", ["userName", "EMAILS"])
    const required = SchemaRegistry.typeByName(registry, "User")?.attributes.filter((definition) => definition.required)
    expect(required?.map((definition) => definition.name)).toEqual(["userName", "emails"])
  })
})
