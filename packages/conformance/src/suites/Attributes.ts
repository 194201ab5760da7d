/**
 * Attributes whatever their schema: how they are named, and what values of each data type look like.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-2.1
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-2.3
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
      const earlier = (await scim.user({ displayName: "Aft" })).textAt("/userName")
      const both = `userName eq "${userName}" or userName eq "${earlier}"`
      assert.deepEqual(await scim.userNames(both, { sortBy: "DISPLAYNAME" }), [earlier, userName])
      assert.deepEqual(await scim.userNames(both, { sortBy: "Name.GIVENNAME" }), [userName, earlier])
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
    for (const value of ["AAEC+vv8/f7/", "AAEC+g==", "AAEC+g"]) {
      const made = (await scim.user({ x509Certificates: [{ value }] })).expect(201, { x509Certificates: [{ value }] })
      const finds = (text: string) => scim.userNames(`id eq "${made.id}" and x509Certificates.value eq "${text}"`)
      assert.deepEqual(await finds(value), [made.textAt("/userName")])
      assert.deepEqual(await finds(value.toLowerCase()), [])
    }
    const body = scim.person({ x509Certificates: [{ value: "no base64!" }] })
    ;(await scim.post("/Users", body)).expectError(400, "invalidValue")
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
