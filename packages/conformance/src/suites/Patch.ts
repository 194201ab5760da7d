/**
 * PATCH as a whole: its message, its paths, that it happens wholly or not at all, and what it must not change.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 */
import assert from "node:assert/strict"
import { type Json, urn } from "../Scim.ts"
import { suite } from "../Suite.ts"

const title = (value: string) => ({ op: "replace", path: "title", value })

export const patch = suite(
  "RFC 7644 §3.5.2 PATCH",
  (requirement) => {
    requirement(["7644-3.5.2-01", "7644-3.5.2-17", "7644-3.5-02"], "demands the PatchOp message", async (scim) => {
      const made = await scim.user()
      const bodies: ReadonlyArray<Json> = [
        {},
        { schemas: [urn.patchOp] },
        { schemas: [urn.patchOp], Operations: {} },
        { schemas: [urn.patchOp], Operations: "replace" },
        { schemas: [urn.patchOp], Operations: [7] },
        { schemas: [urn.patchOp], Operations: [null] },
        { schemas: [urn.patchOp], Operations: [] },
        [title("x")]
      ]
      for (const body of bodies) (await scim.patch(`/Users/${made.id}`, body)).expectError(400)
      assert.deepEqual((await scim.get(`/Users/${made.id}`)).body, made.body)
    })

    requirement(["7644-3.5.2-02"], "demands one op that it knows", async (scim) => {
      const made = await scim.user()
      for (const operation of [
        { path: "title", value: "x" },
        { op: "move", path: "title", value: "x" },
        { op: 7, path: "title" }
      ]) {
        ;(await scim.change(`/Users/${made.id}`, operation)).expectError(400, "invalidSyntax")
      }
    })

    requirement(
      ["7644-3.5.2-04", "7644-3.10-01"],
      "takes attributes, value paths, and their sub-attributes",
      async (scim) => {
        const made = await scim.user({
          phoneNumbers: [
            { value: "1", type: "work" },
            { value: "2", type: "home" }
          ]
        })
        const changed = await scim.changed(
          `/Users/${made.id}`,
          { op: "replace", path: "title", value: "Binder" },
          { op: "add", path: "name.givenName", value: "Ida" },
          { op: "replace", path: 'phoneNumbers[type eq "work"].value', value: "11" },
          { op: "remove", path: 'phoneNumbers[type eq "home"]' },
          { op: "replace", path: `${urn.user}:nickName`, value: "I" },
          { op: "add", path: `${urn.enterprise}:department`, value: "Bindery" },
          { op: "add", path: `${urn.enterprise}:manager.value`, value: made.id }
        )
        changed.expect(200, {
          title: "Binder",
          nickName: "I",
          name: { givenName: "Ida" },
          phoneNumbers: [{ value: "11", type: "work" }],
          [urn.enterprise]: { department: "Bindery", manager: { value: made.id } }
        })
      }
    )

    for (const path of [
      "name..givenName",
      "phoneNumbers[",
      "phoneNumbers[]",
      'phoneNumbers[type eq "work"',
      'phoneNumbers type eq "work"]',
      ".title",
      "title.",
      "ti tle",
      'phoneNumbers[type zz "work"]',
      'phoneNumbers[type eq "work"]value',
      'phoneNumbers[type eq "work"].value.more'
    ]) {
      requirement(["7644-3.5.2-05", "7644-3.12-07"], `refuses the path ${path}`, async (scim) => {
        const made = await scim.user({ phoneNumbers: [{ value: "1", type: "work" }] })
        const answer = (await scim.change(`/Users/${made.id}`, { op: "replace", path, value: "x" })).expectError(400)
        assert.ok(["invalidPath", "invalidFilter"].includes(answer.textAt("/scimType")), `${answer}`)
      })
    }

    requirement(["7644-3.5.2-06"], "applies each operation to what the one before left", async (scim) => {
      const made = await scim.user()
      const changed = await scim.changed(
        `/Users/${made.id}`,
        { op: "add", path: "phoneNumbers", value: [{ value: "1", type: "work" }] },
        { op: "replace", path: 'phoneNumbers[type eq "work"].value', value: "2" },
        { op: "add", path: "phoneNumbers", value: [{ value: "3", type: "home" }] },
        { op: "remove", path: 'phoneNumbers[value eq "2"]' },
        title("One"),
        title("Two")
      )
      changed.expect(200, { title: "Two", phoneNumbers: [{ value: "3", type: "home" }] })
    })

    requirement(["7644-3.5.2-07"], "changes nothing when one operation fails", async (scim) => {
      const made = await scim.user({ title: "Before" })
      const path = `/Users/${made.id}`
      ;(await scim.change(path, title("After"), { op: "replace", path: "name..x", value: "y" })).expectError(400)
      ;(await scim.change(path, title("After"), { op: "remove", path: "userName" })).expectError(400, "mutability")
      assert.deepEqual((await scim.get(path)).body, made.body)
      const user = await scim.user()
      const group = await scim.groupOf()
      const add = { op: "add", path: "members", value: [{ value: user.id }] }
      ;(await scim.change(group, add, { op: "remove", path: "displayName" })).expectError(400, "mutability")
      assert.deepEqual(await scim.members(group), [])
    })

    requirement(["7644-3.5.2-08", "7644-3.2-01"], "answers 200 with the resource or 204", async (scim) => {
      const user = await scim.user()
      for (const path of [`/Users/${user.id}`, await scim.groupOf(user.id)]) {
        const answer = (
          await scim.change(path, { op: "replace", path: "displayName", value: scim.word("New ") })
        ).expect([200, 204])
        if (answer.status === 200) assert.deepEqual((await scim.get(path)).body, answer.body)
        else assert.equal(answer.text, "")
      }
    })

    requirement(["7644-3.5.2-09", "7644-3.9-01"], "answers 200 with the selected attributes", async (scim) => {
      const user = await scim.user()
      for (const path of [`/Users/${user.id}`, await scim.groupOf(user.id)]) {
        const displayName = scim.word("New ")
        const answer = await scim.change(`${path}?attributes=displayName`, {
          op: "replace",
          path: "displayName",
          value: displayName
        })
        answer.expect(200, { displayName }).lacks("/meta", "/members", "/userName")
        assert.notEqual(answer.id, "")
      }
    })

    requirement(
      ["7644-3.5.2-10", "7644-3.12-14", "7643-2.2-04"],
      "refuses to change what is readOnly",
      async (scim) => {
        const made = await scim.user()
        for (const operation of [
          { op: "replace", path: "id", value: "mine" },
          { op: "replace", path: "meta.created", value: "2001-01-01T00:00:00Z" },
          { op: "add", path: "groups", value: [{ value: "x" }] },
          { op: "remove", path: "meta" },
          { op: "replace", path: "groups", value: [] as ReadonlyArray<Json> }
        ]) {
          ;(await scim.change(`/Users/${made.id}`, operation)).expectError(400, "mutability")
        }
        assert.deepEqual((await scim.get(`/Users/${made.id}`)).body, made.body)
      }
    )

    requirement(["7644-3.5.2-11", "7644-3.5.2-17"], "refuses what does not fit the schema", async (scim) => {
      const made = await scim.user()
      for (const operation of [
        { op: "replace", path: "title", value: { text: "x" } },
        { op: "replace", path: "active", value: "neither" },
        { op: "add", path: "phoneNumbers", value: [["x"]] },
        { op: "replace", path: "name", value: "Ida" },
        { op: "replace", path: "shoeSize", value: "9" },
        { op: "add", value: "text" },
        { op: "replace", path: "userName", value: "" },
        { op: "replace", path: "userName", value: null }
      ]) {
        ;(await scim.change(`/Users/${made.id}`, operation)).expectError(400)
      }
      assert.deepEqual((await scim.get(`/Users/${made.id}`)).body, made.body)
    })

    requirement(["7644-3.5.2-12", "7643-2.4-02"], "moves primary to the value that gets it", async (scim) => {
      const phoneNumbers = [
        { value: "1", type: "work", primary: true },
        { value: "2", type: "home" }
      ]
      const made = await scim.user({ phoneNumbers })
      const path = `/Users/${made.id}`
      const primary = async () => {
        const read = (await scim.get(path)).expect(200)
        return read
          .listAt("/phoneNumbers")
          .map((_, index) => [read.at(`/phoneNumbers/${index}/value`), read.at(`/phoneNumbers/${index}/primary`)])
          .filter(([, is]) => is === true)
          .map(([value]) => value)
      }
      await scim.changed(path, {
        op: "add",
        path: "phoneNumbers",
        value: [{ value: "3", type: "other", primary: true }]
      })
      assert.deepEqual(await primary(), ["3"])
      await scim.changed(path, { op: "replace", path: 'phoneNumbers[value eq "2"].primary', value: true })
      assert.deepEqual(await primary(), ["2"])
      await scim.changed(path, {
        op: "replace",
        path: 'phoneNumbers[value eq "1"]',
        value: { value: "1", primary: true }
      })
      assert.deepEqual(await primary(), ["1"])
    })

    requirement(["7644-3.5.2-13"], "refuses a userName that is taken", async (scim) => {
      const [taken, made] = [await scim.user(), await scim.user()]
      for (const value of [taken.textAt("/userName"), taken.textAt("/userName").toUpperCase()]) {
        const answer = await scim.change(`/Users/${made.id}`, { op: "replace", path: "userName", value })
        answer.expectError([400, 409], "uniqueness")
      }
      assert.deepEqual((await scim.get(`/Users/${made.id}`)).body, made.body)
    })

    requirement(["7644-3.5.2-14"], "answers 404 to an id that is not there", async (scim) => {
      for (const path of ["/Users", "/Groups"]) (await scim.change(`${path}/none`, title("x"))).expectError(404)
    })

    requirement(
      ["7644-3.5.2-15", "7644-3.5.2-16", "7643-3-04"],
      "lets an extension in and out by its attributes",
      async (scim) => {
        const path = `/Users/${(await scim.user()).id}`
        const withSchemas = await scim.changed(
          path,
          { op: "add", path: "schemas", value: [urn.enterprise] },
          { op: "add", path: `${urn.enterprise}:department`, value: "Bindery" }
        )
        assert.deepEqual([...withSchemas.listAt("/schemas")].sort(), [urn.user, urn.enterprise].sort())
        const without = await scim.changed(path, { op: "remove", path: `${urn.enterprise}:department` })
        without.expect(200, { schemas: [urn.user] }).lacks(`/${urn.enterprise}`)
        const again = await scim.changed(path, { op: "add", path: `${urn.enterprise}:division`, value: "West" })
        assert.deepEqual([...again.listAt("/schemas")].sort(), [urn.user, urn.enterprise].sort())
      }
    )

    requirement(["7644-3.5.2-18", "7643-2.2-06"], "sets an immutable part of a member once", async (scim) => {
      const user = await scim.user()
      const group = await scim.groupOf()
      await scim.changed(group, { op: "add", path: "members", value: [{ value: user.id, type: "User" }] })
      ;(await scim.get(group)).expect(200, { members: [{ value: user.id, type: "User" }] })
    })

    requirement(["7644-3.5.2-08", "7644-3.5.2.1-10"], "makes no new version when it changes nothing", async (scim) => {
      const made = await scim.user({ title: "Same", phoneNumbers: [{ value: "1", type: "work" }] })
      const changed = await scim.changed(
        `/Users/${made.id}`,
        title("Same"),
        { op: "add", path: "phoneNumbers", value: [{ value: "1", type: "work" }] },
        { op: "remove", path: "nickName" }
      )
      assert.deepEqual(changed.body, made.body)
    })
  },
  ["patch"]
)
