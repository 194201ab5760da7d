/**
 * A tenant's set-up link: how it is made and opened, and that what it opens is the tenant's connection and nothing
 * else.
 */
import { Digest, SetupLinkStore } from "@rollcall/provider"
import { Effect } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Installed from "./installation.ts"

/** Several passwords are hashed, on a machine that may be doing other things. */
const hookMillis = 60_000

let api: Installed.Installation

beforeAll(async () => {
  api = await Installed.make({ baseUrl: "https://scim.example.com/scim/v2" })
}, hookMillis)

afterAll(() => api.close())

const path = "/api/tenants/acme/setup-links"
const create = async (body: object = {}) => (await api.as("acme")("POST", path, { body })).body
const open = (secret: string) => api.ask("POST", "/api/setup-links/open", { body: { secret } })
const listed = async () => (await api.as("acme")("GET", path)).body.items

/** Asks as whoever has opened the link. */
const session = (opened: Installed.Answer): Installed.Installation["ask"] => {
  const cookie = opened.headers["set-cookie"]?.split(";")[0] ?? ""
  return (method, at, asked) =>
    api.ask(method, at, { ...asked, headers: { cookie, "x-rollcall-csrf": opened.body.csrf, ...asked?.headers } })
}

const hours = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 3_600_000

describe("a tenant's set-up link", () => {
  it("is made for so long, shown without its secret, and names its maker", async () => {
    const { secret, url, ...shown } = await create({ note: "Okta's people", days: 2 })
    expect(url).toBe(`https://scim.example.com/connect#${secret}`)
    expect(secret).toMatch(/^rollcall_setup_[\w-]{49}$/)
    expect(shown).toEqual({
      id: expect.any(String),
      note: "Okta's people",
      state: "unopened",
      maker: api.administrators.acme.id,
      createdAt: expect.any(String),
      expiresAt: expect.any(String)
    })
    expect(hours(shown.createdAt, shown.expiresAt)).toBe(48)
    expect(await listed()).toContainEqual(shown)
    const others = [await create(), await create({ hours: 5 })]
    expect(others.map(({ createdAt, expiresAt }) => hours(createdAt, expiresAt))).toEqual([168, 5])
  })

  it("is refused a time that is none, twice one, or more than a month", async () => {
    const bodies = [{ days: 0 }, { days: 31 }, { hours: 721 }, { days: 1, hours: 1 }, { note: "x".repeat(201) }]
    const answers = await Promise.all(bodies.map((body) => api.as("acme")("POST", path, { body })))
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400])
    expect(answers[3]?.body.detail).toBe("Say how long the link is good in days or in hours, not in both.")
  })

  it("is opened once, and then is a session of eight hours", async () => {
    const { id, secret } = await create({ note: "Okta's people" })
    const answers = await Promise.all([open(secret), open(secret), open(secret)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401, 401])
    expect((await open(secret)).body.detail).toBe("The link has been opened, and works only once. Ask for another.")
    const opened = answers.find(({ status }) => status === 200) ?? answers[0]
    expect(opened?.headers["set-cookie"]).toMatch(/; Max-Age=28800; Path=\/api; HttpOnly; Secure; SameSite=Strict$/)
    const { body } = await session(opened as Installed.Answer)("GET", "/api/session")
    expect(body.access).toMatchObject({ id, kind: "setup", name: "Okta's people", expiresAt: opened?.body.expiresAt })
    expect([body.administrator.tenant, body.csrf]).toEqual(["acme", opened?.body.csrf])
    const [link] = (await listed()).filter((each: { readonly id: string }) => each.id === id)
    expect([link.state, link.sessionExpiresAt]).toEqual(["opened", opened?.body.expiresAt])
  })

  it("opens nothing when it is revoked, expired or unknown, and says which of them", async () => {
    const [revoked, expired] = [await create(), await create()]
    const ended = await api.as("operator")("DELETE", `${path}/${revoked.id}`)
    expect([ended.status, ended.body.state]).toEqual([200, "revoked"])
    const stored = await api.run(Effect.flatMap(SetupLinkStore, (store) => store.find("acme", expired.id)))
    const late = { ...Object(stored).value, id: "late", digest: Digest.digest("late"), expires: 1 }
    await api.run(Effect.flatMap(SetupLinkStore, (store) => store.insert(late)))
    const [item] = (await listed()).filter(({ id }: { readonly id: string }) => id === "late")
    expect(item.state).toBe("expired")
    const details = [
      (await open(revoked.secret)).body.detail,
      (await open("late")).body.detail,
      (await open("x")).body.detail
    ]
    expect(details).toEqual([
      "The link has been revoked. Ask for another.",
      "The link has expired. Ask for another.",
      "There is no such link: it may have been cut, or it has been used. Ask for another."
    ])
  })

  it("ends with its revocation, with its maker, and with signing out", async () => {
    const body = { name: "bob@acme.example", password: Installed.password, tenant: "acme" }
    const bob = (await api.as("acme")("POST", "/api/administrators", { body })).body
    const { headers, body: signedIn } = await api.ask("POST", "/api/session", { body })
    const asBob = { cookie: headers["set-cookie"]?.split(";")[0] ?? "", "x-rollcall-csrf": signedIn.csrf }
    const bobs = (await api.ask("POST", path, { body: {}, headers: asBob })).body
    const [mine, theirs, left] = [await create(), bobs, await create()]
    const asked = await Promise.all([mine, theirs, left].map(async ({ secret }) => session(await open(secret))))
    const statuses = () => Promise.all(asked.map(async (ask) => (await ask("GET", "/api/session")).status))
    expect(await statuses()).toEqual([200, 200, 200])
    await api.as("acme")("DELETE", `${path}/${mine.id}`)
    expect(await statuses()).toEqual([401, 200, 200])
    await api.as("acme")("PUT", `/api/administrators/${bob.id}/disabled`, { body: { disabled: true } })
    expect(await statuses()).toEqual([401, 401, 200])
    expect((await asked[2]?.("DELETE", "/api/session"))?.status).toBe(204)
    expect(await statuses()).toEqual([401, 401, 401])
  })

  it("is listed page by page, from the last one made", async () => {
    const all = await listed()
    const pages: Array<{ readonly id: string }> = []
    let next: string | undefined = ""
    while (next !== undefined) {
      const query: string = next === "" ? "" : `&after=${next}`
      const { body } = await api.as("acme")("GET", `${path}?limit=3${query}`)
      expect(body.items.length).toBeLessThanOrEqual(3)
      pages.push(...body.items)
      next = body.next
    }
    expect(all.length).toBeGreaterThan(6)
    expect(pages).toEqual(all)
    const refused = ["limit=0", "limit=1001", "limit=x", "after=x", "after=eA"]
    const answers = await Promise.all(refused.map((query) => api.as("acme")("GET", `${path}?${query}`)))
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400])
  })
})

describe("what a set-up link opens", () => {
  /** By what each route says that it needs; every other one is for those who administer. */
  const opens = [
    "GET /api/session",
    "DELETE /api/session",
    "GET /api/tenants/{tenant}/tokens",
    "POST /api/tenants/{tenant}/tokens",
    "POST /api/tenants/{tenant}/tokens/{id}/rotate",
    "DELETE /api/tenants/{tenant}/tokens/{id}",
    "GET /api/tenants/{tenant}/clients",
    "POST /api/tenants/{tenant}/clients",
    "POST /api/tenants/{tenant}/clients/{id}/rotate",
    "DELETE /api/tenants/{tenant}/clients/{id}",
    "GET /api/tenants/{tenant}/log",
    "GET /api/tenants/{tenant}/log/{id}",
    "GET /api/tenants/{tenant}/log/stream",
    "GET /api/tenants/{tenant}/schemas",
    "GET /api/tenants/{tenant}/mappings",
    "GET /api/tenants/{tenant}/users/{id}/changes",
    "GET /api/tenants/{tenant}/groups/{id}/changes",
    "POST /api/tenants/{tenant}/simulations",
    "GET /api/tenants/{tenant}/connection"
  ]

  /** Routes that nobody has to be signed in for. */
  const openToAll = [
    "/api/session/methods",
    "/api/setup",
    "/api/setup-links/open",
    "/api/oidc/login",
    "/api/oidc/callback"
  ]

  const bodyOf = (at: string) => (at.endsWith("/simulations") ? { identityProvider: "okta" } : { name: "x" })

  it("is a short list of routes, of all that there are", async () => {
    const { body } = await api.ask("GET", "/api/openapi.json")
    const routes = Object.entries<object>(body.paths)
      .flatMap(([at, methods]) => Object.keys(methods).map((method) => [method.toUpperCase(), at] as const))
      .filter(([method, at]) => !openToAll.includes(at) && !(method === "POST" && at === "/api/session"))
    expect(routes.length).toBeGreaterThan(20)
    const allowed = []
    for (const [method, at] of routes) {
      const ask = session(await open((await create()).secret))
      const place = at.replace("{tenant}", "acme").replace("{id}", at.includes("/log/") ? "1" : api.tokens.acme)
      const { status, body: answer } = await ask(method, place, { body: bodyOf(at) })
      if (status !== 403) allowed.push(`${method} ${at}`)
      else expect([answer._tag, answer.detail]).toEqual(["Forbidden", expect.stringContaining("A set-up link opens")])
    }
    expect(allowed.toSorted()).toEqual(opens.toSorted())
  })

  it("is nothing of another tenant", async () => {
    const ask = session(await open((await create()).secret))
    const named = opens.filter((route) => route.includes("{tenant}"))
    const statuses = await Promise.all(
      named.map(async (route) => {
        const [method = "", at = ""] = route.split(" ")
        const place = at.replace("{tenant}", "other").replace("{id}", at.includes("/log/") ? "1" : api.tokens.other)
        return (await ask(method, place, { body: bodyOf(at) })).status
      })
    )
    expect(new Set(statuses)).toEqual(new Set([404]))
  })

  it("is where the tenant is reached, and a token for whoever reaches it", async () => {
    const ask = session(await open((await create()).secret))
    expect((await ask("GET", "/api/tenants/acme/connection")).body).toEqual({
      tenant: "acme",
      name: "acme",
      endpoint: "https://scim.example.com/scim/v2"
    })
    const made = await ask("POST", "/api/tenants/acme/tokens", { body: { name: "Okta" } })
    expect([made.status, made.body.name]).toEqual([201, "Okta"])
    const rotated = await ask("POST", `/api/tenants/acme/tokens/${made.body.id}/rotate`, { body: {} })
    expect(rotated.status).toBe(201)
    const without = await ask("DELETE", `/api/tenants/acme/tokens/${made.body.id}`, {
      headers: { "x-rollcall-csrf": "" }
    })
    expect(without.status).toBe(403)
    expect((await ask("DELETE", `/api/tenants/acme/tokens/${made.body.id}`)).body.state).toBe("revoked")
  })

  it("is no key: its text opens nothing in place of one", async () => {
    const { headers } = await open((await create()).secret)
    const text = headers["set-cookie"]?.split(";")[0]?.split("=")[1]
    const { status } = await api.ask("GET", "/api/session", { headers: { authorization: `Bearer ${text}` } })
    expect(status).toBe(401)
  })
})
