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
  "POST /api/tenants/{tenant}/tokens": { name: "x" },
  "POST /api/tenants/{tenant}/tokens/{id}/rotate": {},
  "POST /api/tenants/{tenant}/setup-links": {},
  "PUT /api/administrators/{id}/password": { password: Installed.password },
  "PUT /api/administrators/{id}/disabled": { disabled: true }
}

const place = (path: string, tenant: "acme" | "other"): string =>
  path.replace("{tenant}", tenant).replace("{id}", idOf(path, tenant))

const idOf = (path: string, tenant: "acme" | "other"): string => {
  if (path.includes("/tokens/")) return api.tokens[tenant]
  return path.includes("/setup-links/") ? api.links[tenant] : api.administrators[tenant].id
}

describe("what belongs to a tenant", () => {
  it("is not there for the administrator of another, on any route", async () => {
    const named = routes.filter(([, path]) => path.includes("{"))
    expect(named.length).toBeGreaterThan(5)
    for (const [method, path] of named) {
      const body = bodies[`${method} ${path}`]
      const answer = await api.as("acme")(method, place(path, "other"), { body })
      expect([method, path, answer.status]).toEqual([method, path, 404])
    }
    const tokens = (await api.as("other")("GET", "/api/tenants/other/tokens")).body
    expect(tokens.map(({ state }: { readonly state: string }) => state)).toEqual(["valid"])
  })

  it("is not found under one's own tenant by the id of another's", async () => {
    const path = `/api/tenants/acme/tokens/${api.tokens.other}`
    const link = `/api/tenants/acme/setup-links/${api.links.other}`
    const answers = [
      await api.as("acme")("DELETE", path),
      await api.as("acme")("POST", `${path}/rotate`, { body: {} }),
      await api.as("operator")("DELETE", path),
      await api.as("acme")("DELETE", link),
      await api.as("operator")("DELETE", link)
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
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
