import { describe, expect, it } from "vitest"
import type { HistoryEntry, SchemaPart } from "../app/api/directory.ts"
import { asking, isFilter, parseOrder, printOrder, turned } from "../app/directory/asking.ts"
import { sections } from "../app/directory/attributes.ts"
import { initials } from "../app/directory/Face.tsx"
import { stepsOf, titleOf } from "../app/directory/history.ts"
import { weekAgo } from "../app/directory/weekAgo.ts"

describe("what is typed above a list", () => {
  it.each([
    'userName eq "bob"',
    "active eq false",
    "externalId pr",
    "not (externalId pr)",
    '(title co "a") and active eq true',
    'emails[type eq "work" and value ew "@acme.example"]',
    'emails[type eq "work"].value sw "b"',
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department EQ "Research"',
    "meta.lastModified gt 2026-01-01"
  ])("is a filter: %s", (typed) => expect(isFilter(typed)).toBe(true))

  it.each([
    "grace hopper",
    "bob@acme.example",
    "eq",
    "le gt",
    "Ms. Pr",
    "not me",
    "01a21793-e781-7cd3-9000-000000000000"
  ])("is what people type: %s", (typed) => expect(isFilter(typed)).toBe(false))

  it("asks for one of the two, or for all, in an order", () => {
    expect(asking("  ")).toEqual({})
    expect(asking(" grace ", { by: "displayName", descending: true })).toEqual({
      search: "grace",
      sortBy: "displayName",
      sortOrder: "descending"
    })
    expect(asking("active eq false")).toEqual({ filter: "active eq false" })
  })

  it("asks for no more than the server takes", () => {
    expect(asking("a".repeat(300)).search).toHaveLength(200)
  })
})

describe("the order of a list", () => {
  it.each(["displayName", "-meta.created"])("is in an address as %s", (text) => {
    const order = parseOrder(text)
    expect(order === undefined ? "" : printOrder(order)).toBe(text)
  })

  it("turns, and after two turns is as it was", () => {
    const once = turned({ by: "userName", descending: true }, "displayName")
    const twice = turned(once, "displayName")
    expect([once, twice, turned(twice, "displayName")]).toEqual([
      { by: "displayName", descending: false },
      { by: "displayName", descending: true },
      undefined
    ])
  })
})

describe("the sign before a name", () => {
  it.each([
    ["Grace Brewster Hopper", "GH"],
    ["grace.hopper@acme.example", "gh"],
    ["Плюс", "П"],
    ["(none)", ""],
    ["", ""]
  ])("of %j is %j", (name, expected) => expect(initials(name)).toBe(expected))
})

const attribute = (name: string, given: Partial<SchemaPart["attributes"][number]> = {}) => ({
  name,
  path: name,
  type: "string",
  multiValued: false,
  description: `About ${name}.`,
  required: false,
  canonicalValues: [],
  caseExact: false,
  mutability: "readWrite" as const,
  returned: "default" as const,
  uniqueness: "none" as const,
  referenceTypes: [],
  subAttributes: [],
  ...given
})

const part = (given: Partial<SchemaPart>): SchemaPart => ({
  id: "urn:core",
  name: "User",
  description: "",
  kind: "base",
  required: true,
  attributes: [],
  ...given
})

describe("the attributes of a resource", () => {
  const parts = [
    part({ id: "common", kind: "common", attributes: [attribute("id")] }),
    part({
      attributes: [
        attribute("userName"),
        attribute("active", { type: "boolean" }),
        attribute("name", { type: "complex", subAttributes: [attribute("givenName"), attribute("familyName")] }),
        attribute("emails", { type: "complex", multiValued: true, subAttributes: [attribute("value")] }),
        attribute("addresses", { type: "complex", multiValued: true })
      ]
    }),
    part({ id: "urn:extension", name: "Extension", kind: "extension", attributes: [attribute("department")] })
  ]

  it("are lines in the order of their definitions, without what is not set", () => {
    const resource = { id: "1", active: false, name: { familyName: "Hopper", givenName: "" }, userName: "grace" }
    const [base, ...others] = sections(parts, resource)
    expect(base?.lines.map(({ items, path }) => [path, items[0]?.text])).toEqual([
      ["userName", "grace"],
      ["active", "false"],
      ["name.familyName", "Hopper"]
    ])
    expect(others).toEqual([])
  })

  it("have each of several values, with what it says beside itself", () => {
    const emails = [{ value: "g@acme.example", type: "work", primary: true, display: "Grace" }]
    const addresses = [{ type: "home", locality: "Boston", country: "US" }]
    const lines = sections(parts, { emails, addresses })[0]?.lines
    expect(lines?.map(({ items }) => items[0])).toEqual([
      { text: "g@acme.example", type: "string", label: "work", primary: true, details: [["display", "Grace"]] },
      { text: "Boston, US", type: "string", label: "home", primary: false, details: [] }
    ])
  })

  it("are those of extensions as well", () => {
    const found = sections(parts, { "urn:extension": { department: "Research" } })
    expect(found.map(({ id, lines }) => [id, lines.length])).toEqual([
      ["urn:core", 0],
      ["urn:extension", 1]
    ])
  })
})

describe("the history of a resource", () => {
  it("is called by what it meant, where it meant more than a change", () => {
    const entry: HistoryEntry = { seq: 1, change: "updated", version: 2, at: "", attributes: ["active"] }
    expect([titleOf(entry), titleOf({ ...entry, activity: "deactivated" })]).toEqual(["updated", "deactivated"])
  })

  it("has values before and after, by what they are", () => {
    expect(stepsOf({ path: "title", before: "Engineer", after: "Admiral" })).toEqual([
      { before: "Engineer", after: "Admiral" }
    ])
    expect(stepsOf({ path: "name", after: { givenName: "Grace", familyName: "Hopper" } })).toEqual([
      { after: "givenName: Grace, familyName: Hopper" }
    ])
    expect(stepsOf({ path: "active", before: true, after: false })).toEqual([{ before: "true", after: "false" }])
  })

  it("has each value that came, changed or went", () => {
    const work = { value: "g@acme.example", type: "work", primary: true }
    expect(
      stepsOf({ path: "emails", added: [work], removed: [{ value: "old" }], changed: [{ before: "a", after: "b" }] })
    ).toEqual([
      { before: "a", after: "b" },
      { before: "old", among: true },
      { after: "g@acme.example (work, primary)", among: true }
    ])
    expect(stepsOf({ path: "emails", after: [work] })).toEqual([{ after: "g@acme.example (work, primary)" }])
  })
})

describe("the day a week ago", () => {
  it("is the same for a whole day", () => {
    const [early, late] = ["2026-03-09T00:00:01Z", "2026-03-09T23:59:59Z"].map((time) => weekAgo(Date.parse(time)))
    expect([early, late]).toEqual(["2026-03-02T00:00:00Z", "2026-03-02T00:00:00Z"])
  })
})
