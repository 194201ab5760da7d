/**
 * What the server says of itself: ServiceProviderConfig, ResourceTypes and Schemas as endpoints.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-4
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-5
 */
import assert from "node:assert/strict"
import { type Scim, urn } from "../Scim.ts"
import { suite } from "../Suite.ts"

const write = ["POST", "PUT", "PATCH", "DELETE"] as const

/** Sends every writing method to a discovery resource and checks that it stays as it is. */
const staysAsItIs = async (scim: Scim, path: string) => {
  const before = (await scim.get(path)).expect(200)
  for (const method of write) {
    const answer = await scim.send({ method, path, body: { schemas: [urn.patchOp], Operations: [] } })
    answer.expectError(405)
    assert.ok(!(answer.headers.get("allow") ?? method).includes(method), `${answer}`)
  }
  assert.equal((await scim.get(path)).text, before.text)
}

export const serviceProviderConfig = suite("RFC 7643 §5 ServiceProviderConfig", (requirement) => {
  const path = "/ServiceProviderConfig"

  requirement(["7643-5-01", "7644-4-01"], "answers GET with its own URN", async (scim) => {
    ;(await scim.get(path)).expect(200, { schemas: [urn.config] })
  })

  requirement(["7643-5-02"], "says of every feature whether it is offered", async (scim) => {
    const answer = await scim.get(path)
    for (const feature of ["patch", "bulk", "filter", "changePassword", "sort", "etag"]) {
      assert.equal(typeof answer.at(`/${feature}/supported`), "boolean", `${feature}. ${answer}`)
    }
  })

  requirement(
    ["7643-5-02", "7644-3.5-02", "7644-3.4.2.2-30", "7644-3.14-01"],
    "offers PATCH, filters, sorting and entity tags",
    async (scim) => {
      const offered = { supported: true }
      ;(await scim.get(path)).expect(200, { patch: offered, filter: offered, sort: offered, etag: offered })
    }
  )

  requirement(["7643-5-03", "7644-3.7.4-04"], "states the bounds of bulk as integers", async (scim) => {
    const answer = await scim.get(path)
    assert.ok(Number.isInteger(answer.at("/bulk/maxOperations")), `${answer}`)
    assert.ok(Number.isInteger(answer.at("/bulk/maxPayloadSize")), `${answer}`)
  })

  requirement(["7643-5-04"], "states the greatest number of results as a positive integer", async (scim) => {
    const most = (await scim.get(path)).at("/filter/maxResults")
    assert.ok(Number.isInteger(most) && Number(most) > 0, String(most))
  })

  requirement(
    ["7643-5-05", "7643-5-06"],
    "lists authentication schemes with type, name and description",
    async (scim) => {
      const answer = await scim.get(path)
      const schemes = answer.listAt("/authenticationSchemes")
      assert.ok(schemes.length > 0, `${answer}`)
      const known = ["oauth", "oauth2", "oauthbearertoken", "httpbasic", "httpdigest"]
      for (const index of schemes.keys()) {
        assert.ok(known.includes(answer.textAt(`/authenticationSchemes/${index}/type`)), `${answer}`)
        assert.notEqual(answer.textAt(`/authenticationSchemes/${index}/name`), "")
        assert.notEqual(answer.textAt(`/authenticationSchemes/${index}/description`), "")
      }
    }
  )

  requirement(["7644-2.1-01"], "announces the bearer tokens that it takes", async (scim) => {
    const answer = await scim.get(path)
    const types = answer.listAt("/authenticationSchemes").map((_, i) => answer.at(`/authenticationSchemes/${i}/type`))
    assert.ok(types.includes("oauthbearertoken"), `${answer}`)
  })

  requirement(["7643-5-08", "7644-2.2-01"], "can be read without a token", async (scim) => {
    const answer = await scim.send({ method: "GET", path, authorization: null })
    answer.expect(200, { schemas: [urn.config] })
    assert.deepEqual(answer.body, (await scim.get(path)).body)
  })

  requirement(["7643-5-07", "7644-4-06"], "cannot be changed by any method", (scim) => staysAsItIs(scim, path))

  requirement(["9967-4-01"], "announces security events as a whole, or none at all", async (scim) => {
    const answer = (await scim.get(path)).expect(200, { schemas: [urn.config] })
    if (answer.at("/securityEvents") === undefined) return
    assert.notEqual(answer.textAt("/securityEvents/asyncRequest"), "")
    assert.ok(answer.listAt("/securityEvents/eventUris").length > 0, `${answer}`)
  })

  requirement(["9967-2.5.1.1-01"], "answers a request at once that might be answered later", async (scim) => {
    const made = await scim.user()
    const body = scim.person({ title: "Binder" })
    const answer = await scim.put(`/Users/${made.id}`, body, { prefer: "respond-async" })
    answer.expect(200, { id: made.id, title: "Binder" })
    assert.equal(answer.headers.get("preference-applied"), null)
  })

  requirement(["7644-3.7-01"], "announces bulk requests", async (scim) => {
    ;(await scim.get(path)).expect(200, { bulk: { supported: true } })
  })
})

export const resourceTypes = suite("RFC 7643 §6 ResourceType", (requirement) => {
  const path = "/ResourceTypes"

  requirement(["7643-6-01", "7643-6-05", "7643-6-07", "7644-4-02"], "lists User and Group", async (scim) => {
    const answer = (await scim.get(path)).expect(200, { schemas: [urn.list] })
    const names = answer.resources.map((_, index) => answer.textAt(`/Resources/${index}/name`))
    for (const name of ["Group", "User"]) assert.ok(names.includes(name), `${answer}`)
    for (const index of answer.resources.keys()) {
      assert.deepEqual(answer.at(`/Resources/${index}/schemas`), [urn.resourceType])
      assert.notEqual(answer.textAt(`/Resources/${index}/description`), "")
      assert.notEqual(answer.textAt(`/Resources/${index}/schema`), "")
    }
    assert.equal(answer.at("/totalResults"), names.length)
  })

  requirement(["7643-3.2-01", "7643-6-02"], "links User with the enterprise extension", async (scim) => {
    const type = await scim.get(`${path}/User`)
    type.expect(200, { id: "User", name: "User", endpoint: "/Users", schema: urn.user })
    assert.deepEqual(type.at("/schemaExtensions/0"), { schema: urn.enterprise, required: false })
  })

  requirement(["7643-6-03", "7644-3.2-05"], "gives endpoints that answer and end in s", async (scim) => {
    const answer = (await scim.get(path)).expect(200)
    assert.ok(answer.resources.length >= 2, `${answer}`)
    for (const index of answer.resources.keys()) {
      const endpoint = answer.textAt(`/Resources/${index}/endpoint`)
      assert.ok(endpoint.startsWith("/") && endpoint.endsWith("s"), endpoint)
      ;(await scim.list(endpoint, { count: 0 })).expect(200)
    }
  })

  requirement(["7643-6-04"], "names only schemas that can be read", async (scim) => {
    const answer = (await scim.get(path)).expect(200)
    assert.ok(answer.resources.length >= 2, `${answer}`)
    for (const index of answer.resources.keys()) {
      const extensions = answer.listAt(`/Resources/${index}/schemaExtensions`)
      const extended = extensions.map((_, i) => answer.textAt(`/Resources/${index}/schemaExtensions/${i}/schema`))
      for (const schema of [answer.textAt(`/Resources/${index}/schema`), ...extended]) {
        ;(await scim.get(`/Schemas/${schema}`)).expect(200, { id: schema })
      }
    }
  })

  requirement(["7643-6-08", "7643-3.1-07"], "names the type that a resource names in its meta", async (scim) => {
    const user = await scim.user()
    const group = await scim.group()
    for (const type of [user.textAt("/meta/resourceType"), group.textAt("/meta/resourceType")]) {
      ;(await scim.get(`${path}/${type}`)).expect(200, { name: type })
    }
  })

  requirement(["7643-6-07", "7644-4-06"], "cannot be changed by any method", (scim) =>
    staysAsItIs(scim, `${path}/User`)
  )

  requirement(["7644-4-05", "7644-3.12-08"], "answers 404 to a type that is not there", async (scim) => {
    ;(await scim.get(`${path}/Robot`)).expectError(404)
  })
})

export const discovery = suite("RFC 7644 §4 discovery", (requirement) => {
  requirement(["7644-4-01", "7644-4-02", "7643-7-01"], "answers all schemas as one list", async (scim) => {
    const answer = (await scim.get("/Schemas")).expect(200, { schemas: [urn.list] })
    assert.equal(answer.at("/totalResults"), answer.resources.length)
    assert.equal(answer.at("/itemsPerPage"), answer.resources.length)
    assert.equal(answer.at("/startIndex"), 1)
    const ids = answer.resources.map((_, index) => answer.textAt(`/Resources/${index}/id`))
    for (const id of [urn.user, urn.group, urn.enterprise]) assert.ok(ids.includes(id), `${id} is missing`)
    for (const id of ids) (await scim.get(`/Schemas/${id}`)).expect(200, { id })
  })

  requirement(["7644-4-07", "7643-7-10"], "has a schema for every URN that a resource carries", async (scim) => {
    const user = await scim.user({ [urn.enterprise]: { department: "Bindery" } })
    const group = await scim.group()
    for (const answer of [
      user,
      group,
      await scim.get("/ServiceProviderConfig"),
      await scim.get("/ResourceTypes/User")
    ]) {
      for (const index of answer.listAt("/schemas").keys()) {
        const id = answer.textAt(`/schemas/${index}`)
        ;(await scim.get(`/Schemas/${id}`)).expect(200, { id })
      }
    }
  })

  requirement(["7643-7-09", "7644-4-06"], "lets nobody change a schema", (scim) =>
    staysAsItIs(scim, `/Schemas/${urn.user}`)
  )

  requirement(["7644-3.1-06", "7644-4-05"], "does not show message schemas", async (scim) => {
    const answer = (await scim.get("/Schemas")).expect(200)
    const ids = answer.resources.map((_, index) => answer.textAt(`/Resources/${index}/id`))
    assert.deepEqual(
      ids.filter((id) => id.startsWith("urn:ietf:params:scim:api:")),
      []
    )
    ;(await scim.get(`/Schemas/${urn.patchOp}`)).expectError(404)
    ;(await scim.get("/Schemas/urn:example:none")).expectError(404)
  })

  for (const path of ["/Schemas", "/ResourceTypes", "/ServiceProviderConfig"]) {
    requirement(["7644-4-03"], `ignores paging and sorting on ${path}`, async (scim) => {
      const whole = (await scim.get(path)).expect(200)
      assert.ok(whole.at("/schemas/0") === urn.config || whole.resources.length > 1, `${whole}`)
      const asked = (await scim.list(path, { startIndex: 2, count: 1, sortBy: "name" })).expect(200)
      assert.deepEqual(asked.body, whole.body)
    })
  }

  for (const path of [
    "/Schemas",
    `/Schemas/${urn.user}`,
    "/ResourceTypes",
    "/ResourceTypes/User",
    "/ServiceProviderConfig"
  ]) {
    requirement(["7644-4-04"], `refuses a filter on ${path} with 403`, async (scim) => {
      ;(await scim.list(path, { filter: 'name eq "User"' })).expectError(403)
    })
  }
})
