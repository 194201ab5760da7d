/** Every route that names something of a tenant, asked for with the key of another tenant's administrator. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Installed from "./installation.ts"

let api: Installed.Installation
let routes: ReadonlyArray<readonly [method: string, path: string]>

beforeAll(async () => {
  api = await Installed.make()
  const { body } = await api.ask("GET", "/api/openapi.json")
  routes = Object.entries<object>(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => [method.toUpperCase(), path] as const)
  )
})

afterAll(() => api.close())

/** Bodies that would do, so that nothing is refused for another reason. */
const bodies: Readonly<Record<string, unknown>> = {
  "PATCH /api/tenants/{tenant}": { name: "x" },
  "PATCH /api/tenants/{tenant}/settings": { logDays: 1 },
  "POST /api/tenants/{tenant}/tokens": { name: "x" },
  "POST /api/tenants/{tenant}/tokens/{id}/rotate": {},
  "POST /api/tenants/{tenant}/simulations": { identityProvider: "okta" },
  "POST /api/tenants/{tenant}/clients": { name: "x" },
  "POST /api/tenants/{tenant}/clients/{id}/rotate": {},
  "POST /api/tenants/{tenant}/setup-links": {},
  "POST /api/tenants/{tenant}/webhooks": { url: "https://app.example.com/" },
  "PATCH /api/tenants/{tenant}/webhooks/{id}": { enabled: false },
  "POST /api/tenants/{tenant}/webhooks/{id}/rotate": {},
  "POST /api/tenants/{tenant}/webhooks/{id}/replay": {},
  "POST /api/tenants/{tenant}/receivers": { audience: "app" },
  "POST /api/tenants/{tenant}/dry-runs": { method: "GET", path: "/Users" },
  "PATCH /api/tenants/{tenant}/receivers/{id}": { enabled: false },
  "POST /api/tenants/{tenant}/receivers/{id}/rotate": {},
  "POST /api/tenants/{tenant}/receivers/{id}/replay": {},
  "PUT /api/administrators/{id}/password": { password: Installed.password },
  "PUT /api/administrators/{id}/disabled": { disabled: true }
}

/** What an id stands for behind the name of a list. */
const ids: ReadonlyArray<readonly [list: string, of: (tenant: "acme" | "other") => string]> = [
  ["/tokens/", (tenant) => api.tokens[tenant]],
  ["/clients/", (tenant) => api.clients[tenant]],
  ["/setup-links/", (tenant) => api.links[tenant]],
  ["/receivers/", (tenant) => api.receivers[tenant]],
  ["/webhooks/", (tenant) => api.webhooks[tenant]],
  ["/users/", (tenant) => api.resources[tenant].user],
  ["/groups/", (tenant) => api.resources[tenant].group],
  ["/kept/", (tenant) => api.resources[tenant].kept],
  ["/log/", () => "1"]
]

const place = (path: string, tenant: "acme" | "other"): string => {
  const [, idOf] = ids.find(([list]) => path.includes(list)) ?? []
  return path
    .replace("{tenant}", tenant)
    .replace("{type}", "users")
    .replace("{id}", idOf?.(tenant) ?? api.administrators[tenant].id)
}

/** What operators alone may see. */
const isOperators = (path: string) => path.startsWith("/api/log/")

describe("what belongs to a tenant", () => {
  it("is not there for the administrator of another, on any route", async () => {
    const named = routes.filter(([, path]) => path.includes("{") && !isOperators(path))
    expect(named.length).toBeGreaterThan(5)
    for (const [method, path] of named) {
      const body = bodies[`${method} ${path}`]
      const answer = await api.as("acme")(method, place(path, "other"), { body })
      expect([method, path, answer.status]).toEqual([method, path, 404])
    }
    const tokens = (await api.as("other")("GET", "/api/tenants/other/tokens")).body
    expect(tokens.map(({ state }: { readonly state: string }) => state)).toEqual(["valid"])
    const { items } = (await api.as("other")("GET", "/api/tenants/other/clients")).body
    expect(items.map(({ state }: { readonly state: string }) => state)).toEqual(["valid"])
  })

  it("is nothing that operators alone may see", async () => {
    const theirs = routes.filter(([, path]) => isOperators(path))
    expect(theirs.length).toBeGreaterThan(1)
    for (const [method, path] of theirs) {
      const statuses = [
        await api.as("acme")(method, place(path, "acme")),
        await api.as("operator")(method, place(path, "acme"))
      ].map(({ status }) => status)
      expect([method, path, statuses[0], statuses[1] === 403]).toEqual([method, path, 403, false])
    }
  })

  it("is not found under one's own tenant by the id of another's", async () => {
    for (const path of [
      `/api/tenants/acme/tokens/${api.tokens.other}`,
      `/api/tenants/acme/clients/${api.clients.other}`
    ]) {
      const answers = [
        await api.as("acme")("DELETE", path),
        await api.as("acme")("POST", `${path}/rotate`, { body: {} }),
        await api.as("operator")("DELETE", path)
      ]
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
    }
    const link = `/api/tenants/acme/setup-links/${api.links.other}`
    const ended = [await api.as("acme")("DELETE", link), await api.as("operator")("DELETE", link)]
    expect(ended.map(({ status }) => status)).toEqual([404, 404])
  })

  it("is no webhook and no receiver of another's, on any route", async () => {
    const endpoints = routes.filter(([, path]) => /\/(webhooks|receivers)\/\{id\}/.test(path))
    expect(endpoints.length).toBe(11)
    for (const [method, path] of endpoints) {
      const body = bodies[`${method} ${path}`]
      const foreign = place(path, "other").replace("/tenants/other/", "/tenants/acme/")
      for (const who of ["acme", "operator"] as const) {
        expect([method, path, (await api.as(who)(method, foreign, { body })).status]).toEqual([method, path, 404])
      }
    }
  })

  it("is no user, group or kept resource under one's own tenant by the id of another's, on any route", async () => {
    const named = routes.filter(([, path]) => /\/(users|groups|kept)\/.*\{id\}/.test(path))
    expect(named.length).toBeGreaterThan(8)
    for (const [method, path] of named) {
      const foreign = place(path, "other").replace("/tenants/other/", "/tenants/acme/")
      const answers = [await api.as("acme")(method, foreign), await api.as("operator")(method, foreign)]
      expect([method, path, ...answers.map(({ status }) => status)]).toEqual([method, path, 404, 404])
    }
    const { body } = await api.as("other")("GET", "/api/tenants/other/users")
    expect(body.items.map(({ active }: { readonly active: boolean }) => active)).toEqual([true])
  })

  it("is shown to nobody without a key, but for how to sign in", async () => {
    const open = []
    for (const [method, path] of routes) {
      const answer = await api.ask(method, place(path, "acme"), { body: bodies[`${method} ${path}`] ?? {} })
      if (answer.status !== 401) open.push(`${method} ${path} ${answer.status}`)
    }
    expect(open).toEqual([
      "POST /api/session 400",
      "POST /api/setup 400",
      "POST /api/setup-links/open 400",
      "GET /api/session/methods 200",
      "GET /api/oidc/login 404",
      "GET /api/oidc/callback 404"
    ])
  })
})
