import { describe, expect, it } from "vitest"
import * as Mapping from "../../src/compat/Mapping.ts"
import { mappings } from "../../src/compat/Mappings.ts"
import * as ResourceType from "../../src/schema/ResourceType.ts"
import * as SchemaRegistry from "../../src/schema/SchemaRegistry.ts"

describe("the mappings", () => {
  it("are seven, each with an id, a source and rows of its own, in the order of their names", () => {
    const names = mappings.map(({ name }) => name)
    expect(new Set(mappings.map(({ id }) => id)).size).toBe(7)
    expect(names).toEqual([...names].sort())
    expect(mappings.filter(({ source, rows }) => !source.startsWith("https://") || rows.length === 0)).toEqual([])
  })

  it.each(mappings.map((mapping) => [mapping.name, mapping] as const))(
    "of %s have a place for every row in the standard schemas, and send the userName",
    (_, { rows }) => {
      expect(rows.filter((row) => !Mapping.isKnown(SchemaRegistry.standard, row))).toEqual([])
      expect(rows.some(({ type, path }) => type === "User" && path === "userName")).toBe(true)
      expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(rows.length)
    }
  )

  it("are not known where the schema has no such attribute, no such part, or no such type", () => {
    const plain = ResourceType.make({ ...SchemaRegistry.user, extensions: [] })
    const registry = { ...SchemaRegistry.standard, resourceTypes: [plain] }
    const known = (type: "User" | "Group", path: string) => Mapping.isKnown(registry, { type, attribute: "x", path })
    expect(known("User", "title")).toBe(true)
    expect(known("User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department")).toBe(false)
    expect(known("User", 'emails[kind eq "work"].value')).toBe(false)
    expect(known("User", 'emails[type eq "work"].text')).toBe(false)
    expect(known("Group", "displayName")).toBe(false)
  })
})
