import { Compat, Limits, SchemaRegistry, TokenPolicy } from "@rollcall/core"
import { describe, expect, it } from "vitest"
import * as Principal from "../src/Principal.ts"
import * as Session from "../src/Session.ts"
import { defaultSettings, type Settings } from "../src/Tenant.ts"

const token = TokenPolicy.issue({ id: "1", tenant: "default", name: "Okta", digest: "", hint: "", now: 0 })
const base = "https://example.com/scim/v2"

/** The sessions of tenants that differ in these settings, made by one factory. */
const sessionsOf = (...settings: ReadonlyArray<Partial<Settings>>): ReadonlyArray<Session.Session> => {
  const make = Session.factory(SchemaRegistry.standard, Limits.standard)
  return settings.map((own, index) =>
    make(
      {
        principal: Principal.token(token),
        tenant: { id: `tenant${index}`, name: "", settings: { ...defaultSettings, ...own }, created: 0 }
      },
      base
    )
  )
}

const requiredOf = ({ registry }: Session.Session): ReadonlyArray<string> =>
  (SchemaRegistry.typeByName(registry, "User")?.schema.attributes ?? [])
    .filter(({ required }) => required)
    .map(({ name }) => name)

describe("Session.factory", () => {
  it("demands of users what the tenant demands", () => {
    const sessions = sessionsOf({}, { required: ["userName"] }, { required: ["userName", "displayName"] })
    expect(sessions.map(requiredOf)).toEqual([["userName", "emails"], ["userName"], ["userName", "displayName"]])
  })

  it("tolerates what the tenant tolerates", () => {
    const sessions = sessionsOf({}, { strict: true }, { quirksOff: ["NoMatchCreate"] })
    expect(sessions.map(({ compat }) => [compat.policy, compat.grammar])).toEqual(
      [
        { strict: false, off: [] },
        { strict: true, off: [] },
        { strict: false, off: ["NoMatchCreate"] }
      ].map((settings) => {
        const { policy, grammar } = Compat.compile(settings)
        return [policy, grammar]
      })
    )
  })

  it("refuses what a setting refuses, as if its quirk were off", () => {
    const sessions = sessionsOf(
      { unknownAttributes: "refuse", unknownMembers: "refuse" },
      { quirksOff: ["UnknownAttribute", "UnknownMembers"] },
      { unknownAttributes: "refuse" },
      { strict: true, unknownAttributes: "ignore", unknownMembers: "wait" }
    )
    const policies = sessions.map(({ compat: { policy } }) => [policy.unknownAttributes, policy.unknownMembers])
    expect(policies).toEqual([
      ["refuse", "refuse"],
      ["refuse", "refuse"],
      ["refuse", "wait"],
      ["refuse", "refuse"]
    ])
    expect(sessions[1]?.compat).toBe(sessions[0]?.compat)
  })

  it("works the rules of equal settings out once, and shares no more than these", () => {
    const [first, second, other] = sessionsOf({}, { onDelete: "keep" }, { strict: true })
    expect(second?.compat).toBe(first?.compat)
    expect(second?.registry).toBe(first?.registry)
    expect(second?.tenant.settings.onDelete).toBe("keep")
    expect(other?.compat).not.toBe(first?.compat)
  })

  it("keeps the rules right for more different settings than it remembers", () => {
    const make = Session.factory(SchemaRegistry.standard, Limits.standard)
    const settingsOf = (index: number): Settings => ({ ...defaultSettings, required: ["userName", `x${index}`] })
    const of = (settings: Settings) =>
      make({ principal: Principal.token(token), tenant: { id: "t", name: "", settings, created: 0 } }, base)
    for (let index = 0; index < 1_001; index++) of(settingsOf(index))
    expect(requiredOf(of(defaultSettings))).toEqual(["userName", "emails"])
  })
})
