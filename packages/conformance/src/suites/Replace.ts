/**
 * Replacing resources by PUT, and deleting them.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.5.1
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.6
 */
import assert from "node:assert/strict"
import { urn } from "../Scim.ts"
import { suite } from "../Suite.ts"

export const replace = suite("RFC 7644 §3.5.1 replace", (requirement) => {
  requirement(
    ["7644-3.5-01", "7644-3.5.1-01", "7644-3.2-01"],
    "answers 200 with the whole new resource",
    async (scim) => {
      const made = await scim.user({ displayName: "Before", title: "Binder" })
      const body = scim.person({ displayName: "After", name: { givenName: "Ida" } })
      const put = (await scim.put(`/Users/${made.id}`, body)).expect(200, { ...body, id: made.id })
      put.lacks("/title")
      assert.deepEqual((await scim.get(`/Users/${made.id}`)).body, put.body)
    }
  )

  requirement(["7644-3.5.1-01", "7643-4.2-03"], "replaces the members of a group", async (scim) => {
    const [first, second] = [await scim.user(), await scim.user()]
    const path = await scim.groupOf(first.id)
    const body = { schemas: [urn.group], displayName: scim.word("Group "), members: [{ value: second.id }] }
    ;(await scim.put(path, body)).expect(200, { displayName: body.displayName })
    assert.deepEqual(await scim.members(path), [second.id])
    ;(await scim.put(path, { schemas: [urn.group], displayName: body.displayName })).expect(200)
    assert.deepEqual(await scim.members(path), [])
  })

  requirement(["7644-3.5.1-02", "7644-3.12-08"], "does not create", async (scim) => {
    ;(await scim.put(`/Users/${scim.word("none")}`, scim.person())).expectError(404)
    const body = { schemas: [urn.group], displayName: "x" }
    ;(await scim.put(`/Groups/${scim.word("none")}`, body)).expectError(404)
  })

  requirement(["7644-3.5.1-03"], "pays no heed to readOnly attributes", async (scim) => {
    const made = await scim.user()
    const path = await scim.groupOf(made.id)
    const body = scim.person({ groups: [], meta: { created: "2001-01-01T00:00:00Z", resourceType: "Group" } })
    const put = (await scim.put(`/Users/${made.id}`, body)).expect(200, { meta: { resourceType: "User" } })
    assert.equal(put.at("/meta/created"), made.at("/meta/created"))
    assert.equal((await scim.get(`/Users/${made.id}`)).listAt("/groups").length, 1)
    assert.deepEqual(await scim.members(path), [made.id])
  })

  requirement(["7644-3.5.1-04"], "leaves the immutable parts of a member as they are", async (scim) => {
    const user = await scim.user()
    const group = (await scim.get(await scim.groupOf(user.id))).expect(200)
    const put = (await scim.put(`/Groups/${group.id}`, group.body ?? null)).expect(200)
    assert.deepEqual(put.at("/members"), group.at("/members"))
    const changed = { ...Object(group.body), members: [{ ...Object(group.at("/members/0")), type: "Group" }] }
    await scim.put(`/Groups/${group.id}`, changed)
    assert.deepEqual((await scim.get(`/Groups/${group.id}`)).body, group.body)
  })

  requirement(["7644-3.5.1-05"], "takes a password and does not return it", async (scim) => {
    const made = await scim.user({ password: "Secret-42" })
    const put = (await scim.put(`/Users/${made.id}`, scim.person({ password: "Secret-43" }))).expect(200)
    assert.ok(!put.text.includes("Secret-43"))
  })

  requirement(["7644-3.5.1-06"], "changes nothing by a body that breaks the schema", async (scim) => {
    const made = await scim.user({ title: "Binder" })
    for (const wrong of [
      { title: 7 },
      { active: "neither" },
      { emails: [{ value: { not: "a text" } }] },
      { name: ["not", "an", "object"] },
      { phoneNumbers: [["not", "an object"]] }
    ]) {
      ;(await scim.put(`/Users/${made.id}`, scim.person(wrong))).expectError(400)
    }
    assert.deepEqual((await scim.get(`/Users/${made.id}`)).body, made.body)
  })

  requirement(["7644-3.5.1-07"], "clears what is left out", async (scim) => {
    const made = await scim.user({
      title: "Binder",
      phoneNumbers: [{ value: "1" }],
      [urn.enterprise]: { department: "B" }
    })
    const put = (await scim.put(`/Users/${made.id}`, scim.person())).expect(200, { schemas: [urn.user] })
    put.lacks("/title", "/phoneNumbers", `/${urn.enterprise}`)
  })

  requirement(["7644-3.5.1-08"], "goes by the id of the URL", async (scim) => {
    const [made, other] = [await scim.user(), await scim.user()]
    const body = scim.person({ id: other.id, title: "Binder" })
    const answer = await scim.put(`/Users/${made.id}`, body)
    if (answer.status === 200) answer.expect(200, { id: made.id, title: "Binder" })
    else answer.expectError(400)
    assert.deepEqual((await scim.get(`/Users/${other.id}`)).body, other.body)
  })

  requirement(["7644-3.5.1-09", "7644-3.14-07"], "changes nothing the second time", async (scim) => {
    const made = await scim.user()
    const body = scim.person({ title: "Binder", name: { givenName: "Ida" } })
    const first = (await scim.put(`/Users/${made.id}`, body)).expect(200)
    const second = (await scim.put(`/Users/${made.id}`, body)).expect(200)
    assert.deepEqual(second.body, first.body)
  })

  requirement(["7644-3.5.1-01"], "takes back a representation as it was read", async (scim) => {
    const user = await scim.user({ name: { givenName: "Ida" }, [urn.enterprise]: { department: "Bindery" } })
    await scim.groupOf(user.id)
    const read = (await scim.get(`/Users/${user.id}`)).expect(200)
    const put = (await scim.put(`/Users/${user.id}`, read.body ?? null)).expect(200)
    assert.deepEqual(put.body, read.body)
  })
})

export const remove = suite("RFC 7644 §3.6 delete", (requirement) => {
  requirement(["7644-3.6-01", "7644-3.1-04", "7644-3.2-01"], "answers 204 without a body", async (scim) => {
    for (const path of [`/Users/${(await scim.user()).id}`, `/Groups/${(await scim.group()).id}`]) {
      const answer = (await scim.delete(path)).expect(204)
      assert.equal(answer.text, "")
    }
  })

  requirement(["7644-3.6-02", "7644-3.6-05", "7644-3.12-08"], "leaves 404 behind for every method", async (scim) => {
    const path = `/Users/${(await scim.user()).id}`
    ;(await scim.delete(path)).expect(204)
    ;(await scim.get(path)).expectError(404)
    ;(await scim.put(path, scim.person())).expectError(404)
    ;(await scim.change(path, { op: "replace", path: "title", value: "x" })).expectError(404)
    ;(await scim.delete(path)).expectError(404)
    ;(await scim.delete(`/Groups/${scim.word("none")}`)).expectError(404)
  })

  requirement(["7644-3.6-03"], "takes the resource out of queries", async (scim) => {
    const made = await scim.user()
    ;(await scim.delete(`/Users/${made.id}`)).expect(204)
    assert.deepEqual(await scim.userNames(`userName eq "${made.textAt("/userName")}"`), [])
    assert.deepEqual(await scim.userNames(`id eq "${made.id}"`), [])
  })

  requirement(["7644-3.6-04"], "frees the userName", async (scim) => {
    const body = scim.person()
    const made = (await scim.post("/Users", body)).expect(201)
    ;(await scim.delete(`/Users/${made.id}`)).expect(204)
    ;(await scim.post("/Users", body)).expect(201)
  })

  requirement(["7644-3.6-06"], "leaves every other resource alone", async (scim) => {
    const [user, other] = [await scim.user(), await scim.user()]
    const path = await scim.groupOf(user.id, other.id)
    ;(await scim.delete(path)).expect(204)
    ;(await scim.get(`/Users/${user.id}`)).expect(200)
    ;(await scim.delete(`/Users/${user.id}`)).expect(204)
    ;(await scim.get(`/Users/${other.id}`)).expect(200, { userName: other.textAt("/userName") })
  })
})
