import { Filter, FilterParser, FilterPrinter, Limits } from "@rollcall/core"
import { Either, FastCheck as fc } from "effect"
import { describe, expect, it } from "vitest"

const names = ["userName", "not", "and", "$ref", "name.given-Name_1", "urn:example:2.0:User:manager.value"]
const attribute = fc.constantFrom(...names).map((text) => ({ text, position: 0 }))
const literal = fc.oneof(
  fc.string({ unit: "grapheme" }).filter((value) => !value.includes("\0")),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.boolean(),
  fc.constant(null)
)

const { tree } = fc.letrec<{ tree: Filter.Filter }>((tie) => {
  const several = fc.array(tie("tree"), { minLength: 2, maxLength: 4 })
  return {
    tree: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.record({ _tag: fc.constant("Present" as const), attribute }),
      fc.record({
        _tag: fc.constant("Compare" as const),
        attribute,
        operator: fc.constantFrom(...Filter.compareOperators),
        value: literal,
        position: fc.constant(0)
      }),
      fc.record({ _tag: fc.constant("And" as const), filters: several }),
      fc.record({ _tag: fc.constant("Or" as const), filters: several }),
      fc.record({ _tag: fc.constant("Not" as const), filter: tie("tree") }),
      fc.record({ _tag: fc.constant("ValuePath" as const), attribute, filter: tie("tree") })
    )
  }
})

const withoutPositions = (filter: Filter.Filter): Filter.Filter => {
  switch (filter._tag) {
    case "And":
    case "Or":
      return { ...filter, filters: filter.filters.map(withoutPositions) }
    case "Not":
      return { ...filter, filter: withoutPositions(filter.filter) }
    case "Present":
      return { ...filter, attribute: { ...filter.attribute, position: 0 } }
    case "Compare":
      return { ...filter, attribute: { ...filter.attribute, position: 0 }, position: 0 }
    case "ValuePath":
      return { ...filter, attribute: { ...filter.attribute, position: 0 }, filter: withoutPositions(filter.filter) }
  }
}

const read = (text: string): Filter.Filter => {
  const limits = { filterLengthMax: 1_000_000, filterComparisonsMax: 100_000 }
  const options = { limits: { ...Limits.standard, ...limits } }
  return withoutPositions(Either.getOrThrow(FilterParser.parse(text, options)).filter)
}

describe("FilterPrinter", () => {
  it("prints what the parser reads back as the same tree", () => {
    fc.assert(
      fc.property(tree, (filter) => {
        expect(read(FilterPrinter.print(filter))).toEqual(filter)
      })
    )
  })

  it.each([
    'a eq "x" or b eq "y" and c eq "z"',
    '(a eq "x" or b eq "y") and c eq "z"',
    "(a pr and b pr) and c pr",
    "(a pr or b pr) or c pr",
    "not (not (a pr))",
    'emails[type eq "work" and (value co "@" or primary eq true)]'
  ])("prints %s with no parentheses but these", (text) => {
    expect(FilterPrinter.print(read(text))).toBe(text)
  })
})
