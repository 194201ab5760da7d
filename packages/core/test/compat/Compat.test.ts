import { FastCheck as fc } from "effect"
import { describe, expect, it } from "vitest"
import * as Compat from "../../src/compat/Compat.ts"
import type * as Quirk from "../../src/compat/Quirk.ts"
import { type Grammar, rfcGrammar } from "../../src/filter/Filter.ts"
import * as Policy from "../../src/protocol/Policy.ts"
import * as BodyArbitrary from "./BodyArbitrary.ts"
import * as Reading from "./Reading.ts"
import { enterprise, patchSchema, rewrite, types, userSchema } from "./RewriteSuite.ts"

const widest: Grammar = { bareWords: true, valuePathComparison: true, singleQuotes: true }

const mildest: Policy.Policy = {
  noMatch: "create",
  unknownAttributes: "ignore",
  readOnlyInValue: "ignore",
  severalPrimaries: "keepFirst",
  unknownMembers: "wait",
  emailFromUserName: "take",
  booleanText: "read",
  unqualifiedNames: "resolve",
  canonicalValues: "advise"
}

/** The shapes of one client in one body: envelope, op, names and values are all off. */
const before = {
  operations: [
    { op: "Replace", path: "active", value: "False" },
    { op: "Add", path: "manager", value: [{ value: "26118915", $ref: null }] },
    { op: "Replace", value: { "name.givenName": "", 'phoneNumbers[type eq "work"].value': "" } }
  ]
}

describe("Compat.compile", () => {
  it("has every quirk on by default", () => {
    expect({ grammar: Reading.tolerant.grammar, policy: Reading.tolerant.policy }).toEqual({
      grammar: widest,
      policy: mildest
    })
  })

  it("switches all of them off when strict, whatever else is said", () => {
    const { grammar, policy, rewrite } = Compat.compile({ strict: true, off: ["BareWord"] })
    expect({ grammar, policy }).toEqual({ grammar: rfcGrammar, policy: Policy.strict })
    const read = rewrite(before, { type: types.User, message: "patch" })
    expect(read.body).toBe(before)
    expect(read.notes).toEqual([])
  })

  it.each(Compat.quirks.flatMap(({ name, kind }) => (kind._tag === "Grammar" ? [[name, kind.grammar] as const] : [])))(
    "takes nothing else from the grammar when %s is off",
    (name, grammar) => {
      const off = Object.fromEntries(Object.keys(grammar).map((key) => [key, false]))
      expect(Compat.compile({ strict: false, off: [name] }).grammar).toEqual({ ...widest, ...off })
    }
  )

  it.each(Compat.quirks.flatMap(({ name, kind }) => (kind._tag === "Policy" ? [[name, kind.policy] as const] : [])))(
    "makes no other choice strictly when %s is off",
    (name, policy) => {
      expect(Compat.compile({ strict: false, off: [name] }).policy).toEqual({ ...mildest, ...strictly(policy) })
    }
  )

  it("leaves one rewrite out and keeps the others", () => {
    const off = Compat.compile({ strict: false, off: ["StringBoolean"] })
    const body = { schemas: [patchSchema], Operations: [{ op: "Replace", path: "active", value: "False" }] }
    expect(off.rewrite(body, { type: types.User, message: "patch" })).toEqual({
      body: { schemas: [patchSchema], Operations: [{ op: "replace", path: "active", value: "False" }] },
      notes: [{ name: "CapitalisedOperation", text: 'Read the op "Replace" as "replace".' }]
    })
  })

  it("switches nothing off for a name that no quirk has", () => {
    const { grammar, policy } = Compat.compile({ strict: false, off: ["bareword", "None"] })
    expect({ grammar, policy }).toEqual({ grammar: widest, policy: mildest })
  })

  it("lets each rewrite see what the one before it left, and notes them in order", () => {
    const { body, notes } = Reading.tolerant.rewrite(before, { type: types.User, message: "patch" })
    expect(body).toEqual({
      schemas: [patchSchema],
      Operations: [
        { op: "replace", path: "active", value: false },
        { op: "add", path: `${enterprise}:manager`, value: { value: "26118915" } },
        { op: "replace", value: { name: { givenName: null } } },
        { op: "remove", path: 'phoneNumbers[type eq "work"]' }
      ]
    })
    expect(notes.map((note) => note.name)).toEqual([
      "LowercaseOperations",
      "CapitalisedOperation",
      "CapitalisedOperation",
      "MissingPatchSchema",
      "UnqualifiedExtension",
      "DottedKeys",
      "DottedKeys",
      "ClearedValuePath",
      "ManagerShape",
      "StringBoolean",
      "EmptyString",
      "NullReference"
    ])
  })

  it("takes any JSON, and changes nothing the second time", () => {
    fc.assert(
      fc.property(BodyArbitrary.body, ...BodyArbitrary.context, (any, type, message) => {
        const context: Quirk.Context = { type: types[type], message }
        const { body, notes } = Reading.tolerant.rewrite(any, context)
        expect(notes.length > 0).toBe(body !== any)
        const again = Reading.tolerant.rewrite(body, context)
        expect(again.body).toBe(body)
        expect(again.notes).toEqual([])
      }),
      { numRuns: 2_000 }
    )
  })

  it("makes of a body in joint walks what the rewrites make of it one after the other", () => {
    fc.assert(
      fc.property(BodyArbitrary.body, ...BodyArbitrary.context, (before, type, message) => {
        const context: Quirk.Context = { type: types[type], message }
        const { body } = Reading.tolerant.rewrite(before, context)
        expect(body).toEqual(Compat.quirks.reduce((read, quirk) => rewrite(quirk, read, context).body, before))
      }),
      { numRuns: 1_000 }
    )
  })

  it("leaves what is no operation where it is", () => {
    const Operations = [[{ op: "Add" }], "Add", null, { op: "Remove", path: "title" }]
    const read = Reading.tolerant.rewrite(
      { schemas: [patchSchema], Operations },
      { type: types.User, message: "patch" }
    )
    expect(read.body).toEqual({
      schemas: [patchSchema],
      Operations: [[{ op: "Add" }], "Add", null, { op: "remove", path: "title" }]
    })
  })

  it("says at most twenty things of one quirk about one body", () => {
    const schemas = [userSchema, ...Array.from({ length: 100 }, (_, index) => `urn:example:${index}`)]
    const { notes } = Reading.tolerant.rewrite({ schemas, userName: "ada" }, { type: types.User, message: "resource" })
    expect(notes.map((note) => note.name)).toEqual(Array(20).fill("ForeignSchemaUrn"))
  })
})

describe("Compat.find", () => {
  it("finds a quirk by its exact name", () => {
    expect(Compat.find("BareWord")?.name).toBe("BareWord")
    expect(Compat.find("bareword")).toBeUndefined()
  })
})

/** The strict choice in place of each of these. */
const strictly = (policy: Partial<Policy.Policy>): Partial<Policy.Policy> =>
  Object.fromEntries(Object.entries(Policy.strict).filter(([field]) => Object.hasOwn(policy, field)))
