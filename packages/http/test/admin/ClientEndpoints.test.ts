import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Assertions from "../../../provider/test/Assertions.ts"
import * as Installed from "./installation.ts"

let api: Installed.Installation

beforeAll(async () => {
  api = await Installed.make()
}, 60_000)

afterAll(() => api.close())

const path = "/api/tenants/acme/clients"

describe("clients", () => {
  it("are made, shown without their secret, given another one and revoked", async () => {
    const ask = api.as("acme")
    const body = { name: "Entra ID", scopes: ["users:read"], tokenSeconds: 600, identityProvider: " entra " }
    const made = await ask("POST", path, { body })
    const { secret, ...shown } = made.body
    expect([made.status, secret.startsWith("rollcall_secret_")]).toEqual([201, true])
    expect(shown).toMatchObject({
      name: "Entra ID",
      authentication: "secret",
      scopes: ["users:read"],
      tokenSeconds: 600,
      identityProvider: "entra",
      createdBy: "ada@acme.example, key test",
      state: "valid"
    })
    expect((await ask("GET", path)).body.items).toContainEqual(shown)
    const rotated = await ask("POST", `${path}/${shown.id}/rotate`, { body: { overlapDays: 1 } })
    expect([rotated.status, rotated.body.id, rotated.body.secret === secret]).toEqual([201, shown.id, false])
    expect(Date.parse(rotated.body.previousUntil)).toBeGreaterThan(Date.now())
    expect((await ask("DELETE", `${path}/${shown.id}`)).body.state).toBe("revoked")
    expect((await ask("POST", `${path}/${shown.id}/rotate`, { body: {} })).status).toBe(409)
  })

  it("that sign assertions have keys and no secret", async () => {
    const ask = api.as("acme")
    const { pem } = await Assertions.pair("EdDSA")
    const { body, status } = await ask("POST", path, { body: { name: "Okta", keys: pem } })
    expect([status, body.authentication, body.secret]).toEqual([201, "keys", undefined])
    const wrong = await ask("POST", path, { body: { name: "Okta", keys: "x" } })
    expect([wrong.status, wrong.body._tag]).toEqual([400, "Invalid"])
    expect((await ask("POST", `${path}/${body.id}/rotate`, { body: {} })).body.detail).toBe(
      "The client signs with keys of its own. Give the new public ones."
    )
  })

  it("are shown page by page", async () => {
    const ask = api.as("other")
    const own = "/api/tenants/other/clients"
    for (const name of ["a", "b"]) await ask("POST", own, { body: { name } })
    const first = (await ask("GET", `${own}?limit=2`)).body
    expect(first.items.map(({ name }: { readonly name: string }) => name)).toEqual(["Entra", "a"])
    const last = (await ask("GET", `${own}?limit=2&after=${first.next}`)).body
    expect([last.items.map(({ name }: { readonly name: string }) => name), last.next]).toEqual([["b"], undefined])
    expect((await ask("GET", `${own}?after=x`)).status).toBe(400)
    for (const limit of ["0", "1001", "x"]) expect((await ask("GET", `${own}?limit=${limit}`)).status).toBe(400)
  })

  it("and tokens say by whom they were made, and for which identity provider", async () => {
    const ask = api.as("acme")
    const tokens = "/api/tenants/acme/tokens"
    const { body } = await ask("POST", tokens, { body: { name: "Okta", identityProvider: "okta" } })
    expect(body).toMatchObject({ createdBy: "ada@acme.example, key test", identityProvider: "okta" })
    const rotated = (await api.as("operator")("POST", `${tokens}/${body.id}/rotate`, { body: {} })).body
    expect(rotated).toMatchObject({ createdBy: "operator@example.com, key test", identityProvider: "okta" })
    expect((await ask("POST", tokens, { body: { name: "x", identityProvider: "" } })).body.detail).toContain(
      "It must be one line of 1 to 60 characters, such as okta, entra, google."
    )
  })
})
