/**
 * Attributes whatever their schema: names, data types, characteristics, multi-valued attributes, and what counts as
 * unassigned.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-2
 */
import assert from "node:assert/strict"
import { urn } from "../Scim.ts"
import { suite } from "../Suite.ts"

export const attributeNames = suite("RFC 7643 §2.1 attribute names", (requirement) => {
  requirement(["7643-2.1-01"], "are read in any letter case in a body", async (scim) => {
    const name = scim.word()
    const body = {
      schemas: [urn.user],
      USERNAME: `${name}@example.org`,
      DISPLAYname: "Ada",
      Emails: [{ value: `${name}@example.org` }]
    }
    const made = (await scim.post("/Users", body)).expect(201, { userName: `${name}@example.org`, displayName: "Ada" })
    const put = { schemas: [urn.user], UserName: `${name}@example.org`, EMAILS: body.Emails, displayNAME: "Cleo" }
    ;(await scim.put(`/Users/${made.id}`, put)).expect(200, { displayName: "Cleo" })
  })

  requirement(["7643-2.1-02"], "of sub-attributes are read in any letter case", async (scim) => {
    const made = await scim.user({
      name: { GIVENNAME: "Ada", familyname: "Byron" },
      phoneNumbers: [{ VALUE: "tel:+1-201-555-0123", Type: "work" }]
    })
    made.expect(201, {
      name: { givenName: "Ada", familyName: "Byron" },
      phoneNumbers: [{ value: "tel:+1-201-555-0123", type: "work" }]
    })
  })

  requirement(
    ["7643-2.1-01", "7643-2.1-02", "7644-3.10-04"],
    "are read in any letter case everywhere else",
    async (scim) => {
      const user = await scim.user({ displayName: "Before", name: { givenName: "Ada" } })
      const userName = user.textAt("/userName")
      const changed = await scim.changed(
        `/Users/${user.id}`,
        { op: "replace", path: "DISPLAYNAME", value: "After" },
        { op: "replace", path: "NAME.givenNAME", value: "Bea" },
        { op: "add", path: `${urn.enterprise.toUpperCase()}:DEPARTMENT`, value: "Bindery" }
      )
      changed.expect(200, {
        displayName: "After",
        name: { givenName: "Bea" },
        [urn.enterprise]: { department: "Bindery" }
      })
      assert.deepEqual(await scim.userNames(`USERNAME eq "${userName}" and NAME.GIVENNAME eq "Bea"`), [userName])
      const upper = `${urn.enterprise.toUpperCase()}:DEPARTMENT`
      assert.deepEqual(await scim.userNames(`USERNAME eq "${userName}" and ${upper} eq "Bindery"`), [userName])
      const parts = await scim.list("/Users", {
        filter: `userName eq "${userName}"`,
        attributes: "DISPLAYNAME,NAME.GIVENNAME"
      })
      parts.expect(200, { Resources: [{ displayName: "After", name: { givenName: "Bea" } }] })
      parts.lacks("/Resources/0/emails")
      ;(await scim.list("/Users", { filter: `userName eq "${userName}"`, sortBy: "DISPLAYNAME" })).expect(200)
    }
  )

  requirement(["7643-2.1-03", "7644-3.4.2.2-22"], "that break the grammar are refused in a filter", async (scim) => {
    for (const name of ["1name", "dis play", "display!", "-x"]) {
      ;(await scim.list("/Users", { filter: `${name} eq "x"` })).expectError(400, "invalidFilter")
    }
  })
})

export const dataTypes = suite("RFC 7643 §2.3 data types", (requirement) => {
  requirement(["7643-2.3.1-01", "7644-3.8-01"], "keep any text as it was sent", async (scim) => {
    for (const text of [
      "Zoë Ångström",
      '"quoted" \\ back/slash',
      "日本語 テスト",
      "🧑🏽‍🚀 rocket",
      "tab\tand\nline",
      "<&>'%_*",
      "İstanbul ß ſ"
    ]) {
      const made = (await scim.user({ displayName: text })).expect(201, { displayName: text })
      ;(await scim.get(`/Users/${made.id}`)).expect(200, { displayName: text })
    }
  })

  requirement(["7643-2.3.1-02"], "keep the letter case of a value that is not case-exact", async (scim) => {
    const userName = `${scim.word("MixedCase")}@Example.ORG`
    ;(await scim.user({ userName })).expect(201, { userName })
  })

  requirement(["7643-2.3.2-01"], "answer booleans as JSON booleans", async (scim) => {
    const made = await scim.user({ active: false })
    assert.equal((await scim.get(`/Users/${made.id}`)).at("/active"), false)
    assert.equal(made.at("/emails/0/primary"), true)
  })

  requirement(["7643-2.3.4-01"], "answer integers without fraction and exponent", async (scim) => {
    const answer = (await scim.list("/Users", { count: 1 })).expect(200)
    for (const name of ["totalResults", "startIndex", "itemsPerPage"]) {
      const literal = answer.text.split(`"${name}":`)[1]?.trimStart() ?? ""
      const digits = [...literal].findIndex((c) => c < "0" || c > "9")
      assert.ok(digits > 0 && [",", "}"].includes(literal[digits] ?? ""), literal.slice(0, 20))
    }
  })

  requirement(["7643-2.3.5-01", "7643-2.3.5-03"], "answer dateTimes with date, time and zone", async (scim) => {
    const made = await scim.user()
    for (const path of ["/meta/created", "/meta/lastModified"]) {
      assert.match(made.textAt(path), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/)
    }
  })

  requirement(["7643-2.3.5-02", "7644-3.4.2.2-07"], "compare dateTimes as points in time", async (scim) => {
    const made = await scim.user()
    const userName = made.textAt("/userName")
    const created = Date.parse(made.textAt("/meta/created"))
    const inZone = (millis: number) => `${new Date(millis + 2 * 3_600_000).toISOString().slice(0, -1)}+02:00`
    const mine = (comparison: string) => scim.userNames(`userName eq "${userName}" and meta.created ${comparison}`)
    assert.deepEqual(await mine(`eq "${inZone(created)}"`), [userName])
    assert.deepEqual(await mine(`ge "${inZone(created)}"`), [userName])
    assert.deepEqual(await mine(`gt "${inZone(created)}"`), [])
    assert.deepEqual(await mine(`gt "${inZone(created - 1_000)}"`), [userName])
    assert.deepEqual(await mine(`lt "${inZone(created + 1_000)}"`), [userName])
    assert.deepEqual(await mine(`le "${inZone(created - 1_000)}"`), [])
  })

  requirement(["7643-2.3.6-01"], "keep binary values", async (scim) => {
    const value = Buffer.from([0, 1, 2, 250, 251, 252, 253, 254, 255]).toString("base64")
    const made = (await scim.user({ x509Certificates: [{ value }] })).expect(201, { x509Certificates: [{ value }] })
    ;(await scim.get(`/Users/${made.id}`)).expect(200, { x509Certificates: [{ value }] })
  })

  requirement(["7643-2.3.7-01", "7643-2.3.7-03"], "give references that can be followed", async (scim) => {
    const manager = await scim.user()
    const user = await scim.user({ [urn.enterprise]: { manager: { value: manager.id } } })
    const group = (await scim.get(await scim.groupOf(user.id))).expect(200)
    const read = (await scim.get(`/Users/${user.id}`)).expect(200)
    const follow = async (reference: string, id: string) => {
      const base = scim.base.endsWith("/") ? scim.base : `${scim.base}/`
      ;(await scim.get(new URL(reference, base).href)).expect(200, { id })
    }
    await follow(group.textAt("/members/0/$ref"), user.id)
    await follow(read.textAt("/groups/0/$ref"), group.id)
    await follow(read.textAt(`/${urn.enterprise}/manager/$ref`), manager.id)
    await follow(read.textAt("/meta/location"), user.id)
  })

  requirement(["7643-2.3.7-02", "7643-4.1.2-06"], "take away a reference to what is deleted", async (scim) => {
    const user = await scim.user()
    const other = await scim.user()
    const group = await scim.groupOf(user.id, other.id)
    ;(await scim.delete(`/Users/${user.id}`)).expect(204)
    assert.deepEqual(await scim.members(group), [other.id])
    ;(await scim.delete(group)).expect(204)
    ;(await scim.get(`/Users/${other.id}`)).expect(200).lacks("/groups")
  })

  requirement(["7643-2.3.8-02"], "give no meaning to the order of attributes", async (scim) => {
    const one = scim.person({ displayName: "Ada", name: { givenName: "A", familyName: "B" } })
    const made = (await scim.post("/Users", one)).expect(201)
    const reversed = Object.fromEntries(Object.entries(one).reverse())
    const replaced = (
      await scim.put(`/Users/${made.id}`, { ...reversed, name: { familyName: "B", givenName: "A" } })
    ).expect(200)
    assert.deepEqual(replaced.at("/name"), made.at("/name"))
    assert.equal(replaced.at("/meta/version"), made.at("/meta/version"))
  })
})

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

  requirement(
    ["7643-2.2-13", "7643-2.2-17", "7644-3.12-09"],
    "hold userName unique on replace and PATCH",
    async (scim) => {
      const taken = (await scim.user()).textAt("/userName")
      const made = await scim.user()
      const path = `/Users/${made.id}`
      ;(await scim.put(path, scim.person({ userName: taken }))).expectError([400, 409], "uniqueness")
      ;(await scim.change(path, { op: "replace", path: "userName", value: taken })).expectError(
        [400, 409],
        "uniqueness"
      )
      ;(await scim.get(path)).expect(200, { userName: made.textAt("/userName") })
    }
  )

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
