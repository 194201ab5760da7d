import type { Json } from "@rollcall/core"
import { FastCheck as fc } from "effect"
import { describe, expect, it } from "vitest"
import * as MultiValued from "../../src/resource/MultiValued.ts"
import { definition } from "./Decoding.ts"

const emails = definition("emails")
const addresses = definition("addresses")
const tags = definition("badge:tags")
const certificates = definition("x509Certificates")

describe("MultiValued.distinct", () => {
  it.each<[title: string, attribute: typeof emails, values: Json.JsonArray, distinct: Json.JsonArray]>([
    ["finds the same text in any letter case, and keeps the first", tags, ["Red", "blue", "red"], ["Red", "blue"]],
    [
      "joins the parts of one value, the last word being the last one's",
      emails,
      [
        { value: "b", type: "work", display: "B", primary: true },
        { value: "B", type: "WORK", primary: false }
      ],
      [{ value: "B", type: "WORK", display: "B", primary: false }]
    ],
    [
      "takes one text of two types for two values",
      emails,
      [{ value: "b", type: "work" }, { value: "b", type: "home" }, { value: "b" }],
      [{ value: "b", type: "work" }, { value: "b", type: "home" }, { value: "b" }]
    ],
    [
      "minds the letter case where the schema does",
      certificates,
      [{ value: "YQ==" }, { value: "yq==" }, { value: "YQ==", display: "A" }],
      [{ value: "YQ==", display: "A" }, { value: "yq==" }]
    ],
    [
      "compares all parts but primary where there is no value",
      addresses,
      [
        { country: "DE", type: "work", primary: true },
        { type: "work", country: "DE" },
        { type: "work", country: "FR" }
      ],
      [
        { country: "DE", type: "work", primary: true },
        { type: "work", country: "FR" }
      ]
    ],
    [
      "does the same for one that has lost its value",
      emails,
      [{ type: "work" }, { type: "work", primary: true }, { type: "home" }],
      [{ type: "work", primary: true }, { type: "home" }]
    ],
    ["leaves one value alone", emails, [{ value: "b" }], [{ value: "b" }]],
    ["has nothing to say of none", emails, [], []]
  ])("%s", (_, attribute, values, distinct) => {
    expect(MultiValued.distinct(attribute, values)).toEqual(distinct)
  })
})

const email = fc.record(
  {
    value: fc.constantFrom("a", "A", "b"),
    type: fc.constantFrom("work", "WORK", "home"),
    display: fc.constantFrom("x", "y"),
    primary: fc.boolean()
  },
  { requiredKeys: [] }
)

describe("MultiValued.unite", () => {
  it("lets the client's values have the last word wherever they stand", () => {
    const [ours, theirs] = [
      { value: "b", display: "ours", type: "work" },
      { value: "B", display: "theirs", type: "work" }
    ]
    const united = { elements: [{ value: "B", display: "theirs", type: "work" }], given: new Set([0]) }
    expect(MultiValued.unite(emails, [ours, theirs], new Set([1]))).toEqual(united)
    expect(MultiValued.unite(emails, [theirs, ours], new Set([0]))).toEqual(united)
  })

  it("tells where the client's values are afterwards, in the client's order", () => {
    const added = [{ value: "c" }, { value: "a" }, { value: "C" }]
    const { elements, given } = MultiValued.append(emails, [{ value: "a" }, { value: "b" }], added)
    expect(elements).toEqual([{ value: "a" }, { value: "b" }, { value: "C" }])
    expect([...given]).toEqual([2, 0])
  })

  it("made twice is made once, whatever the values are", () => {
    fc.assert(
      fc.property(fc.array(email), (values) => {
        const distinct = MultiValued.distinct(emails, values)
        expect(MultiValued.distinct(emails, distinct)).toEqual(distinct)
        expect(MultiValued.append(emails, distinct, distinct).elements).toEqual(distinct)
      })
    )
  })
})

describe("MultiValued.onePrimary", () => {
  const three = [{ value: "a", primary: true }, { value: "b" }, { value: "c", primary: true }]

  it("takes primary from every other value, and gives it to none", () => {
    expect(MultiValued.onePrimary(emails, three, 2)).toEqual([
      { value: "a", primary: false },
      { value: "b" },
      { value: "c", primary: true }
    ])
    expect(MultiValued.onePrimary(emails, three, 1)).toEqual([
      { value: "a", primary: false },
      { value: "b" },
      { value: "c", primary: false }
    ])
  })

  it("leaves values alone whose schema has no primary", () => {
    expect(MultiValued.onePrimary(tags, ["red"], 1)).toEqual(["red"])
    expect(MultiValued.onePrimary(definition("badge:holder"), three, 1)).toEqual(three)
  })
})

describe("MultiValued.primaries", () => {
  it("has the places of the values whose primary is true", () => {
    const values = [{ primary: false }, { primary: true }, { value: "b" }, { primary: true }, "true"]
    expect(MultiValued.primaries(emails, values)).toEqual(new Set([1, 3]))
    expect(MultiValued.primaries(tags, values)).toEqual(new Set())
  })
})
