import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Installed from "./installation.ts"

let api: Installed.Installation

beforeAll(async () => {
  api = await Installed.make()
})

afterAll(() => api.close())

const signIn = (name = "operator@example.com", password = Installed.password) =>
  api.ask("POST", "/api/session", { body: { name, password }, headers: { "user-agent": "Firefox" } })

const cookieOf = ({ headers }: Installed.Answer): string => headers["set-cookie"]?.split(";")[0] ?? ""

describe("the administrator's API", () => {
  it("answers what is under /api, and hands everything else on", async () => {
    const statuses = await Promise.all(
      ["/api/tenants", "/api", "/apis", "/scim/v2/Users", "/"].map(async (path) => (await api.ask("GET", path)).status)
    )
    expect(statuses).toEqual([401, 404, 418, 418, 418])
  })

  it("says what there is in an OpenAPI document, and where that is", async () => {
    const { body } = await api.ask("GET", "/api/openapi.json")
    expect(body.info.title).toBe("Rollcall: the administrator's API")
    expect(Object.keys(body.paths)).toContain("/api/tenants/{tenant}/tokens")
    expect((await api.ask("GET", "/api/nothing")).body).toEqual({
      _tag: "NotFound",
      detail: "There is no such endpoint. /api/docs has all."
    })
  })

  it("says what is wrong with a body, and where", async () => {
    const ask = api.as("operator")
    const bodies = ["{", { id: 1 }, {}, { id: "b", name: " " }]
    const answers = await Promise.all(bodies.map((body) => ask("POST", "/api/tenants", { body })))
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400])
    expect(answers.slice(1).map(({ body }) => body.detail)).toEqual([
      "id: Expected string, actual 1.",
      "id: is missing.",
      'name: Expected a string at least 1 character(s) long, actual "".'
    ])
  })
})

describe("a session", () => {
  it("begins with a password, in a cookie that no script reads and no other site sends", async () => {
    const answer = await signIn()
    expect(answer.status).toBe(200)
    expect(answer.headers["set-cookie"]).toMatch(
      /^rollcall_session=rollcall_session_[\w-]{49}; Max-Age=43200; Path=\/api; HttpOnly; SameSite=Strict$/
    )
    expect(answer.headers["cache-control"]).toBe("no-store")
    const current = await api.ask("GET", "/api/session", { headers: { cookie: cookieOf(answer) } })
    expect(current.body.administrator.name).toBe("operator@example.com")
    expect(current.body.access).toMatchObject({ kind: "session", name: "Firefox" })
  })

  it("has a cookie for https alone where the server is reached so", async () => {
    const secure = await Installed.make({ baseUrl: "https://scim.example.com" })
    const { headers } = await secure.ask("POST", "/api/session", {
      body: { name: "operator@example.com", password: Installed.password },
      headers: { "x-forwarded-proto": "http" }
    })
    await secure.close()
    expect(headers["set-cookie"]).toContain("; Secure;")
  })

  it("has a cookie for the path by which a browser reaches it, behind a proxy that takes a part of that away", async () => {
    const behind = await Installed.make({ baseUrl: "https://example.com/people" })
    const body = { name: "operator@example.com", password: Installed.password }
    const { headers } = await behind.ask("POST", "/api/session", { body })
    await behind.close()
    expect(headers["set-cookie"]).toContain("; Path=/people/api;")
  })

  it("changes nothing without what signing in answered, as another site would ask", async () => {
    const answer = await signIn()
    const cookie = cookieOf(answer)
    const change = (headers: Readonly<Record<string, string>>) =>
      api.ask("POST", "/api/keys", { body: { name: "x" }, headers: { cookie, ...headers } })
    const statuses = [
      await change({}),
      await change({ "x-rollcall-csrf": "" }),
      await change({ "x-rollcall-csrf": (await signIn()).body.csrf }),
      await change({ "x-rollcall-csrf": answer.body.csrf })
    ]
    expect(statuses.map(({ status }) => status)).toEqual([403, 403, 403, 201])
  })

  it("ends where it was, or everywhere, and keys go on", async () => {
    const [first, second, third] = [await signIn(), await signIn(), await signIn()]
    const end = (path: string, of: Installed.Answer) =>
      api.ask("DELETE", path, { headers: { cookie: cookieOf(of), "x-rollcall-csrf": of.body.csrf } })
    const isIn = async (of: Installed.Answer) =>
      (await api.ask("GET", "/api/session", { headers: { cookie: cookieOf(of) } })).status === 200
    expect((await end("/api/session", first)).status).toBe(204)
    expect([await isIn(first), await isIn(second), await isIn(third)]).toEqual([false, true, true])
    await end("/api/sessions", second)
    expect([await isIn(second), await isIn(third)]).toEqual([false, false])
    expect((await api.as("operator")("GET", "/api/session")).status).toBe(200)
  })

  it.each([
    ["text/plain"],
    ["text/plain;application/json"],
    ["application/x-www-form-urlencoded"],
    ["multipart/form-data; boundary=x"],
    ["application/scim+json"],
    [""]
  ])("begins with no form of another site: %j", async (type) => {
    // As a browser sends the form of another site: one field whose name and value are JSON together.
    const body = `{"name":"operator@example.com","password":"${Installed.password}","more":"="}\r\n`
    const answer = await api.ask("POST", "/api/session", { body, headers: { "content-type": type } })
    expect([answer.status, answer.headers["set-cookie"]]).toEqual([415, undefined])
    expect(answer.body.detail).toContain("Send JSON, with the header Content-Type: application/json.")
  })

  it("begins with JSON however its type is written, and ends without a body and a type", async () => {
    const body = { name: "operator@example.com", password: Installed.password }
    const headers = { "content-type": "Application/JSON; charset=UTF-8" }
    const answer = await api.ask("POST", "/api/session", { body, headers })
    const own = { "content-type": "", cookie: cookieOf(answer), "x-rollcall-csrf": answer.body.csrf }
    expect((await api.ask("DELETE", "/api/session", { headers: own })).status).toBe(204)
  })

  it("is refused with the same words to a wrong password and to a name that nobody has", async () => {
    const wrong = await signIn("ada@other.example", "wrong")
    expect(wrong.status).toBe(401)
    const unknown = await signIn("nobody@example.com")
    expect([unknown.status, unknown.body]).toEqual([401, wrong.body])
  })

  it("is put off after too many wrong passwords", async () => {
    // A machine that is busy with other things may let the first seconds pass; each further failure doubles them.
    const statuses: Array<number> = []
    let answer = await signIn("ada@acme.example", "wrong")
    for (let count = 0; count < 12 && answer.status === 401; count++) {
      statuses.push(answer.status)
      answer = await signIn("ada@acme.example", "wrong")
    }
    expect([answer.status, Number(answer.headers["retry-after"]) >= 1]).toEqual([429, true])
    expect(statuses.length).toBeGreaterThanOrEqual(5)
  })

  it("opens nothing with its text in place of a key, nor a key in place of it", async () => {
    const text = cookieOf(await signIn()).split("=")[1]
    const asKey = await api.ask("GET", "/api/session", { headers: { authorization: `Bearer ${text}` } })
    const { body } = await api.as("operator")("POST", "/api/keys", { body: { name: "x" } })
    const asSession = await api.ask("GET", "/api/session", { headers: { cookie: `rollcall_session=${body.secret}` } })
    expect([asKey.status, asSession.status]).toEqual([401, 401])
  })
})

describe("a key", () => {
  it("is shown once, listed, and ended by whom it belongs to", async () => {
    const [ask, stranger] = [api.as("acme"), api.as("other")]
    const { body, status } = await ask("POST", "/api/keys", { body: { name: "terraform", days: 90 } })
    expect([status, body.secret.startsWith("rollcall_key_")]).toEqual([201, true])
    const { secret, ...shown } = body
    expect((await ask("GET", "/api/keys")).body).toContainEqual(shown)
    expect((await stranger("DELETE", `/api/keys/${shown.id}`)).status).toBe(404)
    expect((await ask("DELETE", `/api/keys/${shown.id}`)).status).toBe(204)
    const again = await api.ask("GET", "/api/session", { headers: { authorization: `Bearer ${secret}` } })
    expect(again.status).toBe(401)
  })
})

describe("tenants", () => {
  it("are made by operators, and shown to whom they belong", async () => {
    const operator = api.as("operator")
    const made = await operator("POST", "/api/tenants", { body: { id: "made", name: "Made Ltd" } })
    expect([made.status, made.body.name]).toEqual([201, "Made Ltd"])
    expect((await operator("POST", "/api/tenants", { body: { id: "made" } })).status).toBe(409)
    expect((await operator("POST", "/api/tenants", { body: { id: "A b" } })).body.detail).toBe(
      "The id of a tenant must have 1 to 63 of the characters a-z, 0-9, - and _."
    )
    expect((await api.as("acme")("POST", "/api/tenants", { body: { id: "mine" } })).status).toBe(403)
    expect((await api.as("acme")("GET", "/api/tenants")).body).toEqual({
      items: [expect.objectContaining({ id: "acme" })]
    })
  })

  it("are listed page by page, in the order of their ids", async () => {
    const operator = api.as("operator")
    const walked: Array<string> = []
    let next = ""
    for (let page = 0; page < 9 && (page === 0 || next !== ""); page++) {
      const { body } = await operator("GET", `/api/tenants?limit=2${next === "" ? "" : `&after=${next}`}`)
      expect(body.items.length).toBeLessThanOrEqual(2)
      walked.push(...body.items.map(({ id }: { readonly id: string }) => id))
      next = body.next ?? ""
    }
    expect(walked).toEqual([...new Set(walked)].sort())
    expect(walked).toEqual(expect.arrayContaining(["acme", "default", "other"]))
    const own = api.as("acme")
    expect((await own("GET", `/api/tenants?after=${Buffer.from('"acme"').toString("base64url")}`)).body.items).toEqual(
      []
    )
  })

  it("have no page of a size, a place or a parameter that there is not", async () => {
    const operator = api.as("operator")
    const queries = ["limit=0", "limit=1001", "limit=x", "after=x", "after=WzFd", "limmit=1"]
    const answers = await Promise.all(queries.map((query) => operator("GET", `/api/tenants?${query}`)))
    expect(answers.map(({ status }) => status)).toEqual(queries.map(() => 400))
    expect(answers[3]?.body.detail).toBe(
      "after must be what a page of the same list had as next. Leave it out to begin anew."
    )
    expect(answers[5]?.body.detail).toContain("limmit")
    expect((await operator("GET", "/api/tenants?limit=1000")).status).toBe(200)
  })

  it("get another name, and keep the rest", async () => {
    const ask = api.as("acme")
    const before = (await ask("GET", "/api/tenants/acme")).body
    const renamed = await ask("PATCH", "/api/tenants/acme", { body: { name: " Acme Ltd " } })
    expect([renamed.status, renamed.body]).toEqual([200, { ...before, name: "Acme Ltd" }])
    expect((await ask("GET", "/api/tenants/acme")).body).toEqual(renamed.body)
    const bodies = [{}, { name: "" }, { name: "a\nb" }, { name: "x".repeat(201) }, { name: "x", id: "y" }]
    for (const body of bodies) expect((await ask("PATCH", "/api/tenants/acme", { body })).status).toBe(400)
  })
})

describe("tokens", () => {
  it("are made, shown without their text, rotated and revoked", async () => {
    const ask = api.as("acme")
    const path = "/api/tenants/acme/tokens"
    const made = await ask("POST", path, { body: { name: "Entra ID", scopes: ["users:read"], days: 30 } })
    const { secret, ...shown } = made.body
    expect([made.status, secret.startsWith("rollcall_"), shown.scopes]).toEqual([201, true, ["users:read"]])
    expect((await ask("GET", path)).body).toContainEqual(shown)
    const rotated = await ask("POST", `${path}/${shown.id}/rotate`, { body: { overlapDays: 0 } })
    expect([rotated.status, rotated.body.replaces.state, rotated.body.name]).toEqual([201, "expired", "Entra ID"])
    expect((await ask("DELETE", `${path}/${rotated.body.id}`)).body.state).toBe("revoked")
    expect((await ask("POST", path, { body: { name: "x", user: "nobody" } })).body.detail).toBe(
      'The tenant has no user with the id "nobody".'
    )
    expect((await ask("POST", path, { body: { name: "x", scopes: [] } })).status).toBe(400)
  })
})

describe("administrators", () => {
  it("are made for one's own tenant, given passwords, and kept out, but not by themselves", async () => {
    const ask = api.as("acme")
    const body = { name: "bob@acme.example", password: Installed.password, tenant: "acme" }
    const made = await ask("POST", "/api/administrators", { body })
    expect([made.status, made.body.tenant]).toEqual([201, "acme"])
    expect((await ask("POST", "/api/administrators", { body })).status).toBe(409)
    const path = `/api/administrators/${made.body.id}`
    expect((await ask("PUT", `${path}/password`, { body: { password: "short" } })).body.detail).toBe(
      "The password must be of 15 to 200 characters."
    )
    expect((await ask("PUT", `${path}/password`, { body: { password: `${body.password}!` } })).status).toBe(204)
    expect((await signIn(body.name, `${body.password}!`)).status).toBe(200)
    expect((await ask("PUT", `${path}/disabled`, { body: { disabled: true } })).body.disabledAt).toBeDefined()
    expect((await signIn(body.name, `${body.password}!`)).status).toBe(401)
    const own = `/api/administrators/${api.administrators.acme.id}/disabled`
    expect((await ask("PUT", own, { body: { disabled: true } })).status).toBe(409)
  })

  it("make neither operators nor administrators of others", async () => {
    const ask = api.as("acme")
    const create = (more: object) =>
      ask("POST", "/api/administrators", { body: { name: "eve", password: Installed.password, ...more } })
    const statuses = [await create({}), await create({ tenant: "other" }), await create({ tenant: "none" })]
    expect(statuses.map(({ status }) => status)).toEqual([403, 404, 404])
    const { body } = await ask("GET", "/api/administrators")
    expect(new Set(body.map(({ tenant }: { readonly tenant?: string }) => tenant))).toEqual(new Set(["acme"]))
  })
})
