/**
 * What the settings of a tenant change: what a strict one refuses that the default settings understand, and what a
 * client sees of a tenant that keeps what is deleted.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.12
 */
import assert from "node:assert/strict"
import { type Json, type JsonObject, urn } from "../Scim.ts"
import { suiteOfPrincipals } from "../Suite.ts"

/** Bodies of another shape than the schema's, as clients are known to send them. */
const shapes: ReadonlyArray<readonly [name: string, attributes: JsonObject]> = [
  ["a text for several values", { phoneNumbers: "1" }],
  ["an object for several values", { phoneNumbers: { value: "1" } }],
  ["texts for complex values", { phoneNumbers: ["1"] }],
  ["a boolean as a text", { active: "True" }],
  ["an empty object for a text", { title: {} }],
  ["an empty object for a boolean", { active: {} }],
  ["a text for a complex value", { [urn.enterprise]: { manager: "x" } }],
  ["a dotted name", { "name.givenName": "Ida" }],
  ["an attribute that no schema has", { shoeSize: 9 }],
  ["an attribute of an extension outside it", { department: "Bindery" }],
  ["several primary values", { phoneNumbers: ["1", "2"].map((value) => ({ value, primary: true })) }],
  ["a schema that its type does not have", { schemas: [urn.user, "urn:example:unheard:of"] }],
  ["no schemas", { schemas: [] }]
]

export const strict = suiteOfPrincipals("a strict tenant", (requirement) => {
  for (const [name, attributes] of shapes) {
    requirement(["7644-3.3-07", "7644-3.5.1-06"], `refuses ${name} in POST and PUT`, async ({ strict }) => {
      const made = await strict.user({ title: "Before" })
      const userName = `${strict.word()}@example.org`
      const body = strict.person({ userName, ...attributes })
      ;(await strict.post("/Users", body)).expectError(400)
      ;(await strict.put(`/Users/${made.id}`, body)).expectError(400)
      assert.deepEqual(await strict.userNames(`userName eq "${userName}"`), [])
      assert.deepEqual((await strict.get(`/Users/${made.id}`)).body, made.body)
    })
  }

  requirement(
    ["7643-2.2-02", "7644-3.12-06"],
    "demands the attributes that its schema requires",
    async ({ strict }) => {
      const required = (await strict.get(`/Schemas/${urn.user}`))
        .listAt("/attributes")
        .filter((attribute) => Object(attribute).required === true)
        .map((attribute) => String(Object(attribute).name))
      assert.deepEqual(required, ["userName", "emails"])
      for (const name of required) {
        const answer = (await strict.post("/Users", strict.person({ [name]: null }))).expectError(400, "invalidValue")
        assert.ok(answer.textAt("/detail").includes(name), `${answer}`)
      }
    }
  )

  for (const filter of [
    "userName eq 'x'",
    "userName eq x",
    'emails[type eq "work"].value eq "x"',
    'active eq "True"',
    'department eq "Bindery"'
  ]) {
    requirement(["7644-3.4.2.2-22", "7644-3.4.2.2-20"], `refuses the filter ${filter}`, async ({ strict }) => {
      ;(await strict.list("/Users", { filter })).expectError(400, "invalidFilter")
    })
  }

  requirement(["7644-3.5.2-01", "7644-3.5.2-17"], "demands the PatchOp message by its name", async ({ strict }) => {
    const made = await strict.user()
    const operations = [{ op: "replace", path: "title", value: "x" }]
    const bodies: ReadonlyArray<Json> = [
      { Operations: operations },
      { schemas: [], Operations: operations },
      { schemas: [urn.user], Operations: operations },
      { schemas: urn.patchOp, Operations: operations },
      { schemas: [urn.patchOp], operations }
    ]
    for (const body of bodies) (await strict.patch(`/Users/${made.id}`, body)).expectError(400, "invalidSyntax")
    assert.deepEqual((await strict.get(`/Users/${made.id}`)).body, made.body)
  })

  const refused: ReadonlyArray<readonly [ids: ReadonlyArray<string>, operation: JsonObject, scimType: string]> = [
    [["7644-3.5.2-10"], { op: "replace", value: { title: "x", id: "mine" } }, "mutability"],
    [["7644-3.5.2-10"], { op: "add", value: { groups: [{ value: "x" }] } }, "mutability"],
    [["7644-3.10-03"], { op: "replace", path: "department", value: "x" }, "invalidPath"],
    [["7644-3.5.2-11"], { op: "replace", path: "active", value: "False" }, "invalidValue"],
    [["7644-3.5.2-11"], { op: "add", value: { shoeSize: 9 } }, "invalidValue"],
    [["7644-3.5.2.3-08"], { op: "replace", path: 'phoneNumbers[type eq "fax"].value', value: "9" }, "noTarget"],
    [["7644-3.5.2.3-08"], { op: "replace", path: 'phoneNumbers[type eq "fax"]', value: { value: "9" } }, "noTarget"]
  ]
  for (const [ids, operation, scimType] of refused) {
    requirement(ids, `answers ${scimType} to ${JSON.stringify(operation)}`, async ({ strict }) => {
      const made = await strict.user({ phoneNumbers: [{ value: "1", type: "work" }] })
      ;(await strict.change(`/Users/${made.id}`, operation)).expectError(400, scimType)
      assert.deepEqual((await strict.get(`/Users/${made.id}`)).body, made.body)
    })
  }

  requirement(["7643-4.2-04", "7644-3.3-07"], "refuses a member that does not exist", async ({ strict }) => {
    const nobody = [{ value: strict.word("nobody") }]
    const body = { schemas: [urn.group], displayName: strict.word("Group "), members: nobody }
    ;(await strict.post("/Groups", body)).expectError(400, "invalidValue")
    ;(await strict.list("/Groups", { filter: `displayName eq "${body.displayName}"` })).expect(200, { totalResults: 0 })
    const member = await strict.user()
    const path = await strict.groupOf(member.id)
    ;(await strict.change(path, { op: "add", path: "members", value: nobody })).expectError(400, "invalidValue")
    assert.deepEqual(await strict.members(path), [member.id])
  })
})

export const tolerant = suiteOfPrincipals("a tenant of the default settings", (requirement) => {
  requirement(["7644-3.5.2-03"], "reads op in any letter case", async ({ owner }) => {
    const path = `/Users/${(await owner.user()).id}`
    ;(await owner.changed(path, { op: "Add", path: "title", value: "One" })).expect(200, { title: "One" })
    ;(await owner.changed(path, { op: "REPLACE", path: "title", value: "Two" })).expect(200, { title: "Two" })
    ;(await owner.changed(path, { op: "Remove", path: "title" })).lacks("/title")
  })

  requirement(["7643-3-06"], "takes a body without schemas for one of its endpoint", async ({ owner }) => {
    const { schemas: _, ...body } = owner.person()
    ;(await owner.post("/Users", body)).expect(201, { schemas: [urn.user] })
  })

  requirement(["7643-2.4-02"], "keeps the first of several primary values", async ({ owner }) => {
    const phoneNumbers = ["1", "2"].map((value) => ({ value, primary: true }))
    const kept = [{ value: "1", primary: true }, { value: "2" }]
    const made = (await owner.user({ phoneNumbers })).expect(201, { phoneNumbers: kept })
    ;(await owner.put(`/Users/${made.id}`, owner.person({ phoneNumbers }))).expect(200, { phoneNumbers: kept })
  })

  requirement(["7643-4.2-04"], "shows a member from the moment on at which it exists", async ({ owner }) => {
    const externalId = owner.word("later")
    const path = await owner.groupOf(externalId)
    assert.deepEqual(await owner.members(path), [])
    const made = await owner.user({ externalId })
    assert.deepEqual(await owner.members(path), [made.id])
  })
})

export const keeping = suiteOfPrincipals("a tenant that keeps what is deleted", (requirement) => {
  requirement(["7644-3.6-02", "7644-3.6-03", "7644-3.6-07"], "shows nothing of it", async ({ keeper }) => {
    const made = await keeper.user()
    const path = `/Users/${made.id}`
    const group = await keeper.groupOf(made.id)
    ;(await keeper.delete(path)).expect(204)
    ;(await keeper.get(path)).expectError(404)
    ;(await keeper.put(path, keeper.person())).expectError(404)
    ;(await keeper.change(path, { op: "replace", path: "active", value: true })).expectError(404)
    ;(await keeper.delete(path)).expectError(404)
    assert.deepEqual(await keeper.userNames(`id eq "${made.id}"`), [])
    assert.deepEqual(await keeper.members(group), [])
  })

  requirement(["7644-3.6-04"], "lets its userName be used again", async ({ keeper }) => {
    const body = keeper.person()
    const first = (await keeper.post("/Users", body)).expect(201)
    ;(await keeper.delete(`/Users/${first.id}`)).expect(204)
    const second = (await keeper.post("/Users", body)).expect(201)
    assert.notEqual(second.id, first.id)
  })
})
