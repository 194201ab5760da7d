/**
 * `/Me`, the user that a token stands for, and tenants that are careful with changes and values.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.11
 */
import assert from "node:assert/strict"
import { urn } from "../Scim.ts"
import { suiteOfPrincipals } from "../Suite.ts"

export const me = suiteOfPrincipals("RFC 7644 §3.11 /Me", (requirement) => {
  const operations = (value: string) => ({
    schemas: [urn.patchOp],
    Operations: [{ op: "replace", path: "title", value }]
  })

  requirement(["7644-3.11-01", "7644-3.12-12"], "is nobody to a token that stands for nobody", async ({ owner }) => {
    for (const method of ["GET", "PUT", "PATCH", "DELETE"]) {
      const body = method === "GET" || method === "DELETE" ? {} : { body: {} }
      ;(await owner.send({ method, path: "/Me", ...body })).expectError(501)
    }
  })

  requirement(
    ["7644-3.11-01", "7644-3.11-02", "7644-3.11-03"],
    "is the user of the token, under the address that all know",
    async ({ person, personId }) => {
      const location = `${person.base}/Users/${personId}`
      const read = (await person.get("/Me")).expect(200, { id: personId })
      assert.equal(read.headers.get("location"), location)
      assert.equal(read.at("/meta/location"), location)
      const version = read.textAt("/meta/version")
      ;(await person.get("/Me", { "if-none-match": version })).expect(304)
      const patched = (await person.patch("/Me", operations("patched"))).expect(200, { title: "patched" })
      assert.equal(patched.headers.get("location"), location)
      const put = person.person({ title: "put" })
      const replaced = (await person.put("/Me", put)).expect(200, { id: personId, title: "put" })
      assert.equal(replaced.headers.get("location"), location)
      ;(await person.patch("/Me", operations("x"), { "if-match": version })).expectError(412)
      ;(await person.get("/Me?attributes=title")).expect(200, { id: personId, title: "put" }).lacks("/userName")
      ;(await person.get(`/Users/${personId}`)).expect(200, { title: "put" })
    }
  )

  requirement(["7644-3.11-04"], "creates nobody", async ({ person, owner }) => {
    for (const scim of [person, owner]) {
      const answer = (await scim.post("/Me", scim.person())).expectError(405)
      assert.ok((answer.headers.get("allow") ?? "").includes("PATCH"), `${answer}`)
    }
    ;(await person.get("/Me/1")).expectError(404)
  })
})

export const careful = suiteOfPrincipals("a tenant that demands versions and canonical values", (requirement) => {
  requirement(
    ["7644-3.14-05", "7644-3.14-06"],
    "answers 428 to a change that does not say what it is based on",
    async ({ careful }) => {
      const user = await careful.user()
      const path = `/Users/${user.id}`
      const operations = { schemas: [urn.patchOp], Operations: [{ op: "replace", path: "title", value: "x" }] }
      const version = { "if-match": user.textAt("/meta/version") }
      for (const answer of [
        await careful.patch(path, operations),
        await careful.put(path, careful.person()),
        await careful.delete(path)
      ]) {
        answer.expectError(428)
        assert.ok(answer.textAt("/detail").includes(user.textAt("/meta/version")), `${answer}`)
      }
      ;(await careful.patch(path, operations, version)).expect(200, { title: "x" })
      ;(await careful.patch(path, operations, version)).expectError(412)
      const data = { schemas: [urn.patchOp], Operations: operations.Operations }
      const bulk = await careful.post("/Bulk", {
        schemas: [urn.bulk],
        Operations: [
          { method: "PATCH", path, data },
          { method: "DELETE", path, version: "*" }
        ]
      })
      assert.deepEqual([bulk.at("/Operations/0/status"), bulk.at("/Operations/1/status")], ["428", "204"])
      ;(await careful.delete(`/Users/${careful.word("none")}`)).expectError(404)
    }
  )

  requirement(["7643-2.2-14"], "refuses values that the schema does not list", async ({ careful, owner }) => {
    const emails = [{ value: "a@example.org", type: "yacht" }]
    const answer = (await careful.post("/Users", careful.person({ emails }))).expectError(400, "invalidValue")
    assert.ok(answer.textAt("/detail").includes("work"), `${answer}`)
    ;(await careful.post("/Users", careful.person({ emails: [{ value: "a@example.org", type: "Home" }] }))).expect(201)
    ;(await owner.post("/Users", owner.person({ emails }))).expect(201)
  })
})
