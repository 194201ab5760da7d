/**
 * What every resource has: schemas, id, externalId, meta, and the objects of its extensions.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-3
 */
import assert from "node:assert/strict"
import { urn } from "../Scim.ts"
import { suite } from "../Suite.ts"

export const schemas = suite("RFC 7643 §3 schemas", (requirement) => {
  requirement(
    ["7643-3-01", "7643-2.1-04", "7643-4.1-01", "7643-4.2-01"],
    "stand in every representation",
    async (scim) => {
      const user = (await scim.user()).expect(201, { schemas: [urn.user] })
      const group = (await scim.group()).expect(201, { schemas: [urn.group] })
      ;(await scim.get(`/Users/${user.id}`)).expect(200, { schemas: [urn.user] })
      ;(await scim.get(`/Groups/${group.id}`)).expect(200, { schemas: [urn.group] })
      ;(await scim.list("/Users", { filter: `id eq "${user.id}"` })).expect(200, {
        schemas: [urn.list],
        Resources: [{ schemas: [urn.user] }]
      })
      ;(await scim.get(`/Schemas/${urn.user}`)).expect(200, { schemas: [urn.schema] })
    }
  )

  requirement(["7643-3-02"], "stand in a trimmed representation too", async (scim) => {
    const user = await scim.user()
    ;(await scim.list(`/Users/${user.id}`, { attributes: "title" }))
      .expect(200, { schemas: [urn.user] })
      .lacks("/userName")
  })

  requirement(["7643-3-03"], "name each URN once", async (scim) => {
    ;(await scim.user({ schemas: [urn.user, urn.user] })).expect(201, { schemas: [urn.user] })
  })

  requirement(["7643-3-04", "7643-4.3-01"], "name the extension that holds data, sent or not", async (scim) => {
    const enterprise = { [urn.enterprise]: { department: "Bindery" } }
    for (const schemas of [[urn.user, urn.enterprise], [urn.user]]) {
      const user = await scim.user({ schemas, ...enterprise })
      assert.deepEqual([...user.listAt("/schemas")].sort(), [urn.user, urn.enterprise].sort())
    }
  })

  requirement(["7643-3-05"], "do not name an extension without data", async (scim) => {
    ;(await scim.user({ schemas: [urn.user, urn.enterprise] })).expect(201, { schemas: [urn.user] })
  })

  requirement(["7643-3-06"], "may be left out of a create, or are asked for", async (scim) => {
    const { schemas: _, ...body } = scim.person()
    const answer = await scim.post("/Users", body)
    if (answer.status === 201) answer.expect(201, { schemas: [urn.user] })
    else answer.expectError(400)
  })

  requirement(["7643-3-07"], "never name a URN that the resource type does not have", async (scim) => {
    const answer = await scim.post("/Users", scim.person({ schemas: [urn.user, "urn:example:unheard:of"] }))
    if (answer.status === 201) answer.expect(201, { schemas: [urn.user] })
    else answer.expectError(400)
  })

  requirement(["7643-3-08"], "mean the same in any order", async (scim) => {
    const user = await scim.user({ schemas: [urn.enterprise, urn.user], [urn.enterprise]: { division: "West" } })
    user.expect(201, { [urn.enterprise]: { division: "West" } })
  })

  requirement(["7643-3-09", "7643-3.1-16"], "leave the common attributes to every resource", async (scim) => {
    const externalId = scim.word("ext")
    for (const made of [await scim.user({ externalId }), await scim.group({ externalId })]) {
      made.expect(201, { externalId })
      assert.notEqual(made.id, "")
      for (const part of ["resourceType", "created", "lastModified", "location", "version"]) {
        assert.notEqual(made.textAt(`/meta/${part}`), "")
      }
    }
  })
})

export const identifiers = suite("RFC 7643 §3.1 id and externalId", (requirement) => {
  requirement(["7643-3.1-01"], "differ over all resources and stay through changes", async (scim) => {
    const made = [await scim.user(), await scim.user(), await scim.group()]
    assert.equal(new Set(made.map((answer) => answer.id)).size, 3)
    const [user] = made
    const path = `/Users/${user?.id}`
    ;(await scim.put(path, scim.person())).expect(200, { id: user?.id ?? "" })
    ;(await scim.changed(path, { op: "add", path: "title", value: "Binder" })).expect(200, { id: user?.id ?? "" })
  })

  requirement(["7643-3.1-01", "7644-3.6-04"], "are not given again after a delete", async (scim) => {
    const body = scim.person()
    const first = (await scim.post("/Users", body)).expect(201)
    ;(await scim.delete(`/Users/${first.id}`)).expect(204)
    const second = (await scim.post("/Users", body)).expect(201)
    assert.notEqual(second.id, first.id)
  })

  requirement(["7643-3.1-02", "7643-3.1-03"], "are made by the server", async (scim) => {
    const made = await scim.user({ id: "mine" })
    assert.notEqual(made.id, "mine")
    assert.ok(!made.id.toLowerCase().includes("bulkid"))
  })

  requirement(["7643-3.1-05"], "keep what the client stores in externalId", async (scim) => {
    const externalId = scim.word("Äx-")
    const made = (await scim.user({ externalId })).expect(201, { externalId })
    ;(await scim.get(`/Users/${made.id}`)).expect(200, { externalId })
    assert.deepEqual(await scim.userNames(`externalId eq "${externalId}"`), [made.textAt("/userName")])
  })

  requirement(["7643-3.1-17"], "have no externalId that nobody sent", async (scim) => {
    ;(await scim.user()).lacks("/externalId")
    ;(await scim.group()).lacks("/externalId")
  })

  requirement(["7643-3.1-19"], "let two resources share an externalId", async (scim) => {
    const externalId = scim.word("ext")
    await scim.user({ externalId })
    await scim.user({ externalId })
    assert.equal((await scim.userNames(`externalId eq "${externalId}"`)).length, 2)
  })
})

export const meta = suite("RFC 7643 §3.1 meta", (requirement) => {
  requirement(["7643-3.1-06", "7644-3.5.1-03"], "is the server's own", async (scim) => {
    const mine = {
      resourceType: "Robot",
      created: "2001-01-01T00:00:00Z",
      lastModified: "2001-01-01T00:00:00Z",
      version: 'W/"x"'
    }
    const made = await scim.user({ meta: mine })
    const put = (await scim.put(`/Users/${made.id}`, scim.person({ meta: mine }))).expect(200)
    for (const answer of [made, put]) {
      assert.equal(answer.at("/meta/resourceType"), "User")
      assert.ok(answer.textAt("/meta/created") > "2020" && answer.textAt("/meta/lastModified") > "2020")
      assert.notEqual(answer.at("/meta/version"), 'W/"x"')
    }
    assert.equal(put.at("/meta/created"), made.at("/meta/created"))
  })

  requirement(["7643-3.1-07", "7644-3.3.1-01"], "names the resource type by the endpoint", async (scim) => {
    ;(await scim.user({ meta: { resourceType: "Group" } })).expect(201, { meta: { resourceType: "User" } })
    ;(await scim.group({ meta: { resourceType: "User" } })).expect(201, { meta: { resourceType: "Group" } })
  })

  requirement(["7643-3.1-08", "7643-3.1-09"], "dates a new resource to now", async (scim) => {
    const made = await scim.user()
    assert.ok(Math.abs(Date.parse(made.textAt("/meta/created")) - Date.now()) < 60_000)
    assert.equal(made.at("/meta/lastModified"), made.at("/meta/created"))
  })

  requirement(["7643-3.1-10", "7643-3.1-11"], "moves lastModified with a change, and created never", async (scim) => {
    const made = await scim.user()
    const path = `/Users/${made.id}`
    let last = Date.parse(made.textAt("/meta/lastModified"))
    const moved = async (change: () => Promise<unknown>) => {
      await new Promise((resolve) => setTimeout(resolve, 15))
      await change()
      const answer = (await scim.get(path)).expect(200)
      const modified = Date.parse(answer.textAt("/meta/lastModified"))
      assert.ok(modified > last, `${answer}`)
      assert.equal(answer.at("/meta/created"), made.at("/meta/created"))
      last = modified
    }
    await moved(() => scim.put(path, scim.person({ title: "One" })))
    await moved(() => scim.changed(path, { op: "replace", path: "title", value: "Two" }))
    const group = await scim.group()
    await new Promise((resolve) => setTimeout(resolve, 15))
    const after = await scim.changed(`/Groups/${group.id}`, { op: "add", path: "members", value: [{ value: made.id }] })
    assert.ok(Date.parse(after.textAt("/meta/lastModified")) > Date.parse(group.textAt("/meta/lastModified")))
  })

  requirement(
    ["7643-3.1-12", "7644-3.3-02", "7643-3.1-13"],
    "has the Location of a create, which can be read",
    async (scim) => {
      for (const made of [await scim.user(), await scim.group()]) {
        const location = made.textAt("/meta/location")
        assert.equal(made.headers.get("location"), location)
        assert.ok(URL.canParse(location), location)
        ;(await scim.get(location)).expect(200, { id: made.id })
      }
    }
  )

  requirement(["7643-3.1-14", "7644-3.14-09"], "has the version of the ETag header", async (scim) => {
    const made = await scim.user()
    const read = (await scim.get(`/Users/${made.id}`)).expect(200)
    assert.equal(read.headers.get("etag"), read.textAt("/meta/version"))
    assert.equal(made.headers.get("etag"), made.textAt("/meta/version"))
    const listed = (await scim.list("/Users", { filter: `id eq "${made.id}"` })).expect(200)
    assert.equal(listed.at("/Resources/0/meta/version"), read.at("/meta/version"))
  })

  requirement(["7643-3.1-15"], "has the location of the Content-Location header", async (scim) => {
    const read = (await scim.get(`/Users/${(await scim.user()).id}`)).expect(200)
    assert.equal(read.headers.get("content-location"), read.at("/meta/location"))
  })

  requirement(["7643-3.1-20"], "marks a weak version with W/", async (scim) => {
    const made = await scim.user()
    const trimmed = (await scim.list(`/Users/${made.id}`, { attributes: "userName" })).expect(200)
    // One tag for two representations of one state is a weak one.
    assert.equal(trimmed.headers.get("etag"), made.headers.get("etag"))
    assert.match(made.textAt("/meta/version"), /^W\/"[!#-~]*"$/)
  })
})

export const extensions = suite("RFC 7643 §3.3 extensions", (requirement) => {
  requirement(["7643-3.3-01", "7643-4.3-02"], "are objects under their URN", async (scim) => {
    const enterprise = {
      employeeNumber: "4711",
      costCenter: "CC-9",
      organization: "Paper & Co",
      division: "West",
      department: "Bindery"
    }
    const made = (await scim.user({ [urn.enterprise]: enterprise })).expect(201, { [urn.enterprise]: enterprise })
    ;(await scim.get(`/Users/${made.id}`)).expect(200, { [urn.enterprise]: enterprise })
  })

  requirement(["7643-3.3-02", "7644-3.10-03"], "do not mix with core attributes", async (scim) => {
    const made = await scim.user({ displayName: "Core", [urn.enterprise]: { department: "Bindery" } })
    made.lacks("/department", `/${urn.enterprise}/displayName`)
    const answer = await scim.list("/Users", {
      filter: `id eq "${made.id}" and ${urn.enterprise}:displayName eq "Core"`
    })
    if (answer.status === 200) assert.equal(answer.at("/totalResults"), 0)
    else answer.expectError(400, "invalidFilter")
  })

  requirement(["7643-3.3-03"], "are found by their URN in any letter case", async (scim) => {
    const made = await scim.user({ [urn.enterprise.toUpperCase()]: { department: "Bindery" } })
    made.expect(201, { [urn.enterprise]: { department: "Bindery" } })
  })
})
