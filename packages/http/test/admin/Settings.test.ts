import { Compat } from "@rollcall/core"
import { Setting, Tenant } from "@rollcall/provider"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Installed from "./installation.ts"

let api: Installed.Installation

beforeAll(async () => {
  api = await Installed.make()
})

afterAll(() => api.close())

const path = "/api/tenants/acme/settings"
const change = (body: unknown, who: Installed.Name = "acme") => api.as(who)("PATCH", path, { body })
const settings = async () => (await api.as("acme")("GET", path)).body.settings

describe("the settings that there are", () => {
  it("are told with kind, default and what they decide, each setting of a tenant once", async () => {
    const { body } = await api.as("acme")("GET", "/api/settings")
    const names = body.settings.map(({ name }: { readonly name: string }) => name)
    const known = Object.keys(Tenant.defaultSettings).map((name) => (name === "quirksOff" ? "quirks" : name))
    expect([...names].sort()).toEqual([...known].sort())
    expect(body.settings).toContainEqual({
      name: "logDays",
      kind: "number",
      min: 1,
      max: 3_650,
      unit: "days",
      default: 30,
      summary: "How many days the log is kept.",
      operatorsOnly: false
    })
    expect(body.settings).toContainEqual({
      name: "provisioning",
      kind: "choice",
      choices: ["on", "off"],
      default: "on",
      summary: Setting.all.provisioning.summary,
      operatorsOnly: true
    })
  })

  it("have each quirk with who sends it and an example", async () => {
    const { quirks } = (await api.as("acme")("GET", "/api/settings")).body
    expect(quirks.map(({ name }: { readonly name: string }) => name)).toEqual(Compat.quirks.map(({ name }) => name))
    expect(quirks).toContainEqual({
      name: "BareWord",
      kind: "grammar",
      summary: "One bare word as the value of a filter is read as text.",
      sentBy: expect.arrayContaining(["WSO2 Identity Server"]),
      source: expect.any(String),
      example: { filter: "userName Eq jdoe" }
    })
    expect(quirks[0].example).toMatchObject({ type: "User", message: "patch", before: expect.any(Object) })
  })
})

describe("the settings of a tenant", () => {
  it("are those of a new one, each beside its default", async () => {
    const { body } = await api.as("other")("GET", "/api/tenants/other/settings")
    const { quirksOff: _, ...rest } = Tenant.defaultSettings
    const quirks = Object.fromEntries(Compat.quirks.map(({ name }) => [name, true]))
    expect(body).toEqual({ settings: { ...rest, quirks }, defaults: { ...rest, quirks } })
  })

  it.each([
    { onDelete: "keep" },
    { required: ["userName"] },
    { patchAnswers: "resource" },
    { ifMatch: "required" },
    { canonicalValues: "enforce" },
    { inactiveUsers: "reactivate" },
    { unknownAttributes: "refuse" },
    { unknownMembers: "refuse" },
    { tokenRequestsPerSecond: 0 },
    { strict: true },
    { logBodies: "masked" },
    { logDays: 7 },
    {}
  ])("become %j, and keep the rest", async (body) => {
    const before = await settings()
    const answer = await change(body)
    expect([answer.status, answer.body.settings]).toEqual([200, { ...before, ...body }])
    expect(await settings()).toEqual({ ...before, ...body })
  })

  it("have each quirk switched by itself, whatever its case", async () => {
    await change({ quirks: { emptystring: false, BareWord: false } })
    await change({ quirks: { BareWord: true, SingleQuotes: false } })
    const { quirks } = await settings()
    expect(Object.keys(quirks).filter((name) => !quirks[name])).toEqual(["EmptyString", "SingleQuotes"])
  })

  it.each([
    [{ required: ["emails"] }, "required must include userName: RFC 7643 demands it of every user."],
    [{ required: ["userName", "mail"] }, 'required names "mail", which is no attribute of a user.'],
    [{ quirks: { EmptyStrings: true } }, 'quirks names "EmptyStrings", which is no known deviation.'],
    [{ logDays: 0 }, "logDays: "],
    [{ logDays: 1.5 }, "logDays: "],
    [{ tokenRequestsPerSecond: 1_000_001 }, "tokenRequestsPerSecond: "],
    [{ onDelete: "forget" }, "onDelete: "],
    [{ logDays: 9, onDelte: "keep" }, "onDelte: "],
    [{ quirksOff: ["EmptyString"] }, "quirksOff: "]
  ])("refuse %j, and stay as they are", async (body, detail) => {
    const before = await settings()
    const answer = await change(body)
    expect([answer.status, answer.body.detail.slice(0, detail.length)]).toEqual([400, detail])
    expect(await settings()).toEqual(before)
  })

  it.each(["provisioning", "requestsPerSecond"])("leave %s to operators", async (name) => {
    const other = name === "provisioning" ? "off" : 7
    const before = await settings()
    const refused = await change({ [name]: other, logDays: 99 })
    expect([refused.status, refused.body.detail]).toEqual([
      403,
      `Only an operator changes ${name}. Nothing was changed.`
    ])
    expect(await settings()).toEqual(before)
    expect((await change({ [name]: before[name] })).status).toBe(200)
    expect((await change({ [name]: other }, "operator")).body.settings[name]).toBe(other)
  })
})
