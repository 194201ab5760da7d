import { AttributePath, EnterpriseUserSchema, type Json, SchemaRegistry } from "@rollcall/core"
import { Either } from "effect"
import { describe, expect, it } from "vitest"

const { urn } = EnterpriseUserSchema

const path = (name: string): AttributePath.AttributePath => {
  const resolved = Either.getOrThrow(SchemaRegistry.resolve(SchemaRegistry.user, name))
  if (resolved._tag !== "Attribute") throw new Error(`${name} is no attribute`)
  return resolved.path
}

const user: Json.JsonObject = {
  userName: "bjensen",
  name: { givenName: "Barbara" },
  emails: [{ value: "a@b", type: "work" }, "odd"],
  title: null,
  [urn]: { department: "Sales" }
}

describe("AttributePath", () => {
  it.each(["userName", "name.givenName", "emails", `${urn}:department`, `${urn}:manager.value`])(
    "prints the name that resolves to %s",
    (name) => {
      expect(AttributePath.print(path(name))).toBe(name)
    }
  )

  it("leaves out the URN of the base schema", () => {
    expect(AttributePath.print(path("urn:ietf:params:scim:schemas:core:2.0:User:name.familyName"))).toBe(
      "name.familyName"
    )
  })

  it("goes to a sub-attribute and back", () => {
    const [name, givenName] = [path("name"), path("name.givenName")]
    expect(AttributePath.child(name, AttributePath.target(givenName))).toEqual(givenName)
    expect(AttributePath.parent(givenName)).toEqual(name)
  })

  it.each([
    ["userName", "bjensen", ["bjensen"]],
    ["name.givenName", { givenName: "Barbara" }, [{ givenName: "Barbara" }]],
    ["emails", user.emails, user.emails],
    ["title", null, []],
    ["nickName", undefined, []],
    [`${urn}:department`, "Sales", ["Sales"]],
    [`${urn}:division`, undefined, []]
  ])("reads %s and its elements", (name, value, elements) => {
    expect(AttributePath.read(user, path(name))).toEqual(value)
    expect(AttributePath.elements(user, path(name))).toEqual(elements)
  })

  it("reads nothing from an extension that is no object", () => {
    expect(AttributePath.read({ [urn]: "Sales" }, path(`${urn}:department`))).toBeUndefined()
  })

  it("takes the part of an element that the sub-attribute names, and the element where there is none", () => {
    const [element] = AttributePath.elements(user, path("emails"))
    expect(AttributePath.part(element ?? null, path("emails.value"))).toBe("a@b")
    expect(AttributePath.part(element ?? null, path("emails"))).toEqual(element)
    expect(AttributePath.part("odd", path("emails.value"))).toBeUndefined()
  })
})

describe("AttributePath.write", () => {
  it.each<[string, Json.Json | undefined, Json.JsonObject]>([
    ["userName", "babs", { ...user, userName: "babs" }],
    ["nickName", "Babs", { ...user, nickName: "Babs" }],
    ["nickName", false, { ...user, nickName: false }],
    ["nickName", "", { ...user, nickName: "" }],
    [`${urn}:division`, "East", { ...user, [urn]: { department: "Sales", division: "East" } }]
  ])("sets %s to %j", (name, value, expected) => {
    expect(AttributePath.write(user, path(name), value)).toEqual(expected)
  })

  it.each([[undefined], [null], [[]], [{}]])("takes %j for no value", (value) => {
    const { name: _, ...rest } = user
    expect(AttributePath.write(user, path("name"), value)).toEqual(rest)
  })

  it("lets an extension go with its last attribute, and makes one for its first", () => {
    const { [urn]: extension, ...rest } = user
    const department = path(`${urn}:department`)
    expect(AttributePath.write(user, department, null)).toEqual(rest)
    expect(AttributePath.write(rest, department, "Sales")).toEqual({ ...rest, [urn]: extension })
  })

  it("changes nothing, not even the object, where there is nothing to take away", () => {
    expect(AttributePath.write(user, path("nickName"), null)).toBe(user)
  })

  it("leaves the resource that it was given as it was", () => {
    const before = structuredClone(user)
    AttributePath.write(user, path(`${urn}:department`), "East")
    expect(user).toEqual(before)
  })

  it("sets and takes away one part of an element", () => {
    const type = AttributePath.target(path("emails.type"))
    expect(AttributePath.writePart({ value: "a@b" }, type, "home")).toEqual({ value: "a@b", type: "home" })
    expect(AttributePath.writePart({ value: "a@b", type: "home" }, type, null)).toEqual({ value: "a@b" })
  })
})
