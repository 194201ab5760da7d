import { Fixtures } from "@rollcall/contract"
import { LogStore, TokenStore } from "@rollcall/provider"
import { Effect } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as ProvisioningLog from "../../src/ProvisioningLog.ts"
import { version } from "../../src/Version.ts"
import * as Installed from "./installation.ts"

let api: Installed.Installation

const hour = 3_600_000
const day = 24 * hour

const entries = (at: number, statuses: ReadonlyArray<number>, tenant = "acme") =>
  Effect.flatMap(LogStore, (log) =>
    log.append(
      statuses.map((status) => ({ tenant, time: at, method: "GET", path: "/", status, duration: 1, notes: [] }))
    )
  )

let now: number

beforeAll(async () => {
  api = await Installed.make()
  now = Date.now()
  await api.run(
    Effect.gen(function* () {
      const { group, insert, user } = Fixtures
      yield* insert({ type: user, id: "1", document: { userName: "a", active: true } })
      yield* insert({ type: user, id: "2", document: { userName: "b", active: false } })
      yield* insert({ type: user, id: "3", document: { userName: "c" } })
      yield* insert({ type: group, id: "4", document: { displayName: "d" } })
      yield* insert({ type: user, id: "5", document: { userName: "a" } }, "other")
      yield* entries(now, [200, 201, 409])
      yield* entries(now - 2 * day, [200, 500])
      yield* entries(now - 40 * day, [200])
      yield* entries(now, [500], "other")
      yield* (yield* TokenStore).touch(api.tokens.acme, now)
    })
  )
})

afterAll(() => api.close())

const overview = async (query = "") => (await api.as("acme")("GET", `/api/tenants/acme/overview${query}`)).body

interface Requests {
  readonly from: string
  readonly to: string
  readonly requests: number
  readonly failed: number
}

const counted = (requests: ReadonlyArray<Requests>) => requests.filter((each) => each.requests > 0)

describe("the overview of a tenant", () => {
  it("counts people, groups and what is left of each type, of that tenant alone", async () => {
    // One of each is there in every installation.
    expect(await overview()).toMatchObject({
      users: { active: 3, inactive: 1 },
      groups: 2,
      resources: [
        { type: "Group", total: 2 },
        { type: "User", total: 4 }
      ]
    })
  })

  it("counts the requests of each hour of the last day", async () => {
    const { requests } = await overview()
    const begun = Math.floor(now / hour) * hour
    expect(requests).toHaveLength(25)
    expect(counted(requests)).toEqual([
      { from: new Date(begun).toISOString(), to: new Date(begun + hour).toISOString(), requests: 3, failed: 1 }
    ])
  })

  it("counts those of each day as long as the log is kept, the oldest first", async () => {
    const { requests } = await overview("?by=day")
    expect(requests).toHaveLength(30)
    expect(counted(requests).map(({ from: _, to: __, ...counts }) => counts)).toEqual([
      { requests: 2, failed: 1 },
      { requests: 3, failed: 1 }
    ])
    await api.as("acme")("PATCH", "/api/tenants/acme/settings", { body: { logDays: 3_650 } })
    expect((await overview("?by=day")).requests).toHaveLength(90)
  })

  it("has the last use of each token, and what needs attention", async () => {
    const { attention, log, tokens } = await overview()
    expect(tokens).toEqual([
      expect.objectContaining({ id: api.tokens.acme, state: "valid", lastUsedAt: new Date(now).toISOString() })
    ])
    expect(log.dropped).toBe(0)
    expect(attention).toEqual([expect.objectContaining({ about: "requests" })])
  })

  it("is counted by nothing else than an hour or a day", async () => {
    expect((await api.as("acme")("GET", "/api/tenants/acme/overview?by=week")).status).toBe(400)
  })
})

describe("the health of the server", () => {
  it("has its release, its database and the steps that were taken, and its clock", async () => {
    const { body, status } = await api.as("acme")("GET", "/api/health")
    expect([status, body.version, body.database.product, body.database.pending]).toEqual([200, version, "SQLite", []])
    expect(body.database.version).toMatch(/^3\.\d+/)
    expect(Math.abs(Date.parse(body.time) - Date.now())).toBeLessThan(10_000)
    expect(body.log).toEqual({ waiting: expect.any(Number), waitingMax: 10_000, dropped: 0 })
  })

  it("has how much of the log waits, and what was dropped of tenants, in all and of each", async () => {
    const state = {
      waiting: 3,
      waitingMax: 10,
      lost: new Map([
        ["acme", 4],
        ["other", 1],
        ["", 100]
      ])
    }
    const own = await Installed.make({
      surround: Effect.provideService(ProvisioningLog.ProvisioningLog, { offer: () => {}, state: () => state })
    })
    const { body } = await own.as("operator")("GET", "/api/health")
    expect(body.log).toEqual({ waiting: 3, waitingMax: 10, dropped: 5 })
    expect(body.attention).toContainEqual(expect.objectContaining({ about: "log" }))
    expect((await own.as("acme")("GET", "/api/tenants/acme/overview")).body.log.dropped).toBe(4)
    await own.close()
  })
})
