/** What has changed of users and groups, for those who may not see the values. */
import { SetupLinkService } from "@rollcall/provider"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Installed from "./installation.ts"

let api: Installed.Installation
let guest: Readonly<Record<string, string>>

beforeAll(async () => {
  api = await Installed.make()
  const { secret } = await api.run(SetupLinkService.issue({ tenant: "acme" }))
  const { headers } = await api.ask("POST", "/api/setup-links/open", { body: { secret } })
  guest = { cookie: headers["set-cookie"]?.split(";")[0] ?? "" }
  await api.as("acme")("POST", "/api/tenants/acme/users/acme-user/deactivate")
}, 60_000)

afterAll(() => api.close())

const changes = (of: string, query = "") =>
  api.ask("GET", `/api/tenants/acme/${of}/changes${query}`, { headers: guest })

describe("the changes of a user or a group", () => {
  it("are named newest first, without a value or whose they are", async () => {
    const { body, status } = await changes("users/acme-user")
    expect(status).toBe(200)
    expect(body.items).toEqual([
      {
        seq: expect.any(Number),
        change: "updated",
        activity: "deactivated",
        at: expect.any(String),
        attributes: ["active"]
      },
      {
        seq: expect.any(Number),
        change: "created",
        at: "1970-01-01T00:00:00.001Z",
        attributes: expect.arrayContaining(["userName", "emails"])
      }
    ])
    expect(JSON.stringify(body)).not.toContain("ada")
  })

  it("count the members of a group and name none", async () => {
    const [created] = (await changes("groups/acme-group")).body.items
    expect(created).toMatchObject({ change: "created", membersAdded: 1 })
    expect(JSON.stringify(created)).not.toContain("acme-user")
  })

  it("come in pages, and are not there of nobody", async () => {
    const first = (await changes("users/acme-user", "?limit=1")).body
    const second = (await changes("users/acme-user", `?limit=1&after=${first.next}`)).body
    expect([first.items[0].change, second.items[0].change, second.next]).toEqual(["updated", "created", undefined])
    expect((await changes("users/nobody")).status).toBe(404)
  })

  it("are all that a set-up link shows of a user", async () => {
    const whole = ["/api/tenants/acme/users/acme-user/history", "/api/tenants/acme/users/acme-user"]
    const statuses = await Promise.all(whole.map(async (at) => (await api.ask("GET", at, { headers: guest })).status))
    expect(statuses).toEqual([403, 403])
  })
})
