import { Setting, Tenant } from "@rollcall/provider"
import { describe, expect, it } from "vitest"
import * as password from "../app/administrators/password.ts"
import type { Attribute, SchemaPart } from "../app/api/schemas.ts"
import type { Values } from "../app/api/settings.ts"
import { message } from "../app/messages.ts"
import { found } from "../app/schema/found.ts"
import * as Changes from "../app/settings/changes.ts"
import { isNumberRight } from "../app/settings/isNumberRight.ts"
import { printed } from "../app/settings/printed.ts"
import { isOther } from "../app/settings/sections.ts"

const { quirksOff: _, ...rest } = Tenant.defaultSettings
const saved: Values = { ...rest, quirks: { StringBoolean: true, SingleQuotes: false } }

describe("the settings on their page", () => {
  const names = Object.keys(Setting.all).map((name) => (name === "quirksOff" ? "quirks" : name))

  it("have a section each", () => expect(names.filter(isOther)).toEqual([]))

  it("have a name for people each, and so has whatever may be chosen", () => {
    for (const [name, { kind }] of Object.entries<Setting.Setting>(Setting.all)) {
      if (kind._tag !== "Quirks") expect(message.settings.name(name)).not.toBe(name)
      if (kind._tag !== "Choice") continue
      for (const choice of kind.choices) expect(message.settings.choice(name, choice), name).not.toBe(choice)
    }
  })
})

describe("what is changed and not saved", () => {
  it("is what differs, and of quirks those that are switched", () => {
    const draft = { logDays: 90, onDelete: saved.onDelete, quirks: { StringBoolean: true, SingleQuotes: true } }
    expect(Changes.least(saved, draft)).toEqual({ logDays: 90, quirks: { SingleQuotes: true } })
    expect(Changes.listed(saved, draft)).toEqual([
      { name: "logDays", from: 30, to: 90 },
      { name: "SingleQuotes", from: false, to: true }
    ])
  })

  it("is nothing where the same attributes are required in another order", () => {
    expect(Changes.least(saved, { required: saved.required.toReversed() })).toEqual({})
    expect(Changes.listed(saved, {})).toEqual([])
  })

  it("leaves everything else as it is", () => {
    const { quirks, logDays, onDelete } = Changes.over(saved, { logDays: 1, quirks: { StringBoolean: false } })
    expect({ quirks, logDays, onDelete }).toEqual({
      quirks: { StringBoolean: false, SingleQuotes: false },
      logDays: 1,
      onDelete: saved.onDelete
    })
  })
})

describe("a number", () => {
  const days = { name: "logDays", kind: "number", unit: "days", min: 1, max: 3_650 } as const

  it.each([
    [1, true],
    [3_650, true],
    [0, false],
    [3_651, false],
    [1.5, false],
    ["", false]
  ])("%j is right: %j", (value, right) => expect(isNumberRight(days, value)).toBe(right))

  it("is no limit where it is 0 requests, and no days where it is 0 days", () => {
    expect(printed({ name: "requestsPerSecond", kind: "number", unit: "requests a second" }, 0)).toBe("any number")
    expect(printed(days, 0)).toBe("0 days")
    expect(printed(days, 1_000)).toBe("1,000 days")
  })
})

describe("what is found of a schema", () => {
  const attribute = (path: string, subAttributes: ReadonlyArray<Attribute> = []) =>
    ({ path, name: path, description: "", subAttributes }) as unknown as Attribute
  const emails = attribute("emails", [attribute("emails.value"), attribute("emails.type")])
  const part = { id: "urn:x", attributes: [attribute("userName"), emails] } as unknown as SchemaPart
  const paths = (typed: string) =>
    found(part, typed).flatMap(({ attributes }) =>
      attributes.map(({ path, subAttributes }) => [path, ...subAttributes.map((each) => each.path)])
    )

  it("is everything where nothing is typed", () => expect(paths(" ")).toHaveLength(2))

  it("is an attribute with all that it has, or with the sub-attributes that are meant", () => {
    expect(paths("EMAIL")).toEqual([["emails", "emails.value", "emails.type"]])
    expect(paths(".type")).toEqual([["emails", "emails.type"]])
  })

  it("is no part without any", () => expect(paths("phone")).toEqual([]))
})

describe("a suggested password", () => {
  it("is as long as passwords must be, and another one each time", () => {
    const all = Array.from({ length: 100 }, password.suggest)
    expect(new Set(all).size).toBe(100)
    for (const each of all) expect(each).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){4}$/)
  })
})
