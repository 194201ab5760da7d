import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Installed from "./installation.ts"

let api: Installed.Installation

beforeAll(async () => {
  api = await Installed.make({ baseUrl: "https://scim.example.com" })
})

afterAll(() => api.close())

const base = "/api/tenants/acme/receivers"

const ask = (method: string, path = "", body?: unknown) =>
  api.as("acme")(method, `${base}${path}`, body === undefined ? {} : { body })

describe("the receivers of a tenant", () => {
  it("that fetch are given a secret and an address, each once", async () => {
    const { status, body } = await ask("POST", "", { audience: "https://app.example.com" })
    const { secret, ...made } = body
    expect([status, made]).toEqual([
      201,
      {
        id: made.id,
        tenant: "acme",
        delivery: "poll",
        url: `https://scim.example.com/security-events/${made.id}`,
        audience: "https://app.example.com",
        issuer: "https://scim.example.com/security-events/acme",
        enabled: true,
        createdAt: made.createdAt
      }
    ])
    expect(secret).toMatch(/^rollcall_receiver_[\w-]{49}$/)
    const list = await ask("GET")
    expect(list.body.at(-1)).toEqual({ ...made, state: "working", pending: 0, dead: 0 })
    const rotated = await ask("POST", `/${made.id}/rotate`, {})
    expect(rotated.body).toEqual({ ...made, secret: expect.stringMatching(/^rollcall_receiver_/) })
    expect(rotated.body.secret).not.toBe(secret)
    expect((await ask("PATCH", `/${made.id}`, { url: "https://a" })).status).toBe(400)
  })

  it("that are brought tokens never show what is shown to them", async () => {
    const token = "a-token-of-theirs"
    const { body: made } = await ask("POST", "", { audience: "app", url: "https://app.example.com/sets", token })
    expect([made.delivery, made.url, made.secret]).toEqual(["push", "https://app.example.com/sets", undefined])
    const changed = await ask("PATCH", `/${made.id}`, { url: "https://app.example.com/", enabled: false, token })
    expect(changed.body).toEqual({ ...made, url: "https://app.example.com/", enabled: false })
    const shown = [made, changed.body, (await ask("GET")).body, (await ask("GET", `/${made.id}/deliveries`)).body]
    expect(JSON.stringify(shown)).not.toContain(token)
    expect((await ask("POST", `/${made.id}/rotate`, {})).status).toBe(400)
    expect((await ask("POST", `/${made.id}/replay`, {})).body).toEqual({ replayed: 0 })
    expect((await ask("DELETE", `/${made.id}`)).status).toBe(204)
    expect((await ask("DELETE", `/${made.id}`)).status).toBe(404)
  })

  it("are refused with an address that no token may go to, or a token for none", async () => {
    const bodies = [
      { audience: "app", url: "http://app.example.com" },
      { audience: "app", token: "x" },
      { audience: "" }
    ]
    const answers = await Promise.all(bodies.map((body) => ask("POST", "", body)))
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400])
  })

  it("are no webhooks, and webhooks are no receivers", async () => {
    const { acme: receiver } = api.receivers
    expect((await ask("GET", `/${api.webhooks.acme}/deliveries`)).status).toBe(404)
    expect((await api.as("acme")("GET", `/api/tenants/acme/webhooks/${receiver}/deliveries`)).status).toBe(404)
    const webhooks = (await api.as("acme")("GET", "/api/tenants/acme/webhooks")).body
    expect(webhooks.map(({ id }: { readonly id: string }) => id)).toEqual([api.webhooks.acme])
  })
})
