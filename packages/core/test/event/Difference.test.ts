import { Difference, EnterpriseUserSchema, type Json, SchemaRegistry, ValueChange } from "@rollcall/core"
import { FastCheck as fc } from "effect"
import { describe, expect, it } from "vitest"
import * as AttributeDefinition from "../../src/schema/AttributeDefinition.ts"
import * as ResourceType from "../../src/schema/ResourceType.ts"
import * as ScimSchema from "../../src/schema/ScimSchema.ts"

const { user } = SchemaRegistry
const { urn } = EnterpriseUserSchema

const changes = (before: Json.JsonObject, after: Json.JsonObject, type = user) =>
  Difference.values(Difference.between(type, before, after))

const work = (value: string) => ({ value, type: "work" })
const home = (value: string) => ({ value, type: "home" })

type Row = readonly [title: string, before: Json.JsonObject, after: Json.JsonObject, expected: ReadonlyArray<object>]

describe("Difference.values", () => {
  it.each<Row>([
    [
      "shows what was and what is",
      { active: true, title: "x" },
      { active: false, nickName: "y" },
      [
        { path: "active", before: true, after: false },
        { path: "title", before: "x" },
        { path: "nickName", after: "y" }
      ]
    ],
    [
      "names the part of a complex value that differs, and shows one that came as a whole",
      { name: { givenName: "Ada", familyName: "B" } },
      { name: { givenName: "Ada", familyName: "L", formatted: "Ada L" }, [urn]: { manager: { value: "u2" } } },
      [
        { path: "name.familyName", before: "B", after: "L" },
        { path: "name.formatted", after: "Ada L" },
        { path: `${urn}:manager`, after: { value: "u2" } }
      ]
    ],
    [
      "tells the values of a multi-valued attribute one by one",
      { emails: [work("a"), { ...home("b"), primary: true }, { value: "c" }] },
      { emails: [work("A"), { ...home("b"), primary: false }, { value: "d", type: "other" }] },
      [
        {
          path: "emails",
          added: [{ value: "d", type: "other" }],
          removed: [{ value: "c" }],
          changed: [
            { before: work("a"), after: work("A") },
            { before: { ...home("b"), primary: true }, after: { ...home("b"), primary: false } }
          ]
        }
      ]
    ],
    [
      "takes the only value of a type for the one that was its only value",
      { emails: [work("a@x.example"), home("b"), home("c")] },
      { emails: [work("a@y.example"), home("d"), home("e")] },
      [
        {
          path: "emails",
          added: [home("d"), home("e")],
          removed: [home("b"), home("c")],
          changed: [{ before: work("a@x.example"), after: work("a@y.example") }]
        }
      ]
    ],
    [
      "shows arrays as wholes where values changed their places",
      { emails: [work("a"), home("b")] },
      { emails: [home("b"), work("a")] },
      [{ path: "emails", before: [work("a"), home("b")], after: [home("b"), work("a")] }]
    ],
    ["is empty where nothing differs", { name: { givenName: "A" } }, { name: { givenName: "A" } }, []]
  ])("%s", (_, before, after, expected) => {
    expect(changes(before, after)).toEqual(expected)
    expect(ValueChange.apply(user, before, changes(before, after))).toEqual(after)
  })
})

const { complex, string } = AttributeDefinition
const secret = { returned: "never" } as const

/** A type with secrets at every depth. */
const vault = ResourceType.make({
  id: "Vault",
  name: "Vault",
  description: "",
  endpoint: "/Vaults",
  schema: ScimSchema.make({
    id: "urn:x:Vault",
    name: "Vault",
    description: "",
    attributes: [
      string("pin", "", secret),
      string("seal", "", { mutability: "writeOnly" }),
      complex("lock", "", [string("maker", ""), string("code", "", secret)]),
      complex("keys", "", [string("value", ""), string("code", "", secret)], { multiValued: true })
    ]
  }),
  extensions: []
})

describe("what is never returned", () => {
  it("is said to differ and never shown, however deep it stands", () => {
    const before = { pin: "geheim", lock: { maker: "A", code: "geheim" }, keys: [{ value: "k", code: "geheim" }] }
    const after = {
      pin: "secret",
      seal: "secret",
      lock: { maker: "B", code: "secret" },
      keys: [{ value: "k", code: "secret" }, { value: "l" }]
    }
    expect(changes(before, after, vault)).toEqual([
      { path: "pin", hidden: true },
      { path: "lock.maker", before: "A", after: "B" },
      { path: "lock.code", hidden: true },
      { path: "keys", added: [{ value: "l" }] },
      { path: "keys.code", hidden: true },
      { path: "seal", hidden: true }
    ])
    expect(JSON.stringify([changes(before, {}, vault), changes({}, after, vault)])).not.toMatch(/geheim|secret/)
  })

  it("is not even said to differ where it does not", () => {
    const lock = { maker: "A", code: "geheim" }
    expect(changes({ lock }, { lock: { ...lock, maker: "B" } }, vault)).toEqual([
      { path: "lock.maker", before: "A", after: "B" }
    ])
  })

  it("includes what an extension no longer defines", () => {
    expect(changes({}, { [urn]: { formerly: "geheim" } })).toEqual([{ path: `${urn}:formerly`, hidden: true }])
  })
})

describe("ValueChange.print", () => {
  const given = [
    { path: "title", after: "x" },
    { path: "nickName", after: "y".repeat(50) },
    { path: "active", after: true }
  ]
  const lengths = given.map((change) => JSON.stringify(change).length)
  const [title = 0, nickName = 0, active = 0] = lengths

  it("keeps all that has room, to the last character", () => {
    expect(JSON.parse(ValueChange.print(given, title + nickName + active))).toEqual(given)
  })

  it("says of what has none that it was cut, and goes on behind it", () => {
    expect(JSON.parse(ValueChange.print(given, title + nickName - 1))).toEqual([
      given[0],
      { path: "nickName", cut: true },
      given[2]
    ])
  })
})

const text = fc.constantFrom("a", "A", "b", "c")
const element = fc.record(
  { value: text, type: fc.constantFrom("work", "home"), primary: fc.boolean() },
  { requiredKeys: [] }
)
const several = fc.array(element, { minLength: 1, maxLength: 5 })

const document: fc.Arbitrary<Json.JsonObject> = fc.record(
  {
    userName: text,
    active: fc.boolean(),
    name: fc.record({ givenName: text, familyName: text }, { requiredKeys: [] }),
    emails: several,
    addresses: fc.array(fc.record({ country: text, type: text }, { requiredKeys: [] }), { minLength: 1, maxLength: 4 }),
    [urn]: fc.record(
      { department: text, manager: fc.record({ value: text }), costCenter: text },
      { requiredKeys: ["department"] }
    )
  },
  { requiredKeys: [] }
)

describe("the changes of a document", () => {
  it("make the later document of the former, whatever the two are", () => {
    fc.assert(
      fc.property(document, document, (before, after) => {
        const kept = JSON.parse(ValueChange.print(changes(before, after), 1_000_000))
        expect(ValueChange.apply(user, before, kept)).toEqual(after)
      }),
      { numRuns: 1_000 }
    )
  })

  it("are none exactly where nothing differs", () => {
    fc.assert(
      fc.property(document, document, (before, after) => {
        expect(changes(before, before)).toEqual([])
        const differs =
          JSON.stringify(ValueChange.apply(user, before, changes(before, after))) !== JSON.stringify(before)
        expect(changes(before, after).length > 0).toBe(differs)
      })
    )
  })
})
