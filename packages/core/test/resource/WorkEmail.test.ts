import { type Json, Policy, ResourceType, SchemaRegistry } from "@rollcall/core"
import { describe, expect, it } from "vitest"
import * as WorkEmail from "../../src/resource/WorkEmail.ts"
import { lenient } from "../patch/Patching.ts"
import { definition } from "./Decoding.ts"

describe("WorkEmail.isAddress", () => {
  it.each([
    "b@example.com",
    "first.last+tag@sub.example.co.uk",
    "o'brien@example.ie",
    "бабс@пример.рф",
    `${"x".repeat(242)}@example.com`
  ])("takes %s", (text) => {
    expect(WorkEmail.isAddress(text)).toBe(true)
  })

  it.each([
    "",
    "@",
    "bjensen",
    "@example.com",
    "b@",
    "b@localhost",
    "b@example.",
    "b@.com",
    "b@example..com",
    "b@c@example.com",
    "b jensen@example.com",
    " b@example.com",
    "b@example.com\n",
    "b\u00a0@example.com",
    "b\u007f@example.com",
    "b\u0000@example.com",
    `${"x".repeat(243)}@example.com`
  ])("does not take %j", (text) => {
    expect(WorkEmail.isAddress(text)).toBe(false)
  })
})

describe("WorkEmail.isPresent", () => {
  it.each<[emails: Json.Json, isPresent: boolean]>([
    [[{ value: "b@example.com" }], true],
    [[{ type: "work" }, { value: " x " }], true],
    [[], false],
    [[{ value: "" }, { value: " \t" }], false],
    [[{ type: "work", primary: true }], false],
    [[{ value: 5 }, null, "b@example.com"], false],
    [null, false],
    [{ value: "b@example.com" }, false]
  ])("of %j is %s", (emails, isPresent) => {
    expect(WorkEmail.isPresent({ emails })).toBe(isPresent)
  })

  it("of a user without the attribute is false", () => {
    expect(WorkEmail.isPresent({ userName: "b@example.com" })).toBe(false)
  })
})

describe("WorkEmail.fromUserName", () => {
  const user = { userName: "B@Example.com", emails: [{ type: "home" }], title: "Guide" }

  it("makes the userName the one address, in its own spelling", () => {
    expect(WorkEmail.fromUserName(user, lenient)).toEqual({
      ...user,
      emails: [{ value: "B@Example.com", type: "work", primary: true }]
    })
  })

  it.each<[title: string, document: Json.JsonObject, policy: Policy.Policy]>([
    ["by the RFC alone", user, Policy.strict],
    ["of a userName that is no address", { userName: "bjensen" }, lenient],
    ["of a user without userName", {}, lenient],
    ["of a userName that is no text", { userName: 7 }, lenient]
  ])("makes nothing %s", (_, document, policy) => {
    expect(WorkEmail.fromUserName(document, policy)).toBeUndefined()
  })
})

describe("WorkEmail.concerns", () => {
  const people = ResourceType.make({ ...SchemaRegistry.user, id: "Person", name: "Person", endpoint: "/People" })

  it.each<[type: ResourceType.ResourceType, name: string, concerns: boolean]>([
    [SchemaRegistry.user, "emails", true],
    [people, "emails", true],
    [SchemaRegistry.user, "userName", false],
    [SchemaRegistry.group, "emails", false]
  ])("of $name with %s", (type, name, concerns) => {
    expect(WorkEmail.concerns(type, definition(name))).toBe(concerns)
  })
})
