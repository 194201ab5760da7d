/**
 * What a token is worth: the clients of one server that see different things.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-6
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-2
 */
import assert from "node:assert/strict"
import { urn } from "../Scim.ts"
import { suiteOfPrincipals } from "../Suite.ts"

export const access = suiteOfPrincipals("RFC 7644 §2 and §6 tokens and tenants", (requirement) => {
  requirement(["7644-6-01"], "shows a tenant nothing of another", async ({ owner, stranger }) => {
    const made = await owner.user()
    const path = `/Users/${made.id}`
    ;(await stranger.get(path)).expectError(404)
    ;(await stranger.put(path, stranger.person())).expectError(404)
    ;(await stranger.change(path, { op: "replace", path: "title", value: "x" })).expectError(404)
    ;(await stranger.delete(path)).expectError(404)
    assert.deepEqual(await stranger.userNames(`userName eq "${made.textAt("/userName")}"`), [])
    assert.deepEqual((await owner.get(path)).body, made.body)
  })

  requirement(
    ["7644-6-01", "7643-4.2-04"],
    "lets nobody make a member of another tenant's user",
    async ({ owner, stranger }) => {
      const made = await owner.user()
      const group = await stranger.groupOf()
      ;(await stranger.change(group, { op: "add", path: "members", value: [{ value: made.id }] })).expect([
        200, 204, 400
      ])
      assert.deepEqual(await stranger.members(group), [])
      ;(await owner.get(`/Users/${made.id}`)).expect(200).lacks("/groups")
    }
  )

  requirement(["7644-6-01", "7643-2.2-12"], "lets two tenants use one userName", async ({ owner, stranger }) => {
    const body = owner.person()
    ;(await owner.post("/Users", body)).expect(201)
    ;(await stranger.post("/Users", body)).expect(201)
    ;(await stranger.post("/Users", body)).expectError(409, "uniqueness")
  })

  requirement(["7643-3.1-18"], "keeps the externalIds of two tenants apart", async ({ owner, stranger }) => {
    const externalId = owner.word("ext")
    const [mine, theirs] = [await owner.user({ externalId }), await stranger.user({ externalId })]
    assert.deepEqual(await owner.userNames(`externalId eq "${externalId}"`), [mine.textAt("/userName")])
    assert.deepEqual(await stranger.userNames(`externalId eq "${externalId}"`), [theirs.textAt("/userName")])
  })

  requirement(
    ["7644-2-05", "7644-2.1-03", "7644-3.12-13"],
    "lets a reading token read and answers 403 to its writes",
    async ({ owner, reader }) => {
      const made = await owner.user()
      const path = `/Users/${made.id}`
      ;(await reader.get(path)).expect(200, { id: made.id })
      ;(await reader.get("/Groups")).expect(200)
      ;(await reader.post("/Users", reader.person())).expectError(403)
      ;(await reader.put(path, reader.person())).expectError(403)
      ;(await reader.change(path, { op: "replace", path: "title", value: "x" })).expectError(403)
      ;(await reader.delete(path)).expectError(403)
      assert.deepEqual((await owner.get(path)).body, made.body)
    }
  )

  requirement(["7644-2-06"], "judges each request by what it touches", async ({ owner, userWriter }) => {
    const group = await owner.groupOf()
    ;(await userWriter.user()).expect(201)
    ;(await userWriter.get(group)).expectError(403)
    ;(await userWriter.change(group, { op: "remove", path: "members" })).expectError(403)
    ;(await owner.get(group)).expect(200)
  })

  requirement(
    ["7643-5-09", "7644-3.4.2.4-10", "7644-3.4.2.4-07"],
    "never puts more on a page than it states, and counts all",
    async ({ crowded }) => {
      const most = Number((await crowded.get("/ServiceProviderConfig")).at("/filter/maxResults"))
      for (let made = 0; made <= most; made += 500) {
        const data = Array.from({ length: 500 }, () => crowded.person())
        const Operations = data.map((user, index) => ({
          method: "POST",
          path: "/Users",
          bulkId: `${index}`,
          data: user
        }))
        ;(await crowded.post("/Bulk", { schemas: [urn.bulk], Operations })).expect(200)
      }
      const first = (await crowded.list("/Users", { count: 1_000_000, attributes: "userName" })).expect(200)
      const total = Number(first.at("/totalResults"))
      assert.ok(total > most, `${total} users are not more than ${most}`)
      first.expect(200, { startIndex: 1, itemsPerPage: most })
      const next = { startIndex: most + 1, count: 1_000_000, attributes: "userName" }
      const rest = (await crowded.list("/Users", next)).expect(200, { totalResults: total, itemsPerPage: total - most })
      const seen = [...first.resources, ...rest.resources].map((resource) => Object(resource).id)
      assert.equal(new Set(seen).size, total)
    }
  )

  requirement(["7644-2-01", "7644-2-02"], "refuses a token that was revoked", async ({ revoked }) => {
    const answer = (await revoked.get("/Users")).expectError(401)
    assert.ok(answer.headers.get("www-authenticate")?.startsWith("Bearer"))
  })
})
