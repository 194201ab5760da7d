/**
 * SCIM as HTTP: authentication, media types, errors, URLs.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-2
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.12
 */
import assert from "node:assert/strict"
import { type Request, type Scim, urn } from "../Scim.ts"
import { suite } from "../Suite.ts"

export const authentication = suite("RFC 7644 §2 authentication", (requirement) => {
  requirement(
    ["7644-2-01", "7644-2-02", "7644-3.12-13"],
    "refuses a request without a token that it knows",
    async (scim) => {
      const wrong = [
        null,
        "Bearer",
        "Bearer ",
        "Bearer nonsense",
        `Bearer ${scim.token.slice(0, -1)}`,
        `Bearer ${scim.token}x`,
        `Bearer ${scim.token.toUpperCase()}`,
        `Basic ${Buffer.from(`user:${scim.token}`).toString("base64")}`,
        `Digest username="${scim.token}"`
      ]
      for (const authorization of wrong) {
        const answer = await scim.send({ method: "GET", path: "/Users", authorization })
        answer.expectError(401)
        assert.ok(answer.headers.get("www-authenticate")?.startsWith("Bearer"), `${String(authorization)}: ${answer}`)
        assert.notEqual(answer.textAt("/detail"), "")
      }
    }
  )

  requirement(["7644-2-03"], "reads the name of the scheme in any letter case", async (scim) => {
    for (const scheme of ["bearer", "BEARER", "Bearer"]) {
      const answer = await scim.send({
        method: "GET",
        path: "/Users?count=0",
        authorization: `${scheme} ${scim.token}`
      })
      answer.expect(200, { schemas: [urn.list] })
    }
  })

  requirement(["7644-2-04"], "does nothing that it refuses", async (scim) => {
    const made = await scim.user({ title: "Before" })
    const path = `/Users/${made.id}`
    const userName = `${scim.word()}@example.org`
    const body = scim.person({ userName })
    const operations = { schemas: [urn.patchOp], Operations: [{ op: "replace", path: "title", value: "After" }] }
    for (const authorization of [null, "Bearer nonsense"]) {
      ;(await scim.send({ method: "POST", path: "/Users", body, authorization })).expectError(401)
      ;(await scim.send({ method: "PUT", path, body, authorization })).expectError(401)
      ;(await scim.send({ method: "PATCH", path, body: operations, authorization })).expectError(401)
      ;(await scim.send({ method: "DELETE", path, authorization })).expectError(401)
    }
    assert.deepEqual((await scim.get(path)).body, made.body)
    assert.deepEqual(await scim.userNames(`userName eq "${userName}"`), [])
  })

  requirement(["7644-7.4-01"], "takes no token from the URL", async (scim) => {
    const answer = await scim.send({ method: "GET", path: `/Users?access_token=${scim.token}`, authorization: null })
    answer.expectError(401)
  })

  requirement(["7644-7.7-01"], "does not repeat a credential in an error", async (scim) => {
    const secret = scim.word("secret")
    const answer = await scim.send({ method: "GET", path: "/Users", authorization: `Bearer ${secret}` })
    assert.ok(!answer.expectError(401).text.includes(secret))
    assert.ok(!(answer.headers.get("www-authenticate") ?? "").includes(secret))
  })
})

export const mediaTypes = suite("RFC 7644 §3.8 media types", (requirement) => {
  const typeOf = (headers: Headers) => headers.get("content-type")?.split(";")[0]?.trim()

  requirement(["7644-3.1-01", "7644-3.8-04", "7644-3.8-01"], "answers application/scim+json in UTF-8", async (scim) => {
    const made = await scim.user({ displayName: "Zoë" })
    const answers = [made, await scim.get("/Users?count=1"), await scim.get("/Users/none"), await scim.get("/Schemas")]
    for (const answer of [...answers, await scim.get(`/Users/${made.id}`, { accept: "*/*" })]) {
      assert.equal(typeOf(answer.headers), "application/scim+json")
      const charset = answer.headers.get("content-type")?.split("charset=")[1]
      assert.ok(charset === undefined || charset.toLowerCase() === "utf-8", String(charset))
    }
  })

  requirement(
    ["7644-3.8-02", "7644-3.8-03"],
    "serves Accept application/scim+json and application/json",
    async (scim) => {
      for (const accept of [
        "application/scim+json",
        "application/json",
        "application/json;q=0.5, application/scim+json"
      ]) {
        const answer = (await scim.get("/Users?count=0", { accept })).expect(200, { schemas: [urn.list] })
        assert.ok(["application/scim+json", "application/json"].includes(typeOf(answer.headers) ?? ""))
      }
    }
  )

  requirement(["7644-3.1-02"], "answers what it has to any other Accept", async (scim) => {
    for (const accept of ["*/*", "application/*", "text/html", "image/png, */*;q=0.1"]) {
      const answer = (await scim.get("/Users?count=0", { accept })).expect(200, { itemsPerPage: 0 })
      assert.equal(typeOf(answer.headers), "application/scim+json")
    }
  })

  requirement(
    ["7644-3.8-03", "7644-3.1-01"],
    "takes bodies as application/scim+json and application/json",
    async (scim) => {
      for (const type of [
        "application/scim+json",
        "application/json",
        "application/scim+json; charset=utf-8",
        "application/json;charset=UTF-8",
        "Application/SCIM+JSON"
      ]) {
        ;(await scim.post("/Users", scim.person(), { "content-type": type })).expect(201)
      }
    }
  )

  requirement(["7644-3.1-03"], "refuses bodies of another type", async (scim) => {
    const userName = `${scim.word()}@example.org`
    const body = JSON.stringify(scim.person({ userName }))
    for (const type of ["text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data"]) {
      const answer = await scim.send({ method: "POST", path: "/Users", body, headers: { "content-type": type } })
      answer.expectError(415)
    }
    assert.deepEqual(await scim.userNames(`userName eq "${userName}"`), [])
  })
})

export const errors = suite("RFC 7644 §3.12 errors", (requirement) => {
  requirement(
    ["7644-3.12-01", "7644-3.12-02", "7644-3.12-03", "7644-3.2-04", "7644-3.1-05"],
    "are JSON with status and detail",
    async (scim) => {
      const answer = (await scim.get("/Users/none")).expectError(404)
      assert.deepEqual(answer.at("/schemas"), [urn.error])
      assert.equal(answer.at("/status"), "404")
      assert.notEqual(answer.textAt("/detail"), "")
    }
  )

  const shape: ReadonlyArray<readonly [status: number, request: (scim: Scim, id: string) => Request]> = [
    [400, () => ({ method: "POST", path: "/Users", body: "{" })],
    [401, () => ({ method: "GET", path: "/Users", authorization: "Bearer x" })],
    [403, () => ({ method: "GET", path: "/Schemas?filter=x" })],
    [404, () => ({ method: "GET", path: "/Users/none" })],
    [405, () => ({ method: "DELETE", path: "/Users" })],
    [409, (scim, id) => ({ method: "POST", path: "/Users", body: scim.person({ userName: `${id}@example.org` }) })],
    [412, (_, id) => ({ method: "DELETE", path: `/Users/${id}`, headers: { "if-match": '"stale"' } })],
    [413, () => ({ method: "POST", path: "/Users", body: " ".repeat(8 * 1024 * 1024 + 1) })],
    [414, () => ({ method: "GET", path: `/Users?filter=${"x".repeat(16 * 1024)}` })],
    [415, () => ({ method: "POST", path: "/Users", body: "{}", headers: { "content-type": "text/plain" } })],
    [501, () => ({ method: "GET", path: "/Me" })]
  ]
  for (const [status, request] of shape) {
    requirement(
      ["7644-3.12-01", "7644-3.12-02", "7644-3.12-03", "7644-3.2-04", "7644-3.1-01"],
      `of status ${status} have the message of an error and nothing else`,
      async (scim) => {
        const made = await scim.user()
        await scim.changed(`/Users/${made.id}`, { op: "replace", path: "userName", value: `${made.id}@example.org` })
        const answer = (await scim.send(request(scim, made.id))).expectError(status)
        const { schemas, status: repeated, detail, scimType: _, ...more } = Object(answer.body)
        assert.deepEqual({ schemas, repeated, more }, { schemas: [urn.error], repeated: String(status), more: {} })
        assert.ok(typeof detail === "string" && detail.length > 20, `${answer}`)
        assert.equal(answer.headers.get("content-type"), "application/scim+json; charset=utf-8")
      }
    )
  }

  requirement(["7644-3.12-04"], "use the words of the RFC", async (scim) => {
    const made = await scim.user()
    const path = `/Users/${made.id}`
    const known = [
      "invalidFilter",
      "tooMany",
      "uniqueness",
      "mutability",
      "invalidSyntax",
      "invalidPath",
      "noTarget",
      "invalidValue"
    ]
    const answers = [
      await scim.list("/Users", { filter: "((" }),
      await scim.post("/Users", scim.person({ userName: made.textAt("/userName") })),
      await scim.change(path, { op: "remove", path: "id" }),
      await scim.send({ method: "POST", path: "/Users", body: "{" }),
      await scim.change(path, { op: "replace", path: "a..b", value: "x" }),
      await scim.change(path, { op: "remove" }),
      await scim.post("/Users", { schemas: [urn.user] })
    ]
    for (const answer of answers) assert.ok(known.includes(answer.textAt("/scimType")), `${answer}`)
  })

  requirement(["7644-3.12-05"], "say invalidSyntax of a body that cannot be read", async (scim) => {
    const path = `/Users/${(await scim.user()).id}`
    for (const body of ["{", '{"a":1,}', "{'a':1}", "no json", '{"a":1}{"b":2}', "\uFEFF\uFEFF{}"]) {
      ;(await scim.send({ method: "POST", path: "/Users", body })).expectError(400, "invalidSyntax")
      ;(await scim.send({ method: "PUT", path, body })).expectError(400, "invalidSyntax")
      ;(await scim.send({ method: "PATCH", path, body })).expectError(400, "invalidSyntax")
    }
  })

  requirement(["7644-3.12-06"], "say invalidValue of a value that does not fit, and name it", async (scim) => {
    const answer = (await scim.post("/Users", scim.person({ title: 7 }))).expectError(400, "invalidValue")
    assert.ok(answer.textAt("/detail").includes("title"), `${answer}`)
  })

  requirement(["7644-3.12-07"], "say invalidPath of a path that cannot be read", async (scim) => {
    const made = await scim.user()
    ;(await scim.change(`/Users/${made.id}`, { op: "replace", path: "name..x", value: "y" })).expectError(
      400,
      "invalidPath"
    )
  })

  requirement(["7644-3.2-01"], "are 405, never 404, for a method that a resource does not have", async (scim) => {
    const made = await scim.user()
    ;(await scim.send({ method: "POST", path: `/Users/${made.id}`, body: {} })).expectError(405)
    ;(await scim.send({ method: "PUT", path: "/Users", body: scim.person() })).expectError(405)
    ;(await scim.send({ method: "DELETE", path: "/Users" })).expectError(405)
  })
})

export const urls = suite("RFC 7644 §3.13 URLs and versions of the protocol", (requirement) => {
  requirement(["7644-3.13-01"], "serves the protocol's version in its base", async (scim) => {
    assert.ok(new URL(scim.base).pathname.endsWith("/v2"))
    ;(await scim.get("/Users?count=0")).expect(200, { schemas: [urn.list] })
  })

  requirement(["7644-3.13-02"], "refuses a version that it does not have", async (scim) => {
    const other = `${scim.base.slice(0, scim.base.lastIndexOf("/"))}/v99/Users`
    ;(await scim.get(other)).expectError(404)
  })

  requirement(["7644-3.13-03"], "serves its version where none is named", async (scim) => {
    const made = await scim.user()
    const unversioned = scim.base.slice(0, scim.base.lastIndexOf("/"))
    assert.deepEqual((await scim.get(`${unversioned}/Users/${made.id}`)).expect(200).body, made.body)
  })

  requirement(["7644-3.4.2-06"], "bears what clients put into URLs", async (scim) => {
    const made = await scim.user()
    const name = made.textAt("/userName")
    const quoted = encodeURIComponent(`"${name}"`)
    for (const query of [
      `?filter=userName+eq+${quoted}`,
      `?filter=userName%20eq%20${quoted}`,
      `?filter=userName+eq+${quoted}&`,
      `/?filter=userName+eq+${quoted}`,
      `?aadOptscim062020&filter=userName+eq+${quoted}`
    ]) {
      ;(await scim.get(`/Users${query}`)).expect(200, { totalResults: 1, Resources: [{ id: made.id }] })
    }
    for (const path of [`/Users/${made.id}?`, `/Users/${made.id}/`, `/Users/${made.id}?aadOptscim062020`]) {
      ;(await scim.get(path)).expect(200, { id: made.id })
    }
  })
})
