/**
 * Queries by POST, and queries over all resource types at once.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.3
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.1
 */
import assert from "node:assert/strict"
import { type JsonObject, type Scim, urn } from "../Scim.ts"
import { suite } from "../Suite.ts"

const ask = (scim: Scim, path: string, more: JsonObject) => scim.post(path, { schemas: [urn.search], ...more })

/** Three users of one title and two groups, whose names begin with the same word; answers the word. */
const crowd = async (scim: Scim): Promise<string> => {
  const word = scim.word("crowd")
  for (const [index, title] of ["b", "a", "c"].entries()) {
    await scim.user({ displayName: `${word} ${index}`, title: `${word} ${title}` })
  }
  for (const index of [7, 8]) await scim.group({ displayName: `${word} ${index}` })
  return word
}

export const searching = suite(
  "RFC 7644 §3.4.3 queries by POST",
  (requirement) => {
    requirement(
      ["7644-3.4.3-01", "7644-3.4.3-04", "7644-3.4.3-05", "7644-7.5-01"],
      "answer what the same query by GET answers",
      async (scim) => {
        const word = await crowd(scim)
        const queries: ReadonlyArray<Readonly<Record<string, string | number>>> = [
          { filter: `title sw "${word}"` },
          { filter: `title sw "${word}"`, sortBy: "title", sortOrder: "descending" },
          { filter: `title sw "${word}"`, sortBy: "title", startIndex: 2, count: 1 },
          { filter: `title sw "${word}"`, count: 0 },
          { filter: `title eq "nobody's"` }
        ]
        for (const query of queries) {
          const byPost = (await ask(scim, "/Users/.search", query)).expect(200, { schemas: [urn.list] })
          assert.deepEqual(byPost.body, (await scim.list("/Users", query)).body)
        }
        const groups = await ask(scim, "/Groups/.search", { filter: `displayName sw "${word}"` })
        groups.expect(200, { totalResults: 2 })
      }
    )

    requirement(["7644-3.4.3-03"], "select attributes by arrays of names", async (scim) => {
      const word = await crowd(scim)
      const filter = `title eq "${word} a"`
      const some = (await ask(scim, "/Users/.search", { filter, attributes: ["title"] })).expect(200)
      assert.deepEqual(Object.keys((some.resources[0] ?? {}) as object).sort(), ["id", "schemas", "title"])
      const rest = (await ask(scim, "/Users/.search", { filter, excludedAttributes: ["title", "meta"] })).expect(200)
      rest.lacks("/Resources/0/title", "/Resources/0/meta")
      assert.equal(rest.at("/Resources/0/displayName"), `${word} 1`)
      ;(await ask(scim, "/Users/.search", { attributes: "title" })).expectError(400, "invalidValue")
    })

    requirement(["7644-3.4.3-02"], "say by their URN what they are", async (scim) => {
      for (const body of [{ schemas: [urn.list] }, { schemas: [] }, { filter: "title pr" }, []]) {
        ;(await scim.post("/Users/.search", body)).expectError(400, "invalidSyntax")
      }
      ;(await scim.get("/Users/.search")).expectError(405)
    })

    requirement(["7644-3.4.3-04"], "refuse what a query by GET refuses", async (scim) => {
      ;(await ask(scim, "/Users/.search", { filter: "noSuchAttribute pr" })).expectError(400, "invalidFilter")
      ;(await ask(scim, "/Users/.search", { filter: "title eq" })).expectError(400, "invalidFilter")
      ;(await ask(scim, "/Users/.search", { count: "many" })).expectError(400, "invalidValue")
    })
  },
  ["search"]
)

export const root = suite(
  "RFC 7644 §3.4.2.1 queries over all resource types",
  (requirement) => {
    const types = (resources: ReadonlyArray<unknown>) =>
      resources.map((resource) => ((resource as JsonObject).meta as JsonObject).resourceType)

    requirement(
      ["7644-3.4.2.1-01", "7644-3.4.2.1-02", "7644-3.4.3-06"],
      "find users and groups in one list, sorted and paged",
      async (scim) => {
        const word = await crowd(scim)
        const query = { filter: `displayName sw "${word}"`, sortBy: "displayName" }
        for (const answer of [await scim.list("/", query), await ask(scim, "/.search", query)]) {
          answer.expect(200, { totalResults: 5, itemsPerPage: 5 })
          assert.deepEqual(types(answer.resources), ["User", "User", "User", "Group", "Group"])
        }
        const page = await scim.list("/", { ...query, sortOrder: "descending", startIndex: 2, count: 2 })
        page.expect(200, { totalResults: 5, startIndex: 2, itemsPerPage: 2 })
        assert.deepEqual(
          [page.at("/Resources/0/displayName"), page.at("/Resources/1/displayName")],
          [`${word} 7`, `${word} 2`]
        )
      }
    )

    requirement(["7644-3.4.2.1-02"], "take what a type does not have for unassigned there", async (scim) => {
      const word = await crowd(scim)
      const named = `displayName sw "${word}"`
      const found = async (filter: string) => types((await scim.list("/", { filter })).expect(200).resources).sort()
      assert.deepEqual(await found(`${named} and title sw "${word}"`), ["User", "User", "User"])
      assert.deepEqual(await found(`${named} and not (title pr)`), ["Group", "Group"])
      assert.deepEqual(await found(`${named} and title ne "${word} a"`), ["Group", "Group", "User", "User"])
      assert.deepEqual(await found(`${named} and title eq null`), ["Group", "Group"])
      assert.deepEqual(await found(`${named} and emails[type eq "work"]`), ["User", "User", "User"])
      assert.deepEqual(await found(`${named} and (members pr or title eq "${word} b")`), ["User"])
      assert.deepEqual(await found(`${named} and meta.resourceType eq "Group"`), ["Group", "Group"])
      ;(await scim.list("/", { filter: "noSuchAttribute pr" })).expectError(400, "invalidFilter")
      ;(await scim.list("/", { filter: "title gt true" })).expectError(400, "invalidFilter")
    })

    requirement(["7644-3.4.2.1-02", "7644-3.9-01"], "select attributes of each type by itself", async (scim) => {
      const word = await crowd(scim)
      const query = { filter: `displayName sw "${word}"`, sortBy: "displayName", attributes: "title,displayName" }
      const answer = (await scim.list("/", query)).expect(200)
      assert.deepEqual(Object.keys((answer.resources[0] ?? {}) as object).sort(), [
        "displayName",
        "id",
        "schemas",
        "title"
      ])
      assert.deepEqual(Object.keys((answer.resources[4] ?? {}) as object).sort(), ["displayName", "id", "schemas"])
    })
  },
  ["root"]
)
