/**
 * An identity provider that is played in front of a tenant: its requests are those of a client, it is told of as it goes,
 * and nothing that it has made is there afterwards.
 */

import { SchemaRegistry } from "@rollcall/core"
import type { Tenant } from "@rollcall/provider"
import { EventStore, LogStore, ResourceStore, TenantStore, TokenService } from "@rollcall/provider"
import { Effect, Logger, LogLevel, Option } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Happening as Told } from "../../src/admin/AdminApi.ts"
import * as Installed from "./installation.ts"

type Happening = typeof Told.Type

/** A line for each request would be many. */
const surround = Logger.withMinimumLogLevel(LogLevel.Error)

let api: Installed.Installation

beforeAll(async () => {
  api = await Installed.make({ scim: true, surround })
}, 60_000)

afterAll(() => api.close())

const path = "/api/tenants/acme/simulations"

/** Everything that is told of one. */
const played = async (identityProvider: string, who: Installed.Name = "acme"): Promise<ReadonlyArray<Happening>> => {
  const { answer, reader } = await api.open(who, path, {}, { identityProvider })
  expect([answer.status, answer.headers["content-type"]]).toEqual([200, "text/event-stream"])
  let text = ""
  for (let part = await reader.read(); !part.done; part = await reader.read())
    text += new TextDecoder().decode(part.value)
  return Array.from(text.matchAll(/^data: (.*)$/gm), ([, data = ""]) => JSON.parse(data))
}

const set = (settings: Partial<Tenant.Settings>) =>
  api.run(
    Effect.flatMap(TenantStore, (store) =>
      Effect.flatMap(Effect.flatten(store.find("acme")), (tenant) =>
        store.update({ ...tenant, settings: { ...tenant.settings, ...settings } })
      )
    )
  )

/** What is there of the tenant: users, groups and what is kept of both, and the tokens that open anything. */
const standing = () =>
  api.run(
    Effect.gen(function* () {
      const store = yield* ResourceStore
      const kept = yield* Effect.forEach([SchemaRegistry.user, SchemaRegistry.group], (type) =>
        store.kept("acme", type, { limit: 100 })
      )
      const tokens = (yield* Effect.promise(() => api.as("acme")("GET", "/api/tenants/acme/tokens"))).body
      return {
        census: yield* store.census("acme"),
        kept: kept.flatMap((page) => page.kept.map(({ resource }) => resource.id)),
        valid: tokens.filter(({ state }: { readonly state: string }) => state === "valid").length
      }
    })
  )

const over = (told: ReadonlyArray<Happening>) => told.at(-1)

describe("an identity provider that is played", () => {
  it.each(["okta", "entra", "google", "onelogin", "jumpcloud"])(
    "is %s, step by step, to its content, and leaves nothing behind",
    async (name) => {
      const before = await standing()
      const told = await played(name)
      const [begun] = told
      expect(begun).toMatchObject({ _tag: "Begun" })
      const asked = begun?._tag === "Begun" ? begun.asked : 0
      expect(asked).toBeGreaterThan(5)
      expect(told.filter(({ _tag }) => _tag === "Answered")).toHaveLength(asked)
      expect(over(told)).toEqual({
        _tag: "Over",
        content: true,
        asked,
        performed: asked,
        wrong: 0,
        untried: 0,
        left: []
      })
      expect(await standing()).toEqual(before)
    }
  )

  it("is heard as a client of its own: in the log by its token, in events, and under a name that says what it is", async () => {
    const [begun] = await played("okta", "operator")
    const id = begun?._tag === "Begun" ? begun.token : ""
    const tokens = (await api.as("acme")("GET", "/api/tenants/acme/tokens")).body
    expect(tokens.find((token: { readonly id: string }) => token.id === id)).toMatchObject({
      name: "Simulation of Okta",
      identityProvider: "okta",
      createdBy: "Simulation, operator@example.com, key test",
      state: "revoked"
    })
    const logged = () =>
      api.run(Effect.flatMap(LogStore, (log) => log.page({ tenant: "acme", token: id, order: "newest", limit: 100 })))
    await expect.poll(async () => (await logged()).length).toBeGreaterThan(20)
    const entries = await logged()
    expect(entries.some(({ method, resource }) => method === "PATCH" && resource?.startsWith("Group/"))).toBe(true)
    const user = entries.find(({ status, resource }) => status === 201 && resource?.startsWith("User/"))?.resource ?? ""
    const history = await api.run(
      Effect.flatMap(EventStore, (events) => events.history("acme", { type: "User", id: user.slice(5), limit: 10 }))
    )
    expect(history.map(({ change }) => change).at(-1)).toBe("created")
    expect(history.map(({ activity }) => activity)).toContain("deactivated")
  })

  it("leaves nothing behind where a tenant keeps what is deleted", async () => {
    await set({ onDelete: "keep" })
    const before = await standing()
    expect([over(await played("entra")), over(await played("okta"))]).toMatchObject([
      { content: true, left: [] },
      { content: true, left: [] }
    ])
    expect(await standing()).toEqual(before)
    await set({ onDelete: "remove" })
  })

  it("is told why nothing comes of it where provisioning is off, after one request", async () => {
    await set({ provisioning: "off" })
    const told = await played("entra")
    await set({ provisioning: "on" })
    expect(told.map(({ _tag }) => _tag)).toEqual(["Begun", "Answered", "Over"])
    expect(told[1]).toMatchObject({ status: 403, detail: expect.stringContaining("Provisioning is switched off") })
    expect(over(told)).toMatchObject({ content: false, performed: 1, wrong: 1 })
  })

  it("goes on where a strict tenant refuses a step, says which and why, and cleans up", async () => {
    await set({ required: ["userName", "title"] })
    const before = await standing()
    const told = await played("okta")
    await set({ required: ["userName", "emails"] })
    const refused = told.find((happening) => happening._tag === "Answered" && happening.complaints.length > 0)
    expect(refused).toMatchObject({
      step: "create ada",
      status: 400,
      complaints: ["Expected 201, not 400."],
      detail: expect.stringContaining("title")
    })
    expect(told.filter(({ _tag }) => _tag === "Untried").length).toBeGreaterThan(3)
    expect(over(told)).toMatchObject({ content: false, left: [] })
    expect(await standing()).toEqual(before)
  })

  it("waits where it is told that it comes too fast, as clients do", async () => {
    await set({ tokenRequestsPerSecond: 5 })
    const told = await played("okta")
    await set({ tokenRequestsPerSecond: 500 })
    expect(over(told)).toMatchObject({ content: true, left: [] })
  })

  it("goes on to its end when whoever wanted it goes away, and is alone until then", async () => {
    await set({ tokenRequestsPerSecond: 5 })
    const before = await standing()
    const { reader } = await api.open("acme", path, {}, { identityProvider: "okta" })
    await reader.read()
    await reader.cancel()
    const second = await api.as("operator")("POST", path, { body: { identityProvider: "google" } })
    expect([second.status, second.body._tag]).toEqual([409, "Conflict"])
    await set({ tokenRequestsPerSecond: 500 })
    await expect.poll(standing, { timeout: 20_000 }).toEqual(before)
    await expect.poll(async () => over(await played("google")), { timeout: 5_000 }).toMatchObject({ content: true })
  })

  it("is alone over all processes: by its token, as long as that opens anything", async () => {
    const { token } = await api.run(TokenService.issue({ tenant: "acme", name: "x", createdBy: "Simulation, bob" }))
    const refused = await api.as("acme")("POST", path, { body: { identityProvider: "google" } })
    await api.run(TokenService.revoke(token.id))
    expect([refused.status, over(await played("google"))]).toMatchObject([409, { content: true }])
  })

  it("is nobody but those that there are", async () => {
    const { status } = await api.as("acme")("POST", path, { body: { identityProvider: "nobody" } })
    expect(status).toBe(400)
  })

  it("is broken off with its server, and cleans up before the database is closed", async () => {
    const own = await Installed.make({ scim: true, surround })
    const store = await own.run(Effect.flatMap(TenantStore, (tenants) => tenants.find("acme")))
    const tenant = Option.getOrThrow(store)
    const slow = { ...tenant, settings: { ...tenant.settings, tokenRequestsPerSecond: 2 } }
    await own.run(Effect.flatMap(TenantStore, (tenants) => tenants.update(slow)))
    const { reader } = await own.open("acme", path, {}, { identityProvider: "okta" })
    let text = ""
    while (!text.includes("create bob")) text += new TextDecoder().decode((await reader.read()).value)
    const users = () =>
      own
        .run(Effect.flatMap(ResourceStore, (resources) => resources.census("acme")))
        .then((all) => all.find(({ type }) => type === "User")?.total)
    expect(await users()).toBe(3)
    await own.end()
    expect(await users()).toBe(1)
    await own.close()
  })
})
