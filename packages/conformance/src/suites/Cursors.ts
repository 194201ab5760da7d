/**
 * Pages by cursor.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9865
 */
import assert from "node:assert/strict"
import { type Answer, type Scim, urn } from "../Scim.ts"
import { suite, suiteOfPrincipals } from "../Suite.ts"

type Query = Readonly<Record<string, string | number>>

/** Users of one externalId; answers the filter that finds them. */
const crowd = async (scim: Scim, size: number): Promise<string> => {
  const externalId = scim.word("walk")
  for (let index = 0; index < size; index++) {
    await scim.user({ externalId, ...(index % 3 === 0 ? {} : { userType: `${index % 2}` }) })
  }
  return `externalId eq "${externalId}"`
}

/** Every page of a walk from its first on, as `nextCursor` leads through them. */
const walk = async (scim: Scim, query: Query): Promise<ReadonlyArray<Answer>> => {
  const pages: Array<Answer> = []
  let cursor: string | undefined = ""
  while (cursor !== undefined) {
    const page = (await scim.list("/Users", { ...query, cursor })).expect(200)
    pages.push(page)
    const next = page.at("/nextCursor")
    cursor = typeof next === "string" ? next : undefined
    assert.ok(pages.length < 1_000, "The walk does not end.")
  }
  return pages
}

const ids = (...pages: ReadonlyArray<Answer>): ReadonlyArray<string> =>
  pages.flatMap((page) => page.resources.map((_, index) => page.textAt(`/Resources/${index}/id`)))

const isUnreserved = (text: string): boolean => /^[A-Za-z0-9\-._~]+$/.test(text)

export const cursors = suite(
  "RFC 9865 cursors",
  (requirement) => {
    requirement(
      ["9865-2-01", "9865-2-02", "9865-2-03", "9865-2-04", "9865-2-07", "9865-2-09", "9865-2-10"],
      "lead through all pages, and end with the last",
      async (scim) => {
        const filter = await crowd(scim, 7)
        const pages = await walk(scim, { filter, count: 3 })
        assert.deepEqual(
          pages.map((page) => page.resources.length),
          [3, 3, 1]
        )
        for (const [index, page] of pages.entries()) {
          page.expect(200, { schemas: [urn.list], totalResults: 7, itemsPerPage: page.resources.length })
          assert.equal(page.at("/nextCursor") !== undefined, index < 2)
          for (const name of ["/nextCursor", "/previousCursor"]) {
            const cursor = page.at(name)
            if (cursor !== undefined) assert.ok(isUnreserved(String(cursor)), `${page}`)
          }
        }
        assert.deepEqual(ids(...pages), ids(await scim.list("/Users", { filter })))
        const exact = await walk(scim, { filter, count: 7 })
        assert.equal(exact.length, 1)
        ;(await scim.list("/Users", { filter, cursor: "" })).expect(200, { totalResults: 7, itemsPerPage: 7 })
        ;(await scim.get(`/Users?cursor&filter=${encodeURIComponent(filter)}`)).expect(200, { totalResults: 7 })
      }
    )

    requirement(["9865-2-05", "9865-2-06"], "lead back to the first page, which has none before it", async (scim) => {
      const filter = await crowd(scim, 5)
      const pages = await walk(scim, { filter, count: 2, sortBy: "userType" })
      let page = pages.at(-1)
      for (const expected of [...pages].reverse().slice(1)) {
        const cursor = page?.textAt("/previousCursor") ?? ""
        page = (await scim.list("/Users", { filter, sortBy: "userType", cursor })).expect(200)
        assert.deepEqual(ids(page), ids(expected))
      }
      page?.lacks("/previousCursor")
      pages[0]?.lacks("/previousCursor")
      const again = await scim.list("/Users", { filter, sortBy: "userType", cursor: page?.textAt("/nextCursor") ?? "" })
      assert.deepEqual(ids(again.expect(200)), ids(...pages.slice(1, 2)))
    })

    requirement(["9865-2-08"], "answer the total alone to a count of 0 or less", async (scim) => {
      const filter = await crowd(scim, 2)
      for (const count of [0, -1]) {
        const answer = await scim.list("/Users", { filter, count, cursor: "" })
        answer.expect(200, { totalResults: 2, itemsPerPage: 0, Resources: [] }).lacks("/nextCursor", "/previousCursor")
      }
    })

    requirement(["9865-2.2-01"], "follow every order, with and without a value", async (scim) => {
      const filter = await crowd(scim, 8)
      const orders: ReadonlyArray<Query> = [
        {},
        { sortBy: "userName" },
        { sortBy: "userType" },
        { sortBy: "userType", sortOrder: "descending" },
        { sortBy: "meta.created", sortOrder: "descending" },
        { sortBy: "active" },
        { sortBy: "emails" },
        { sortBy: "id", sortOrder: "descending" }
      ]
      for (const order of orders) {
        const whole = (await scim.list("/Users", { filter, ...order })).expect(200)
        for (const count of [1, 3]) {
          assert.deepEqual(ids(...(await walk(scim, { filter, count, ...order }))), ids(whole), JSON.stringify(order))
        }
      }
    })

    requirement(
      ["9865-2-01"],
      "meet everybody once who is there all the time, whoever comes and goes meanwhile",
      async (scim) => {
        const externalId = scim.word("tide")
        const user = async (index: number) => (await scim.user({ externalId, displayName: `Tide ${index}` })).id
        const there: Array<string> = []
        for (let index = 10; index < 22; index++) there.push(await user(index))
        const query = { filter: `externalId eq "${externalId}"`, sortBy: "displayName", count: 2 }
        const seen: Array<string> = []
        const gone = new Set<string>()
        let cursor: string | undefined = ""
        for (let turn = 0; cursor !== undefined; turn++) {
          const page = (await scim.list("/Users", { ...query, cursor })).expect(200)
          seen.push(...ids(page))
          const leaver = there[turn * 2]
          if (leaver !== undefined) {
            ;(await scim.delete(`/Users/${leaver}`)).expect(204)
            gone.add(leaver)
          }
          await user(10 + turn * 3)
          const next = page.at("/nextCursor")
          cursor = typeof next === "string" ? next : undefined
        }
        assert.equal(new Set(seen).size, seen.length)
        for (const id of there) if (!gone.has(id)) assert.ok(seen.includes(id), id)
      }
    )

    requirement(
      ["9865-2.1-01", "9865-5-02", "9865-5.2-03"],
      "are refused where they are invented or altered, without a word about what they hold",
      async (scim) => {
        const filter = await crowd(scim, 3)
        const cursor = (await scim.list("/Users", { filter, count: 1, cursor: "" })).textAt("/nextCursor")
        const altered = [...cursor].map((character, index) =>
          index === cursor.length >> 1 ? flip(character) : character
        )
        for (const wrong of ["x", "0", "null", `${cursor}A`, cursor.slice(1), cursor.slice(0, -4), altered.join("")]) {
          const answer = await scim.list("/Users", { filter, count: 1, cursor: wrong })
          answer.expectError(400, "invalidCursor")
          assert.ok(!answer.text.includes("@example.org"), `${answer}`)
        }
      }
    )

    requirement(["9865-2.1-04", "9865-2.1-01"], "continue the query that they come from and no other", async (scim) => {
      const filter = await crowd(scim, 3)
      const cursor = (await scim.list("/Users", { filter, count: 1, cursor: "" })).textAt("/nextCursor")
      for (const [path, query] of [
        ["/Users", { count: 1 }],
        ["/Users", { filter: `${filter} and active eq true`, count: 1 }],
        ["/Users", { filter, sortBy: "userName", count: 1 }],
        ["/Groups", { count: 1 }],
        ["/", { filter, count: 1 }]
      ] as const) {
        ;(await scim.list(path, { ...query, cursor })).expectError(400, "invalidCursor")
      }
      ;(await scim.list("/Users", { filter, attributes: "userName", cursor })).expect(200, { itemsPerPage: 1 })
    })

    requirement(
      ["9865-2.1-03", "9865-4-04"],
      "are refused with a count beyond the limit, or another one than before",
      async (scim) => {
        const filter = await crowd(scim, 3)
        const most = Number((await scim.get("/ServiceProviderConfig")).at("/pagination/maxPageSize"))
        ;(await scim.list("/Users", { filter, cursor: "", count: most + 1 })).expectError(400, "invalidCount")
        ;(await scim.list("/Users", { filter, cursor: "", count: most })).expect(200)
        const cursor = (await scim.list("/Users", { filter, count: 1, cursor: "" })).textAt("/nextCursor")
        ;(await scim.list("/Users", { filter, count: 2, cursor })).expectError(400, "invalidCount")
        ;(await scim.list("/Users", { filter, cursor })).expect(200, { itemsPerPage: 1 })
      }
    )

    requirement(
      ["9865-2.3-01", "9865-2.4-01", "9865-2.4-02", "9865-2.4-03", "9865-4-01", "9865-4-02", "9865-4-03"],
      "stand beside pages by index, which come unasked",
      async (scim) => {
        const config = await scim.get("/ServiceProviderConfig")
        config.expect(200, { pagination: { cursor: true, index: true, defaultPaginationMethod: "index" } })
        for (const name of ["defaultPageSize", "maxPageSize", "cursorTimeout"]) {
          assert.ok(Number(config.at(`/pagination/${name}`)) > 0, `${config}`)
        }
        const filter = await crowd(scim, 3)
        const plain = await scim.list("/Users", { filter, count: 1 })
        plain.expect(200, { startIndex: 1 }).lacks("/nextCursor", "/previousCursor")
        const byIndex = await scim.list("/Users", { filter, startIndex: 3, count: 1 })
        byIndex.expect(200, { startIndex: 3 }).lacks("/nextCursor", "/previousCursor")
        ;(await scim.list("/Users", { filter, cursor: "", count: 1 })).expect(200).lacks("/startIndex")
      }
    )

    requirement(["9865-3-01"], "are taken and given by queries by POST", async (scim) => {
      const filter = await crowd(scim, 3)
      const ask = (cursor: string) => scim.post("/Users/.search", { schemas: [urn.search], filter, count: 2, cursor })
      const first = (await ask("")).expect(200, { totalResults: 3, itemsPerPage: 2 })
      const second = (await ask(first.textAt("/nextCursor"))).expect(200, { itemsPerPage: 1 })
      assert.deepEqual(ids(first, second), ids(await scim.list("/Users", { filter })))
      ;(await ask("x")).expectError(400, "invalidCursor")
    })

    requirement(["9865-2-01"], "lead through users and groups together", async (scim) => {
      const word = scim.word("both")
      for (const index of [1, 2, 3]) {
        await scim.user({ displayName: `${word} ${index}` })
        await scim.group({ displayName: `${word} ${index + 0.5}` })
      }
      const query = { filter: `displayName sw "${word}"`, sortBy: "displayName", count: 4 }
      const first = (await scim.list("/", { ...query, cursor: "" })).expect(200, { totalResults: 6, itemsPerPage: 4 })
      const second = (await scim.list("/", { ...query, cursor: first.textAt("/nextCursor") })).expect(200)
      assert.deepEqual(ids(first, second), ids(await scim.list("/", { ...query, count: 10 })))
    })

    requirement(["9865-5.3-01"], "cost little where they are hostile", async (scim) => {
      const bombs = ["A".repeat(8_000), "%00", "ÿ".repeat(500), "../../etc/passwd", "{}", "[]"]
      for (const cursor of bombs) (await scim.list("/Users", { cursor })).expectError(400, "invalidCursor")
    })
  },
  ["cursor"]
)

/** Another character of the same alphabet. */
const flip = (character: string): string => (character === "A" ? "B" : "A")

export const cursorRights = suiteOfPrincipals("RFC 9865 §5 cursors and who may use them", (requirement) => {
  requirement(
    ["9865-5-01", "9865-5.2-04"],
    "show a caller what it may see, whoever the cursor came to",
    async (all) => {
      const { owner, reader, stranger, revoked } = all
      const filter = await crowd(owner, 3)
      const query = { filter, count: 1 }
      const cursor = (await owner.list("/Users", { ...query, cursor: "" })).textAt("/nextCursor")
      ;(await reader.list("/Users", { ...query, cursor })).expect(200, { itemsPerPage: 1 })
      ;(await stranger.list("/Users", { ...query, cursor })).expectError(400, "invalidCursor")
      ;(await revoked.list("/Users", { ...query, cursor })).expectError(401)
      ;(await owner.send({ method: "GET", path: `/Users?cursor=${cursor}`, authorization: null })).expectError(401)
      const groups = (await owner.list("/", { count: 1, cursor: "" })).textAt("/nextCursor")
      ;(await all.userWriter.list("/", { count: 1, cursor: groups })).expectError(400, "invalidCursor")
    }
  )
})
