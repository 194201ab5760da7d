/**
 * Queries: the list response and its pages.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2
 */
import assert from "node:assert/strict"
import { type Scim, urn } from "../Scim.ts"
import { suite } from "../Suite.ts"

/** Creates this many users of one userType that no other case uses; answers a filter that finds them. */
const crowd = async (scim: Scim, size: number): Promise<string> => {
  const userType = scim.word("crowd")
  for (let index = 0; index < size; index += 1) await scim.user({ userType, title: `Number ${index}` })
  return `userType eq "${userType}"`
}

export const list = suite("RFC 7644 §3.4.2 query", (requirement) => {
  requirement(["7644-3.4.2-01", "7644-3.1-05", "7644-3.4.2.1-01"], "answers 200 with a list response", async (scim) => {
    ;(await scim.get("/Users")).expect(200, { schemas: [urn.list] })
    ;(await scim.get("/Groups")).expect(200, { schemas: [urn.list] })
  })

  requirement(
    ["7644-3.4.2-02", "7644-3.4.2-04", "7644-3.4.2.2-28"],
    "counts the matches and holds them",
    async (scim) => {
      const made = await scim.user()
      const answer = (await scim.list("/Users", { filter: `userName eq "${made.textAt("/userName")}"` })).expect(200)
      assert.equal(answer.at("/totalResults"), 1)
      assert.deepEqual(answer.at("/Resources"), [made.body])
    }
  )

  requirement(["7644-3.4.2-03"], "answers 200, 0 and an empty array when nothing matches", async (scim) => {
    for (const path of ["/Users", "/Groups"]) {
      const answer = await scim.list(path, { filter: `externalId eq "${scim.word("none")}"` })
      assert.deepEqual(answer.expect(200).body, {
        schemas: [urn.list],
        totalResults: 0,
        startIndex: 1,
        itemsPerPage: 0,
        Resources: []
      })
    }
  })

  requirement(["7644-3.4.2-05", "7644-3.4.2.4-08"], "says which part of the results a page is", async (scim) => {
    const filter = await crowd(scim, 3)
    ;(await scim.list("/Users", { filter, count: 1 })).expect(200, { totalResults: 3, startIndex: 1, itemsPerPage: 1 })
    const last = (await scim.list("/Users", { filter, startIndex: 3, count: 2 })).expect(200)
    last.expect(200, { totalResults: 3, startIndex: 3, itemsPerPage: 1 })
    assert.equal(last.resources.length, 1)
  })

  requirement(["7644-3.4.2-06"], "pays no heed to a parameter that it does not know", async (scim) => {
    const made = await scim.user()
    const answer = await scim.list("/Users", { filter: `id eq "${made.id}"`, bogus: "yes", aadOptscim062020: "" })
    answer.expect(200, { totalResults: 1 })
  })

  requirement(["7644-3.4.2.1-03"], "answers a page to a very large count", async (scim) => {
    const answer = await scim.list("/Users", { count: 1_000_000 })
    answer.expect(200, { startIndex: 1, itemsPerPage: answer.resources.length })
    assert.ok(answer.resources.length > 0 && answer.resources.length <= Number(answer.at("/totalResults")), `${answer}`)
  })
})

export const paging = suite("RFC 7644 §3.4.2.4 paging", (requirement) => {
  requirement(["7644-3.4.2.4-01", "7644-3.4.2.4-09"], "counts the first result as 1", async (scim) => {
    const filter = await crowd(scim, 3)
    const page = (startIndex: number) => scim.list("/Users", { filter, startIndex, count: 10 })
    const whole = (await page(1)).expect(200, { startIndex: 1, itemsPerPage: 3 })
    const rest = (await page(2)).expect(200, { startIndex: 2, itemsPerPage: 2 })
    assert.deepEqual(rest.resources, whole.resources.slice(1))
  })

  requirement(["7644-3.4.2.4-02"], "reads a startIndex below 1 as 1", async (scim) => {
    const filter = await crowd(scim, 2)
    const first = await scim.list("/Users", { filter, startIndex: 1, count: 1 })
    for (const startIndex of [0, -5]) {
      assert.deepEqual((await scim.list("/Users", { filter, startIndex, count: 1 })).body, first.body)
    }
  })

  requirement(
    ["7644-3.4.2.4-03", "7644-3.4.2.4-07"],
    "holds at most count resources and the same total",
    async (scim) => {
      const filter = await crowd(scim, 3)
      for (const count of [1, 2, 3, 4]) {
        const answer = (await scim.list("/Users", { filter, count })).expect(200, { totalResults: 3 })
        assert.equal(answer.resources.length, Math.min(count, 3))
      }
    }
  )

  for (const [ids, count] of [
    [["7644-3.4.2.4-04"], -3],
    [["7644-3.4.2.4-05"], 0]
  ] as const) {
    requirement(ids, `answers the total alone to a count of ${count}`, async (scim) => {
      const filter = await crowd(scim, 2)
      const answer = (await scim.list("/Users", { filter, count })).expect(200, { totalResults: 2, itemsPerPage: 0 })
      assert.deepEqual(answer.resources, [])
    })
  }

  requirement(["7644-3.4.2.4-06"], "answers an empty page past the end", async (scim) => {
    const filter = await crowd(scim, 1)
    const answer = await scim.list("/Users", { filter, startIndex: 1000 })
    answer.expect(200, { totalResults: 1, itemsPerPage: 0, Resources: [] })
  })

  requirement(["7644-3.4.2.4-11"], "shows every resource once on a walk through the pages", async (scim) => {
    const filter = await crowd(scim, 7)
    const walk = async (more: Readonly<Record<string, string>>) => {
      const seen: Array<string> = []
      for (const startIndex of [1, 3, 5, 7])
        seen.push(...(await scim.userNames(filter, { startIndex, count: 2, ...more })))
      return seen
    }
    for (const more of [{}, { sortBy: "title" }, { sortBy: "userType", sortOrder: "descending" }]) {
      const seen = await walk(more)
      assert.equal(new Set(seen).size, 7)
      assert.deepEqual(await walk(more), seen)
    }
  })

  requirement(["7644-3.4.2.4-03", "7644-7-01"], "refuses a number that is none, and says which", async (scim) => {
    for (const [name, value] of [
      ["count", "many"],
      ["count", "1.5"],
      ["count", "1e400"],
      ["startIndex", "first"]
    ] as const) {
      const answer = (await scim.list("/Users", { [name]: value })).expectError(400, "invalidValue")
      assert.ok(answer.textAt("/detail").includes(name), `${answer}`)
    }
    ;(await scim.list("/Users", { startIndex: "", count: "" })).expect(200, { startIndex: 1 })
  })
})

export const sorting = suite(
  "RFC 7644 §3.4.2.3 sorting",
  (requirement) => {
    /** Creates users with these attributes, in this order, and answers how a sorted query puts them. */
    const sorted = async (
      scim: Scim,
      people: ReadonlyArray<Readonly<Record<string, unknown>>>,
      parameters: Readonly<Record<string, string>>
    ): Promise<ReadonlyArray<string>> => {
      const userType = scim.word("sorted")
      for (const [index, person] of people.entries()) {
        const attributes = JSON.parse(JSON.stringify({ displayName: `p${index}`, ...person, userType }))
        await scim.user({ ...attributes, nickName: `p${index}` })
      }
      const answer = (await scim.list("/Users", { filter: `userType eq "${userType}"`, ...parameters })).expect(200)
      return answer.resources.map((_, index) => answer.textAt(`/Resources/${index}/nickName`))
    }
    const titles = [{ title: "b" }, { title: "c" }, { title: "a" }]

    requirement(["7644-3.4.2.3-01"], "ascends by default", async (scim) => {
      assert.deepEqual(await sorted(scim, titles, { sortBy: "title" }), ["p2", "p0", "p1"])
      assert.deepEqual(await sorted(scim, titles, { sortBy: "title", sortOrder: "ascending" }), ["p2", "p0", "p1"])
    })

    requirement(["7644-3.4.2.3-02"], "descends when asked to", async (scim) => {
      assert.deepEqual(await sorted(scim, titles, { sortBy: "title", sortOrder: "descending" }), ["p1", "p0", "p2"])
    })

    requirement(["7644-3.4.2.3-03"], "follows caseExact", async (scim) => {
      const names = [{ displayName: "bob" }, { displayName: "Cleo" }, { displayName: "Ada" }]
      assert.deepEqual(await sorted(scim, names, { sortBy: "displayName" }), ["p2", "p0", "p1"])
      const externalIds = [{ externalId: "bob" }, { externalId: "Cleo" }, { externalId: "Ada" }]
      assert.deepEqual(await sorted(scim, externalIds, { sortBy: "externalId" }), ["p2", "p1", "p0"])
    })

    requirement(
      ["7644-3.4.2.3-04"],
      "puts resources without the attribute last, and first when it descends",
      async (scim) => {
        const people = [{}, { title: "b" }, { title: "a" }]
        assert.deepEqual(await sorted(scim, people, { sortBy: "title" }), ["p2", "p1", "p0"])
        assert.deepEqual(await sorted(scim, people, { sortBy: "title", sortOrder: "descending" }), ["p0", "p1", "p2"])
      }
    )

    requirement(["7644-3.4.2.3-05"], "takes sub-attributes and names with their URN", async (scim) => {
      const people = [
        { name: { familyName: "Lund" }, [urn.enterprise]: { department: "a" } },
        { name: { familyName: "Berg" }, [urn.enterprise]: { department: "b" } }
      ]
      assert.deepEqual(await sorted(scim, people, { sortBy: "name.familyName" }), ["p1", "p0"])
      assert.deepEqual(await sorted(scim, people, { sortBy: `${urn.user}:name.familyName` }), ["p1", "p0"])
      const byDepartment = { sortBy: `${urn.enterprise}:department`, sortOrder: "descending" }
      assert.deepEqual(await sorted(scim, people, byDepartment), ["p1", "p0"])
    })

    requirement(["7644-3.4.2.3-06"], "takes the primary value of several, else the first", async (scim) => {
      const people = [
        { phoneNumbers: [{ value: "1" }, { value: "9", primary: true }] },
        { phoneNumbers: [{ value: "5" }, { value: "0" }] }
      ]
      assert.deepEqual(await sorted(scim, people, { sortBy: "phoneNumbers.value" }), ["p1", "p0"])
      assert.deepEqual(await sorted(scim, people, { sortBy: "phoneNumbers" }), ["p1", "p0"])
    })

    requirement(["7644-3.4.2.3-07"], "does not break on a sortBy or sortOrder that it does not know", async (scim) => {
      for (const parameters of [{ sortBy: "shoeSize" }, { sortBy: "name" }, { sortBy: "a..b" }]) {
        assert.deepEqual([...(await sorted(scim, titles, parameters))].sort(), ["p0", "p1", "p2"])
      }
      assert.deepEqual(await sorted(scim, titles, { sortBy: "title", sortOrder: "sideways" }), ["p2", "p0", "p1"])
    })
  },
  ["sort"]
)
