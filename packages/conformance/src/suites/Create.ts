/**
 * Creating resources.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.3
 */
import assert from "node:assert/strict"
import { urn } from "../Scim.ts"
import { suite } from "../Suite.ts"

export const create = suite("RFC 7644 §3.3 create", (requirement) => {
  requirement(["7644-3.3-01", "7644-3.3-03", "7644-3.2-01"], "answers 201 with the whole resource", async (scim) => {
    const body = scim.person({ displayName: "Ida" })
    const made = (await scim.post("/Users", body)).expect(201, body)
    assert.deepEqual((await scim.get(`/Users/${made.id}`)).expect(200).body, made.body)
  })

  requirement(["7644-3.3-04"], "pays no heed to readOnly attributes", async (scim) => {
    const made = await scim.user({ id: "x", groups: [{ value: "y" }], meta: { created: "2001-01-01T00:00:00Z" } })
    assert.notEqual(made.id, "x")
    made.lacks("/groups")
    assert.ok(!made.textAt("/meta/created").startsWith("2001"))
  })

  requirement(["7644-3.3-05"], "shows any default that it gives to an attribute left out", async (scim) => {
    const made = (await scim.user()).expect(201, { active: true })
    ;(await scim.get(`/Users/${made.id}`)).expect(200, { active: true })
    made.lacks("/displayName", "/title", "/phoneNumbers")
  })

  requirement(["7644-3.3-06", "7644-3.12-09"], "answers 409 uniqueness to a userName that is taken", async (scim) => {
    const body = scim.person()
    const made = (await scim.post("/Users", body)).expect(201)
    const answer = (await scim.post("/Users", body)).expectError(409, "uniqueness")
    assert.ok(answer.textAt("/detail").includes("userName"), `${answer}`)
    assert.deepEqual(await scim.userNames(`userName eq "${made.textAt("/userName")}"`), [made.textAt("/userName")])
  })

  requirement(["7644-3.3-07"], "stores nothing of what it refuses", async (scim) => {
    const userName = `${scim.word()}@example.org`
    const wrong = [
      { ...scim.person({ userName }), displayName: { not: "a text" } },
      { ...scim.person({ userName }), emails: [{ value: { not: "a text" } }] },
      { ...scim.person({ userName }), active: "neither" },
      { ...scim.person({ userName }), name: ["not", "an", "object"] },
      { ...scim.person({ userName }), title: 7 }
    ]
    for (const body of wrong) (await scim.post("/Users", body)).expectError(400)
    for (const body of ["", "{", '{"userName":', "[]", '"text"', "7", "null"]) {
      ;(await scim.send({ method: "POST", path: "/Users", body })).expectError(400)
    }
    assert.deepEqual(await scim.userNames(`userName eq "${userName}"`), [])
  })

  requirement(["7644-3.3-08", "7644-3.9-01"], "trims its answer as asked", async (scim) => {
    const picked = (await scim.post("/Users?attributes=userName", scim.person({ title: "Binder" }))).expect(201)
    assert.notEqual(picked.id, "")
    assert.notEqual(picked.textAt("/userName"), "")
    picked.lacks("/title", "/emails")
    const left = (await scim.post("/Users?excludedAttributes=title", scim.person({ title: "Binder" }))).expect(201)
    left.lacks("/title")
    assert.equal(left.listAt("/emails").length, 1)
    ;(await scim.get(`/Users/${left.id}`)).expect(200, { title: "Binder" })
  })

  requirement(["7644-3.1-07"], "answers what a read answers", async (scim) => {
    const made = await scim.user({ name: { givenName: "Ida" }, [urn.enterprise]: { department: "Bindery" } })
    const path = `/Users/${made.id}`
    assert.deepEqual((await scim.get(path)).body, made.body)
    const put = (await scim.put(path, scim.person({ title: "Binder" }))).expect(200)
    assert.deepEqual((await scim.get(path)).body, put.body)
    const patched = await scim.change(path, { op: "add", path: "nickName", value: "I" })
    if (patched.expect([200, 204]).status === 200) assert.deepEqual((await scim.get(path)).body, patched.body)
  })
})
