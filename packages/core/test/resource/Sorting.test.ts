import { AttributePath, EnterpriseUserSchema, type Json, SchemaRegistry, Sorting } from "@rollcall/core"
import { Either } from "effect"
import { describe, expect, it } from "vitest"

const resolve = (sortBy: string, order: Sorting.Sorting["order"] = "ascending") =>
  Sorting.resolve(sortBy, order, SchemaRegistry.user)

const sorted = (resources: ReadonlyArray<Json.JsonObject>, sortBy: string, order: Sorting.Sorting["order"]) =>
  [...resources].sort(Sorting.compare(Either.getOrThrow(resolve(sortBy, order)))).map((resource) => resource.id)

const people: ReadonlyArray<Json.JsonObject> = [
  { id: "1", userName: "b", active: true, emails: [{ value: "z" }, { value: "a", primary: true }] },
  { id: "2", userName: "A", active: false, title: "x", emails: [{ value: "m" }, { value: "b" }] },
  { id: "3", userName: "Ä", meta: { created: "2020-01-01T01:00:00+02:00" }, emails: [] },
  { id: "4", userName: "c", title: "X", meta: { created: "2020-01-01T00:00:00Z" } }
]

describe("Sorting", () => {
  it.each([
    ["USERNAME", "userName"],
    ["emails", "emails.value"],
    ["name.familyName", "name.familyName"],
    [`${EnterpriseUserSchema.urn}:manager`, `${EnterpriseUserSchema.urn}:manager.value`]
  ])("resolves %s", (sortBy, path) => {
    expect(Either.map(resolve(sortBy), (sorting) => AttributePath.print(sorting.path))).toEqual(Either.right(path))
  })

  it.each([
    ["shoeSize", "The schema of User has no attribute of this name"],
    ["password", "it is never returned"],
    [EnterpriseUserSchema.urn, "it is a schema and no attribute"],
    [
      "name",
      "it is complex, with the parts formatted, familyName, givenName, middleName, honorificPrefix, honorificSuffix"
    ]
  ])("says why it does not sort by %s", (sortBy, reason) => {
    expect(resolve(sortBy)).toEqual(
      Either.left({ name: "SortByIgnored", text: `Did not sort by ${sortBy}: ${reason}.` })
    )
  })

  it("sorts text as it is compared, by code point", () => {
    expect(sorted(people, "userName", "ascending")).toEqual(["2", "1", "4", "3"])
    expect(sorted(people, "userName", "descending")).toEqual(["3", "4", "1", "2"])
  })

  it("puts resources without a value last ascending and first descending, and leaves equals in their order", () => {
    expect(sorted(people, "title", "ascending")).toEqual(["2", "4", "1", "3"])
    expect(sorted(people, "title", "descending")).toEqual(["1", "3", "2", "4"])
  })

  it("takes the primary value of a multi-valued attribute, else the first", () => {
    expect(sorted(people, "emails", "ascending")).toEqual(["1", "2", "3", "4"])
    expect(sorted(people, "emails.value", "descending")).toEqual(["3", "4", "2", "1"])
  })

  it("sorts dateTimes as instants and false before true", () => {
    expect(sorted(people, "meta.created", "ascending")).toEqual(["3", "4", "1", "2"])
    expect(sorted(people, "active", "ascending")).toEqual(["2", "1", "3", "4"])
  })
})
