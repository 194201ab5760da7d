/**
 * What holds of attributes by their characteristics, of multi-valued attributes, and of attributes without a value.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-2.2
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-2.4
 */
import assert from "node:assert/strict"
import { urn } from "../Scim.ts"
import { suite } from "../Suite.ts"

export const characteristics = suite("RFC 7643 §2.2 characteristics", (requirement) => {
  requirement(["7643-2.2-02", "7643-4.1.1-01", "7644-3.12-06"], "demand a userName on create", async (scim) => {
    const { userName: _, ...without } = scim.person()
    for (const body of [without, { ...without, userName: "" }, { ...without, userName: null }]) {
      ;(await scim.post("/Users", body)).expectError(400, "invalidValue")
    }
  })

  requirement(
    ["7643-2.2-02", "7644-3.5.1-06"],
    "demand a userName on replace and change nothing without it",
    async (scim) => {
      const made = await scim.user({ title: "Binder" })
      const { userName: _, ...without } = scim.person({ title: "Printer" })
      for (const body of [without, { ...without, userName: "" }, { ...without, userName: null }]) {
        ;(await scim.put(`/Users/${made.id}`, body)).expectError(400, "invalidValue")
      }
      ;(await scim.get(`/Users/${made.id}`)).expect(200, { title: "Binder", userName: made.textAt("/userName") })
    }
  )

  requirement(
    ["7643-2.2-03", "7643-3.1-04", "7643-3.1-05", "7644-3.4.2.2-10"],
    "decide whether letter case counts",
    async (scim) => {
      const externalId = scim.word("Ext")
      const made = await scim.user({ externalId })
      const userName = made.textAt("/userName")
      assert.deepEqual(await scim.userNames(`userName eq "${userName.toUpperCase()}"`), [userName])
      assert.deepEqual(await scim.userNames(`externalId eq "${externalId}"`), [userName])
      assert.deepEqual(await scim.userNames(`externalId eq "${externalId.toUpperCase()}"`), [])
      assert.deepEqual(await scim.userNames(`id eq "${made.id}"`), [userName])
      if (made.id.toUpperCase() !== made.id)
        assert.deepEqual(await scim.userNames(`id eq "${made.id.toUpperCase()}"`), [])
    }
  )

  requirement(["7643-2.2-16"], "keep the letter case of case-exact values", async (scim) => {
    const externalId = scim.word("MiXeD")
    ;(await scim.user({ externalId })).expect(201, { externalId })
  })

  requirement(["7643-2.2-04", "7644-3.3-04"], "leave readOnly attributes to the server", async (scim) => {
    const made = await scim.user({
      id: "chosen",
      meta: {
        resourceType: "Robot",
        created: "2001-01-01T00:00:00Z",
        version: 'W/"mine"',
        location: "http://x.example/"
      },
      groups: [{ value: "none" }]
    })
    assert.notEqual(made.id, "chosen")
    assert.equal(made.at("/meta/resourceType"), "User")
    assert.notEqual(made.at("/meta/version"), 'W/"mine"')
    assert.ok(!made.textAt("/meta/created").startsWith("2001"))
    made.lacks("/groups")
  })

  requirement(["7643-2.2-05"], "let readWrite attributes be written again and again", async (scim) => {
    const made = (await scim.user({ title: "One" })).expect(201, { title: "One" })
    for (const title of ["Two", "Three"]) {
      const changed = await scim.changed(`/Users/${made.id}`, { op: "replace", path: "title", value: title })
      changed.expect(200, { title })
    }
  })

  requirement(["7643-2.2-06", "7643-4.2-03"], "keep an immutable value as it is", async (scim) => {
    const [first, second] = [await scim.user(), await scim.user()]
    const group = await scim.groupOf(first.id)
    const path = `members[value eq "${first.id}"].value`
    ;(await scim.change(group, { op: "replace", path, value: second.id })).expectError(400, "mutability")
    assert.deepEqual(await scim.members(group), [first.id])
  })

  requirement(["7643-2.2-07", "7643-2.2-09", "7643-4.1.1-06"], "never return a writeOnly attribute", async (scim) => {
    const password = scim.word("Secret-")
    const made = await scim.user({ password })
    const path = `/Users/${made.id}`
    const answers = [
      made,
      await scim.get(path),
      await scim.list(path, { attributes: "password" }),
      await scim.list("/Users", { filter: `id eq "${made.id}"`, attributes: "password,userName" }),
      await scim.put(path, { ...scim.person(), password }),
      await scim.change(path, { op: "replace", path: "password", value: `${password}!` }),
      await scim.send({ method: "PATCH", path: `${path}?attributes=password,userName`, body: passwordPatch(password) }),
      await scim.send({ method: "POST", path: "/Users?attributes=password", body: scim.person({ password }) })
    ]
    for (const answer of answers) {
      answer.expect([200, 201, 204])
      assert.ok(!answer.text.includes(password), `${answer}`)
      answer.lacks("/password", "/Resources/0/password")
    }
  })

  requirement(["7643-2.2-08", "7643-3.1-04"], "return what is always returned whatever is excluded", async (scim) => {
    const made = await scim.user()
    const answer = (await scim.list(`/Users/${made.id}`, { excludedAttributes: "id,schemas,userName" })).expect(200)
    assert.equal(answer.id, made.id)
    answer.lacks("/userName")
  })

  requirement(["7643-2.2-10"], "return a default attribute unless others are selected", async (scim) => {
    const made = await scim.user({ displayName: "Ada" })
    const answer = (await scim.list(`/Users/${made.id}`, { attributes: "userName" })).expect(200)
    assert.equal(answer.at("/userName"), made.at("/userName"))
    answer.lacks("/displayName", "/emails")
  })

  requirement(["7643-2.2-12", "7643-4.1.1-02"], "hold userName unique whatever its letter case", async (scim) => {
    const userName = (await scim.user()).textAt("/userName")
    ;(await scim.post("/Users", scim.person({ userName }))).expectError(409, "uniqueness")
    ;(await scim.post("/Users", scim.person({ userName: userName.toUpperCase() }))).expectError(409, "uniqueness")
  })

  requirement(["7643-2.2-13", "7644-3.12-09"], "hold userName unique on replace and PATCH", async (scim) => {
    const taken = (await scim.user()).textAt("/userName")
    const made = await scim.user()
    const path = `/Users/${made.id}`
    ;(await scim.put(path, scim.person({ userName: taken }))).expectError(409, "uniqueness")
    ;(await scim.change(path, { op: "replace", path: "userName", value: taken })).expectError(409, "uniqueness")
    ;(await scim.get(path)).expect(200, { userName: made.textAt("/userName") })
  })

  requirement(
    ["7643-2.2-14", "7643-7-12"],
    "take or refuse a value that is not canonical, and say which",
    async (scim) => {
      const answer = await scim.post("/Users", scim.person({ phoneNumbers: [{ value: "1", type: "yacht" }] }))
      if (answer.status === 201) answer.expect(201, { phoneNumbers: [{ value: "1", type: "yacht" }] })
      else answer.expectError(400, "invalidValue")
    }
  )
})

const passwordPatch = (password: string) => ({
  schemas: [urn.patchOp],
  Operations: [{ op: "replace", value: { password } }]
})

export const multiValued = suite("RFC 7643 §2.4 multi-valued attributes", (requirement) => {
  requirement(["7643-2.4-01"], "are arrays even of one value", async (scim) => {
    assert.equal((await scim.user()).listAt("/emails").length, 1)
  })

  requirement(["7643-2.4-02"], "have at most one primary value", async (scim) => {
    const phoneNumbers = [
      { value: "1", type: "work", primary: true },
      { value: "2", type: "home", primary: true }
    ]
    const answer = await scim.post("/Users", scim.person({ phoneNumbers }))
    if (answer.status === 400) answer.expectError(400, "invalidValue")
    else {
      const primaries = answer
        .expect(201)
        .listAt("/phoneNumbers")
        .filter((_, i) => answer.at(`/phoneNumbers/${i}/primary`) === true)
      assert.equal(primaries.length, 1)
    }
  })

  requirement(["7643-2.4-03"], "do not answer one pair of type and value twice", async (scim) => {
    const value = { value: "tel:+1-201-555-0188", type: "work" }
    const answer = await scim.post("/Users", scim.person({ phoneNumbers: [value, value] }))
    if (answer.status === 400) answer.expectError(400, "invalidValue")
    else assert.equal((await scim.get(`/Users/${answer.expect(201).id}`)).listAt("/phoneNumbers").length, 1)
  })

  requirement(["7643-2.4-04"], "keep value, type, display and primary", async (scim) => {
    const roles = [{ value: "editor", type: "house", display: "Editor", primary: true }]
    const entitlements = [{ value: "press", type: "key", display: "Press room" }]
    ;(await scim.user({ roles, entitlements })).expect(201, { roles, entitlements })
  })

  requirement(["7643-2.4-05"], "hold several values of one type and one value of several types", async (scim) => {
    const phoneNumbers = [
      { value: "1", type: "work" },
      { value: "2", type: "work" },
      { value: "2", type: "home" }
    ]
    ;(await scim.user({ phoneNumbers })).expect(201, { phoneNumbers })
  })

  requirement(["7643-2.4-06"], "take a value without primary for one that is not", async (scim) => {
    const made = await scim.user({ phoneNumbers: [{ value: "1", type: "work" }] })
    const userName = made.textAt("/userName")
    const filter = `userName eq "${userName}" and phoneNumbers[value eq "1" and primary eq false]`
    assert.deepEqual(await scim.userNames(filter), [userName])
  })
})

export const unassigned = suite("RFC 7643 §2.5 unassigned attributes", (requirement) => {
  requirement(["7643-2.5-01", "7643-2.5-02"], "are null, an empty array, or not there at all", async (scim) => {
    const made = await scim.user({ nickName: null, phoneNumbers: [], name: { givenName: "Ada", middleName: null } })
    made.lacks("/nickName", "/phoneNumbers", "/name/middleName")
    const userName = made.textAt("/userName")
    assert.deepEqual(await scim.userNames(`userName eq "${userName}" and nickName pr`), [])
    assert.deepEqual(await scim.userNames(`userName eq "${userName}" and phoneNumbers pr`), [])
    assert.deepEqual(await scim.userNames(`userName eq "${userName}" and not (name.middleName pr)`), [userName])
  })

  requirement(["7643-2.5-01", "7644-3.5.1-07"], "are made by null and empty arrays in a replace", async (scim) => {
    const made = await scim.user({ nickName: "Nick", phoneNumbers: [{ value: "1" }] })
    const body = { ...scim.person(), userName: made.textAt("/userName"), nickName: null, phoneNumbers: [] }
    ;(await scim.put(`/Users/${made.id}`, body)).expect(200).lacks("/nickName", "/phoneNumbers")
    ;(await scim.get(`/Users/${made.id}`)).lacks("/nickName", "/phoneNumbers")
  })

  requirement(["7643-2.5-03"], "are made by null in a PATCH", async (scim) => {
    const made = await scim.user({ nickName: "Nick", title: "Binder" })
    const path = `/Users/${made.id}`
    ;(await scim.changed(path, { op: "replace", path: "nickName", value: null })).lacks("/nickName")
    ;(await scim.changed(path, { op: "replace", value: { title: null } })).lacks("/title")
  })
})
