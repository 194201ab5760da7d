/**
 * Reading one resource, and what can be left out of it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.1
 */
import assert from "node:assert/strict"
import { urn } from "../Scim.ts"
import { suite } from "../Suite.ts"

export const retrieve = suite("RFC 7644 §3.4.1 retrieve", (requirement) => {
  requirement(
    ["7644-3.4.1-01", "7644-3.4-01", "7644-3.2-01"],
    "answers 200 with what is returned by default",
    async (scim) => {
      const made = await scim.user({ displayName: "Ida" })
      const read = (await scim.get(`/Users/${made.id}`)).expect(200, { id: made.id, displayName: "Ida" })
      assert.equal(read.listAt("/emails").length, 1)
      const group = await scim.groupOf(made.id)
      assert.equal((await scim.get(group)).expect(200).listAt("/members").length, 1)
    }
  )

  requirement(["7644-3.4.2-07"], "reads one resource whatever query it is sent with", async (scim) => {
    const made = await scim.user({ title: "Binder" })
    const query = { filter: 'title eq "Binder"', sortBy: "title", startIndex: 1, count: 1 }
    assert.deepEqual((await scim.list(`/Users/${made.id}`, query)).expect(200).body, made.body)
  })

  requirement(["7644-3.4.1-02", "7644-3.12-08"], "answers 404 to an id that is not there", async (scim) => {
    for (const path of ["/Users/none", "/Groups/none", `/Users/${(await scim.group()).id}`]) {
      ;(await scim.get(path)).expectError(404)
    }
  })

  requirement(["7644-3.2-02", "7644-3.12-08"], "answers 404 to an endpoint that is not there", async (scim) => {
    for (const path of ["/Robots", "/Robots/1", "/Users/1/emails", "/Schemas/a/b"])
      (await scim.get(path)).expectError(404)
    ;(await scim.post("/Robots", {})).expectError(404)
  })

  requirement(["7644-3.2-03", "7644-3.2-01"], "lets no collection be deleted or replaced", async (scim) => {
    const made = await scim.user()
    for (const path of ["/Users", "/Groups"]) {
      for (const method of ["DELETE", "PUT", "PATCH"]) {
        ;(await scim.send({ method, path, body: scim.person() })).expectError(405)
      }
    }
    ;(await scim.get(`/Users/${made.id}`)).expect(200)
  })
})

export const projection = suite("RFC 7644 §3.4.2.5 and §3.9 projection", (requirement) => {
  requirement(
    ["7644-3.4.2.5-01", "7644-3.9-01"],
    "answers the selected attributes and those always returned",
    async (scim) => {
      const made = await scim.user({ displayName: "Ida", title: "Binder" })
      const one = (await scim.list(`/Users/${made.id}`, { attributes: "displayName" })).expect(200)
      const many = (await scim.list("/Users", { filter: `id eq "${made.id}"`, attributes: "displayName" })).expect(200)
      const expected = { schemas: [urn.user], id: made.id, displayName: "Ida" }
      assert.deepEqual(one.body, expected)
      assert.deepEqual(many.at("/Resources/0"), expected)
    }
  )

  requirement(["7644-3.4.2.5-02", "7644-3.9-01"], "leaves out the excluded attributes", async (scim) => {
    const made = await scim.user({ displayName: "Ida", title: "Binder" })
    const one = (await scim.list(`/Users/${made.id}`, { excludedAttributes: "displayName,meta,emails" })).expect(200)
    assert.deepEqual(one.body, {
      schemas: [urn.user],
      id: made.id,
      userName: made.at("/userName"),
      title: "Binder",
      ...(made.at("/active") === undefined ? {} : { active: made.at("/active") ?? null })
    })
    const many = await scim.list("/Users", { filter: `id eq "${made.id}"`, excludedAttributes: "displayName" })
    many.expect(200, { Resources: [{ title: "Binder" }] }).lacks("/Resources/0/displayName")
  })

  for (const [query, shown] of [
    ["attributes=title,name.givenName", { title: "Binder", name: { givenName: "Ida" } }],
    ["excludedAttributes=userName,meta,emails,active,name.familyName", { title: "Binder", name: { givenName: "Ida" } }],
    ["attributes=password", {}],
    ["excludedAttributes=id,schemas,title,name,userName,meta,emails,active", {}]
  ] as const) {
    requirement(["7644-3.9-01", "7644-3.3-08", "7644-3.5.2-09"], `trims every answer by ${query}`, async (scim) => {
      const person = scim.person({ title: "Binder", name: { givenName: "Ida", familyName: "Lund" } })
      const made = (await scim.post(`/Users?${query}`, person)).expect(201)
      const path = `/Users/${made.id}`
      const answers = {
        post: made.body,
        get: (await scim.get(`${path}?${query}`)).expect(200).body,
        list: (await scim.get(`/Users?${query}&filter=id%20eq%20%22${made.id}%22`)).expect(200).at("/Resources/0"),
        put: (await scim.put(`${path}?${query}`, person)).expect(200).body,
        patch: (await scim.change(`${path}?${query}`, { op: "replace", path: "title", value: "Binder" })).expect(200)
          .body
      }
      const resource = { schemas: [urn.user], id: made.id, ...shown }
      assert.deepEqual(answers, { post: resource, get: resource, list: resource, put: resource, patch: resource })
    })
  }

  requirement(["7644-3.10-01", "7644-3.10-02", "7644-3.4.2.5-01"], "selects a sub-attribute alone", async (scim) => {
    const made = await scim.user({ name: { givenName: "Ida", familyName: "Lund" } })
    const answer = await scim.list(`/Users/${made.id}`, { attributes: "name.familyName,emails.value" })
    assert.deepEqual(answer.expect(200).body, {
      schemas: [urn.user],
      id: made.id,
      name: { familyName: "Lund" },
      emails: [{ value: made.at("/emails/0/value") }]
    })
  })

  requirement(["7644-3.10-02"], "leaves out a sub-attribute alone", async (scim) => {
    const made = await scim.user({ name: { givenName: "Ida", familyName: "Lund" } })
    const answer = await scim.list(`/Users/${made.id}`, { excludedAttributes: "name.familyName,emails.type" })
    answer.expect(200, { name: { givenName: "Ida" } }).lacks("/name/familyName", "/emails/0/type")
    assert.equal(answer.at("/emails/0/value"), made.at("/emails/0/value"))
  })

  requirement(["7644-3.10-01", "7644-3.10-03", "7644-3.10-04"], "takes names with their URN", async (scim) => {
    const made = await scim.user({ displayName: "Ida", [urn.enterprise]: { department: "Bindery", division: "West" } })
    const read = (attributes: string) => scim.list(`/Users/${made.id}`, { attributes })
    ;(await read(`${urn.user}:displayName`)).expect(200, { displayName: "Ida" }).lacks("/userName")
    const part = (await read(`${urn.enterprise}:department`)).expect(200, {
      [urn.enterprise]: { department: "Bindery" }
    })
    part.lacks(`/${urn.enterprise}/division`, "/displayName")
    const whole = (await read(urn.enterprise)).expect(200)
    assert.deepEqual(whole.at(`/${urn.enterprise}`), { department: "Bindery", division: "West" })
    ;(await read(`${urn.enterprise.toUpperCase()}:DEPARTMENT`)).expect(200, {
      [urn.enterprise]: { department: "Bindery" }
    })
    const without = await scim.list(`/Users/${made.id}`, { excludedAttributes: `${urn.enterprise}:department` })
    without.expect(200, { [urn.enterprise]: { division: "West" } }).lacks(`/${urn.enterprise}/department`)
  })

  requirement(["7644-3.4.2.5-02"], "leaves the members out of groups", async (scim) => {
    const user = await scim.user()
    const path = await scim.groupOf(user.id)
    ;(await scim.list(path, { excludedAttributes: "members" })).expect(200).lacks("/members")
    const id = (await scim.get(path)).id
    const many = await scim.list("/Groups", { filter: `id eq "${id}"`, excludedAttributes: "members" })
    many.expect(200, { totalResults: 1 }).lacks("/Resources/0/members")
  })

  requirement(["7644-3.9-02"], "leaves what is excluded out of what is selected", async (scim) => {
    const made = await scim.user({ displayName: "Ida", title: "Binder" })
    const answer = await scim.list(`/Users/${made.id}`, {
      attributes: "displayName,title",
      excludedAttributes: "title"
    })
    assert.deepEqual(answer.expect(200).body, { schemas: [urn.user], id: made.id, displayName: "Ida" })
  })

  requirement(["7644-3.4.2-06"], "pays no heed to a name that no schema has", async (scim) => {
    const made = await scim.user()
    const answer = (await scim.list(`/Users/${made.id}`, { attributes: "userName,shoeSize" })).expect(200)
    assert.deepEqual(answer.body, { schemas: [urn.user], id: made.id, userName: made.at("/userName") })
  })
})
