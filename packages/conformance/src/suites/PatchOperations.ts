/**
 * What each PATCH operation does: add, remove, replace.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2.1
 */
import assert from "node:assert/strict"
import { type Scim, urn } from "../Scim.ts"
import { suite } from "../Suite.ts"

const work = { value: "1", type: "work" }
const home = { value: "2", type: "home" }
const withPhones = async (scim: Scim) => `/Users/${(await scim.user({ phoneNumbers: [work, home] })).id}`

export const add = suite(
  "RFC 7644 §3.5.2.1 add",
  (requirement) => {
    requirement(["7644-3.5.2.1-01"], "demands a value", async (scim) => {
      const path = `/Users/${(await scim.user()).id}`
      ;(await scim.change(path, { op: "add", path: "title" })).expectError(400)
      ;(await scim.change(path, { op: "add" })).expectError(400)
    })

    requirement(["7644-3.5.2.1-02"], "takes an object of attributes where there is no path", async (scim) => {
      const path = await withPhones(scim)
      const changed = await scim.changed(path, {
        op: "add",
        value: { title: "Binder", phoneNumbers: [{ value: "3" }], name: { givenName: "Ida" } }
      })
      changed.expect(200, { title: "Binder", phoneNumbers: [work, home, { value: "3" }], name: { givenName: "Ida" } })
    })

    requirement(["7644-3.5.2.1-03", "7644-3.5.2.1-04"], "sets a single value, there or not", async (scim) => {
      const path = `/Users/${(await scim.user()).id}`
      ;(await scim.changed(path, { op: "add", path: "title", value: "One" })).expect(200, { title: "One" })
      ;(await scim.changed(path, { op: "add", path: "title", value: "Two" })).expect(200, { title: "Two" })
    })

    requirement(["7644-3.5.2.1-05"], "appends to several values", async (scim) => {
      const path = await withPhones(scim)
      const changed = await scim.changed(path, {
        op: "add",
        path: "phoneNumbers",
        value: [{ value: "3", type: "other" }]
      })
      changed.expect(200, { phoneNumbers: [work, home, { value: "3", type: "other" }] })
      const one = await scim.changed(path, { op: "add", path: "phoneNumbers", value: { value: "4" } })
      assert.equal(one.listAt("/phoneNumbers").length, 4)
      const [first, second] = [await scim.user(), await scim.user()]
      const group = await scim.groupOf(first.id)
      await scim.changed(group, { op: "add", path: "members", value: [{ value: second.id }] })
      assert.deepEqual(await scim.members(group), [first.id, second.id].sort())
      const third = await scim.user()
      await scim.changed(group, { op: "add", value: { members: [{ value: third.id }] } })
      assert.deepEqual(await scim.members(group), [first.id, second.id, third.id].sort())
    })

    requirement(
      ["7644-3.5.2.1-06", "7644-3.5.2.1-09"],
      "sets parts of a complex value and leaves the others",
      async (scim) => {
        const made = await scim.user({ name: { givenName: "Ida", familyName: "Lund" } })
        const changed = await scim.changed(`/Users/${made.id}`, {
          op: "add",
          path: "name",
          value: { givenName: "Eva", middleName: "Maria" }
        })
        assert.deepEqual(changed.at("/name"), { givenName: "Eva", familyName: "Lund", middleName: "Maria" })
      }
    )

    requirement(["7644-3.5.2.1-07", "7644-3.5.2.1-10"], "changes nothing by a value that is there", async (scim) => {
      const made = await scim.user({ displayName: "Ida", phoneNumbers: [work] })
      const same = await scim.changed(
        `/Users/${made.id}`,
        { op: "add", path: "displayName", value: "Ida" },
        { op: "add", path: "phoneNumbers", value: [work] }
      )
      assert.deepEqual(same.body, made.body)
      const group = (await scim.get(await scim.groupOf(made.id))).expect(200)
      const again = await scim.changed(`/Groups/${group.id}`, {
        op: "add",
        path: "members",
        value: [{ value: made.id }]
      })
      assert.deepEqual(again.body, group.body)
    })

    requirement(["7644-3.5.2.1-08"], "sets attributes of an extension by path and by value", async (scim) => {
      const path = `/Users/${(await scim.user()).id}`
      const byPath = await scim.changed(path, { op: "add", path: `${urn.enterprise}:department`, value: "Bindery" })
      byPath.expect(200, { [urn.enterprise]: { department: "Bindery" } })
      const byValue = await scim.changed(path, { op: "add", value: { [urn.enterprise]: { division: "West" } } })
      byValue.expect(200, { [urn.enterprise]: { department: "Bindery", division: "West" } })
    })
  },
  ["patch"]
)

export const remove = suite(
  "RFC 7644 §3.5.2.2 remove",
  (requirement) => {
    requirement(["7644-3.5.2.2-01"], "demands a path", async (scim) => {
      const made = await scim.user({ title: "Binder" })
      ;(await scim.change(`/Users/${made.id}`, { op: "remove" })).expectError(400, "noTarget")
      assert.deepEqual((await scim.get(`/Users/${made.id}`)).body, made.body)
    })

    requirement(["7644-3.5.2.2-02"], "leaves a single value unassigned", async (scim) => {
      const made = await scim.user({ nickName: "I", title: "Binder" })
      const changed = await scim.changed(`/Users/${made.id}`, { op: "remove", path: "nickName" })
      changed.expect(200, { title: "Binder" }).lacks("/nickName")
    })

    requirement(["7644-3.5.2.2-03", "7644-3.5.2.2-05"], "takes all values where no filter chooses", async (scim) => {
      ;(await scim.changed(await withPhones(scim), { op: "remove", path: "phoneNumbers" })).lacks("/phoneNumbers")
      const group = await scim.groupOf((await scim.user()).id, (await scim.user()).id)
      ;(await scim.changed(group, { op: "remove", path: "members" })).lacks("/members")
    })

    requirement(["7644-3.5.2.2-04"], "takes the values that a filter chooses", async (scim) => {
      const path = await withPhones(scim)
      const changed = await scim.changed(path, { op: "remove", path: 'phoneNumbers[type eq "work" and value eq "1"]' })
      changed.expect(200, { phoneNumbers: [home] })
      const [first, second, third] = [await scim.user(), await scim.user(), await scim.user()]
      const group = await scim.groupOf(first.id, second.id, third.id)
      await scim.changed(group, { op: "remove", path: `members[value eq "${first.id}"]` })
      assert.deepEqual(await scim.members(group), [second.id, third.id].sort())
      await scim.changed(group, { op: "remove", path: `members[value eq "${second.id}" or value eq "${first.id}"]` })
      assert.deepEqual(await scim.members(group), [third.id])
      await scim.changed(group, { op: "remove", path: `members[not (value eq "${second.id}")]` })
      assert.deepEqual(await scim.members(group), [])
    })

    requirement(["7644-3.5.2.2-05"], "leaves the attribute unassigned with its last value", async (scim) => {
      const made = await scim.user({ phoneNumbers: [work] })
      const path = `/Users/${made.id}`
      ;(await scim.changed(path, { op: "remove", path: 'phoneNumbers[type eq "work"]' })).lacks("/phoneNumbers")
      assert.deepEqual(await scim.userNames(`id eq "${made.id}" and phoneNumbers pr`), [])
    })

    requirement(["7644-3.5.2.2-06"], "takes a sub-attribute of the values that a filter chooses", async (scim) => {
      const made = await scim.user({
        phoneNumbers: [
          { ...work, display: "One" },
          { ...home, display: "Two" }
        ]
      })
      const changed = await scim.changed(`/Users/${made.id}`, {
        op: "remove",
        path: 'phoneNumbers[type eq "work"].display'
      })
      assert.deepEqual(changed.at("/phoneNumbers"), [work, { ...home, display: "Two" }])
    })

    requirement(["7644-3.5.2.2-07"], "takes a complex value or one of its parts", async (scim) => {
      const made = await scim.user({ name: { givenName: "Ida", familyName: "Lund" } })
      const path = `/Users/${made.id}`
      const part = await scim.changed(path, { op: "remove", path: "name.givenName" })
      assert.deepEqual(part.at("/name"), { familyName: "Lund" })
      ;(await scim.changed(path, { op: "remove", path: "name" })).lacks("/name")
    })

    requirement(["7644-3.5.2.2-08"], "is refused for what is required or readOnly", async (scim) => {
      const user = await scim.user()
      const group = await scim.group()
      for (const [path, target] of [
        [`/Users/${user.id}`, "userName"],
        [`/Users/${user.id}`, "id"],
        [`/Users/${user.id}`, "meta"],
        [`/Users/${user.id}`, "groups"],
        [`/Groups/${group.id}`, "displayName"],
        [`/Groups/${group.id}`, "id"]
      ] as const) {
        ;(await scim.change(path, { op: "remove", path: target })).expectError(400, "mutability")
      }
    })

    requirement(
      ["7644-3.5.2.2-09"],
      "changes nothing, or says noTarget, when the filter chooses nothing",
      async (scim) => {
        const user = await scim.user()
        const group = await scim.groupOf(user.id)
        const operation = { op: "remove", path: `members[value eq "${(await scim.user()).id}"]` }
        const answer = await scim.change(group, operation)
        if (answer.status >= 400) answer.expectError(400, "noTarget")
        assert.deepEqual(await scim.members(group), [user.id])
      }
    )
  },
  ["patch"]
)

export const replace = suite(
  "RFC 7644 §3.5.2.3 replace",
  (requirement) => {
    requirement(["7644-3.5.2.3-01", "7644-3.5.2.3-04"], "sets a single value, there or not", async (scim) => {
      const path = `/Users/${(await scim.user()).id}`
      ;(await scim.changed(path, { op: "replace", path: "title", value: "One" })).expect(200, { title: "One" })
      ;(await scim.changed(path, { op: "replace", path: "title", value: "Two" })).expect(200, { title: "Two" })
    })

    requirement(["7644-3.5.2.3-02"], "sets each attribute of an object where there is no path", async (scim) => {
      const path = await withPhones(scim)
      const value = { title: "Binder", phoneNumbers: [{ value: "3" }], [urn.enterprise]: { department: "Bindery" } }
      ;(await scim.changed(path, { op: "replace", value })).expect(200, value)
      const group = await scim.groupOf((await scim.user()).id)
      const members = await scim.members(group)
      const displayName = scim.word("New ")
      ;(await scim.changed(group, { op: "replace", value: { displayName } })).expect(200, { displayName })
      assert.deepEqual(await scim.members(group), members)
    })

    requirement(["7644-3.5.2.3-03"], "swaps all values where no filter chooses", async (scim) => {
      const path = await withPhones(scim)
      const changed = await scim.changed(path, {
        op: "replace",
        path: "phoneNumbers",
        value: [{ value: "3", type: "other" }]
      })
      changed.expect(200, { phoneNumbers: [{ value: "3", type: "other" }] })
      const [first, second, third] = [await scim.user(), await scim.user(), await scim.user()]
      const group = await scim.groupOf(first.id, second.id)
      await scim.changed(group, { op: "replace", path: "members", value: [{ value: second.id }, { value: third.id }] })
      assert.deepEqual(await scim.members(group), [second.id, third.id].sort())
    })

    requirement(["7644-3.5.2.3-05"], "leaves the parts of a complex value that it does not name", async (scim) => {
      const made = await scim.user({ name: { givenName: "Ida", familyName: "Lund" } })
      const path = `/Users/${made.id}`
      const byPath = await scim.changed(path, { op: "replace", path: "name", value: { givenName: "Eva" } })
      assert.deepEqual(byPath.at("/name"), { givenName: "Eva", familyName: "Lund" })
      const byValue = await scim.changed(path, { op: "replace", value: { name: { familyName: "Berg" } } })
      assert.deepEqual(byValue.at("/name"), { givenName: "Eva", familyName: "Berg" })
    })

    requirement(["7644-3.5.2.3-06"], "replaces the values that a filter chooses", async (scim) => {
      const path = await withPhones(scim)
      const value = { value: "9", type: "work" }
      const changed = await scim.changed(path, { op: "replace", path: 'phoneNumbers[type eq "work"]', value })
      assert.deepEqual(changed.at("/phoneNumbers"), [value, home])
    })

    requirement(["7644-3.5.2.3-07"], "changes a sub-attribute of every value that a filter chooses", async (scim) => {
      const phoneNumbers = [work, { value: "3", type: "work" }, home]
      const made = await scim.user({ phoneNumbers })
      const changed = await scim.changed(`/Users/${made.id}`, {
        op: "replace",
        path: 'phoneNumbers[type eq "work"].display',
        value: "Desk"
      })
      assert.deepEqual(changed.at("/phoneNumbers"), [
        { ...work, display: "Desk" },
        { value: "3", type: "work", display: "Desk" },
        home
      ])
    })

    requirement(
      ["7644-3.5.2.3-08"],
      "answers noTarget when its filter chooses nothing that it could describe",
      async (scim) => {
        const path = await withPhones(scim)
        const before = await scim.get(path)
        for (const filter of [
          'value ew "@nowhere"',
          'type eq "work" and value sw "2"',
          "not (type pr)",
          'type eq "fax" or type eq "pager"'
        ]) {
          const answer = await scim.change(path, { op: "replace", path: `phoneNumbers[${filter}].display`, value: "x" })
          answer.expectError(400, "noTarget")
        }
        assert.deepEqual((await scim.get(path)).body, before.body)
      }
    )
  },
  ["patch"]
)
