import { type Filter, FilterParser, FilterPrinter, Limits, ScimError } from "@rollcall/core"
import { Either, FastCheck as fc } from "effect"
import { describe, expect, it } from "vitest"
import * as AnyText from "../AnyText.ts"

const wide: Filter.Grammar = { bareWords: true, singleQuotes: true, valuePathComparison: true }
const limits: Limits.Limits = Limits.standard

const parsed = (text: string): Filter.Filter => Either.getOrThrow(FilterParser.parse(text)).filter
const problem = (text: string, options?: FilterParser.Options) => Either.flip(FilterParser.parse(text, options))
const refused = (detail: string, position: number) => Either.right(new ScimError.InvalidFilter({ detail, position }))

const eq = (name: string, position: number, value: string, at: number): Filter.Filter => ({
  _tag: "Compare",
  attribute: { text: name, position },
  operator: "eq",
  value,
  position: at
})

describe("FilterParser", () => {
  it("binds not before and before or", () => {
    expect(parsed('a eq "x" or not (b eq "y") and c eq "z"')).toEqual({
      _tag: "Or",
      filters: [
        eq("a", 0, "x", 5),
        { _tag: "And", filters: [{ _tag: "Not", filter: eq("b", 17, "y", 22) }, eq("c", 31, "z", 36)] }
      ]
    })
  })

  it("keeps groups as they were written", () => {
    expect(parsed('(a eq "x" or b eq "y") and c eq "z"')).toEqual({
      _tag: "And",
      filters: [{ _tag: "Or", filters: [eq("a", 1, "x", 6), eq("b", 13, "y", 18)] }, eq("c", 27, "z", 32)]
    })
  })

  it("reads a value path with a whole filter inside", () => {
    expect(parsed('emails[not (value eq "x") or type pr]')).toEqual({
      _tag: "ValuePath",
      attribute: { text: "emails", position: 0 },
      filter: {
        _tag: "Or",
        filters: [
          { _tag: "Not", filter: eq("value", 12, "x", 21) },
          { _tag: "Present", attribute: { text: "type", position: 29 } }
        ]
      }
    })
  })

  it.each([
    ["a EQ true AND NOT(b Pr)", "a eq true and not (b pr)"],
    ["  a   eq\t1  ", "a eq 1"],
    ['members[ value eq"a" ]', 'members[value eq "a"]'],
    ['(a eq "a)b")', 'a eq "a)b"'],
    ['emails[value eq "x]y"]', 'emails[value eq "x]y"]'],
    ['a eq "a\\"b"', 'a eq "a\\"b"'],
    ['not (displayName eq "salt and pepper")', 'not (displayName eq "salt and pepper")'],
    ['not (a eq "x" or b eq "y")', 'not (a eq "x" or b eq "y")'],
    ['a co "100%" and b co "_"', 'a co "100%" and b co "_"'],
    ["a eq TRUE or a eq Null", "a eq true or a eq null"],
    ["a eq -1.50E+2 or a eq -0", "a eq -150 or a eq 0"],
    ["not pr and and pr", "not pr and and pr"],
    ["meta.created gt 1", "meta.created gt 1"],
    ['$ref eq "x"', '$ref eq "x"'],
    ['URN:x:2.0:User:name.givenName sw "x"', 'URN:x:2.0:User:name.givenName sw "x"'],
    ["((a pr))", "a pr"]
  ])("reads %s", (text, printed) => {
    expect(FilterPrinter.print(parsed(text))).toBe(printed)
  })

  const operators = "an operator (eq, ne, co, sw, ew, gt, ge, lt, le, pr)"
  const name = "an attribute name such as userName, name.givenName or one with its schema's URN"
  const value = 'a value (text in double quotes as "abc", a number, true, false or null)'

  it.each([
    ['userName zz "Foo"', `Expected ${operators} at character 10 but found "zz".`, 9],
    ["", `Expected ${name} at character 1, but the filter ends there.`, 0],
    ["foo", `Expected ${operators} at character 4, but the filter ends there.`, 3],
    ["a.b.c pr", `Expected ${name} at character 1 but found "a.b.c".`, 0],
    ["urn:a pr", `Expected ${name} at character 1 but found "urn:a".`, 0],
    ["http://x/y:a pr", `Expected ${name} at character 1 but found "http://x/y:a".`, 0],
    ["1a pr", `Expected ${name} at character 1 but found "1a".`, 0],
    ['"a" pr', `Expected ${name} at character 1 but found "a".`, 0],
    ["a eq", `Expected ${value} at character 5, but the filter ends there.`, 4],
    ["a eq jdoe", `Expected ${value} at character 6 but found "jdoe".`, 5],
    ["active eq truetrue", `Expected ${value} at character 11 but found "truetrue".`, 10],
    ["a eq 01", `Expected ${value} at character 6 but found "01".`, 5],
    ["a eq 1.", `Expected ${value} at character 6 but found "1.".`, 5],
    ["a eq 1e", `Expected ${value} at character 6 but found "1e".`, 5],
    ["a eq 1e999", `Expected a number of usual size at character 6 but found "1e999".`, 5],
    ["a eq ('x')", `Expected ${value} at character 6 but found (.`, 5],
    ["a eq 'x'", `Expected text in double quotes, not in single ones, at character 6 but found 'x'.`, 5],
    [
      'a eq "x',
      `Expected ${value} at character 6 but found a text that is never closed; its last quote is missing.`,
      5
    ],
    ["a pr b pr", `Expected and, or or the end at character 6 but found "b".`, 5],
    ["a pr)", "Expected and, or or the end at character 5 but found ).", 4],
    ["(a pr", "Expected and, or or the ) for character 1 at character 6, but the filter ends there.", 5],
    ["(a pr]", "Expected and, or or the ) for character 1 at character 6 but found ].", 5],
    ["a[b pr", "Expected and, or or the ] for character 2 at character 7, but the filter ends there.", 6],
    ["a[]", `Expected ${name} at character 3 but found ].`, 2],
    ["a pr and", `Expected ${name} at character 9, but the filter ends there.`, 8],
    ["not a pr", `Expected ( behind not at character 5 but found "a".`, 4],
    [`a ${"x".repeat(50)}`, `Expected ${operators} at character 3 but found "${"x".repeat(40)}…".`, 2],
    [
      'emails[type eq "work"].value eq "x"',
      'A comparison cannot stand behind ] as at character 23: put it into the brackets, as in emails[… and value eq "…"].',
      22
    ]
  ])("refuses %j", (text, detail, position) => {
    expect(problem(text)).toEqual(refused(detail, position))
  })

  it("takes depth up to its bound and refuses one level more", () => {
    const nested = (depth: number) => `${"(".repeat(depth)}a pr${")".repeat(depth)}`
    expect(parsed(nested(limits.filterDepthMax))).toEqual({ _tag: "Present", attribute: { text: "a", position: 24 } })
    expect(problem(nested(limits.filterDepthMax + 1))).toEqual(
      refused("The filter nests deeper than 24 levels, which is as deep as is read.", 24)
    )
  })

  it("counts groups beside one another as one level", () => {
    expect(Either.isRight(FilterParser.parse(Array(30).fill("not (a pr)").join(" and ")))).toBe(true)
  })

  it("takes as many comparisons as its bound says and refuses one more", () => {
    const joined = (count: number) => Array(count).fill("a pr").join(" or ")
    expect(Either.isRight(FilterParser.parse(joined(limits.filterComparisonsMax)))).toBe(true)
    expect(problem(joined(limits.filterComparisonsMax + 1))).toEqual(
      refused("The filter has more than 200 comparisons. Ask in several requests.", 1602)
    )
  })

  it("takes text up to its bound and refuses one character more", () => {
    const padded = (length: number) => "a pr".padEnd(length)
    expect(Either.isRight(FilterParser.parse(padded(limits.filterLengthMax)))).toBe(true)
    expect(problem(padded(limits.filterLengthMax + 1))).toEqual(
      refused("The filter has 8193 characters; at most 8192 are read.", 8192)
    )
  })

  it.each(["(", "not(", "a[", '"', "\\", "a eq ", "[[", ")]"])("answers a bomb of %s with an error", (part) => {
    expect(Either.isLeft(FilterParser.parse(part.repeat(2_000), { grammar: wide }))).toBe(true)
  })

  it("never throws on any text", () => {
    const pieces = fc.constantFrom(
      "a",
      " ",
      "eq",
      "(",
      ")",
      "[",
      "]",
      '"x"',
      "not",
      "and",
      "or",
      "pr",
      ".b",
      "1",
      "'",
      '"'
    )
    const anything = fc.oneof(
      AnyText.make(),
      fc.array(pieces, { maxLength: 40 }).map((all) => all.join(" ")),
      fc.array(pieces, { maxLength: 40 }).map((all) => all.join(""))
    )
    fc.assert(
      fc.property(anything, (text) => {
        for (const grammar of [undefined, wide]) {
          const options = grammar === undefined ? {} : { grammar }
          const result = FilterParser.parse(text, options)
          const path = FilterParser.parseValuePath(text, options)
          if (Either.isLeft(result)) expect(result.left.position).toBeLessThanOrEqual(text.length)
          if (Either.isLeft(path)) expect(path.left.position).toBeLessThanOrEqual(text.length)
        }
      })
    )
  })

  it("reads with every widening whatever the RFC's grammar reads, and the same way", () => {
    for (const text of ["a eq true", 'emails[type eq "work"] or a eq 1', 'not (a eq "\'")']) {
      expect(FilterParser.parse(text, { grammar: wide })).toEqual(FilterParser.parse(text))
    }
  })
})

describe("FilterParser with a wider grammar", () => {
  const widened = (text: string) =>
    Either.map(FilterParser.parse(text, { grammar: wide }), ({ filter, notes }) => ({
      filter: FilterPrinter.print(filter),
      notes
    }))

  it.each([
    ["userName Eq jdoe", 'userName eq "jdoe"'],
    ["a eq 2011-05-13T04:42:34Z", 'a eq "2011-05-13T04:42:34Z"'],
    ["a eq ada@example.com", 'a eq "ada@example.com"'],
    ["a eq O'Hara", 'a eq "O\'Hara"'],
    ["a eq 007", 'a eq "007"'],
    ["(a eq x)", 'a eq "x"']
  ])("reads the bare word of %s as text and says so", (text, printed) => {
    const attribute = text.startsWith("userName") ? "userName" : "a"
    expect(widened(text)).toEqual(
      Either.right({
        filter: printed,
        notes: [{ name: "BareWord", text: `Read the value of ${attribute} as text although it has no quotes.` }]
      })
    )
  })

  it("reads single quotes and says so once", () => {
    expect(widened("a eq 'x y' or b eq 'z'")).toEqual(
      Either.right({
        filter: 'a eq "x y" or b eq "z"',
        notes: [{ name: "SingleQuotes", text: "Read the value of a as text although it stands in single quotes." }]
      })
    )
  })

  it("draws the comparison behind a value path into it and says so", () => {
    expect(widened('emails[type eq "a" or type eq "b"].value eq "x" and c pr')).toEqual(
      Either.right({
        filter: 'emails[(type eq "a" or type eq "b") and value eq "x"] and c pr',
        notes: [
          { name: "ValuePathComparison", text: "Read the comparison behind emails[…] as standing in the brackets." }
        ]
      })
    )
  })

  it.each(["a eq and", "a eq two words", "a eq", 'emails[type pr] eq "x"', "emails[type pr].a.b pr"])(
    "still refuses %s",
    (text) => {
      expect(Either.isLeft(FilterParser.parse(text, { grammar: wide }))).toBe(true)
    }
  )
})
