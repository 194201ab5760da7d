/**
 * The Group resource and its members.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-4.2
 */
import assert from "node:assert/strict"
import { urn } from "../Scim.ts"
import { suite } from "../Suite.ts"

export const groups = suite("RFC 7643 §4.2 Group", (requirement) => {
  requirement(["7643-4.2-02"], "demands a displayName", async (scim) => {
    for (const displayName of [undefined, null, ""]) {
      const body = { schemas: [urn.group], ...(displayName === undefined ? {} : { displayName }) }
      const answer = (await scim.post("/Groups", body)).expectError(400, "invalidValue")
      assert.ok(answer.textAt("/detail").includes("displayName"), `${answer}`)
    }
  })

  requirement(["7643-4.2-03"], "gains and loses members", async (scim) => {
    const [first, second] = [await scim.user(), await scim.user()]
    const group = await scim.groupOf(first.id)
    await scim.changed(group, { op: "add", path: "members", value: [{ value: second.id }] })
    assert.deepEqual(await scim.members(group), [first.id, second.id].sort())
    await scim.changed(group, { op: "remove", path: `members[value eq "${first.id}"]` })
    assert.deepEqual(await scim.members(group), [second.id])
  })

  requirement(["7643-4.2-04", "7643-4.2-05"], "shows what a member is and where", async (scim) => {
    const user = await scim.user({ displayName: "Ida Lund" })
    const inner = await scim.group()
    const outer = (await scim.get(await scim.groupOf(user.id, inner.id))).expect(200)
    const shown = outer.listAt("/members").map((_, index) => ({
      value: outer.at(`/members/${index}/value`),
      type: outer.at(`/members/${index}/type`),
      $ref: outer.at(`/members/${index}/$ref`),
      display: outer.at(`/members/${index}/display`)
    }))
    const byType = (a: { readonly type: unknown }, b: { readonly type: unknown }) =>
      String(a.type).localeCompare(String(b.type))
    assert.deepEqual(shown.sort(byType), [
      { value: inner.id, type: "Group", $ref: inner.at("/meta/location"), display: inner.at("/displayName") },
      { value: user.id, type: "User", $ref: user.at("/meta/location"), display: "Ida Lund" }
    ])
  })

  requirement(["7643-4.2-06"], "holds other groups", async (scim) => {
    const inner = await scim.group()
    const outer = await scim.groupOf(inner.id)
    assert.deepEqual(await scim.members(outer), [inner.id])
  })

  requirement(["7643-4.2-06", "7644-7-01"], "stays readable when groups hold one another", async (scim) => {
    const user = await scim.user()
    const first = await scim.groupOf(user.id)
    const firstId = (await scim.get(first)).id
    const second = await scim.groupOf(firstId)
    const answer = await scim.change(first, {
      op: "add",
      path: "members",
      value: [{ value: (await scim.get(second)).id }]
    })
    if (answer.status >= 400) answer.expectError(400, "invalidValue")
    ;(await scim.get(first)).expect(200)
    assert.ok((await scim.get(`/Users/${user.id}`)).expect(200).listAt("/groups").length >= 2)
  })

  requirement(["7643-4.2-07"], "refuses a member without a value", async (scim) => {
    const body = { schemas: [urn.group], displayName: scim.word("Group "), members: [{}] }
    const answer = await scim.post("/Groups", body)
    if (answer.status === 201) answer.lacks("/members")
    else answer.expectError(400, "invalidValue")
  })

  requirement(["7643-4.2-04"], "never answers a member that is no resource", async (scim) => {
    const body = { schemas: [urn.group], displayName: scim.word("Group "), members: [{ value: scim.word("nobody") }] }
    const answer = await scim.post("/Groups", body)
    if (answer.status === 201) (await scim.get(`/Groups/${answer.id}`)).expect(200).lacks("/members")
    else answer.expectError(400, "invalidValue")
  })
})
