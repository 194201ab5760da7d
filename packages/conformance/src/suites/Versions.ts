/**
 * Versions of resources: entity tags, and requests that depend on them.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.14
 */
import assert from "node:assert/strict"
import { urn } from "../Scim.ts"
import { suite } from "../Suite.ts"

export const versions = suite(
  "RFC 7644 §3.14 versions",
  (requirement) => {
    const stale = { "if-match": 'W/"stale"' }
    const operationsOf = (op: string, path: string) => ({ schemas: [urn.patchOp], Operations: [{ op, path }] })
    const tag = /^(W\/)?"[!#-~]*"$/

    requirement(
      ["7644-3.14-02", "7644-3.14-03", "7644-3.14-09"],
      "go with every representation of a resource",
      async (scim) => {
        const made = await scim.user()
        const path = `/Users/${made.id}`
        const read = await scim.get(path)
        const put = await scim.put(path, scim.person({ title: "x" }))
        for (const answer of [made, read, put, await scim.group()]) {
          assert.match(answer.headers.get("etag") ?? "", tag)
          assert.equal(answer.headers.get("etag"), answer.at("/meta/version"))
        }
        const listed = await scim.list("/Users", { filter: `id eq "${made.id}"` })
        assert.equal(listed.at("/Resources/0/meta/version"), put.at("/meta/version"))
      }
    )

    requirement(["7644-3.14-04"], "spare a client what it has", async (scim) => {
      const made = await scim.user()
      const path = `/Users/${made.id}`
      const version = made.textAt("/meta/version")
      const answer = (await scim.get(path, { "if-none-match": version })).expect(304)
      assert.deepEqual([answer.text, answer.headers.get("etag")], ["", version])
      ;(await scim.get(path, { "if-none-match": "*" })).expect(304)
      ;(await scim.get(path, { "if-none-match": `"other", ${version}` })).expect(304)
      ;(await scim.get(path, { "if-none-match": 'W/"other"' })).expect(200)
      await scim.changed(path, { op: "replace", path: "title", value: "x" })
      ;(await scim.get(path, { "if-none-match": version })).expect(200)
    })

    requirement(["7644-3.14-05", "7644-3.12-10"], "stop a change of what has changed", async (scim) => {
      const made = await scim.user()
      const path = `/Users/${made.id}`
      const operations = { schemas: [urn.patchOp], Operations: [{ op: "replace", path: "title", value: "x" }] }
      ;(await scim.put(path, scim.person(), stale)).expectError(412)
      ;(await scim.patch(path, operations, stale)).expectError(412)
      ;(await scim.delete(path, stale)).expectError(412)
      assert.deepEqual((await scim.get(path)).body, made.body)
      const group = await scim.groupOf(made.id)
      ;(await scim.patch(group, operationsOf("remove", "members"), stale)).expectError(412)
      ;(await scim.put(group, { schemas: [urn.group], displayName: "x" }, stale)).expectError(412)
      ;(await scim.delete(group, stale)).expectError(412)
      assert.deepEqual(await scim.members(group), [made.id])
    })

    requirement(["7644-3.14-05"], "stop a change of what must not be there, with If-None-Match", async (scim) => {
      const made = await scim.user()
      const path = `/Users/${made.id}`
      for (const tag of ["*", made.textAt("/meta/version")]) {
        const none = { "if-none-match": tag }
        ;(await scim.put(path, scim.person({ title: "x" }), none)).expectError(412)
        ;(await scim.patch(path, operationsOf("remove", "title"), none)).expectError(412)
        ;(await scim.delete(path, none)).expectError(412)
      }
      assert.deepEqual((await scim.get(path)).body, made.body)
      ;(await scim.put(path, scim.person({ title: "x" }), { "if-none-match": 'W/"other"' })).expect(200)
    })

    requirement(["7644-3.14-05", "7644-3.12-08"], "stop nothing that is not there with another error", async (scim) => {
      const path = `/Users/${scim.word("none")}`
      ;(await scim.put(path, scim.person(), { "if-match": "*" })).expectError(404)
      ;(await scim.delete(path, stale)).expectError(404)
    })

    requirement(
      ["7644-3.14-02", "7643-3.1-14"],
      "go with the answer to a PATCH, with a body or without",
      async (scim) => {
        const user = await scim.user()
        for (const path of [`/Users/${user.id}`, await scim.groupOf(user.id)]) {
          const answer = await scim.change(path, { op: "replace", path: "displayName", value: scim.word("New ") })
          const read = (await scim.get(path)).expect(200)
          assert.equal(answer.headers.get("etag"), read.textAt("/meta/version"))
          assert.equal(answer.headers.get("location"), read.textAt("/meta/location"))
        }
      }
    )

    requirement(["7644-3.14-06"], "let a change of the current version pass", async (scim) => {
      const made = await scim.user()
      const path = `/Users/${made.id}`
      const put = await scim.put(path, scim.person({ title: "x" }), { "if-match": made.textAt("/meta/version") })
      const operations = { schemas: [urn.patchOp], Operations: [{ op: "replace", path: "title", value: "y" }] }
      ;(await scim.patch(path, operations, { "if-match": put.expect(200).textAt("/meta/version") })).expect([200, 204])
      const version = (await scim.get(path)).textAt("/meta/version")
      ;(await scim.patch(path, operations, { "if-match": "*" })).expect([200, 204])
      ;(await scim.delete(path, { "if-match": `"other", ${version}` })).expect(204)
    })

    requirement(["7644-3.14-07", "7643-3.1-20"], "change with every change", async (scim) => {
      const user = await scim.user()
      const seen = new Set([user.textAt("/meta/version")])
      const path = `/Users/${user.id}`
      for (const title of ["a", "b", "c"]) {
        seen.add((await scim.changed(path, { op: "replace", path: "title", value: title })).textAt("/meta/version"))
      }
      seen.add((await scim.put(path, scim.person())).textAt("/meta/version"))
      assert.equal(seen.size, 5)
      const group = await scim.group()
      const groups = new Set([group.textAt("/meta/version")])
      const members = `/Groups/${group.id}`
      groups.add(
        (await scim.changed(members, { op: "add", path: "members", value: [{ value: user.id }] })).textAt(
          "/meta/version"
        )
      )
      groups.add((await scim.changed(members, { op: "remove", path: "members" })).textAt("/meta/version"))
      assert.equal(groups.size, 3)
    })

    requirement(["7644-3.14-08"], "let exactly one of ten parallel changes win", async (scim) => {
      const made = await scim.user()
      const headers = { "if-match": made.textAt("/meta/version") }
      const bodies = Array.from({ length: 10 }, (_, index) => scim.person({ title: `Title ${index}` }))
      const answers = await Promise.all(bodies.map((body) => scim.put(`/Users/${made.id}`, body, headers)))
      assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, ...Array.from({ length: 9 }, () => 412)])
      const winner = answers.find((answer) => answer.status === 200)
      assert.deepEqual((await scim.get(`/Users/${made.id}`)).body, winner?.body)
    })
  },
  ["etag"]
)
